"""An update keeps what comes, asks only for what changed, and goes on after an interruption."""

from pathlib import Path

import pytest

from eopsh.catalogue.pages import PageStore
from eopsh.engine.help_sources import WebPages, source_of
from eopsh.engine.help_update import HelpUpdate, PagesNotFetched
from eopsh.objects import get_property
from tests.engine.pages import NAMES, clone, page_server


@pytest.fixture
def store(tmp_path: Path) -> PageStore:
    return PageStore(tmp_path / "cache" / "help.sqlite")


def web_update(store: PageStore, address: str) -> HelpUpdate:
    return HelpUpdate(store, WebPages(address))


def test_a_folder(store: PageStore, tmp_path: Path) -> None:
    update = HelpUpdate(store, source_of(str(clone(tmp_path / "clone"))))
    update.run()
    assert store.names() == NAMES
    assert update.finished
    assert update.sentences() == [
        "3 help pages were fetched, 0 are unchanged or not there.",
        f"1 file is no page of a cmdlet: {update.passed[0]}",
    ]


def test_only_what_changed_is_sent_again(store: PageStore) -> None:
    with page_server() as server:
        web_update(store, server.address).run(NAMES)
        server.files["/Set-Parcel.md"] = server.files["/Set-Parcel.md"].replace(b"30 days", b"31 days")
        server.asked.clear()
        again = web_update(store, server.address)
        again.run(NAMES)
    assert all(tag for _, tag in server.asked)
    assert (again.kept, again.unchanged) == (["Set-Parcel"], 2)
    assert "31 days" in (store.text("Set-Parcel") or "")


def test_a_stopped_update_keeps_its_pages_and_the_next_begins_with_the_missing(store: PageStore) -> None:
    with page_server() as server:
        first = web_update(store, server.address)
        first.run(NAMES, lambda: first.seen == 1)
        assert (store.names(), first.finished) == (NAMES[:1], False)
        assert first.sentences()[-1] == "2 are left: `eopsh help update` goes on with them."
        server.asked.clear()
        web_update(store, server.address).run(NAMES)
    assert [path for path, _ in server.asked] == ["/New-Parcel.md", "/Set-Parcel.md", "/Get-Parcel.md"]
    assert store.names() == NAMES


def test_a_failing_server_costs_what_had_not_come(store: PageStore) -> None:
    with page_server() as server:
        update = web_update(store, server.address)

        def fail_after_one() -> bool:
            server.status = 200 if update.seen == 0 else 500
            return False

        with pytest.raises(PagesNotFetched):
            update.run(NAMES, fail_after_one)
    assert len(store.names()) >= 1
    assert not update.finished


def test_the_state_is_a_progress_record(store: PageStore, tmp_path: Path) -> None:
    update = HelpUpdate(store, source_of(str(clone(tmp_path / "clone"))))
    assert get_property(update.record().value, "PercentComplete") == -1
    update.run()
    record = update.record().value
    assert (get_property(record, "PercentComplete"), get_property(record, "Type")) == (100, "Completed")
