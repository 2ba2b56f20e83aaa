"""Pages on disk: kept one by one, found in any case, never in the way when damaged."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from eopsh.catalogue.pages import FetchedPage, PagesNotKept, PageStore, command_of, read_page
from tests.catalogue.pages.sample import SAMPLE


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "below" / "help.sqlite"


@pytest.fixture
def store(path: Path) -> PageStore:
    return PageStore(path)


def kept(store: PageStore, *pages: FetchedPage) -> list[tuple[str, str]]:
    told: list[tuple[str, str]] = []
    store.keep(pages, lambda name, reason: told.append((name, reason)))
    return told


def test_nothing_is_there_before_the_first_page(store: PageStore, path: Path) -> None:
    assert (len(store), store.names(), store.text("Get-Parcel"), store.command("Get-Parcel")) == (0, (), None, None)
    assert not path.exists()


def test_a_page_is_found_in_any_case(store: PageStore, path: Path) -> None:
    assert kept(store, FetchedPage(SAMPLE, "here", "tag-1")) == [("Get-Parcel", "")]
    for reader in (store, PageStore(path)):
        assert reader.text("get-parcel") == SAMPLE
        assert reader.page("GET-PARCEL") == read_page(SAMPLE)
        assert reader.command("get-parcel") == command_of(read_page(SAMPLE))
        assert reader.names() == ("Get-Parcel",)


def test_a_tag_counts_for_its_own_source(store: PageStore) -> None:
    store.keep([FetchedPage(SAMPLE, "here", "tag-1")])
    assert (store.tag("Get-Parcel", "here"), store.tag("Get-Parcel", "there"), store.tag("Get-Other", "here")) == ("tag-1", "", "")


def test_a_later_page_holds(store: PageStore) -> None:
    store.keep([FetchedPage(SAMPLE)])
    store.keep([FetchedPage(SAMPLE.replace("30 days", "31 days"))])
    page = store.page("Get-Parcel")
    assert page is not None
    assert page.description == "Parcels are kept for 31 days."


def test_what_is_no_page_is_passed_over_and_said(store: PageStore) -> None:
    told = kept(store, FetchedPage("nothing", "readme.md"), FetchedPage(SAMPLE))
    assert told == [("", "readme.md: A text without a title"), ("Get-Parcel", "")]


def test_an_interruption_keeps_what_came(store: PageStore, path: Path) -> None:
    def pages() -> Iterator[FetchedPage]:
        yield FetchedPage(SAMPLE)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.keep(pages())
    assert PageStore(path).names() == ("Get-Parcel",)


def test_a_damaged_file_counts_as_none_and_is_made_anew(store: PageStore, path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"no database" * 500)
    assert PageStore(path).names() == ()
    assert kept(store, FetchedPage(SAMPLE)) == [("Get-Parcel", "")]
    assert PageStore(path).names() == ("Get-Parcel",)


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(PagesNotKept):
        PageStore(tmp_path / "file" / "help.sqlite").keep([FetchedPage(SAMPLE)])


def test_a_file_damaged_in_the_middle_is_made_anew_by_the_second_try(store: PageStore, path: Path) -> None:
    store.keep([FetchedPage(SAMPLE)])
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xa5" * (len(data) - 4096)
    path.write_bytes(data)
    assert PageStore(path).text("Get-Parcel") is None
    assert kept(PageStore(path), FetchedPage(SAMPLE)) == [("Get-Parcel", "")]
    assert PageStore(path).names() == ("Get-Parcel",)


def test_a_file_that_another_process_holds_is_not_taken_for_damaged(store: PageStore, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store.keep([FetchedPage(SAMPLE)])
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda path, timeout: connect(path, timeout=0))
    with closing(connect(path)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert PageStore(path).names() == ()
        with pytest.raises(PagesNotKept, match="locked"):
            PageStore(path).keep([FetchedPage(SAMPLE)])
    assert PageStore(path).names() == ("Get-Parcel",)


def test_reading_writes_nothing(store: PageStore, path: Path) -> None:
    store.keep([FetchedPage(SAMPLE)])
    before = path.stat().st_mtime_ns, path.read_bytes()
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert PageStore(path).names() == ("Get-Parcel",)
    assert (path.stat().st_mtime_ns, path.read_bytes()) == before


def test_facts_that_cannot_be_read_are_none(store: PageStore, path: Path) -> None:
    store.keep([FetchedPage(SAMPLE)])
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("UPDATE pages SET facts = x'00ff'")
    assert (PageStore(path).command("Get-Parcel"), PageStore(path).names()) == (None, ())


def test_a_source_need_not_be_text(store: PageStore) -> None:
    assert kept(store, FetchedPage(SAMPLE, "folder-\udcff/Get-Parcel.md")) == [("Get-Parcel", "")]


def test_reading_goes_on_while_pages_come(store: PageStore) -> None:
    seen: list[bool] = []

    def pages() -> Iterator[FetchedPage]:
        for number in range(3):
            seen.append(store.command("Get-Parcel") is not None)
            store.load()
            yield FetchedPage(SAMPLE.replace("30 days", f"{number} days"))

    store.keep(pages())
    assert seen == [False, False, False]
    assert store.command("Get-Parcel") is not None
