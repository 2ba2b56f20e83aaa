"""`--format`: the output of lines for other programs, on every way to run them."""

from __future__ import annotations

import csv
import io
import json
import sys

import pytest

from tests.e2e.conftest import World

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals in the world")

LINE = 'Get-AcceptedDomain | Sort-Object DomainName | Select-Object @{n="DomainName";e={"$($_.DomainName)"}}, Default'
ROWS = [("*.fabrikam.com", False), ("contoso.com", True), ("contoso.onmicrosoft.com", False), ("münchen.contoso.com", False)]


def test_csv_of_a_line(world: World) -> None:
    done = world.run(*world.connect("--format", "csv", "-c", LINE))
    assert done.returncode == 0, done.stderr
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [(row["DomainName"], row["Default"]) for row in rows] == [(name, str(default)) for name, default in ROWS]


def test_json_of_a_file(world: World) -> None:
    file = world.home / "lines.ps1"
    file.write_text(f"$d = {LINE}\n$d\n", encoding="utf-8")
    done = world.run(*world.connect("--format", "json", "-f", str(file)))
    assert done.returncode == 0, done.stderr
    assert [(row["DomainName"], row["Default"]) for row in json.loads(done.stdout)] == ROWS


def test_json_lines_of_standard_input(world: World) -> None:
    done = world.run(*world.connect("--format", "jsonl"), input=f"{LINE}\nWrite-Warning w\n'text'\n")
    assert done.returncode == 0, done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["DomainName"], row["Default"]) for row in found[:-1]] == ROWS
    assert found[-1] == "text"


def test_a_replay_says_the_rest_beside_it(world: World) -> None:
    file = world.home / "yesterday.txt"
    file.write_text(LINE + "\n", encoding="utf-8")
    done = world.run("replay", str(file), "--on", world.server.url, *world.sign_in, "--yes", "--format", "csv")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == '"DomainName","Default"'
    assert len(done.stdout.splitlines()) == len(ROWS) + 1
    assert "1 of 1 lines ran well" in done.stderr


SHAPES = [
    pytest.param("table", ["", "A B", "- -", "1 2", ""], id="table"),
    pytest.param("list", ["", "A : 1", "B : 2", ""], id="list"),
    pytest.param("csv", ['"A","B"', '"1","2"'], id="csv"),
    pytest.param("jsonl", ['{"A":1,"B":2}'], id="jsonl"),
]


@pytest.mark.parametrize(("name", "lines"), SHAPES)
def test_shapes(world: World, name: str, lines: list[str]) -> None:
    done = world.run("local", "--format", name, "-c", "[pscustomobject]@{A=1;B=2}")
    assert done.returncode == 0, done.stderr
    assert [line.rstrip() for line in done.stdout.splitlines()] == lines


def test_exit_codes_stay(world: World) -> None:
    done = world.run("local", "--format", "json", "-c", "1; exit 7")
    assert (done.returncode, json.loads(done.stdout)) == (7, [1])


def test_an_unknown_format_is_said(world: World) -> None:
    done = world.run("local", "--format", "xml", "-c", "1")
    assert done.returncode == 2
    assert "xml" in done.stderr
