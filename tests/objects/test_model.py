"""The property bag, the hashtable, and members of any value."""

from __future__ import annotations

import datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eopsh.objects import (
    Credential,
    DateTime,
    ErrorRecord,
    Int64,
    PSDict,
    PSList,
    PSObject,
    SecureString,
    TimeSpan,
    Uri,
    Value,
    Version,
    error_object,
    get_property,
    has_property,
    properties,
    read_error,
    size_in_bytes,
    size_text,
)
from eopsh.objects.enums import enum_from_number


def test_names_in_any_case_keep_their_spelling() -> None:
    bag = PSObject({"Note": 1}, adapted={"Name": "a", "note": 2})
    assert bag.find("NAME") == "Name"
    assert bag.get("nAmE") == "a"
    assert bag.get("absent", 7) == 7
    assert bag.has("note")
    assert not bag.has("nothing")


def test_notes_come_first() -> None:
    bag = PSObject({"RunspaceId": 0}, adapted={"Name": "a", "RunspaceId": 9})
    assert list(bag.items()) == [("RunspaceId", 0), ("Name", "a")]
    assert list(bag.names()) == ["RunspaceId", "Name"]


def test_setting_and_removing() -> None:
    bag = PSObject({"A": 1}, adapted={"B": 2})
    bag.set("b", 3)
    bag.set("c", 4)
    bag.remove("a")
    bag.remove("nothing")
    assert (bag.notes, bag.adapted) == ({"c": 4}, {"B": 3})


def test_a_copy_is_its_own() -> None:
    bag = PSObject({"A": 1}, type_names=("T",), text="t")
    copy = bag.copy()
    assert copy == bag
    copy.set("A", 2)
    assert bag.get("A") == 1
    assert copy != bag


def test_hashtable_keys_in_any_case() -> None:
    table = PSDict({"Add": 1})
    table["ADD"] = 2
    assert (table["add"], list(table), len(table)) == (2, ["Add"], 1)
    assert table.spelling("aDD") == "Add"
    assert table.pop("add") == 2
    assert table.get("Add") is None
    assert table.setdefault("X", 5) == 5
    del table["x"]
    assert not table


def test_a_case_sensitive_table() -> None:
    table = PSDict([("a", 1), ("A", 2)], ignore_case=False)
    assert len(table) == 2
    assert "a" in table.copy()


def test_numbers_and_texts_are_different_keys() -> None:
    table = PSDict({1: "number", "1": "text"})
    assert (table[1], table["1"]) == ("number", "text")


@given(st.lists(st.tuples(st.sampled_from(["a", "A", "b", "ß", "SS", "ss"]), st.integers()), max_size=8))
def test_the_last_value_of_a_key_stands(pairs: list[tuple[str, int]]) -> None:
    table = PSDict(pairs)
    expected = {key.casefold(): value for key, value in pairs}
    assert {str(key).casefold(): value for key, value in table.items()} == expected


MOMENT = DateTime.of(2024, 2, 3, 4, 5, 6, 1_234_567, "Utc")
SPAN = TimeSpan.of(days=1, hours=2, minutes=3, seconds=4.5)
MEMBERS: list[tuple[Value, str, Value]] = [
    ("abc", "length", 3),
    ("😀", "Length", 2),
    ([1, 2], "Count", 2),
    (b"abc", "Length", 3),
    (PSDict({"a": 1}), "Count", 1),
    (PSDict({"Count": 5}), "Count", 5),
    ({"Key": 1}, "key", 1),
    (5, "Count", 1),
    (None, "Count", 0),
    (PSObject({"a": 1}), "Count", 1),
    (PSObject({"a": 1}), "b", None),
    (PSObject({"n": 1}, base="text"), "Length", 4),
    ([PSObject({"a": 1}), PSObject({"A": 2})], "a", [1, 2]),
    ([PSObject({"a": 1})], "a", 1),
    ([PSObject({"a": 1}), PSObject({"b": 2})], "a", [1, None]),
    ([1, 2], "nothing", None),
    (PSList([1], notes={"Note": "n"}), "note", "n"),
    (MOMENT, "Year", 2024),
    (MOMENT, "Month", 2),
    (MOMENT, "Hour", 4),
    (MOMENT, "Millisecond", 123),
    (MOMENT, "DayOfYear", 34),
    (MOMENT, "DayOfWeek", enum_from_number("System.DayOfWeek", 6)),
    (MOMENT, "Date", DateTime.of(2024, 2, 3, kind="Utc")),
    (MOMENT, "DateTime", "Saturday, February 3, 2024 4:05:06 AM"),
    (datetime.datetime(2024, 2, 3), "Day", 3),
    (SPAN, "TotalHours", SPAN.ticks / 36_000_000_000),
    (SPAN, "Days", 1),
    (TimeSpan(-SPAN.ticks), "Minutes", -3),
    (datetime.timedelta(hours=30), "Days", 1),
    (Version(1, 2), "Build", -1),
    (Uri("https://outlook.office365.com/owa/?a=1"), "Host", "outlook.office365.com"),
    (Uri("https://outlook.office365.com/owa/?a=1"), "Query", "?a=1"),
    (UUID(int=1), "Guid", "00000000-0000-0000-0000-000000000001"),
    (Credential("ann", SecureString("x")), "username", "ann"),
    (ErrorRecord("no", "Id,Cmd", target=5), "TargetObject", 5),
]


@pytest.mark.parametrize(("value", "name", "member"), [pytest.param(*case, id=f"{type(case[0]).__name__}.{case[1]}") for case in MEMBERS])
def test_members(value: Value, name: str, member: Value) -> None:
    assert get_property(value, name) == member


def test_what_a_value_has_itself() -> None:
    assert has_property("abc", "Length")
    assert not has_property(5, "Count")
    assert has_property(PSDict({"a": 1}), "A")
    assert has_property(PSObject(base=MOMENT), "year")
    assert not has_property(None, "x")


@pytest.mark.parametrize(
    ("value", "names"),
    [
        pytest.param([1], "Length LongLength Rank SyncRoot IsReadOnly IsFixedSize IsSynchronized Count", id="an array"),
        pytest.param(PSList([1]), "Capacity Count IsFixedSize IsReadOnly IsSynchronized SyncRoot", id="an ArrayList"),
        pytest.param(PSList([1], ("System.Collections.Queue", "System.Object")), "Count IsSynchronized SyncRoot", id="a queue"),
        pytest.param(
            PSDict({"a": 1}, ordered=True), "Count IsReadOnly Keys Values IsFixedSize SyncRoot IsSynchronized", id="an ordered dictionary"
        ),
        pytest.param(PSDict({"a": 1}), "IsReadOnly IsFixedSize IsSynchronized Keys Values SyncRoot Count", id="a hashtable"),
    ],
)
def test_what_collections_list_of_themselves(value: Value, names: str) -> None:
    assert [name for name, _ in properties(value)] == names.split()
    assert get_property(value, "Count") == 1
    assert get_property(PSList([1, 2]), "Length") == 2
    assert [get_property(PSList([0] * count), "Capacity") for count in (0, 1, 5, 33)] == [0, 4, 8, 64]


def test_properties_of_plain_values() -> None:
    assert dict(properties("abc")) == {"Length": 3}
    assert [name for name, _ in properties(SPAN)][:3] == ["Ticks", "Days", "Hours"]
    assert dict(properties(PSObject({"n": 1}, base="abc"))) == {"Length": 3, "n": 1}


def test_reflection() -> None:
    rows = get_property(get_property(PSObject({"a": 1}, adapted={"b": 2}), "PSObject"), "Properties")
    assert get_property(rows, "Name") == ["a", "b"]
    assert get_property(rows, "MemberType") == ["NoteProperty", "Property"]


def test_an_error_reads_like_powershells() -> None:
    record = ErrorRecord(
        "The object is not there.",
        "NotFound,Get-Thing",
        "ObjectNotFound",
        target="x",
        exception_type="Exchange.ManagementObjectNotFoundException",
        activity="Get-Thing",
        target_name="x",
        target_type="String",
    )
    assert record.category_text == "ObjectNotFound: (x:String) [Get-Thing], ManagementObjectNotFoundException"
    assert get_property(get_property(record, "Exception"), "Message") == "The object is not there."
    assert get_property(get_property(record, "CategoryInfo"), "Category") == "ObjectNotFound"
    assert get_property(record, "FullyQualifiedErrorId") == "NotFound,Get-Thing"


def test_an_error_survives_its_bag() -> None:
    record = ErrorRecord("no", "Id,Cmd", "InvalidData", target=5, activity="Get-X", target_name="5", target_type="Int32", details="d")
    again = read_error(error_object(record))
    for field in ("message", "fully_qualified_id", "category", "target", "activity", "details", "category_text", "exception_type"):
        assert getattr(again, field) == getattr(record, field), field
    assert read_error(record) is record
    assert read_error("plain").message == "plain"


SIZES = [(0, "0 B (0 bytes)"), (1024, "1 KB (1,024 bytes)"), (53150220288, "49.5 GB (53,150,220,288 bytes)")]


@pytest.mark.parametrize(("count", "text"), SIZES)
def test_sizes(count: int, text: str) -> None:
    assert size_text(count) == text
    assert size_in_bytes(text) == count
    assert size_in_bytes("49.5 GB") is None


def test_keys_of_different_types_are_different_keys() -> None:
    table = PSDict([(1, "int"), (Int64(1), "long"), (True, "bool"), ("1", "text")])
    assert list(table.items()) == [(1, "int"), (Int64(1), "long"), (True, "bool"), ("1", "text")]
    assert [table[1], table[Int64(1)], table[True], table["1"]] == ["int", "long", "bool", "text"]
    del table[Int64(1)]
    assert list(table) == [1, True, "1"]
    assert list(table.copy().values()) == ["int", "bool", "text"]
    assert Int64(1) not in table


def test_arrays_and_dictionaries_are_keys_by_themselves_not_by_what_they_hold() -> None:
    key: list[object] = [1]
    inner = PSDict({"a": 1})
    table = PSDict([(key, "array"), (inner, "dictionary"), (1, "number")])
    assert (table[key], table[inner], len(table)) == ("array", "dictionary", 3)
    assert [1] not in table
    assert list(table) == [key, inner, 1]
    del table[key]
    assert list(table.items()) == [(inner, "dictionary"), (1, "number")]
