"""The catalogue on disk: what comes back, what is refused and why, and who may read it."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from eopsh.catalogue import CachedCatalogue, CacheNotWritten, Catalogue, CatalogueCache, Command, Kind, Parameter, Rejected
from tests.catalogue.reference import reference_commands

URI, USER = "https://ps.example.test/powershell-liveid/", "admin@example.test"
COMMANDS = [
    Command("Get-MailUser", Parameter("Identity", position=0), kind=Kind.REMOTE, alias="gmu"),
    Command("Set-Größe", kind=Kind.REMOTE),
    Command("Sort-Object", kind=Kind.LOCAL),
]


@pytest.fixture
def cache(tmp_path: Path) -> CatalogueCache:
    return CatalogueCache(tmp_path / "deep" / "down")


def loaded(cache: CatalogueCache, uri: str = URI, user: str = USER) -> CachedCatalogue:
    found = cache.load(uri, user)
    assert isinstance(found, CachedCatalogue)
    return found


def test_remote_commands_and_views_come_back(cache: CatalogueCache) -> None:
    cache.save(URI, USER, Catalogue.of(COMMANDS), b"views\n\x00", saved_at=1_700_000_000.5)
    found = loaded(cache)
    assert found.catalogue.names() == ("Get-MailUser", "Set-Größe")
    assert found.catalogue.get("get-mailuser") == COMMANDS[0]
    assert dict(found.catalogue.aliases()) == {"gmu": "Get-MailUser"}
    assert (found.views, found.saved_at) == (b"views\n\x00", 1_700_000_000.5)


@pytest.mark.parametrize("views", [None, b""])
def test_no_views_are_not_empty_views(cache: CatalogueCache, views: bytes | None) -> None:
    cache.save(URI, USER, Catalogue.of(COMMANDS), views)
    assert loaded(cache).views == views


def test_nothing_kept_is_no_complaint(cache: CatalogueCache) -> None:
    assert cache.load(URI, USER) is None
    cache.discard(URI, USER)


def test_endpoint_and_user_have_a_file_each(cache: CatalogueCache) -> None:
    cache.save(URI, USER, Catalogue.of(COMMANDS))
    assert cache.load(URI, "other@example.test") is None
    assert cache.load("https://other.example.test/powershell/", USER) is None
    assert loaded(cache, URI.upper().rstrip("/"), USER.upper()).catalogue.names()
    assert "example" not in cache.path(URI, USER).name


def test_discarded_is_gone(cache: CatalogueCache) -> None:
    cache.save(URI, USER, Catalogue.of(COMMANDS))
    cache.discard(URI, USER)
    assert cache.load(URI, USER) is None


@pytest.mark.skipif(os.name != "posix", reason="rights are POSIX's")
def test_only_the_owner_may_read(cache: CatalogueCache) -> None:
    cache.save(URI, USER, Catalogue.of(COMMANDS))
    assert stat.S_IMODE(cache.path(URI, USER).stat().st_mode) == 0o600
    assert stat.S_IMODE(cache.directory.stat().st_mode) == 0o700


DAMAGED = [
    pytest.param(lambda data: b"", "no file of eopsh", id="empty"),
    pytest.param(lambda data: b"\x80\x04\x95pickle", "no file of eopsh", id="foreign"),
    pytest.param(lambda data: data[:-1], "damaged", id="cut"),
    pytest.param(lambda data: data[:200] + bytes([data[200] ^ 1]) + data[201:], "damaged", id="a bit flipped"),
    pytest.param(lambda data: data.split(b"\n")[0], "damaged", id="first line only"),
    pytest.param(lambda data: data.replace(b"eopsh-catalogue 2 ", b"eopsh-catalogue 999 "), "another version", id="of another version"),
]


@pytest.mark.parametrize(("damage", "reason"), DAMAGED)
def test_damage_is_said_and_mended(cache: CatalogueCache, damage: Callable[[bytes], bytes], reason: str) -> None:
    cache.save(URI, USER, Catalogue.of(COMMANDS))
    path = cache.path(URI, USER)
    path.write_bytes(damage(path.read_bytes()))
    found = cache.load(URI, USER)
    assert isinstance(found, Rejected)
    assert reason in found.reason
    assert found.path == path
    cache.save(URI, USER, Catalogue.of(COMMANDS))
    assert loaded(cache).catalogue.names()


def test_a_file_of_someone_else_is_not_used(cache: CatalogueCache) -> None:
    cache.save(URI, "other@example.test", Catalogue.of(COMMANDS))
    cache.path(URI, "other@example.test").rename(cache.path(URI, USER))
    found = cache.load(URI, USER)
    assert isinstance(found, Rejected)
    assert "another endpoint or user" in found.reason


def test_a_folder_in_place_of_the_file_is_said(cache: CatalogueCache) -> None:
    cache.path(URI, USER).mkdir(parents=True)
    assert isinstance(cache.load(URI, USER), Rejected)
    with pytest.raises(CacheNotWritten):
        cache.save(URI, USER, Catalogue.of(COMMANDS))
    assert [path.suffix for path in cache.directory.iterdir()] == [".catalogue"]


def test_a_failed_write_keeps_what_was_there(cache: CatalogueCache, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.save(URI, USER, Catalogue.of(COMMANDS))

    def full(descriptor: int, mode: str) -> object:
        os.close(descriptor)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("eopsh.catalogue.cache.os.fdopen", full)
    with pytest.raises(CacheNotWritten, match="No space left"):
        cache.save(URI, USER, Catalogue.of(COMMANDS[:1]))
    assert len(loaded(cache).catalogue) == 2
    assert [path.suffix for path in cache.directory.iterdir()] == [".catalogue"]


def test_all_cmdlets_of_exchange_come_back(cache: CatalogueCache) -> None:
    commands = reference_commands()
    cache.save(URI, USER, Catalogue.of(commands))
    catalogue = loaded(cache).catalogue
    assert len(catalogue) == len(commands) == 1_437
    assert all(catalogue.get(command.name) == command for command in commands)


def test_names_of_every_endpoint_that_is_kept(cache: CatalogueCache) -> None:
    assert cache.names() == ()
    cache.save(URI, USER, Catalogue.of(COMMANDS))
    cache.save("https://other.example.org/", USER, Catalogue.of([Command("Get-Other", kind=Kind.REMOTE)]))
    (cache.directory / "damaged.catalogue").write_bytes(b"nothing")
    remote = {command.name for command in COMMANDS if command.kind is Kind.REMOTE}
    assert cache.names() == tuple(sorted({"Get-Other", *remote}, key=str.casefold))
