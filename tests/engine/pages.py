"""Places with help pages: a folder as in the documentation's repository, archives of it, and a web server that knows tags."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.catalogue.pages.sample import SAMPLE


def page_of(name: str) -> str:
    """Return a page of a cmdlet."""
    return SAMPLE.replace("Get-Parcel", name)


NAMES = ("Get-Parcel", "New-Parcel", "Set-Parcel")


def clone(folder: Path) -> Path:
    """Make a folder as a clone of the documentation has it, with files that are no pages."""
    pages = folder / "exchange" / "exchange-ps" / "ExchangePowerShell"
    pages.mkdir(parents=True)
    for name in NAMES:
        (pages / f"{name}.md").write_text(page_of(name), encoding="utf-8")
    (pages / "Not-APage.md").write_text("just text", encoding="utf-8")
    (pages / "toc.md").write_text("# Contents", encoding="utf-8")
    (folder / "README.md").write_text("# About", encoding="utf-8")
    return folder


class PageServer:
    """A web server with the pages; `asked` holds each path and the tag that came with it."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.files = {f"/{name}.md": page_of(name).encode() for name in NAMES}
        self.redirects: dict[str, str] = {}
        self.cut = 0
        """How many bytes less than promised are sent."""
        self.held = ""
        """The path of a file that never comes to its end."""
        self.over = threading.Event()
        self.status = 200
        self.address = ""


@contextmanager
def page_server() -> Iterator[PageServer]:
    """Serve the pages on loopback."""
    pages = PageServer()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = self.headers.get("If-None-Match", "")
            pages.asked.append((self.path, asked))
            if self.path in pages.redirects:
                self.send_response(302)
                self.send_header("Location", pages.redirects[self.path])
                self.end_headers()
                return
            body = pages.files.get(self.path, b"")
            tag = f'"{hashlib.sha1(body).hexdigest()}"'
            status = pages.status if pages.status != 200 else 404 if self.path not in pages.files else 304 if asked == tag else 200
            self.send_response(status)
            self.send_header("ETag", tag)
            self.send_header("Content-Length", str(len(body) + (self.path == pages.held) if status == 200 else 0))
            self.end_headers()
            if status == 200:
                self.wfile.write(body[: len(body) - pages.cut])
            if self.path == pages.held:
                pages.over.wait(20)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        pages.address = f"http://127.0.0.1:{server.server_address[1]}/"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield pages
        pages.over.set()
        server.shutdown()
