"""The short ways for frequent bodies and loops answer exactly what the long ways answer."""

from __future__ import annotations

import pytest

from eopsh.objects import to_text
from tests.runtime.doubles import run_line


def texts_of(line: str) -> list[str]:
    """Return the text of each object that a line puts out."""
    return [to_text(value) for value in run_line(line)]


BODIES = ("$_ * 2", "$_ + 2147483647", "$_ - 5", "$_ -gt 5", "$_ -le 1", "$_ -eq 3", "$_ -ne 3")
ITEMS = "1, 3, 2147483647, -2147483648, 4294967296, 1.5, '3', 'a', $null, 2d, @(1, 3)"


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("command", ["ForEach-Object", "Where-Object"])
def test_one_operation_on_the_item_answers_as_the_general_body_does(command: str, body: str) -> None:
    show = "| ForEach-Object { if ($null -eq $_) { 'null' } else { \"$($_.GetType().Name) $_\" } }"
    quick = texts_of(f"$ErrorActionPreference = 'SilentlyContinue'; {ITEMS} | {command} {{ {body} }} {show}")
    general = texts_of(
        f"$ErrorActionPreference = 'SilentlyContinue'; {ITEMS} | {command} {{ $x = $_; ({body.replace('$_', '$x')}) }} {show}"
    )
    assert quick == general


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        pytest.param(
            "$s = 0; foreach ($i in 1..100000) { $s += $i }; $s; $s.GetType().Name", ["5000050000", "Double"], id="a-sum-beyond-int32"
        ),
        pytest.param("$i = 2147483646; $i++; $i++; $i.GetType().Name", ["Double"], id="increment-beyond-int32"),
        pytest.param("$i = -2147483647; $i--; $i--; $i.GetType().Name", ["Double"], id="decrement-beyond-int32"),
        pytest.param("$s = 'a'; $s += 1; $s += 'b'; $s", ["a1b"], id="text"),
        pytest.param("[int]$n = 1; $n += '2'; $n", ["3"], id="a-typed-variable"),
        pytest.param("$n = 1; function f { $n += 1; $n }; f; $n", ["1", "1"], id="not-of-the-scope-outside"),
        pytest.param("$d = 1.5; $d += 1; $d", ["2.5"], id="double"),
        pytest.param("$q += 1; $q; $r += 'x'; $r", ["1", "x"], id="nobody-set-it"),
        pytest.param('1..3 | ForEach-Object { $_ * 2 } | Where-Object { $_ -gt 2 } | ForEach-Object { "$_" }', ["4", "6"], id="stages"),
    ],
)
def test_a_short_way_ends_where_the_number_leaves_its_type(script: str, expected: list[str]) -> None:
    assert texts_of(script) == expected
