"""What may not leave a `finally` block."""

from __future__ import annotations

import pytest

from eopsh.language import parse


@pytest.mark.parametrize(
    ("body", "leaves"),
    [
        pytest.param("break", "break", id="break"),
        pytest.param("if ($x) { return 5 }", "return 5", id="return"),
        pytest.param("foreach ($i in 1) { return }", "return", id="return in a loop"),
        pytest.param("foreach ($i in 1) { break out }", "break out", id="a loop around the block"),
        pytest.param("foreach ($i in 1) { break $l }", "break $l", id="nobody knows where"),
        pytest.param("foreach ($i in 1) { break }; switch (1) { 1 { continue } }", "", id="inside of a loop"),
        pytest.param(":x foreach ($i in 1) { foreach ($j in 1) { break X } }", "", id="out of a loop inside"),
        pytest.param("& { return }; function f { return 1 }; exit", "", id="blocks, functions, exit"),
    ],
)
def test_leaving(body: str, leaves: str) -> None:
    text = f":out while ($true) {{ try {{ 1 }} finally {{ {body} }} }}"
    found = [text[error.start : error.end] for error in parse(text).errors if error.error_id == "ControlLeavingFinally"]
    assert found == ([leaves] if leaves else [])
