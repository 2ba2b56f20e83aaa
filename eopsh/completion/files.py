"""Candidates for files and folders, from a listing that the context hands over; never for the server's identities."""

from __future__ import annotations

import posixpath
import re
from fnmatch import translate

from eopsh.catalogue import Command, Kind, Parameter
from eopsh.completion.model import Candidate, CandidateKind, Completion
from eopsh.completion.place import Place
from eopsh.completion.quoting import Word, double_quoted, single_quoted, without_quotes
from eopsh.patterns import lazy_pattern

_PATHS = frozenset({"path", "literalpath", "filepath", "outfile", "childpath", "destination", "script", "transcriptpath", "pspath"})
_NOT_ALONE = lazy_pattern(r"[\s'\"`$@#(){},;|&<>\u2018-\u201e]|^-")


def takes_files(command: Command, parameter: Parameter) -> bool:
    """Tell whether a parameter of a command that runs here takes a path."""
    return command.kind is not Kind.REMOTE and parameter.name.lower() in _PATHS


def file_candidates(place: Place, word: Word, *, literal: bool = False, command: bool = False) -> list[Candidate]:
    """Return the files and folders whose names begin as the word does. `command` puts `&` before what must be quoted."""
    typed = word.prefix.replace("\\", "/")
    folder, slash, begun = typed.rpartition("/")
    wild = any(sign in begun for sign in "*?")
    pattern = re.compile(translate(begun if wild else _escaped(begun) + "*"), re.IGNORECASE)
    shown = (folder or ("/" if slash else "")) or "."
    entries = [entry for entry in place.context.folder(shown) if pattern.match(entry[0]) and (begun[:1] == "." or _seen(entry[0], typed))]
    behind = without_quotes(place.text[place.cursor : word.end]).lower()
    # In the middle of a name, what stands behind the cursor belongs to it.
    entries = [entry for entry in entries if entry[0].lower().endswith(behind)] or entries
    ordered = sorted(entries, key=lambda entry: entry[0].lower())
    return [_candidate(_path(folder, slash, name), name, is_folder, word, literal=literal, command=command) for name, is_folder in ordered]


def _escaped(text: str) -> str:
    return re.sub(r"([\[\]])", r"[\1]", text)


def _seen(name: str, typed: str) -> bool:
    return not name.startswith(".") or typed in ("", "./")


def _path(folder: str, slash: str, name: str) -> str:
    if not folder:
        return f"{slash or './'}{name}"
    if folder.startswith(("/", "~")) or ":" in folder:
        return f"{folder}/{name}"
    path = posixpath.normpath(f"{folder}/{name}")
    return path if path.startswith("..") else f"./{path}"


def _candidate(path: str, name: str, is_folder: bool, word: Word, *, literal: bool, command: bool) -> Candidate:
    kind = CandidateKind.FOLDER if is_folder else CandidateKind.FILE
    text = path if literal else re.sub(r"([`\[\]])", r"`\1", path)
    if word.quote == '"':
        text = double_quoted(path if literal else path.replace("[", "`[").replace("]", "`]"))
    elif word.quote or _NOT_ALONE.search(text) or name.startswith("-"):
        text = single_quoted(text)
        text = f"& {text}" if command and not word.quote else text
    return Candidate(text, name + ("/" if is_folder else ""), kind, kind.value)


def redirection_completion(place: Place) -> Completion | None:
    """Return the files behind `>`; None elsewhere."""
    before = place.before
    if before is None or before.kind != "Redirection" or "&" in place.text[before.start : before.end]:
        return None
    word = place.word()
    return Completion(word.start, word.end, tuple(file_candidates(place, word)))
