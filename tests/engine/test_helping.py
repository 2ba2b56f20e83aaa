"""Pages complete what completion sees of remote commands, never what lines bind by; updates run beside the lines."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from eopsh.catalogue import Catalogue, Command, Kind, Parameter
from eopsh.catalogue.pages import FetchedPage, PageStore
from eopsh.engine import Engine
from eopsh.engine.help_sources import source_of
from eopsh.engine.helping import Helping
from tests.catalogue.pages.sample import SAMPLE
from tests.engine.pages import NAMES, clone

SERVER = Catalogue.of([Command("Get-Parcel", Parameter("State"), kind=Kind.REMOTE), Command("Get-Local")])


def synopsis(catalogue: Catalogue, name: str) -> str:
    command = catalogue.get(name)
    assert command is not None
    return command.synopsis


def test_completion_sees_the_pages_and_binding_does_not(engine: Engine) -> None:
    engine.help.store.keep([FetchedPage(SAMPLE)])
    engine.interpreter.catalogue = engine.local.merged(SERVER)
    assert synopsis(engine.completion_context().catalogue, "Get-Parcel") == "View parcels, see parcels"
    assert synopsis(engine.catalogue, "Get-Parcel") == ""


def test_the_same_catalogue_until_commands_or_pages_change(engine: Engine, tmp_path: Path) -> None:
    first = engine.help.described(SERVER)
    assert engine.help.described(SERVER) is first
    assert synopsis(first, "Get-Parcel") == ""
    assert engine.help.fetch(source_of(str(clone(tmp_path / "clone"))))
    engine.help.wait()
    second = engine.help.described(SERVER)
    assert second is not first
    assert synopsis(second, "Get-Parcel") == "View parcels, see parcels"


def test_an_update_says_how_it_ended(engine: Engine, notices: list[str], tmp_path: Path) -> None:
    engine.help.fetch(source_of(str(clone(tmp_path / "clone"))))
    engine.help.wait()
    assert engine.help.store.names() == NAMES
    assert notices[0].startswith("3 help pages were fetched")
    assert engine.help.text == ""


def test_a_place_that_fails_is_said_and_costs_nothing(engine: Engine, notices: list[str]) -> None:
    engine.help.fetch(source_of("http://127.0.0.1:9/"), ["Get-Parcel"])
    engine.help.wait()
    assert notices[0].startswith("The help pages cannot be fetched.")
    assert "--from PATH" in notices[0]


def test_an_update_may_pause_between_two_pages(tmp_path: Path) -> None:
    paused: list[str] = []
    helping = Helping(PageStore(tmp_path / "pages"), paused.append, lambda: paused.append("paused"))
    assert helping.fetch(source_of(str(clone(tmp_path / "clone"))))
    helping.wait()
    assert paused.count("paused") >= len(NAMES)


def test_without_a_store_everything_works_on_the_servers_word() -> None:
    said: list[str] = []
    helping = Helping(PageStore(), said.append)
    assert synopsis(helping.described(SERVER), "Get-Parcel") == ""
    assert helping.page("Get-Parcel") is None


def test_f2_always_says_something(engine: Engine, notices: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    engine.fetch_help()
    assert "none is known yet" in notices.pop()
    engine.interpreter.catalogue = engine.local.merged(SERVER)
    going = iter([True, False])
    monkeypatch.setattr(engine.help, "fetch", lambda source, names: next(going))
    engine.fetch_help()
    assert notices.pop() == "Fetching the help pages of 1 cmdlets from Microsoft's documentation."
    engine.fetch_help()
    assert notices.pop() == "Help pages are on their way already."


def test_a_fault_of_a_place_is_said_in_one_sentence(engine: Engine, notices: list[str]) -> None:
    class Broken:
        address = "nowhere"

        def pages(self, names: Sequence[str], tag: Callable[[str], str]) -> tuple[int, Iterator[FetchedPage | None]]:
            raise LookupError("no such thing")

    assert engine.help.fetch(Broken())
    engine.help.wait()
    assert notices == ["The help pages could not be fetched: LookupError: no such thing"]
    assert engine.help.version == 1
