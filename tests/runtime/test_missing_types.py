"""A type that is not there, wherever it is named: PowerShell's error, and what it marks."""

import pytest

from eopsh.runtime import ScriptError
from tests.runtime.doubles import RecordingHost, run_line

NAMED = [
    pytest.param("[nosuch]5", "nosuch", id="a cast marks the name"),
    pytest.param("$x = [nosuch]5", "nosuch", id="so does one on the right of an assignment"),
    pytest.param("[nosuch[]]5", "nosuch[]", id="an array of them"),
    pytest.param("[nosuch]$x = 5", "[nosuch]", id="a typed variable marks the brackets too"),
    pytest.param("[nosuch]", "[nosuch]", id="a type as a value"),
    pytest.param("1 -is [nosuch]", "[nosuch]", id="an operand"),
    pytest.param("[nosuch]::Member", "[nosuch]", id="a static member"),
    pytest.param("[System.Collections.Generic.List[nosuch]]::new()", "[System.Collections.Generic.List[nosuch]]", id="an argument of one"),
]


@pytest.mark.parametrize(("script", "marked"), NAMED)
def test_a_type_that_is_not_there(script: str, marked: str) -> None:
    with pytest.raises(ScriptError) as caught:
        run_line(f"$ErrorActionPreference = 'Stop'; {script}", host=RecordingHost())
    error, before = caught.value, len("$ErrorActionPreference = 'Stop'; ")
    assert error.record.fully_qualified_id == "TypeNotFound"
    assert error.place is not None
    assert script[error.place.start - before : error.place.end - before] == marked


@pytest.mark.parametrize("script", ["[System.Collections.Generic.List[]](3, 1, 2)", "function f([aint[]]$N) { $N }; f 1, 2"])
def test_an_array_of_them_is_made_of_nothing(script: str) -> None:
    with pytest.raises(ScriptError, match="Unable to find type"):
        run_line(f"$ErrorActionPreference = 'Stop'; {script}", host=RecordingHost())


THERE = ["[int]", "[ArgumentException]", "[System.Data.DataTable]", "[Predicate[int]]", "[ConsoleColor]", "[List[string]]"]


@pytest.mark.parametrize("name", THERE)
def test_types_that_may_be_there_are_left_alone(name: str) -> None:
    assert run_line(f"using namespace System.Collections.Generic\n5 -is {name}") == [name == "[int]"]
