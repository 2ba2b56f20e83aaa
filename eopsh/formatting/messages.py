"""Errors, warnings and the other streams as lines; the only place that puts an error into words for the screen."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from eopsh.errors import EopshError, LineError, PipelineFailed
from eopsh.formatting.align import ELLIPSIS
from eopsh.formatting.cells import TerminalCells, head, tail
from eopsh.formatting.palette import console_code, palette
from eopsh.formatting.safe import safe_text
from eopsh.objects import ErrorRecord, PSObject, Value, get_property, to_text
from eopsh.patterns import lazy_pattern

_CELLS = TerminalCells()
_INDENT = "  "
_THROWN = "RuntimeException"
_ENGINE = "System.Management.Automation."
"""The exceptions of the engine itself: mistakes in the script, whose place helps."""
_POSITION = lazy_pattern(r"At (?:line|(.+)):(\d+) char:\d+\n\+ (.*)\n\+ (.*)")
_NUMBER = 4
_PARSER = "ParserError"


def format_error(
    error: ErrorRecord | EopshError, *, width: int, line: str | None = None, color: bool = False, place: bool = False, view: str = ""
) -> list[str]:
    """Return the lines of an error: `Name: message`, the place in `line` underlined where it is known, the hint.

    An `ErrorRecord` reads as PowerShell's concise view, which points at the line of a script of several lines; with `place` a mistake
    on the first line is shown where it is too, and the hint; `view` is what $ErrorView says (NormalView, CategoryView). An `EopshError`
    gives its cause, what to do next, and the server's own words.
    """
    if isinstance(error, ErrorRecord):
        other = _VIEWS.get(view.casefold())
        lines = _concise(error, width, place) if other is None else other(error)
    elif isinstance(error, PipelineFailed) and isinstance(error.record, ErrorRecord):
        lines = _record_lines(error.record)
    elif isinstance(error, LineError):
        lines = [*safe_text(error.message).split("\n"), *_place(error, line, width), *_indented(error.hint)]
    else:
        return format_advice(error, color=color)
    colors = palette(color)
    return [colors.paint(colors.error, text) for text in lines]


def format_advice(error: EopshError, *, color: bool = False) -> list[str]:
    """Return cause and next step of an error, and the server's words beneath."""
    colors = palette(color)
    cause = [colors.paint(colors.error, text) for text in safe_text(error.advice.cause).split("\n")]
    detail = [] if error.detail in ("", error.advice.cause) else _indented(error.detail)
    return [*cause, *safe_text(error.advice.next_step).split("\n"), *(colors.paint(colors.quiet, text) for text in detail)]


def format_warning(value: Value, *, color: bool = False) -> list[str]:
    """Return `WARNING: ...`, of a text or of the record that came over the wire."""
    colors = palette(color)
    return [colors.paint(colors.warning, text) for text in _prefixed("WARNING: ", value)]


def format_verbose(value: Value, *, color: bool = False) -> list[str]:
    """Return `VERBOSE: ...`."""
    colors = palette(color)
    return [colors.paint(colors.warning, text) for text in _prefixed("VERBOSE: ", value)]


def format_debug(value: Value, *, color: bool = False) -> list[str]:
    """Return `DEBUG: ...`."""
    colors = palette(color)
    return [colors.paint(colors.warning, text) for text in _prefixed("DEBUG: ", value)]


def format_information(value: Value, *, color: bool = False) -> list[str]:
    """Return the message of an information record (MS-PSRP 2.2.2.26) as it is, in the colours that Write-Host was given."""
    data = _said(value)
    text = get_property(data, "Message") if isinstance(data, PSObject) and data.has("Message") else data
    code = "" if not color else console_code(*(to_text(get_property(data, f"{ground}groundColor")) for ground in ("Fore", "Back")))
    return [palette(color).paint(code, line) for line in safe_text(to_text(text)).split("\n")]


def ends_line(value: Value) -> bool:
    """Tell whether an information record's message ends its line: not with `Write-Host -NoNewline`."""
    return get_property(_said(value), "NoNewLine") is not True


def _said(value: Value) -> Value:
    return get_property(value, "MessageData") if isinstance(value, PSObject) and value.has("MessageData") else value


def _prefixed(prefix: str, value: Value) -> list[str]:
    message = get_property(value, "InformationalRecord_Message") if isinstance(value, PSObject) else None
    return safe_text(prefix + to_text(value if message is None else message)).split("\n")


def _normal(record: ErrorRecord) -> list[str]:
    """Return the view of older versions: the place and the ids, one below the other."""
    name = f"{record.activity} : " if record.activity else ""
    text = f"{name}{record.details or record.message}"
    lines = [text, record.position] if record.position else [text]
    facts = [f"+ CategoryInfo          : {record.category_text}", f"+ FullyQualifiedErrorId : {record.fully_qualified_id}"]
    return safe_text("\n".join([*lines, *facts])).split("\n")


def _category(record: ErrorRecord) -> list[str]:
    return safe_text(record.category_text).split("\n")


_VIEWS: dict[str, Callable[[ErrorRecord], list[str]]] = {"normalview": _normal, "categoryview": _category}


def _concise(record: ErrorRecord, width: int, place: bool) -> list[str]:
    position = _POSITION.fullmatch(record.position) if record.source is None else None
    if position is not None and (position[1] or position[2] != "1" or record.category == _PARSER):
        return [*_located(record, position, width), *_advice(record), *(_indented(record.hint) if place else ())]
    lines = _record_lines(record)
    if place and position is not None and record.exception_type.startswith(_ENGINE):
        lines += [*_position(position, width), *_indented(record.hint)]
    return lines


def _record_lines(record: ErrorRecord) -> list[str]:
    return [*safe_text(f"{_name(record)}: {record.details or record.message}").split("\n"), *_advice(record)]


def _advice(record: ErrorRecord) -> list[str]:
    return _indented(f"Recommendation: {record.recommended_action}") if record.recommended_action else []


def _located(record: ErrorRecord, position: re.Match[str], width: int) -> Iterator[str]:
    """Yield the error beneath the line of the script that it comes from."""
    file, number, row, marks = position[1], position[2], _CELLS.prepare(safe_text(position[3])), position[4].rstrip()
    margin = " " * max(0, len(number) - _NUMBER)
    bar = f"{margin}     | "
    yield safe_text(f"{_name(record)}: " + (f"{file}:{number}" if file else ""))
    yield f"{margin}Line |"
    yield f"{number:>{_NUMBER}} |  {row.rstrip()}"
    yield f"{bar} {marks}"
    lines = safe_text(record.details or record.message).split("\n")
    if file or record.category == _PARSER:
        yield from _wrapped(" ".join(lines).replace("\t", " "), bar, width)
        yield ""
    else:
        yield bar + lines[0]
        yield from lines[1:]


def _wrapped(text: str, bar: str, width: int) -> Iterator[str]:
    """Yield a text behind a bar, broken at its blanks."""
    rest = bar + text
    while len(rest) > width:
        cut = rest.rfind(" ", 0, width)
        if cut <= len(bar):
            break
        yield rest[:cut].rstrip()
        rest = bar + rest[cut:].strip()
    yield rest


def _name(record: ErrorRecord) -> str:
    """Return what stands before the colon: the command; else `Exception` for a thrown text, the category, or the exception's name."""
    if record.activity:
        return record.activity
    reason = record.reason or record.exception_type.rpartition(".")[2]
    if record.category == "OperationStopped" and reason == _THROWN:
        return "Exception"
    return record.category if record.category not in ("", "NotSpecified") else reason


def _indented(text: str) -> list[str]:
    return [_INDENT + line for line in safe_text(text).split("\n")] if text else []


def _place(error: LineError, line: str | None, width: int) -> Iterator[str]:
    """Yield the line of the fault, cut around it where it is too long, and the marks beneath."""
    if line is None or not 0 <= error.start <= len(line):
        return
    begin = line.rfind("\n", 0, error.start) + 1
    until = line.find("\n", error.start)
    row = line[begin : until if until >= 0 else len(line)]
    before, marked = row[: error.start - begin], row[error.start - begin : max(error.end, error.start) - begin]
    after = row[len(before) + len(marked) :]
    before, marked, after = (_CELLS.prepare(safe_text(part)) for part in (before, marked, after))
    yield from _marked(before, marked, after, max(20, width - len(_INDENT)))


def _position(position: re.Match[str], width: int) -> Iterator[str]:
    """Yield the line and the marks of a position message (`At line:1 char:5`, then two lines that begin with `+ `)."""
    row, marks = position[3], position[4]
    if "~" in marks:
        start = marks.index("~")
        fault = LineError("", start, start + marks.count("~"))
        yield from _place(fault, row, width)


def _marked(before: str, marked: str, after: str, room: int) -> Iterator[str]:
    if _CELLS.measure(before + marked + after) > room:
        marked = marked if _CELLS.measure(marked) <= room // 2 else head(_CELLS, marked, room // 2 - 1) + ELLIPSIS
        left = room - _CELLS.measure(marked)
        if _CELLS.measure(before) > left // 2:
            before = ELLIPSIS + tail(_CELLS, before, left // 2 - 1)
        left -= _CELLS.measure(before)
        after = after if _CELLS.measure(after) <= left else head(_CELLS, after, left - 1) + ELLIPSIS
    yield _INDENT + before + marked + after
    yield _INDENT + " " * _CELLS.measure(before) + "~" * max(1, _CELLS.measure(marked))
