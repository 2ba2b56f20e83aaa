"""Nothing of Python can be reached from a script."""

from __future__ import annotations

import pytest

from eopsh.objects import Value, to_text
from tests.runtime.doubles import failure_of, run_line

OWNERS = [
    "'abc'",
    "5",
    "1.5",
    "$true",
    "@(1, 2)",
    "@{ a = 1 }",
    "[ordered]@{ a = 1 }",
    "[pscustomobject]@{ a = 1 }",
    "([datetime]'2024-01-01')",
    "([timespan]'1:00')",
    "([guid]::Empty)",
    "([version]'1.2')",
    "([DayOfWeek]1)",
    "{ 1 }",
    "[int]",
    "([regex]'a')",
    "([Text.StringBuilder]::new())",
    "([Collections.Generic.List[int]]::new())",
    "([xml]'<a b=\"1\"/>')",
    "([regex]::Match('a', 'a'))",
    "([Text.Encoding]::UTF8)",
    "([Random]::new(1))",
    "([exception]::new('x'))",
    "(1..3)",
    "([ref]5)",
    "([cultureinfo]'de-DE')",
    "([TimeZoneInfo]::Utc)",
    "([ipaddress]'1.2.3.4')",
    "([uri]'http://a/b')",
    "([Net.NetworkCredential]::new('a', 'b'))",
    "([IO.FileInfo]'a.txt')",
    "([int[,]]::new(1, 1))",
    "([Collections.Specialized.NameValueCollection]::new())",
    "([Collections.SortedList]::new())",
    "([Collections.Generic.HashSet[int]]::new())",
    "([pscustomobject]@{ a = 1 }).psobject",
    "([xml]'<a b=\"1\"><c/></a>').a",
    "([bigint]5)",
    "$ExecutionContext",
    "$Host",
]
NAMES = ["__class__", "__init__", "__dict__", "__globals__", "__mro__", "__subclasses__", "real", "imag", "denominator", "hex", "keys_"]
METHODS = ["__class__", "__init__", "__reduce__", "__getattribute__", "encode", "format", "format_map", "items", "pop_", "mro", "to_python"]


@pytest.mark.parametrize("owner", OWNERS)
@pytest.mark.parametrize("name", NAMES)
def test_no_property_of_pythons(owner: str, name: str) -> None:
    assert run_line(f"$null -eq ({owner}).{name}") == [True]


@pytest.mark.parametrize("owner", OWNERS)
@pytest.mark.parametrize("name", METHODS)
def test_no_method_of_pythons(owner: str, name: str) -> None:
    assert failure_of(f"({owner}).{name}()").fully_qualified_id in ("MethodNotFound", "InvokeMethodOnNull")


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("[math]::__dict__", id="static property"),
        pytest.param("[string]::maketrans", id="static of str"),
        pytest.param("[int]::from_bytes", id="static of int"),
    ],
)
def test_no_static_property_of_pythons(line: str) -> None:
    assert run_line(f"$null -eq {line}") == [True]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("[os]::system('id')", id="module"),
        pytest.param("[builtins]::eval('1')", id="builtins"),
        pytest.param("[System.Diagnostics.Process]::Start('id')", id="a program"),
        pytest.param("[System.Reflection.Assembly]::LoadFile('x')", id="an assembly"),
        pytest.param("[int]::__new__(5)", id="a constructor"),
        pytest.param("[math]::factorial(5)", id="a function of math"),
        pytest.param("Invoke-Expression '[os]::system(1)'", id="through Invoke-Expression"),
        pytest.param("& ([scriptblock]::Create('[builtins]::eval(1)'))", id="through a block of text"),
        pytest.param("[Linq.Enumerable]::__call__()", id="a static of LINQ"),
        pytest.param("[System.IO.File]::open('x')", id="Python's own open"),
        pytest.param("[Runtime.InteropServices.Marshal]::PtrToStructure(1)", id="memory"),
        pytest.param("[type]::GetType('os').__module__.ToString()", id="a type by its name"),
        pytest.param("[Activator]::CreateInstance('os')", id="an object by its name"),
        pytest.param("'{0.__class__}' -f 'a'", id="a format's attribute"),
        pytest.param("'{0[0]}' -f 'abc'", id="a format's index"),
        pytest.param("'{0!r}' -f 'abc'", id="a format's conversion"),
        pytest.param("[string]::Format('{0.__init__.__globals__}', 'a')", id="a format's globals"),
        pytest.param("[Text.StringBuilder]::new().AppendFormat('{0.__class__}', 1)", id="a builder's format"),
    ],
)
def test_no_way_in(line: str) -> None:
    assert failure_of(line).message


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("'%s %(a)s' -f 1", ["%s %(a)s"], id="percent"),
        pytest.param("'{{0.__class__}}' -f 1", ["{0.__class__}"], id="escaped braces"),
        pytest.param("'a' -replace 'a', '\\g<0>\\1'", ["\\g<0>\\1"], id="a replacement's own signs"),
        pytest.param('"${__class__}$__name__|"', ["|"], id="a variable's name"),
    ],
)
def test_pythons_notations_are_plain_text(line: str, expected: list[str]) -> None:
    found: list[Value] = run_line(line)
    assert [to_text(value) for value in found] == expected
