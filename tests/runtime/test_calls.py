"""How commands are called: written like a method under strict mode, and by an operator."""

from __future__ import annotations

import pytest

from eopsh.objects import ErrorRecord
from tests.runtime.doubles import failure_of, run_line


def test_strict_mode_forbids_a_call_that_looks_like_a_method_s() -> None:
    record = failure_of('Set-StrictMode -Version 2; function f($a, $b) { "$a-$b" }; f(1, 2)')
    assert record.fully_qualified_id == "StrictModeFunctionCallWithParens"


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        pytest.param("f 1 2", "1-2", id="apart"),
        pytest.param("f(1)", "1-", id="one-in-parentheses"),
        pytest.param("f (1, 2)", "1 2-", id="a-blank-between"),
        pytest.param("f(1, 2) 3", "1 2-3", id="more-arguments"),
    ],
)
def test_strict_mode_allows_every_other_call(call: str, expected: str) -> None:
    assert run_line(f'Set-StrictMode -Version 2; function f($a, $b) {{ "$a-$b" }}; {call}') == [expected]


@pytest.mark.parametrize(("call", "activity"), [("nosuch-command", "nosuch-command"), ("& 'nosuch command'", "&"), (". nosuch", ".")])
def test_an_unknown_command_bears_the_name_of_its_operator(call: str, activity: str) -> None:
    record = run_line(f"try {{ {call} }} catch {{ $_ }}")[0]
    assert isinstance(record, ErrorRecord)
    assert record.activity == activity
