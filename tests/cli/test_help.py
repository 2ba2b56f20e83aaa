"""`eopsh help update` as a user runs it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from eopsh.catalogue.pages import PageStore
from eopsh.settings import Paths
from tests.engine.pages import NAMES, clone, page_server


def update(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "eopsh", "help", "update", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "EOPSH_HOME": str(home)})


def pages(home: Path) -> tuple[str, ...]:
    return PageStore(Paths.below(home).help_pages).names()


def test_from_a_folder(tmp_path: Path) -> None:
    done = update(tmp_path / "home", "--from", str(clone(tmp_path / "clone")))
    assert done.returncode == 0
    assert done.stdout.startswith("3 help pages were fetched")
    assert pages(tmp_path / "home") == NAMES


def test_named_cmdlets_from_the_web(tmp_path: Path) -> None:
    with page_server() as server:
        done = update(tmp_path, "Get-Parcel", "--from", server.address)
    assert done.returncode == 0
    assert pages(tmp_path) == ("Get-Parcel",)


def test_without_names_and_without_a_server_it_says_what_to_do(tmp_path: Path) -> None:
    with page_server() as server:
        done = update(tmp_path, "--from", server.address)
    assert done.returncode == 1
    assert "Connect once, or name cmdlets" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C cannot be sent to one process there")
@pytest.mark.parametrize("held", [pytest.param("/docs.zip", id="an archive on its way"), pytest.param("/Set-Parcel.md", id="a page")])
def test_ctrl_c_ends_what_hangs(tmp_path: Path, held: str) -> None:
    with page_server() as server:
        server.files["/docs.zip"] = b"PK"
        server.held = held
        place = f"{server.address}docs.zip" if held == "/docs.zip" else server.address
        command = [sys.executable, "-m", "eopsh", "help", "update", "Get-Parcel", "Set-Parcel", "--from", place]
        process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, "EOPSH_HOME": str(tmp_path)})
        while held not in [path for path, _ in server.asked]:
            time.sleep(0.02)
        for _ in range(2):
            time.sleep(0.3)
            process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=10)
    assert (process.returncode, "Traceback" in said) == (130, False)
    assert pages(tmp_path) == (() if held == "/docs.zip" else ("Get-Parcel",))
