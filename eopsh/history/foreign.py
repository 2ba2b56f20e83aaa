"""What other shells and files remember, as lines of ours: plain lines and scripts, PSReadLine's history, our own export.

A statement that goes over several physical lines becomes one `SourceLine`.
"""

from __future__ import annotations

import enum
import json
from bisect import bisect_left
from collections.abc import Iterator

from eopsh.errors import Advice, UsageError
from eopsh.frozen import frozen
from eopsh.language import Answer, Parsed, parse


class SourceKind(enum.Enum):
    """What a text of lines is."""

    PLAIN = "plain"
    """Lines as typed, or a script; a statement goes on while the parser wants more."""
    PSREADLINE = "psreadline"
    """ConsoleHost_history.txt: a backtick at the end of a physical line stands for a line break inside the command."""
    JSONL = "jsonl"
    """One object a line with the key `line`: `eopsh history export --format jsonl`."""


@frozen
class SourceLine:
    """One line to run; `line_number` is the physical line (from 1) where it begins in its source."""

    text: str
    line_number: int


def kind_of(name: str, text: str) -> SourceKind:
    """Tell the kind from the file's name and beginning."""
    lowered = name.lower()
    if lowered.endswith("_history.txt"):
        return SourceKind.PSREADLINE
    if lowered.endswith((".jsonl", ".ndjson")) or text.lstrip().startswith('{"'):
        return SourceKind.JSONL
    return SourceKind.PLAIN


def read_lines(text: str, kind: SourceKind) -> Iterator[SourceLine]:
    """Yield the lines of a text; blank lines and lines of comment only are left out.

    Raises:
        UsageError: a line of an export is not what an export holds.
    """
    physical = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    if kind is SourceKind.PSREADLINE:
        return _psreadline(physical)
    return _exported(physical) if kind is SourceKind.JSONL else _statements(physical)


def _psreadline(physical: list[str]) -> Iterator[SourceLine]:
    parts: list[str] = []
    for number, line in enumerate(physical, 1):
        goes_on = line.endswith("`") and number < len(physical)
        parts.append(line[:-1] if goes_on else line)
        if not goes_on:
            command = "\n".join(parts)
            if not _is_blank(command):
                yield SourceLine(command, number - len(parts) + 1)
            parts = []


def _exported(physical: list[str]) -> Iterator[SourceLine]:
    for number, line in enumerate(physical, 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except ValueError:
            value = None
        if not isinstance(value, dict) or not isinstance(value.get("line"), str):
            raise UsageError(
                advice=Advice(f"Line {number} of the export is not an object with the key `line`.", "Export again with `--format jsonl`.")
            )
        if not _is_blank(value["line"]):
            yield SourceLine(value["line"], number)


def _is_blank(text: str) -> bool:
    return all(not line.strip() or line.lstrip().startswith("#") for line in text.split("\n"))


# --- statements over several physical lines

_WINDOW = 100
_LONGEST = 2_000
"""Physical lines that one statement may have; beyond, its first line is taken to be at fault."""


def _statements(physical: list[str]) -> Iterator[SourceLine]:
    """Parse a window of lines at a time, so that a long file costs no more than its length."""
    begin = 0
    window = _WINDOW
    while begin < len(physical):
        end = min(begin + window, len(physical))
        parsed = parse("\n".join(physical[begin:end]))
        groups = _groups(parsed)
        if parsed.answer is not Answer.COMPLETE:
            groups = _before(groups, _first_fault(parsed))
        elif end == len(physical):
            yield from _items(physical, begin, groups)
            return
        # The last statement may go on beyond the window.
        sure = groups if parsed.answer is not Answer.COMPLETE else groups[:-1]
        if sure:
            yield from _items(physical, begin, sure)
            begin += sure[-1][1] + 1
            window = _WINDOW
        elif parsed.answer is Answer.COMPLETE:
            begin, window = (end, _WINDOW) if not groups else (begin, window * 2)
        else:
            item, begin = _grown(physical, _skip_blank(physical, begin))
            if item is not None:
                yield item
            window = _WINDOW


def _items(physical: list[str], begin: int, groups: list[tuple[int, int]]) -> Iterator[SourceLine]:
    for first, last in groups:
        yield SourceLine("\n".join(physical[begin + first : begin + last + 1]), begin + first + 1)


def _groups(parsed: Parsed) -> list[tuple[int, int]]:
    """Return the first and last physical line of each top-level statement; neighbours that share a line are one."""
    body = parsed.tree
    blocks = [node for block in body.blocks for node in ((*block.statements, *block.traps) if block.unnamed else (block,))]
    tops = [*body.usings, *([body.param_block] if body.param_block else []), *blocks]
    breaks = [index for index, character in enumerate(parsed.text) if character == "\n"]
    groups: list[tuple[int, int]] = []
    for start, end in sorted((node.start, node.end) for node in tops):
        first, last = bisect_left(breaks, start), bisect_left(breaks, max(start, end - 1))
        if groups and first <= groups[-1][1]:
            groups[-1] = (groups[-1][0], max(last, groups[-1][1]))
        else:
            groups.append((first, last))
    return groups


def _first_fault(parsed: Parsed) -> int:
    """Return the physical line on which the first fault stands or the unfinished statement begins."""
    offset = min((error.start for error in parsed.errors), default=0)
    return parsed.text.count("\n", 0, offset)


def _before(groups: list[tuple[int, int]], fault: int) -> list[tuple[int, int]]:
    """Keep the groups that are over before the fault; the one just before it may be part of it, so it goes too."""
    return [group for group in groups if group[1] < fault][:-1]


def _skip_blank(physical: list[str], begin: int) -> int:
    while begin < len(physical) and _is_blank(physical[begin]):
        begin += 1
    return begin


def _grown(physical: list[str], begin: int) -> tuple[SourceLine | None, int]:
    """Take physical lines one by one until the parser is content or sees a fault; return the statement and the next line's index."""
    if begin >= len(physical):
        return None, begin
    end, step = begin + 1, 1
    while end - begin <= _LONGEST:
        text = "\n".join(physical[begin:end])
        parsed = parse(text)
        if parsed.answer is not Answer.INCOMPLETE:
            # A step of several lines may have gone beyond the statement's end.
            if step > 1 and parsed.answer is Answer.COMPLETE:
                end = begin + _groups(parsed)[0][1] + 1
            return SourceLine("\n".join(physical[begin:end]), begin + 1), end
        if end == len(physical):
            break
        step = max(1, (end - begin) // 8)
        end = min(end + step, len(physical))
    return SourceLine(physical[begin], begin + 1), begin + 1
