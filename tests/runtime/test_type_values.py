"""Types as values: in strings, in comparisons, made of text."""

import pytest

from tests.oracle import answer

SHOWN = [
    pytest.param('"$([int]) $([string[]])"', "int string[]", id="in a string"),
    pytest.param("'' + (5).GetType()", "int", id="added to a text"),
    pytest.param("[int].ToString()", "System.Int32", id="ToString"),
    pytest.param("'{0}' -f [int]", "System.Int32", id="formatted"),
    pytest.param("[int] -like 'System*'; 'int' -eq [int]; [int] -eq 'int'", "False\nTrue\nFalse", id="compared"),
    pytest.param("[pscustomobject]@{a=[int]} | Format-List", "\na : System.Int32", id="in a cell"),
    pytest.param('function f([type]$t) { "$t" }; f string; f IO.FileInfo', "string\nSystem.IO.FileInfo", id="of a text"),
    pytest.param("$null -eq ('nope' -as [type])", "True", id="none of a text"),
]


@pytest.mark.parametrize(("script", "text"), SHOWN)
def test_types(script: str, text: str) -> None:
    assert str(answer("run", {"id": "case", "script": script})["text"]).rstrip() == text


def test_a_text_that_names_no_type_is_an_error() -> None:
    found = answer("run", {"id": "case", "script": "[type]'nope'"})
    assert "InvalidCastFromStringToType" in str(found["errors"])
