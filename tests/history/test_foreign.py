"""How texts become lines: statements over several physical lines, PSReadLine's backticks, exports, and damage."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eopsh.errors import UsageError
from eopsh.history import Entry, Format, SourceKind, SourceLine, export, kind_of, read_lines

PLAIN = [
    pytest.param("Get-A\nGet-B\n", [(1, "Get-A"), (2, "Get-B")], id="a line each"),
    pytest.param("Get-A\r\nGet-B", [(1, "Get-A"), (2, "Get-B")], id="CRLF"),
    pytest.param("\n# about\n\nGet-A\n# end", [(3 + 1, "Get-A")], id="blank and comment lines"),
    pytest.param("Get-A |\n  Get-B\nGet-C", [(1, "Get-A |\n  Get-B"), (3, "Get-C")], id="pipe at the end"),
    pytest.param("Get-A\n  | Get-B\nGet-C", [(1, "Get-A\n  | Get-B"), (3, "Get-C")], id="pipe at the beginning"),
    pytest.param("Get-A `\n  -B 1\nGet-C", [(1, "Get-A `\n  -B 1"), (3, "Get-C")], id="backtick"),
    pytest.param(
        "if ($a) {\n  Get-A\n}\nelse {\n  Get-B\n}\nGet-C", [(1, "if ($a) {\n  Get-A\n}\nelse {\n  Get-B\n}"), (7, "Get-C")], id="block"
    ),
    pytest.param("Get-A; Get-B", [(1, "Get-A; Get-B")], id="two statements on a line"),
    pytest.param("$x = @'\nGet-Z\n'@; Get-A\nGet-B", [(1, "$x = @'\nGet-Z\n'@; Get-A"), (4, "Get-B")], id="here-string"),
    pytest.param("Get-A )\nGet-B", [(1, "Get-A )"), (2, "Get-B")], id="a fault costs its line only"),
    pytest.param("Get-A 'x\nGet-B", [(1, "Get-A 'x"), (2, "Get-B")], id="an open quote costs its line only"),
    pytest.param("Get-A\nGet-B {\nGet-C", [(1, "Get-A"), (2, "Get-B {"), (3, "Get-C")], id="an open brace too"),
    pytest.param("", [], id="nothing"),
    pytest.param("\ufeffGet-A", [(1, "Get-A")], id="byte order mark"),
]


def read(text: str, kind: SourceKind) -> list[tuple[int, str]]:
    return [(line.line_number, line.text) for line in read_lines(text, kind)]


@pytest.mark.parametrize(("text", "lines"), PLAIN)
def test_plain(text: str, lines: list[tuple[int, str]]) -> None:
    assert read(text, SourceKind.PLAIN) == lines


PSREADLINE = [
    pytest.param("Get-A\nGet-B", [(1, "Get-A"), (2, "Get-B")], id="a line each"),
    pytest.param("if (1) {`\n  Get-A`\n}\nGet-B", [(1, "if (1) {\n  Get-A\n}"), (4, "Get-B")], id="line breaks"),
    pytest.param("Get-A ``\n  -B 1", [(1, "Get-A `\n  -B 1")], id="a continued line of its own"),
    pytest.param("Get-A {\nGet-B", [(1, "Get-A {"), (2, "Get-B")], id="never asks the parser"),
    pytest.param("Get-A`", [(1, "Get-A`")], id="backtick at the very end"),
]


@pytest.mark.parametrize(("text", "lines"), PSREADLINE)
def test_psreadline(text: str, lines: list[tuple[int, str]]) -> None:
    assert read(text, SourceKind.PSREADLINE) == lines


def test_a_long_script_is_read_in_pieces() -> None:
    block = "if ($x) {\n" + "  Get-A\n" * 250 + "}"
    text = "\n".join([*(f"Get-B {index}" for index in range(150)), block, *(f"Get-C {index}" for index in range(150))])
    lines = list(read_lines(text, SourceKind.PLAIN))
    assert len(lines) == 301
    assert lines[150] == SourceLine(block, 151)
    assert lines[-1] == SourceLine("Get-C 149", len(text.split("\n")))


def test_an_export_comes_back() -> None:
    entries = [Entry("Get-A"), Entry("Get-B |\n Get-C"), Entry("Get-é")]
    text = "\n".join(export(entries, Format.JSONL))
    assert read(text, SourceKind.JSONL) == [(1, "Get-A"), (2, "Get-B |\n Get-C"), (3, "Get-é")]


@pytest.mark.parametrize("text", ["Get-A", '{"line": 1}', "[]", '{"line": "a"}\nnot json'])
def test_what_is_no_export(text: str) -> None:
    with pytest.raises(UsageError, match="is not an object with the key"):
        list(read_lines(text, SourceKind.JSONL))


KINDS = [
    ("ConsoleHost_history.txt", "Get-A", SourceKind.PSREADLINE),
    ("Visual Studio Code Host_history.txt", "Get-A", SourceKind.PSREADLINE),
    ("lines.jsonl", "", SourceKind.JSONL),
    ("export", json.dumps({"line": "Get-A"}), SourceKind.JSONL),
    ("script.ps1", "Get-A", SourceKind.PLAIN),
    ("lines.txt", "Get-A", SourceKind.PLAIN),
]


@pytest.mark.parametrize(("name", "text", "kind"), KINDS)
def test_kind(name: str, text: str, kind: SourceKind) -> None:
    assert kind_of(name, text) is kind


def test_a_text_export_is_the_lines() -> None:
    assert list(export([Entry("Get-A"), Entry("Get-B")], Format.TEXT)) == ["Get-A", "Get-B"]


@given(
    st.lists(st.sampled_from(["Get-A", "Get-B 'x'", "if ($x) {", "}", "'", '"', "| Get-C", "Get-D |", "@'", "'@", ")", "# c", "", "$("]))
)
def test_no_line_is_lost_or_read_twice(physical: list[str]) -> None:
    lines = list(read_lines("\n".join(physical), SourceKind.PLAIN))
    numbers = [number for line in lines for number in range(line.line_number, line.line_number + line.text.count("\n") + 1)]
    assert numbers == sorted(set(numbers))
    assert all(line.text.split("\n") == physical[line.line_number - 1 :][: line.text.count("\n") + 1] for line in lines)
    missed = [physical[index] for index in range(len(physical)) if index + 1 not in numbers]
    assert all(not line or line.startswith("#") for line in missed)
