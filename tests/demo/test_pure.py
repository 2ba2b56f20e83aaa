"""The parts that need no socket: envelopes, fragments, filters, templates, sizes, the tables, the store."""

from __future__ import annotations

import json
import re
import sqlite3
import sys
import time
import uuid
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eopsh.binding import is_taken_everywhere
from eopsh.catalogue import ALL_SETS, Command
from eopsh.demo import DemoServer, MissingDependency, messages, soap
from eopsh.demo.clixml import Template, dump, load, mark, text_of
from eopsh.demo.cmdlets import CMDLETS
from eopsh.demo.cmdlets.common import edited
from eopsh.demo.definitions import DEFINITIONS, HELPERS
from eopsh.demo.definitions.filterable import NOUNS, filterable
from eopsh.demo.filters import FilterError, parse_filter
from eopsh.demo.store import ObjectRow, Store
from eopsh.demo.values import byte_size, date
from eopsh.errors import UsageError
from eopsh.objects import PSObject
from tests.support import shared


def cipher(data: bytes) -> str:
    raise ValueError


DURATIONS = [("PT20S", 20), ("PT1M0.5S", 60.5), ("P1DT2H", 93_600), ("PT0S", 0), ("", 60), ("P", 60), ("soon", 60), ("P1Y", 60)]


@pytest.mark.parametrize(("text", "seconds"), DURATIONS)
def test_durations(text: str, seconds: float) -> None:
    assert soap.parse_duration(text) == seconds


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: f"<a>{text}</a>".encode()))
def test_any_request_is_read_or_a_fault(data: bytes) -> None:
    with pytest.raises(soap.Fault):
        soap.parse_request(data)


@pytest.mark.parametrize("size", [0, 1, 32_747, 32_748, 100_000])
def test_fragments_are_as_large_as_windows_makes_them(size: int) -> None:
    data = bytes(size)
    parts = list(messages.fragments(7, data))
    assert b"".join(part[21:] for part in parts) == data
    assert all(len(part) == 32_768 for part in parts[:-1])
    assert [int.from_bytes(part[8:16], "big") for part in parts] == list(range(len(parts)))
    assert [part[16] for part in parts] == [(index == 0) | (index == len(parts) - 1) << 1 for index in range(len(parts))]


def test_a_message_has_a_byte_order_mark() -> None:
    pool, pipeline = uuid.uuid4(), uuid.uuid4()
    data = messages.message_bytes(messages.PIPELINE_OUTPUT, b"<Nil />", pool, pipeline)
    assert data[:8] == b"\x01\x00\x00\x00\x04\x10\x04\x00"
    assert (data[8:24], data[24:40]) == (pool.bytes_le, pipeline.bytes_le)
    assert data[40:] == b"\xef\xbb\xbf<Nil />"


ADA: dict[str, Any] = {
    "name": "Ada Berg",
    "alias": "ada",
    "size": 12,
    "on": True,
    "tip": None,
    "list": ["a", "b"],
    "quota": "2 GB (2,147,483,648 bytes)",
    "made": date(1_706_745_600),
}
FILTERS = [
    ("Name -eq 'ada berg'", True),
    ('Name -eq "Ada Berg"', True),
    ("Name -like 'a*'", True),
    ("Name -notlike '*x*'", True),
    ("{Name -like 'b*'}", False),
    ("Size -gt 9", True),
    ("Size -lt '9'", False),
    ("On -eq $true", True),
    ("On -eq $false", False),
    ("Tip -eq $null", True),
    ("Tip -ne $null", False),
    ("List -eq 'B'", True),
    ("Name -like 'b*' -or Alias -eq 'ada' -and Size -ge 12", True),
    ("(Name -like 'b*' -or Alias -eq 'ada') -and Size -ne 12", False),
    ("-not (Name -like 'a*')", False),
    ("-not Name -like 'b*' -and Size -le 12", True),
    ("Name -eq 'it''s'", False),
    ("Name -like '*'", True),
    ("Tip -like '*'", False),
    ("Tip -notlike '*'", True),
    ("Name -notlike '*'", False),
    ("Name -like '*da*g'", True),
    ("Name -eq 'Ada*'", False),
    ("Name -like 'Ad? Berg'", False),
    ("Name -like 'Ada [A-C]erg'", False),
    ("!(Name -eq 'x')", True),
    ("-not -not Name -eq 'Ada Berg'", True),
    ("((Name -eq 'Ada Berg'))", True),
    ("Name -gt 'Ada A' -and Name -lt 'Ada C'", True),
    ("List -ne 'b'", False),
    ("List -ne 'z'", True),
    ("List -notlike 'b*'", False),
    ("Missing -eq $null", True),
    ("Missing -like '*'", False),
    ("Tip -eq ''", True),
    ("On -ne 'false'", True),
    ("On -eq 'True'", True),
    ("Quota -gt '1GB'", True),
    ("Quota -lt '1.5 TB'", True),
    ("Quota -eq '2048 MB'", True),
    ("Made -gt '2024-01-31'", True),
    ("Made -lt '2/1/2024 12:00:00 PM'", True),
    ("Made -ge '2024-02-01T00:00:00Z' -and Made -le '2024-02-01T00:00:00Z'", True),
    ("Made -gt 'yesterday or so'", False),
]


@pytest.mark.parametrize(("text", "holds"), FILTERS)
def test_filters(text: str, holds: bool) -> None:
    assert parse_filter(text)(lambda name: ADA.get(name.casefold())) is holds


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Name",
        "Name -eq",
        "Name -eq -eq",
        "-eq 'x'",
        "Name 'x'",
        "()",
        "Name -eq 'a' -or",
        "-not",
        "Name -eq 'x')",
        "Name -near 'x'",
        "(Name -eq 'x'",
        "Name -eq 'x' y",
        "'Name' -eq 'x'",
        "Name -eq 'x",
        "Name -eq 'x' -and",
    ],
)
def test_filters_that_do_not_parse(text: str) -> None:
    with pytest.raises(FilterError, match="Invalid filter syntax"):
        parse_filter(text)


def test_a_filter_names_known_properties_only() -> None:
    parse_filter("NAME -eq 'x'", {"name": ""})
    with pytest.raises(FilterError, match=r'(?s)"Nope" is not a recognized filterable property.*at position 18\.'):
        parse_filter("Name -eq 'x' -or Nope -eq 'x'", {"name": ""})


KINDS = {"name": "String*", "manager": "DN", "enabled": "Boolean", "guid": "String"}
KIND_FAULTS = [
    pytest.param("Manager -like 'CN=A*'", '"-like" isn\'t supported for the property "Manager"', id="distinguished name"),
    pytest.param("Enabled -notlike '*'", '"-notlike" isn\'t supported for the property "Enabled"', id="yes or no"),
    pytest.param("Name -eq 'x' -and Title -eq 'y'", '"Title" is not a recognized filterable property', id="unknown"),
]


@pytest.mark.parametrize(("text", "message"), KIND_FAULTS)
def test_filters_that_ask_for_what_cannot_be(text: str, message: str) -> None:
    with pytest.raises(FilterError, match=re.escape(message)):
        parse_filter(text, KINDS)


def test_an_asterisk_stands_for_itself_where_no_pattern_is_taken() -> None:
    holds = parse_filter("Guid -like 'a*'", KINDS)
    assert [holds(lambda name, text=text: text) for text in ("abc", "a*")] == [False, True]  # type: ignore[misc]


def test_filterable_properties_are_those_of_the_documentation() -> None:
    documented = json.loads(shared("data", "properties.json").read_text(encoding="utf-8"))["filter"]
    for noun in NOUNS.values():
        names = {
            name.casefold()
            for name, one in documented.items()
            if f"Get-{noun}" in one["cmdlets"] and "EXO" in one.get("platforms", ["EXO"])
        }
        numbered = {name for name in filterable(noun) if "customattribute" in name}
        assert filterable(noun).keys() - numbered == names - numbered, noun
    assert filterable("TransportRule") == {}


@given(st.text(max_size=40))
def test_any_filter_is_read_or_refused(text: str) -> None:
    try:
        predicate = parse_filter(text)
    except FilterError:
        return
    assert predicate(lambda name: "x") in (True, False)


@given(st.tuples(st.text(), st.text(alphabet=st.characters(max_codepoint=0x300))))
def test_a_template_writes_what_the_writer_does(row: tuple[str, str]) -> None:
    def build(values: tuple[str, str]) -> PSObject:
        return PSObject(adapted={"A": values[0], "100%": f"CN={values[1]},OU=x", "Again": values[0]}, type_names=("T",), text=values[1])

    template = Template[tuple[str, str]](build, (mark(0), mark(1)), {0: text_of, 1: text_of})
    assert template(row) == dump(build(row))


def test_a_template_wants_every_field_to_come_out() -> None:
    with pytest.raises(ValueError, match=r"fields \[1\]"):
        Template[tuple[str, str]](lambda row: PSObject({"A": row[0]}), (mark(0), mark(1)), {0: text_of, 1: text_of})


def test_clixml_goes_out_and_in() -> None:
    assert load(dump([1, "a", None]), cipher) == [1, "a", None]


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("10MB", "10 MB (10,485,760 bytes)"),
        ("1.5 kb", "1.5 KB (1,536 bytes)"),
        ("512", "512 B (512 bytes)"),
        ("25 MB (26,214,400 bytes)", "25 MB (26,214,400 bytes)"),
        ("much", None),
        ("MB", None),
    ],
)
def test_sizes(text: str, size: str | None) -> None:
    assert byte_size(text) == size


@pytest.mark.parametrize(
    ("value", "result"),
    [
        (["x"], ["x"]),
        ("x", ["x"]),
        (None, []),
        ({"Add": "c"}, ["a", "b", "c"]),
        ({"Remove": ["A"]}, ["b"]),
        ({"Add": ["B", "d"], "remove": "a"}, ["b", "d"]),
    ],
)
def test_edits(value: object, result: list[str]) -> None:
    assert edited(["a", "b"], value) == result


def test_the_tables_say_what_the_documentation_says() -> None:
    documented = _documented()
    for name in DEFINITIONS.keys() - HELPERS:
        _compare(name, documented[name], DEFINITIONS[name].command)


def _documented() -> dict[str, Any]:
    """Return the pages of Exchange Online Protection, and of Exchange Online for what those leave out."""
    files = (shared("data", name).read_text(encoding="utf-8") for name in ("exchange-cmdlets.json", "eop-cmdlets.json"))
    return {one["name"]: one for file in files for one in json.loads(file)["cmdlets"]}


def _compare(name: str, page: dict[str, Any], command: Command) -> None:
    platform = next((one for one in ("EOP", "EXO") if one in page["platforms"]), "SE")
    of_page = {key: one for key, one in page["params"].items() if platform in one.get("platforms", page["platforms"])}
    ours = {one.name: one for one in command.parameters if not is_taken_everywhere(one.name) or one.name in of_page}
    assert ours.keys() == of_page.keys(), name
    known = {set_name for one in ours.values() for set_name, _ in one.sets}  # a set whose parameters are all for servers is none here
    for key, one in of_page.items():
        memberships = dict(ours[key].sets)
        facts = _facts(page, one)
        everywhere = memberships.keys() == {ALL_SETS} and len(facts) == len(page["sets"])
        assert everywhere or memberships.keys() == facts.keys() & known, (name, key)
        assert ours[key].type.rpartition(".")[2] == one["type"].rpartition(".")[2], (name, key)
        assert set(ours[key].aliases) == set(one.get("aliases", ())), (name, key)
        # Of -Entries the page lists the kinds of lists, and values of several words do not survive a help page.
        if not key.startswith("Entr") and not any(" " in word for word in one.get("values", ())):
            assert set(ours[key].values) >= set(one.get("values", ())), (name, key)
        for set_name, fact in facts.items() if everywhere else ((one, facts[one]) for one in memberships):
            member = memberships.get(set_name) or memberships[ALL_SETS]
            assert member.mandatory == bool(fact.get("req")), (name, key, set_name)
            pipe = fact.get("pipe", "")
            assert (member.from_pipeline, member.from_property) == _pipes(pipe), (name, key, set_name)


def _facts(page: dict[str, Any], parameter: dict[str, Any]) -> dict[str, dict[str, Any]]:
    sets = parameter.get("sets") or [one["name"] for one in page["sets"]]
    return dict(sets) if isinstance(sets, dict) else dict.fromkeys(sets, parameter)


def _pipes(text: str) -> tuple[bool, bool]:
    return ("ByValue" in text or text == "unspecified", "ByPropertyName" in text or text == "unspecified")


def test_positions_follow_the_documentation() -> None:
    documented = _documented()
    for name in DEFINITIONS.keys() - HELPERS:
        for one in documented[name]["sets"]:
            places = [
                (dict(each.sets).get(one["name"]) or dict(each.sets).get(ALL_SETS), each.name)
                for each in DEFINITIONS[name].command.parameters
            ]
            ours = [
                key
                for _, key in sorted((member.position, key) for member, key in places if member is not None and member.position is not None)
            ]
            assert ours == _positional(documented[name], one["name"], set(ours)), (name, one["name"])


def _positional(page: dict[str, Any], set_name: str, known: set[str]) -> list[str]:
    found = [(_facts(page, one).get(set_name, {}).get("pos"), key) for key, one in page["params"].items()]
    return [
        key
        for place, key in sorted((place, key) for place, key in found if place is not None)
        if key in known or "platforms" not in page["params"][key]
    ]


def test_every_definition_runs() -> None:
    assert {name.casefold() for name in DEFINITIONS} == set(CMDLETS)
    assert (len(DEFINITIONS) - len(HELPERS) >= 150, len(HELPERS)) == (True, 7)


def test_the_store_scales_and_stays_unique() -> None:
    store = Store(recipients=3_000, messages=5_000, quarantined=50)
    users = list(store.mail_users())
    for column in ("guid", "name", "alias", "address"):
        assert len({getattr(one, column) for one in users}) == 3_000, column
    assert sum(1 for _ in store.traced(0, 1 << 40)) == 5_000
    assert sum(1 for _ in store.quarantined()) == 50
    assert all(one.address.endswith("@contoso.com") for one in users)
    store.close()


def test_an_empty_store() -> None:
    store = Store(recipients=0, messages=0, quarantined=0)
    assert list(store.mail_users()) == []
    assert len(store.rules()) == 6
    store.close()


def test_a_file_that_is_no_store(tmp_path: Path) -> None:
    file = tmp_path / "no.db"
    file.write_bytes(b"not a database at all, but long enough to be looked at" * 20)
    with pytest.raises(UsageError, match="cannot be opened"):
        Store(file)


def test_the_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "other.db"
    with closing(sqlite3.connect(file)) as other:
        other.execute("CREATE TABLE note (text)")
    with pytest.raises(UsageError, match="another program"):
        Store(file)


def test_an_old_store_comes_to_the_present(tmp_path: Path) -> None:
    file = tmp_path / "organization.db"
    Store(file).close()
    with closing(sqlite3.connect(file)) as old:
        old.execute("UPDATE message SET received = received - 30 * 86400")
        old.execute("UPDATE organization SET value = value - 30 * 86400 WHERE name = 'seeded'")
        old.commit()
    store = Store(file)
    assert next(store.traced(0, 1 << 40)).received > time.time() - 86_400
    store.close()


def test_a_store_of_an_earlier_version_gets_what_it_lacks(tmp_path: Path) -> None:
    file = tmp_path / "organization.db"
    Store(file).close()
    with closing(sqlite3.connect(file)) as old:
        old.execute("DROP TABLE object")
        old.execute("DELETE FROM organization WHERE name <> 'seeded'")
        old.commit()
    store = Store(file)
    assert [row.name for row in store.objects("Thing", lambda: [ObjectRow("g", "first", 0, 0, 0, "{}")])] == ["first"]
    assert list(store.traced(0, 1 << 40)) == []
    store.close()


def test_messages_wait_until_they_are_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "organization.db"
    Store(file, messages=50, quarantined=7).close()
    with closing(sqlite3.connect(file)) as kept:
        assert [kept.execute(f"SELECT count(*) FROM {table}").fetchone() for table in ("message", "quarantine")] == [(0,), (0,)]
    store = Store(file)
    assert (sum(1 for _ in store.traced(0, 1 << 40)), sum(1 for _ in store.quarantined())) == (50, 7)
    store.close()
    store = Store(file)
    assert (sum(1 for _ in store.traced(0, 1 << 40)), sum(1 for _ in store.quarantined())) == (50, 7)
    store.close()


def test_objects_keep_their_order(tmp_path: Path) -> None:
    store = Store(recipients=0)
    for number, name in enumerate("abc"):
        store.write_object("Thing", ObjectRow(name, name, number, 0, 0, "{}"), ordered=True)
    store.write_object("Thing", ObjectRow("c", "c", 0, 0, 0, '{"x": 1}'), ordered=True)
    assert [(row.name, row.rank) for row in store.objects("Thing", tuple)] == [("c", 0), ("a", 1), ("b", 2)]
    store.remove_object("Thing", "a", ordered=True)
    assert [(row.name, row.rank) for row in store.objects("Thing", tuple)] == [("c", 0), ("b", 1)]
    assert store.objects("Other", tuple) == []
    store.close()


def test_without_psrpcore_the_error_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "eopsh.demo.psrp", raising=False)
    monkeypatch.setitem(sys.modules, "psrpcore", None)
    with pytest.raises(MissingDependency) as caught:
        DemoServer()
    assert "pip install 'eopsh[demo]'" in caught.value.advice.next_step


def test_only_one_file_touches_psrpcore() -> None:
    folder = Path(__file__).parents[2] / "eopsh" / "demo"
    touching = {
        file.name
        for file in folder.rglob("*.py")
        if "import psrpcore" in file.read_text("utf-8") or "from psrpcore" in file.read_text("utf-8")
    }
    assert touching == {"psrp.py"}
