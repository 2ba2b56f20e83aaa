"""`eopsh help update` as a user runs it."""

import os
import subprocess
import sys
from pathlib import Path

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
