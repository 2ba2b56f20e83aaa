"""Pages come from folders, archives and the web, and from nowhere else."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from eopsh.catalogue.pages import read_page
from eopsh.engine.help_sources import Archive, Folder, WebArchive, WebPages, source_of
from eopsh.engine.help_update import PagesNotFetched
from tests.engine.pages import NAMES, clone, page_server


def no_tag(name: str) -> str:
    return ""


def names_in(source: Folder | Archive | WebPages | WebArchive, *names: str) -> list[str]:
    count, pages = source.pages(names, no_tag)
    found = [page for page in pages if page is not None]
    assert count >= len(found)
    return sorted(read_page(page.text).name for page in found if page.text.startswith("---"))


ARCHIVES = [
    pytest.param("zip", id="zip"),
    pytest.param("gztar", id="tar.gz"),
    pytest.param("tar", id="tar"),
]


def test_a_clone(tmp_path: Path) -> None:
    source = source_of(str(clone(tmp_path)))
    assert isinstance(source, Folder)
    assert names_in(source) == list(NAMES)
    assert names_in(source, "set-parcel") == ["Set-Parcel"]


@pytest.mark.parametrize("form", ARCHIVES)
def test_an_archive(tmp_path: Path, form: str) -> None:
    path = shutil.make_archive(str(tmp_path / "docs"), form, clone(tmp_path / "clone"))
    source = source_of(path)
    assert isinstance(source, Archive)
    assert names_in(source) == list(NAMES)
    assert names_in(source, "Get-Parcel") == ["Get-Parcel"]


def test_pages_of_the_web() -> None:
    with page_server() as server:
        source = source_of(server.address)
        assert isinstance(source, WebPages)
        assert names_in(source, "Get-Parcel", "Get-Nothing") == ["Get-Parcel"]
        with pytest.raises(PagesNotFetched) as refused:
            source.pages((), no_tag)
    assert "name cmdlets" in refused.value.advice.next_step


def test_an_archive_of_the_web_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = shutil.make_archive(str(tmp_path / "docs"), "zip", clone(tmp_path / "clone"))
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    with page_server() as server:
        server.files["/docs.zip"] = Path(path).read_bytes()
        source = source_of(f"{server.address}docs.zip")
        assert isinstance(source, WebArchive)
        assert names_in(source) == list(NAMES)
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize(
    "place",
    [
        pytest.param(lambda folder: str(folder / "nothing"), id="no such path"),
        pytest.param(lambda folder: "http://docs.example.org/pages", id="not encrypted"),
        pytest.param(lambda folder: "ftp://docs.example.org/pages", id="another scheme"),
    ],
)
def test_places_that_are_refused(tmp_path: Path, place: Callable[[Path], str]) -> None:
    with pytest.raises(PagesNotFetched) as refused:
        source_of(place(tmp_path))
    assert "--from" in refused.value.advice.next_step


def test_a_damaged_archive_is_one_clear_error(tmp_path: Path) -> None:
    path = tmp_path / "docs.zip"
    path.write_bytes(b"PK no archive")
    with pytest.raises(PagesNotFetched):
        source_of(str(path)).pages((), no_tag)


def test_a_server_that_fails_or_is_not_there() -> None:
    with page_server() as server:
        server.status = 503
        with pytest.raises(PagesNotFetched, match="HTTP status 503"):
            names_in(WebPages(server.address), "Get-Parcel")
    with pytest.raises(PagesNotFetched, match="ConnectionError"):
        names_in(WebPages(server.address), "Get-Parcel")
    with pytest.raises(PagesNotFetched, match="ConnectionError"):
        names_in(WebArchive(f"{server.address}docs.zip"))
