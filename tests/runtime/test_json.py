"""JSON: how values are written, and what a reader forgives."""

from __future__ import annotations

import contextlib
import json
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eopsh.objects import EnumValue, PSDict, PSList, PSObject, Value, type_name
from eopsh.remote import Stream
from eopsh.runtime import Interpreter
from eopsh.runtime.json_reader import Clash, JsonError, JsonReader
from eopsh.runtime.json_strict import NotPlain, read_plain
from eopsh.runtime.json_text import Escaping, JsonWriter
from tests.runtime.doubles import RecordingHost, failure_of, run_line

WRITTEN = [
    pytest.param("1.0", "1.0", id="a double keeps a place"),
    pytest.param("-0.0", "-0.0", id="minus zero"),
    pytest.param("1e30", "1E+30", id="a large double"),
    pytest.param("2.50d", "2.50", id="a decimal"),
    pytest.param("3d", "3.0", id="a whole decimal"),
    pytest.param("[double]::NaN", '"NaN"', id="no number"),
    pytest.param("100000000000000000000n", "100000000000000000000", id="a large number"),
    pytest.param("$true, $null", "[true,null]", id="true and null"),
    pytest.param("@()", "[]", id="an empty list"),
    pytest.param("@{}", "{}", id="an empty table"),
    pytest.param("@{a=@(1)}", '{"a":[1]}', id="a list of one"),
    pytest.param("[datetime]'2024-03-05T14:07:09'", '"2024-03-05T14:07:09"', id="a date"),
    pytest.param("[char]'x'", '"x"', id="a character"),
    pytest.param("[DayOfWeek]'Friday'", "5", id="an enum is its number"),
    pytest.param("[version]'1.2'", '{"Major":1,"Minor":2,"Build":-1,"Revision":-1,"MajorRevision":-1,"MinorRevision":-1}', id="version"),
    pytest.param("@{1='a'}", '{"1":"a"}', id="a key that is a number"),
    pytest.param('"q`"b\\t`tn`n"', '"q\\"b\\\\t\\tn\\n"', id="escapes"),
]


@pytest.mark.parametrize(("expression", "text"), WRITTEN)
def test_written(expression: str, text: str) -> None:
    assert run_line(f"ConvertTo-Json ({expression}) -Compress") == [text]


def test_indented() -> None:
    assert run_line("[pscustomobject]@{A=1;B=@('x');C=@{}} | ConvertTo-Json") == ['{\n  "A": 1,\n  "B": [\n    "x"\n  ],\n  "C": {}\n}']


SHAPES = [
    pytest.param(",1 | ConvertTo-Json", "1", id="one object stands alone"),
    pytest.param("1 | ConvertTo-Json -AsArray -Compress", "[1]", id="unless asked for"),
    pytest.param("1, 2 | ConvertTo-Json -Compress", "[1,2]", id="several are a list"),
    pytest.param("[DayOfWeek]5 | ConvertTo-Json -EnumsAsStrings", '"Friday"', id="enums as text"),
    pytest.param("ConvertTo-Json 'ë<' -EscapeHandling EscapeNonAscii", '"\\u00eb<"', id="plain ASCII"),
    pytest.param("ConvertTo-Json 'ë<' -EscapeHandling EscapeHtml", '"ë\\u003c"', id="for HTML"),
    pytest.param("'a' | Add-Member Tag x -PassThru | ConvertTo-Json", '"a"', id="a text with a note is a text"),
    pytest.param("[guid]::Empty | % ToString | ConvertTo-Json", f'"{UUID(int=0)}"', id="a guid's text"),
]


@pytest.mark.parametrize(("line", "text"), SHAPES)
def test_shapes(line: str, text: str) -> None:
    assert run_line(line) == [text]


def test_nothing_makes_nothing() -> None:
    assert run_line("@() | ConvertTo-Json") == []


TRUNCATED = [
    pytest.param("@{a=@{b=@{c=1}}} | ConvertTo-Json -Depth 1 -Compress", '{"a":{"b":"System.Collections.Hashtable"}}', id="a table"),
    pytest.param("@{a=@{b=1,2}} | ConvertTo-Json -Depth 1 -Compress", '{"a":{"b":"1 2"}}', id="a list"),
    pytest.param("@{a=[pscustomobject]@{b=1}} | ConvertTo-Json -Depth 0 -Compress", '{"a":"@{b=1}"}', id="an object"),
]


@pytest.mark.parametrize(("line", "text"), TRUNCATED)
def test_what_lies_deeper_becomes_text_with_one_warning(line: str, text: str) -> None:
    host = RecordingHost()
    assert run_line(line, host=host) == [text]
    (warning,) = host.texts(Stream.WARNING)
    assert warning.startswith("Resulting JSON is truncated as serialization has exceeded the set depth of ")


def test_the_objects_of_a_server() -> None:
    interpreter = Interpreter()
    kind = "Deserialized.Microsoft.Exchange.Data.Directory.Recipient.RecipientTypeDetails"
    size = PSObject(adapted={"IsUnlimited": False}, type_names=("Deserialized.Unlimited", "System.Object"), text="49.5 GB")
    box = PSObject(
        adapted={"Type": EnumValue((kind,), "UserMailbox", 1), "Mail": PSList(["a@x"], ("Deserialized.M",)), "Quota": size},
        type_names=("Deserialized.Mailbox",),
        text="Ann",
    )
    interpreter.scope.set("m", box)
    written = run_line("$m | ConvertTo-Json -Compress", interpreter=interpreter)
    assert written == ['{"Type":"UserMailbox","Mail":["a@x"],"Quota":{"IsUnlimited":false}}']
    shallow = run_line("$m | ConvertTo-Json -Compress -Depth 0 -WarningAction Ignore", interpreter=interpreter)
    assert shallow == ['{"Type":"UserMailbox","Mail":"a@x","Quota":"49.5 GB"}']


READ = [
    pytest.param("'[1,2]'", [1, 2], id="a list goes out one by one"),
    pytest.param("'[1,2,]'", [1, 2], id="a comma at the end"),
    pytest.param("'[1,,2]'", [1, None, 2], id="nothing between commas"),
    pytest.param("'[-Infinity, undefined]'", [float("-inf"), None], id="words"),
    pytest.param("'[1,2'", [1, 2], id="a list without its end"),
    pytest.param("'0x10'", [16], id="hexadecimal"),
    pytest.param("'010'", [8], id="octal"),
    pytest.param("'1e3'", [1000.0], id="an exponent"),
    pytest.param("'-0'", [0], id="minus nothing"),
    pytest.param("'123456789012345678901234567890'", [123456789012345678901234567890], id="a large number"),
    pytest.param("'null'", [None], id="null"),
    pytest.param("'  // c\n /* d */ true '".replace("\n", "' + \"`n\" + '"), [True], id="comments"),
    pytest.param("'\"\\u00e9\\n\\/\"'", ["é\n/"], id="escapes"),
    pytest.param("'\"\\ud83d\\ude00\"'", ["😀"], id="a pair of escapes"),
    pytest.param("'\"2024-05-06\"'", ["2024-05-06"], id="a day is no date"),
    pytest.param("'1', '2'", [1, 2], id="each text its own"),
    pytest.param("'[', '1,', '2]'", [1, 2], id="lines of one text"),
]


@pytest.mark.parametrize(("text", "output"), READ)
def test_read(text: str, output: list[Value]) -> None:
    assert run_line(f"({text}) | ConvertFrom-Json") == output


TYPES = [
    pytest.param("5", "System.Int64", id="whole"),
    pytest.param("5.0", "System.Double", id="with a point"),
    pytest.param("9223372036854775808", "System.Numerics.BigInteger", id="too large"),
    pytest.param('"2024-05-06T07:08:09"', "System.DateTime", id="date"),
    pytest.param('"/Date(0)/"', "System.DateTime", id="a date of old"),
    pytest.param("{}", "System.Management.Automation.PSCustomObject", id="object"),
]


@pytest.mark.parametrize(("text", "name"), TYPES)
def test_types(text: str, name: str) -> None:
    (value,) = run_line(f"'{text}' | ConvertFrom-Json")
    assert type_name(value) == name


DATES = [
    pytest.param("Default", "2024-05-06T07:08:09Z", "Utc", id="as written"),
    pytest.param("Utc", "2024-05-06T07:08:09Z", "Utc", id="UTC"),
    pytest.param("Local", "2024-05-06T07:08:09Z", "Local", id="local"),
]


@pytest.mark.parametrize(("kind", "text", "shown"), DATES)
def test_kinds_of_dates(kind: str, text: str, shown: str) -> None:
    assert run_line(f'(\'{{"d":"{text}"}}\' | ConvertFrom-Json -DateKind {kind}).d.Kind.ToString()') == [shown]


def test_dates_may_stay_text() -> None:
    assert run_line('(\'{"d":"2024-05-06T07:08:09Z"}\' | ConvertFrom-Json -DateKind String).d') == ["2024-05-06T07:08:09Z"]


def test_a_lenient_object() -> None:
    (found,) = run_line("\"{'a':1, b:'x', /* c */ }\" | ConvertFrom-Json")
    assert isinstance(found, PSObject)
    assert dict(found.items()) == {"a": 1, "b": "x"}


def test_as_a_hashtable_in_order_and_by_case() -> None:
    (found,) = run_line('\'{"b":1,"B":2,"":3}\' | ConvertFrom-Json -AsHashtable')
    assert isinstance(found, PSDict)
    assert list(found.items()) == [("b", 1), ("B", 2), ("", 3)]


def test_a_list_in_one_piece() -> None:
    assert run_line("'[1,2]' | ConvertFrom-Json -NoEnumerate") == [[1, 2]]


ERRORS = [
    pytest.param(
        '{"a":1', "System.ArgumentException", "Unexpected end when deserializing object. Path 'a', line 1, position 6.", id="no end"
    ),
    pytest.param('{"a":1} x', "System.ArgumentException", "Additional text encountered", id="text behind"),
    pytest.param(
        "{bad}", "System.ArgumentException", "Invalid JavaScript property identifier character: }. Path '', line 1, position 4.", id="name"
    ),
    pytest.param(
        "abc",
        "System.ArgumentException",
        "Unexpected character encountered while parsing value: a. Path '', line 0, position 0.",
        id="word",
    ),
    pytest.param(
        '{"a" 1}', "System.ArgumentException", "Invalid character after parsing property name. Expected ':' but got: 1.", id="no colon"
    ),
    pytest.param(
        '{"a":1 "b":2}', "System.ArgumentException", 'After parsing a value an unexpected character was encountered: ".', id="no comma"
    ),
    pytest.param('"abc', "System.ArgumentException", 'Unterminated string. Expected delimiter: ".', id="no quote"),
    pytest.param('"\\q"', "System.ArgumentException", "Bad JSON escape sequence: \\q.", id="no escape"),
    pytest.param('{"a":tru}', "System.ArgumentException", "Error parsing boolean value. Path 'a', line 1, position 8.", id="half a word"),
    pytest.param(
        "nul", "System.ArgumentException", "Unexpected end when reading JSON. Path '', line 1, position 3.", id="a word without end"
    ),
    pytest.param("1.2.3", "System.ArgumentException", "Input string '1.2.3' is not a valid number.", id="no number"),
    pytest.param('{"a":1,"A":2}', "KeysWithDifferentCasingInJsonString", "existing key 'a' was 'A'.", id="case"),
    pytest.param('{"":1}', "EmptyKeyInJsonString", "an empty string", id="an empty name"),
]


@pytest.mark.parametrize(("text", "error_id", "message"), ERRORS)
def test_errors(text: str, error_id: str, message: str) -> None:
    found = failure_of(f"ConvertFrom-Json '{text}'")
    assert found.fully_qualified_id == f"{error_id},Microsoft.PowerShell.Commands.ConvertFromJsonCommand"
    assert message in found.message


def test_depth_is_limited_and_never_a_crash() -> None:
    found = failure_of("ConvertFrom-Json ('[' * 5000)")
    assert "MaxDepth of 1024 has been exceeded" in found.message
    assert "MaxDepth of 2 " in failure_of("ConvertFrom-Json '[[[1]]]' -Depth 2").message


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=5), inner, max_size=4),
    max_leaves=12,
)


def _read(text: str) -> Value:
    return JsonReader(text, str, dict, by_case=True).read()


@given(JSON)
def test_all_json_is_read(value: Value) -> None:
    assert _read(json.dumps(value)) == value


@given(JSON, st.sampled_from(Escaping), st.booleans())
def test_what_is_written_is_json(value: Value, escaping: Escaping, compress: bool) -> None:
    made = _as_table(value)
    written = JsonWriter(100, compress, escaping=escaping).text(made)
    assert json.loads(written) == value


def _as_table(value: Value) -> Value:
    if isinstance(value, dict):
        return PSDict({key: _as_table(item) for key, item in value.items()}, ignore_case=False)
    return [_as_table(item) for item in value] if isinstance(value, list) else value


@given(JSON)
def test_both_ways_through_json_agree(value: Value) -> None:
    text = json.dumps(value)
    with contextlib.suppress(NotPlain):
        assert read_plain(text, str, dict, by_case=False, max_depth=64) == JsonReader(text, str, dict).read()


PLAIN = [
    pytest.param('{"a":1,"A":2}', id="names that differ in case"),
    pytest.param('{"":1}', id="an empty name"),
    pytest.param('{"a":1,"a":2}', id="a name twice"),
    pytest.param("[1,]", id="a comma at the end"),
    pytest.param("[[[1]]]", id="too deep"),
    pytest.param("", id="nothing"),
]


@pytest.mark.parametrize("text", PLAIN)
def test_what_needs_a_closer_look_gets_one(text: str) -> None:
    with pytest.raises(NotPlain):
        read_plain(text, str, dict, by_case=False, max_depth=2)


@given(st.text("{}[]:,\"'\\abtrue0x1.-/* \n", max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(JsonError, Clash):
        assert _read(text) is not NotImplemented
