"""The demonstration organization's pages take the way of real ones: made once, kept apart, read by Get-Help."""

import os
import subprocess
import sys
from pathlib import Path

from eopsh.catalogue.pages import PageStore
from eopsh.cli.demo_pages import DemoPages
from eopsh.demo.pages import pages
from eopsh.engine.help_update import HelpUpdate
from eopsh.settings import Paths


def test_a_second_update_finds_nothing_changed(tmp_path: Path) -> None:
    store = PageStore(tmp_path / "help.sqlite")
    count = len(list(pages()))
    first, second = HelpUpdate(store, DemoPages()), HelpUpdate(store, DemoPages())
    first.run()
    second.run()
    assert (len(first.kept), first.unchanged, len(second.kept), second.unchanged) == (count, 0, 0, count)
    assert first.passed == []


def test_the_first_line_of_a_new_user_has_them(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "eopsh", "demo", "-c", "Get-Help Get-MailUser -Parameter ResultSize"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, "EOPSH_HOME": str(tmp_path)})
    assert "how many results" in done.stdout
    paths = Paths.below(tmp_path)
    assert len(PageStore(paths.demo_help_pages)) > 0
    assert not paths.help_pages.exists()
