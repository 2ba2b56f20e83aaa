"""Select-String."""

from __future__ import annotations

import os
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from eopsh.binding import BoundCall
from eopsh.binding.validation import AllowEmptyString, AllowNull, ValidateCount, ValidateNotNullOrEmpty, ValidateRange
from eopsh.catalogue import Command, Membership, Parameter
from eopsh.frozen import frozen
from eopsh.objects import CUSTOM_TYPES, PSList, PSObject, RegexError, Value, compile_regex, get_property, to_text, type_names
from eopsh.runtime.closing import closing
from eopsh.runtime.commands.declare import MANDATORY, OPTIONAL, switch
from eopsh.runtime.commands.files import ENCODING, FILTERS, LITERAL_ALIASES, all_existing, encoding, file_message, wanted
from eopsh.runtime.hidden import PartlyHidden
from eopsh.runtime.local import CommandContext, calls_command
from eopsh.runtime.match_objects import match_object
from eopsh.runtime.text_files import FileEncoding, read_lines
from eopsh.runtime.values import unrolled

_FILES, _LITERALS, _OBJECTS = ("File", "FileRaw"), ("LiteralFile", "LiteralFileRaw"), ("Object", "ObjectRaw")
_STREAM = "InputStream"
SELECT_STRING = Command(
    "Select-String",
    Parameter("Pattern", "System.String[]", position=0, mandatory=True),
    Parameter("Path", "System.String[]", sets=dict.fromkeys(_FILES, Membership(mandatory=True, position=1, from_property=True))),
    Parameter(
        "LiteralPath",
        "System.String[]",
        aliases=LITERAL_ALIASES,
        sets=dict.fromkeys(_LITERALS, Membership(mandatory=True, from_property=True)),
    ),
    Parameter(
        "InputObject",
        "System.Management.Automation.PSObject",
        sets=dict.fromkeys(_OBJECTS, Membership(mandatory=True, from_pipeline=True)),
        validation=(AllowNull(), AllowEmptyString()),
    ),
    switch("SimpleMatch"),
    switch("CaseSensitive"),
    Parameter("Quiet", "switch", sets=dict.fromkeys((_FILES[0], _LITERALS[0], _OBJECTS[0]), OPTIONAL)),
    Parameter("Raw", "switch", sets=dict.fromkeys((_FILES[1], _LITERALS[1], _OBJECTS[1]), MANDATORY)),
    switch("List"),
    switch("NoEmphasis"),
    *FILTERS[1:3],
    switch("NotMatch"),
    switch("AllMatches"),
    ENCODING,
    Parameter(
        "Context",
        "System.Int32[]",
        validation=(ValidateNotNullOrEmpty(), ValidateCount(1, 2), ValidateRange(0, 2**31 - 1)),
    ),
    Parameter("Culture", "System.String"),
    default_set="File",
    alias="sls",
)


@frozen
class _Search:
    """What is looked for, and how hits are reported."""

    patterns: list[tuple[str, re.Pattern[str]]]
    call: BoundCall
    before: int
    after: int

    def hit(self, text: str) -> tuple[str, list[Value]] | None:
        """Return the pattern that a line matches, and the matches; with -NotMatch that of a line that matches none."""
        simple = bool(self.call.get("SimpleMatch"))
        for name, regex in self.patterns:
            found = list(regex.finditer(text)) if self.call.get("AllMatches") else [match for match in [regex.search(text)] if match]
            if found:
                return None if self.call.get("NotMatch") else (name, [] if simple else [match_object(match) for match in found])
        return (self.patterns[-1][0], []) if self.call.get("NotMatch") else None


@dataclass(slots=True)
class _Hit:
    """A line that is reported, and the lines around it: all of them, and those that no other hit shows."""

    number: int
    line: str
    pattern: str
    found: list[Value]
    before: list[str]
    shown_before: list[str]
    after: list[str] = field(default_factory=list)
    shown_after: list[str] = field(default_factory=list)


def _search(call: BoundCall, context: CommandContext) -> _Search:
    patterns = [(to_text(pattern), _compiled(to_text(pattern), call, context)) for pattern in unrolled(call.get("Pattern"))]
    around = [int(to_text(number)) for number in unrolled(call.get("Context"))] if "Context" in call else [0]
    return _Search(patterns, call, around[0], around[-1])


def _compiled(pattern: str, call: BoundCall, context: CommandContext) -> re.Pattern[str]:
    ignore_case = not call.get("CaseSensitive")
    if call.get("SimpleMatch"):
        return re.compile(re.escape(pattern), re.IGNORECASE if ignore_case else 0)
    try:
        return compile_regex(pattern, ignore_case)
    except RegexError as error:
        message = f"The string {pattern} is not a valid regular expression: {error.message}"
        raise context.fail(message, "InvalidRegex", "InvalidArgument", pattern) from error


@calls_command(SELECT_STRING)
def select_string(call: BoundCall, calls: Iterator[BoundCall], context: CommandContext) -> Iterator[Value]:
    """Yield the lines that match a pattern: of texts as they come, or of files."""
    search = _search(call, context)
    how = encoding(call, context)
    stream = _Stream(calls)
    with closing(calls):
        for hit in _hits(stream.texts(context), search):
            yield from _reported(hit, _STREAM, search)
            if call.get("Quiet"):
                return
        for one in stream.of_files:
            yield from _files(one, search, how, context)


class _Stream:
    """The input, parted: texts are searched as one stream, files (named by a call, or piped as objects) each on its own."""

    def __init__(self, calls: Iterator[BoundCall]) -> None:
        self._calls = calls
        self.of_files: list[BoundCall | Path] = []

    def texts(self, context: CommandContext) -> Iterator[str]:
        """Yield the texts, and keep the files for later."""
        for call in self._calls:
            item = call.get("InputObject")
            if "Path" in call or "LiteralPath" in call:
                self.of_files.append(call)
            elif "System.IO.FileInfo" in type_names(item):
                self.of_files.append(Path(to_text(get_property(item, "FullName"))))
            else:
                yield from map(to_text, unrolled(item))


def _files(one: BoundCall | Path, search: _Search, how: FileEncoding, context: CommandContext) -> Iterator[Value]:
    paths = iter((one,)) if isinstance(one, Path) else all_existing(one, context)
    for path in wanted(paths, search.call):
        if path.is_dir():
            continue
        try:
            found = _file(path, search, how, context)
            yield from [True] if search.call.get("Quiet") and any(True for _ in found) else found
        except OSError as error:
            message = f"The file {path} cannot be read: {file_message(error, path)}"
            context.error(message, "ProcessingFile", "NotSpecified", str(path), "System.ArgumentException")


def _file(path: Path, search: _Search, how: FileEncoding, context: CommandContext) -> Iterator[Value]:
    def lines() -> Iterator[str]:
        for line in read_lines(path, how):
            context.check()
            yield line

    for hit in _hits(lines(), search):
        yield from _reported(hit, str(path), search)
        if search.call.get("List") or search.call.get("Quiet"):
            return


def _hits(lines: Iterable[str], search: _Search) -> Iterator[_Hit]:
    """Yield the hits, each once the lines behind it are known."""
    last: deque[str] = deque(maxlen=search.before) if search.before else deque(maxlen=0)
    unshown: deque[str] = deque(maxlen=search.before)
    waiting: deque[_Hit] = deque()
    for number, line in enumerate(lines, 1):
        found = search.hit(line)
        shown = found is None and bool(waiting) and len(waiting[-1].shown_after) < search.after
        if shown:
            waiting[-1].shown_after.append(line)
        for hit in waiting:
            hit.after.append(line)
        while waiting and len(waiting[0].after) >= search.after:
            yield waiting.popleft()
        if found is not None:
            waiting.append(_Hit(number, line, *found, list(last), list(unshown)))
            unshown.clear()
            if not search.after:
                yield waiting.popleft()
        elif not shown:
            unshown.append(line)
        last.append(line)
    yield from waiting


def _reported(hit: _Hit, path: str, search: _Search) -> Iterator[Value]:
    if search.call.get("Quiet"):
        yield True
    elif search.call.get("Raw"):
        yield hit.line
    else:
        yield _match_info(hit, path, search)


_MATCH_INFO = ("Microsoft.PowerShell.Commands.MatchInfo", "System.Object")


def _match_info(hit: _Hit, path: str, search: _Search) -> PSObject:
    around = None
    if "Context" in search.call:
        lines: dict[str, Value] = {"PreContext": PSList(hit.before), "PostContext": PSList(hit.after)}
        around = PSObject(lines | {"DisplayPreContext": hit.shown_before, "DisplayPostContext": hit.shown_after}, type_names=CUSTOM_TYPES)
    adapted: dict[str, Value] = {
        "IgnoreCase": not search.call.get("CaseSensitive"),
        "LineNumber": hit.number,
        "Line": hit.line,
        "Filename": path if path == _STREAM else Path(path).name,
        "Path": path,
        "Pattern": hit.pattern,
        "Context": around,
        "Matches": PSList(hit.found, ("System.Text.RegularExpressions.Match[]", "System.Array", "System.Object")),
    }
    text = _text(hit, path, context="Context" in search.call)
    return PartlyHidden(adapted, {"DisplayText": text}, _MATCH_INFO, text)


def _text(hit: _Hit, path: str, *, context: bool) -> str:
    """Return what the console shows: the line behind its file and number, the lines around it set off by two blanks."""
    first = hit.number - len(hit.shown_before)
    lines = [*(("  ", line) for line in hit.shown_before), ("> ", hit.line), *(("  ", line) for line in hit.shown_after)]
    where = "" if path == _STREAM else _relative(path)
    heads = (f"{where}:{number}:" if where else "" for number in range(first, first + len(lines)))
    return "\n".join((mark if context else "") + head + line for (mark, line), head in zip(lines, heads, strict=True))


def _relative(path: str) -> str:
    here = str(Path.cwd()) + os.sep
    return path.removeprefix(here)
