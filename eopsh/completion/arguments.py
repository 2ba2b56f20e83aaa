"""Candidates for what local commands take by name: commands, variables, aliases, types, sessions, encodings, formats."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from eopsh.catalogue import Command, Kind, Parameter
from eopsh.completion.matching import ranked, words
from eopsh.completion.model import Candidate, CandidateKind
from eopsh.completion.place import Place
from eopsh.completion.quoting import Word, quoted
from eopsh.completion.typenames import type_candidates
from eopsh.completion.variables import variable_names

_ENCODINGS = words("ansi ascii bigendianunicode bigendianutf32 oem unicode utf7 utf8 utf8BOM utf8NoBOM utf32")
_FORMATS = ("FileDate", "FileDateTime", "FileDateTimeUniversal", "FileDateUniversal")
_COMMAND_NAMES = frozenset(
    {("get-command", "name"), ("get-help", "name"), ("set-alias", "value"), ("new-alias", "value"), ("help", "name")}
)
_VARIABLES = frozenset(f"{verb}-variable" for verb in ("get", "set", "remove", "clear", "new"))
_MEMBER_TYPES = words(
    "AliasProperty CodeProperty Property NoteProperty ScriptProperty PropertySet Method CodeMethod ScriptMethod Methods "
    "ParameterizedProperty MemberSet Event Dynamic InferredProperty Properties All"
)
_STRICT = ("Latest", "3.0", "2.0", "1.0")
_COMMAND_TYPES = words("Alias All Application Cmdlet Configuration ExternalScript Filter Function Script")


def argument_candidates(place: Place, command: Command, parameter: Parameter, word: Word) -> list[Candidate]:
    """Return what a parameter of a local command takes by name; nothing where no list is known."""
    if command.kind is Kind.REMOTE:
        return _sessions(place, word) if parameter.name.lower() == "session" else []
    name, folded = command.name.lower(), parameter.name.lower()
    if (name, folded) in _COMMAND_NAMES:
        return _plain(_command_names(place), word, CandidateKind.COMMAND)
    if (name, folded) == ("set-strictmode", "version"):
        return [Candidate(text, text, CandidateKind.VALUE, "version") for text in _STRICT if text.lower().startswith(word.prefix.lower())]
    if name in _VARIABLES and folded == "name":
        return _plain(variable_names(place), word, CandidateKind.VARIABLE)
    if folded == "session" or (name.endswith("-pssession") and folded == "name"):
        return _sessions(place, word)
    if folded == "typename" and not word.quote:
        return type_candidates(word.prefix)
    if name in ("get-alias", "remove-alias", "export-alias") and folded == "name":
        return _plain([*place.context.aliases, *place.context.catalogue.aliases()], word, CandidateKind.ALIAS)
    values = _VALUES.get(folded)
    return _plain(values(place, name), word, CandidateKind.VALUE) if values is not None else []


def _command_names(place: Place) -> list[str]:
    return [*place.context.functions, *place.context.catalogue.names(), *place.context.aliases, *place.context.catalogue.aliases()]


def _parts(index: int) -> Callable[[Place, str], list[str]]:
    def parts(place: Place, command: str) -> list[str]:
        if command not in ("get-command", "get-verb", "get-help"):
            return []
        names = (name.partition("-")[::2] for name in place.context.catalogue.names())
        from eopsh.runtime.commands.verbs import APPROVED_VERBS

        approved = APPROVED_VERBS if index == 0 else ()
        return sorted({*(pair[index] for pair in names if all(pair)), *approved}, key=str.lower)

    return parts


def _listed(values: Iterable[str], *commands: str) -> Callable[[Place, str], list[str]]:
    kept = list(values)
    return lambda place, command: kept if not commands or command in commands else []


_VALUES: dict[str, Callable[[Place, str], list[str]]] = {
    "encoding": _listed(_ENCODINGS),
    "format": _listed(_FORMATS, "get-date"),
    "verb": _parts(0),
    "noun": _parts(1),
    "membertype": _listed(_MEMBER_TYPES, "get-member", "add-member"),
    "commandtype": _listed(_COMMAND_TYPES, "get-command"),
}


def _plain(names: Iterable[str], word: Word, kind: CandidateKind) -> list[Candidate]:
    distinct = tuple(dict.fromkeys(names))
    found = (name for rank, name in ranked(word.prefix, distinct))
    return [Candidate(quoted(name, word.quote), name, kind, kind.value) for name in found]


def _sessions(place: Place, word: Word) -> list[Candidate]:
    about = dict(place.context.knowledge.sessions())
    found = (name for _, name in ranked(word.prefix, tuple(about)))
    texts = (f"(Get-PSSession {quoted(name)})" if not word.quote else quoted(name, word.quote) for name in found)
    return [
        Candidate(text, name, CandidateKind.VALUE, "session", description=about[name]) for text, name in zip(texts, about, strict=False)
    ]
