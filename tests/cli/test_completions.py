"""The completion scripts that are checked in are the ones the parser gives, and bash's really completes."""

import shutil
import subprocess
from pathlib import Path

import pytest

from eopsh.cli.completions import scripts

FOLDER = Path(__file__).resolve().parents[2] / "completions"


@pytest.mark.parametrize("name", sorted(scripts()))
def test_checked_in(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == scripts()[name], "run `python -m eopsh.cli.completions completions`"


COMPLETES = [
    pytest.param("eopsh hi", ["history"], id="subcommand"),
    pytest.param("eopsh demo se", ["serve"], id="subcommand of a subcommand"),
    pytest.param("eopsh connect --auth k", ["kerberos"], id="value"),
    pytest.param("eopsh history export --f", ["--format"], id="option"),
    pytest.param("eopsh demo serve --js", ["--json"], id="option of a deep command"),
]


@pytest.mark.parametrize(("line", "matches"), COMPLETES)
def test_bash_completes(line: str, matches: list[str]) -> None:
    if shutil.which("bash") is None:
        pytest.skip("no bash")
    words = line.split(" ")
    quoted = " ".join(f"'{word}'" for word in words)
    variables = f"COMP_WORDS=({quoted}); COMP_CWORD={len(words) - 1}"
    script = f"source '{FOLDER / 'eopsh.bash'}'; {variables}; _eopsh; printf '%s\\n' \"${{COMPREPLY[@]}}\""
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == matches


@pytest.mark.parametrize(("shell", "name"), [("zsh", "_eopsh"), ("fish", "eopsh.fish")])
def test_parses_in_its_shell(shell: str, name: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"no {shell}")
    done = subprocess.run([shell, "-n", str(FOLDER / name)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
