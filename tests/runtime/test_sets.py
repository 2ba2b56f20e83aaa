"""Sets, sorted tables and what goes by the same comparers: laws, and that many values cost no more than they should."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eopsh.objects import PSObject, Value
from eopsh.runtime import Interpreter
from tests.runtime.doubles import run_line

WORDS = st.lists(st.text("abAB1", max_size=2), max_size=12)
NUMBERS = st.lists(st.integers(-3, 3), max_size=12)


@pytest.fixture(autouse=True, scope="module")
def _deep_enough() -> None:
    """A first line raises Python's recursion limit; Hypothesis does not like to see that happen in a test of its own."""
    run_line("1")


def run_with(line: str, **variables: Value) -> list[Value]:
    """Run a line that finds these variables."""
    interpreter = Interpreter()
    for name, value in variables.items():
        interpreter.scope.set(name, value)
    return run_line(line, interpreter=interpreter)


@given(added=WORDS, removed=WORDS)
def test_a_hash_set_holds_what_was_added_and_not_removed(added: list[str], removed: list[str]) -> None:
    adding = "$h = [Collections.Generic.HashSet[string]]::new(); $new = $a.ForEach({ $h.Add($_) }); "
    line = adding + "$r.ForEach({ $h.Remove($_) }) | Out-Null; , $new; , $h"
    news, left = run_with(line, a=added, r=removed)
    assert sum(map(bool, news if isinstance(news, list) else [news])) == len(set(added))
    assert isinstance(left, list)
    assert sorted(left) == sorted(set(added) - set(removed))


RELATIONS: dict[str, Callable[[set[int], set[int]], bool]] = {
    "SetEquals": lambda mine, theirs: mine == theirs,
    "IsSubsetOf": set.issubset,
    "IsSupersetOf": set.issuperset,
    "IsProperSubsetOf": lambda mine, theirs: mine < theirs,
    "IsProperSupersetOf": lambda mine, theirs: mine > theirs,
    "Overlaps": lambda mine, theirs: bool(mine & theirs),
}
CHANGES: dict[str, Callable[[set[int], set[int]], set[int]]] = {
    "UnionWith": set.union,
    "IntersectWith": set.intersection,
    "ExceptWith": set.difference,
    "SymmetricExceptWith": set.symmetric_difference,
}


@pytest.mark.parametrize("kind", ["HashSet", "SortedSet"])
@settings(max_examples=20)
@given(one=NUMBERS, other=NUMBERS)
def test_two_sets_stand_to_each_other_as_in_mathematics(kind: str, one: list[int], other: list[int]) -> None:
    made = f"$h = [Collections.Generic.{kind}[int]]::new([int[]]$a); "
    for name, holds in RELATIONS.items():
        assert run_with(f"{made} $h.{name}([int[]]$b)", a=one, b=other) == [holds(set(one), set(other))], name
    for name, change in CHANGES.items():
        (found,) = run_with(f"{made} $h.{name}([int[]]$b); , $h", a=one, b=other)
        assert isinstance(found, list)
        assert sorted(found) == sorted(change(set(one), set(other))), name


ORDERS = [
    pytest.param("", "a,A,b,B", id="the culture's"),
    pytest.param("[StringComparer]::Ordinal", "A,B,a,b", id="by codes"),
    pytest.param("[StringComparer]::OrdinalIgnoreCase", "A,b", id="in any case"),
]


@pytest.mark.parametrize("kind", ["SortedDictionary[string,int]", "SortedList[string,int]"])
@pytest.mark.parametrize(("comparer", "keys"), ORDERS)
def test_keys_come_in_the_order_of_the_comparer(kind: str, comparer: str, keys: str) -> None:
    line = f"$s = [Collections.Generic.{kind}]::new({comparer}); 'b', 'A', 'a', 'B' | % {{ $s[$_] = 1 }}; $s.Keys -join ','"
    assert run_line(line) == [keys]


SAME = [
    pytest.param("[object]", "1, 1L, 1.0, '1', [char]'1', $true", 6, id="types count"),
    pytest.param("[object]", "[pscustomobject]@{ a = 1 }, [pscustomobject]@{ a = 1 }", 2, id="an object is only itself"),
    pytest.param("[string]", "\"e`u{301}\", 'é'", 2, id="sign for sign"),
    pytest.param("[double]", "[double]::NaN, [double]::NaN, 0.0, -0.0", 2, id="no number equals itself, zeros each other"),
    pytest.param("[datetime]", "'2024-01-01', '2024-01-01'", 1, id="dates by their ticks"),
    pytest.param("[object]", "[guid]::Empty, [guid]::Empty, [version]'1.0', [version]'1.0'", 2, id="values by what they hold"),
]


@pytest.mark.parametrize(("element", "values", "count"), SAME)
def test_what_a_set_takes_for_one(element: str, values: str, count: int) -> None:
    assert run_line(f"$h = [Collections.Generic.HashSet{element}]::new(); foreach ($v in {values}) {{ $null = $h.Add($v) }}; $h.Count") == [
        count
    ]


def test_a_new_value_takes_the_place_of_the_removed_one() -> None:
    made = "$h = [Collections.Generic.HashSet[int]](1, 2, 3, 4); $null = $h.Remove(2), $h.Remove(4), $h.Add(5); "
    assert run_line(made + "$h -join ','; $null = $h.Add(6); $h -join ','") == ["1,3,5", "1,6,3,5"]


def test_members_of_a_dictionary_with_numbers_for_keys() -> None:
    line = "$d = [Collections.Generic.Dictionary[int,string]]::new(); $d[7] = 'x'; $d.Count; $d.Keys; $d.ContainsKey(7)"
    assert run_line(line) == [1, 7, True]


@given(one=WORDS, other=WORDS, numbers=st.booleans())
def test_compare_object_leaves_what_only_one_side_has(one: list[str], other: list[str], numbers: bool) -> None:
    mine: list[Value] = [len(word) for word in one] if numbers else list(one)
    theirs: list[Value] = [len(word) for word in other] if numbers else list(other)
    rows = run_with("Compare-Object $a $b -CaseSensitive", a=mine, b=theirs)
    sides = {
        side: Counter(row.get("InputObject") for row in rows if isinstance(row, PSObject) and row.get("SideIndicator") == side)
        for side in ("<=", "=>")
    }
    assert sides == {"<=": Counter(mine) - Counter(theirs), "=>": Counter(theirs) - Counter(mine)}


def test_compare_object_finds_equals_among_values_of_several_kinds() -> None:
    rows = run_line("Compare-Object 1, 'b', 'é', $true 'É', 'B', '1', $true -IncludeEqual")
    assert [row.get("SideIndicator") for row in rows if isinstance(row, PSObject)] == ["=="] * 4


@given(words=WORDS)
def test_select_unique_keeps_the_first_of_each(words: list[str]) -> None:
    assert run_with("$a | Select-Object -Unique", a=words) == list(dict.fromkeys(words))
    rows = run_with("$a | % { [pscustomobject]@{ w = $_; n = $_.Length } } | Select-Object w, n -Unique", a=words)
    assert [row.get("w") for row in rows if isinstance(row, PSObject)] == list(dict.fromkeys(words))


MANY = [
    '$h = [Collections.Generic.HashSet[string]]::new(); foreach ($i in 1..20000) { $null = $h.Add("user$i") }; $h.Count',
    '$h = [Collections.Generic.SortedDictionary[string,int]]::new(); foreach ($i in 1..20000) { $h["user$i"] = $i }; $h.Keys.Count',
    "(Compare-Object (1..20000) (20001..40000)).Count / 2",
    "(1..20000 | % { [pscustomobject]@{ a = $_ } } | Select-Object a -Unique).Count",
    "[Linq.Enumerable]::Distinct([int[]](1..20000)).Count",
    "[Linq.Enumerable]::Except([int[]](1..40000), [int[]](20001..40000)).Count",
]


@pytest.mark.parametrize("line", MANY)
@pytest.mark.timeout(30)
def test_many_values_are_no_matter(line: str) -> None:
    assert run_line(line) == [20000]
