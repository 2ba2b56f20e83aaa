"""`$PSCmdlet.ShouldProcess`: what it asks, and what the answer does."""

from __future__ import annotations

import pytest

from eopsh.objects import Value
from tests.runtime.doubles import RecordingHost, run_line

FUNCTION = "function f { [CmdletBinding(SupportsShouldProcess)] param() if ($PSCmdlet.ShouldProcess('t', 'Do')) { 'done' } }; "


@pytest.mark.parametrize(
    ("line", "choice", "output", "asked"),
    [
        pytest.param("f", 1, ["done"], 0, id="not asked by itself"),
        pytest.param("f -Confirm", 0, ["done"], 1, id="yes"),
        pytest.param("f -Confirm", 1, [], 1, id="no"),
        pytest.param("$ConfirmPreference = 'Medium'; f", 1, [], 1, id="the preference asks"),
        pytest.param("$ConfirmPreference = 'Low'; f -Confirm:$false", 1, ["done"], 0, id="the call comes first"),
        pytest.param("f -Confirm -WhatIf", 0, [], 0, id="-WhatIf does nothing and asks nothing"),
    ],
)
def test_confirm(line: str, choice: int, output: list[Value], asked: int) -> None:
    host = RecordingHost([choice])
    assert (run_line(FUNCTION + line, host=host), len(host.asked)) == (output, asked)
