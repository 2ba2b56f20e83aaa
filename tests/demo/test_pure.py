"""The parts that need no socket: envelopes, fragments, templates, sizes, the store."""

from __future__ import annotations

import sqlite3
import sys
import time
import uuid
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eopsh.demo import DemoServer, MissingDependency, messages, soap
from eopsh.demo.clixml import Template, dump, load, mark, text_of
from eopsh.demo.cmdlets.common import edited
from eopsh.demo.store import ObjectRow, Store
from eopsh.demo.values import byte_size
from eopsh.errors import UsageError
from eopsh.objects import PSObject


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
