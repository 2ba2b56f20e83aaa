"""What the first word of a command line costs and says."""

import gc
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from eopsh import replay
from eopsh.catalogue import pages
from eopsh.cli.loading import uncollected

HEAVY = ("pypsrp", "prompt_toolkit", "requests", "argparse", "eopsh.runtime")

LATER = (
    "cryptography",
    "eopsh.catalogue.pages.reader",
    "eopsh.demo",
    "eopsh.remote.psrp",
    "eopsh.replay.plan",
    "filelock",
    "http.client",
    "pypsrp",
    "requests",
    "urllib.request",
)
"""What the prompt does not wait for: loaded by the first command, connection or page that needs it."""


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "eopsh", *arguments], capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )


def test_version_imports_nothing_heavy() -> None:
    program = (
        "import sys; from eopsh.__main__ import main; main(['--version']);"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("eopsh ")
    assert done.stderr == "[]\n"


def test_help_imports_neither_pypsrp_nor_prompt_toolkit() -> None:
    program = (
        "import sys; from eopsh.__main__ import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        f"print([name for name in {HEAVY[:3]!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "eopsh demo" in done.stdout
    assert done.stderr == "[]\n"


def test_the_prompt_waits_for_nothing_that_comes_later() -> None:
    program = (
        "import sys, eopsh.cli.local, eopsh.shell.shell, prompt_toolkit.key_binding.defaults;"
        "from eopsh.runtime import Interpreter; Interpreter();"
        f"print([name for name in {LATER!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("room", [pages, replay], ids=["pages", "replay"])
def test_what_is_loaded_late_is_there_by_its_name(room: ModuleType) -> None:
    assert [name for name in room.__all__ if not hasattr(room, name)] == []
    assert not hasattr(room, "unknown")


def test_loading_leaves_the_collector_as_it_was() -> None:
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_alone_it_explains_the_choices() -> None:
    done = run()
    assert done.returncode == 0
    assert all(word in done.stdout for word in ("demo", "connect", "local", "replay", "exit codes"))


WRONG = [
    pytest.param(["connct"], "Did you mean `connect`?", id="unknown command"),
    pytest.param(["zzz"], "invalid choice: 'zzz'", id="a command like no other"),
    pytest.param(["local", "--lines"], "Unrecognized arguments: --lines", id="unknown option"),
    pytest.param(["local", "-c", "1", "-f", "x"], "not allowed with", id="two sources of lines"),
    pytest.param(["demo", "--recipients", "-1"], "must not be negative", id="bad number"),
    pytest.param(["local", "-f", "/no/such/file.ps1"], "cannot be read", id="no such file"),
]


@pytest.mark.parametrize(("arguments", "message"), WRONG)
def test_a_wrong_command_line_is_one_clear_error(arguments: list[str], message: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) <= 3


def test_the_presets_are_listed() -> None:
    done = run("connect")
    assert done.returncode == 0
    assert "https://ps.protection.outlook.com/powershell-liveid/" in done.stdout
    assert "switched off in October 2023" in done.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk that is always full")
@pytest.mark.parametrize("arguments", [["local", "-c", "1..3"], ["local", "-c", "1..100000"], ["config", "show"], ["connect"]])
def test_a_full_disk_is_said_in_one_sentence(arguments: list[str], tmp_path: Path) -> None:
    environment = {**os.environ, "EOPSH_HOME": str(tmp_path)}
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "eopsh", *arguments], stdout=full, stderr=subprocess.PIPE, text=True, check=False, env=environment
        )
    assert done.returncode == 1
    assert "No space left on device" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") == 2, "cause and next step, once"
