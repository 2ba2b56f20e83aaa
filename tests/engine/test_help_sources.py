"""Pages come from folders, archives and the web, and from nowhere else."""

import shutil
import struct
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import requests

from eopsh.catalogue.pages import read_page
from eopsh.engine import help_sources
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


def test_a_cut_answer_is_one_clear_error() -> None:
    with page_server() as server:
        server.cut = 10
        with pytest.raises(PagesNotFetched, match=r"Get-Parcel\.md"):
            names_in(WebPages(server.address), "Get-Parcel")
        with pytest.raises(PagesNotFetched):
            names_in(WebArchive(f"{server.address}Get-Parcel.md"))


@pytest.mark.parametrize("source", [WebPages, WebArchive])
def test_a_redirect_never_leaves_the_encrypted_way(source: type[WebPages | WebArchive], monkeypatch: pytest.MonkeyPatch) -> None:
    with page_server() as server:
        # Another name of loopback stands for a plain address elsewhere.
        plain = f"http://127.0.0.2:{server.address.rpartition(':')[2]}Set-Parcel.md"
        monkeypatch.setattr(requests.Session, "send", redirected(requests.Session.send, plain, server.address))
        server.redirects["/Get-Parcel.md"] = plain
        with pytest.raises(PagesNotFetched, match="not encrypted"):
            names_in(source(f"{server.address}Get-Parcel.md" if source is WebArchive else server.address), "Get-Parcel")


def redirected(send: Callable[..., requests.Response], plain: str, address: str) -> Callable[..., requests.Response]:
    """Send what is meant for the plain address to the server of the test; the answer keeps the name that was asked for."""

    def sent(session: requests.Session, request: requests.PreparedRequest, **options: object) -> requests.Response:
        meant = request.url
        if meant == plain:
            request.url = f"{address}Set-Parcel.md"
        answer = send(session, request, **options)
        if meant == plain:
            answer.url = plain
        return answer

    return sent


def test_pages_too_large_or_linked_are_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = clone(tmp_path / "clone")
    (folder / "Get-Linked.md").symlink_to(next(folder.rglob("Get-Parcel.md")))
    (folder / "Get-Foreign.md").write_bytes(b"---\nname: f\xfcr\n---\n")
    with page_server() as server:
        server.files["/Get-Parcel.md"] = b"x" * 2_000
        monkeypatch.setattr(help_sources, "LARGEST_PAGE", 1_000)
        assert list(WebPages(server.address).pages(["Get-Parcel"], no_tag)[1]) == [None]
        pages = [page for page in Folder(folder).pages((), no_tag)[1] if page is not None]
    assert [page.text for page in pages] == ["---\nname: f\ufffdr\n---\n", "just text"]


def lying_zip(path: Path) -> None:
    """Write an archive whose index claims ten bytes for what unpacks to twenty millions."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Get-Parcel.md", bytes(20_000_000))
    data = bytearray(path.read_bytes())
    index = data.rfind(b"PK\x01\x02")
    data[index + 24 : index + 28] = struct.pack("<I", 10)
    path.write_bytes(data)


def encrypted_zip(path: Path) -> None:
    """Write an archive whose index says that its file is encrypted."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Get-Parcel.md", b"text")
    data = bytearray(path.read_bytes())
    index = data.rfind(b"PK\x01\x02")
    data[6] |= 1
    data[index + 8] |= 1
    path.write_bytes(data)


def damaged_zip(path: Path) -> None:
    """Write an archive whose packed bytes were overwritten."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Get-Parcel.md", bytes(range(256)) * 100)
    data = bytearray(path.read_bytes())
    data[43:60] = bytes(255 for _ in range(17))
    path.write_bytes(data)


def cut_tar(path: Path) -> None:
    """Write an archive that ends in the middle of its packed bytes."""
    with tarfile.open(path, "w:gz") as archive:
        archive.add(__file__, "Get-Parcel.md")
    path.write_bytes(path.read_bytes()[:-400])


def claiming_tar(path: Path) -> None:
    """Write an archive whose first header claims a name of four gigabytes."""
    header = tarfile.TarInfo("long")
    header.type, header.size = tarfile.GNUTYPE_LONGNAME, 1 << 32
    path.write_bytes(header.tobuf(tarfile.GNU_FORMAT) + bytes(1024))


@pytest.mark.parametrize(
    ("name", "write"),
    [
        pytest.param("docs.zip", lying_zip, id="a size that is not true"),
        pytest.param("docs.zip", encrypted_zip, id="encrypted"),
        pytest.param("docs.zip", damaged_zip, id="damaged"),
        pytest.param("docs.tar.gz", cut_tar, id="cut"),
        pytest.param("docs.tar", claiming_tar, id="a name of gigabytes"),
    ],
)
def test_archives_that_lie_or_are_damaged(tmp_path: Path, name: str, write: Callable[[Path], None]) -> None:
    write(tmp_path / name)
    with pytest.raises(PagesNotFetched, match="docs"):
        names_in(Archive(tmp_path / name))


def test_an_archive_that_unpacks_without_end_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = shutil.make_archive(str(tmp_path / "docs"), "gztar", clone(tmp_path / "clone"))
    monkeypatch.setattr(help_sources, "LARGEST_UNPACKED", 2_000)
    with pytest.raises(PagesNotFetched, match="unpacks to more"):
        names_in(Archive(Path(path)))
