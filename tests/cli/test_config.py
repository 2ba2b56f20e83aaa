"""`eopsh config` as a user runs it."""

import os
import subprocess
import sys
from pathlib import Path

from eopsh.settings import Paths, Settings


def config(home: Path, action: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "EOPSH_HOME": str(home)}
    return subprocess.run([sys.executable, "-m", "eopsh", "config", action], capture_output=True, text=True, check=False, env=environment)


def test_init_show_path(tmp_path: Path) -> None:
    path = Paths.below(tmp_path).settings
    assert config(tmp_path, "path").stdout.strip() == str(path)
    assert config(tmp_path, "init").returncode == 0
    assert Settings.load(path) == Settings()
    assert config(tmp_path, "show").stdout == path.read_text()


def test_init_never_overwrites(tmp_path: Path) -> None:
    config(tmp_path, "init")
    path = Paths.below(tmp_path).settings
    path.write_text('tab = "cycle"\n')
    again = config(tmp_path, "init")
    assert again.returncode == 2
    assert "is there already" in again.stderr
    assert 'tab = "cycle"' in config(tmp_path, "show").stdout


def test_a_wrong_file_stops_the_shell_with_one_error(tmp_path: Path) -> None:
    path = Paths.below(tmp_path).settings
    path.parent.mkdir()
    path.write_text('tabs = "menu"\n')
    shown = config(tmp_path, "show")
    assert shown.returncode == 2
    assert "Did you mean `tab`?" in shown.stderr


def test_a_wrong_file_is_said_before_anything_is_connected(tmp_path: Path) -> None:
    path = Paths.below(tmp_path).settings
    path.parent.mkdir()
    path.write_text('culture = "xx-XX"\n')
    environment = {**os.environ, "EOPSH_HOME": str(tmp_path), "EOPSH_PASSWORD": "none"}
    arguments = ["connect", "127.0.0.1:9", "--user", "admin", "-c", "Get-MailUser"]
    done = subprocess.run([sys.executable, "-m", "eopsh", *arguments], capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 2
    assert "`culture`" in done.stderr
    assert "127.0.0.1" not in done.stderr
