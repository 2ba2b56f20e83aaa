"""Candidates for the language's own words: operators behind a value, keywords where a statement or a part of one begins."""

from __future__ import annotations

import re

from eopsh.completion.commands import command_candidates
from eopsh.completion.matching import words
from eopsh.completion.model import Candidate, CandidateKind, Completion
from eopsh.completion.place import Place
from eopsh.language import Token
from eopsh.patterns import lazy_pattern

_COMPARISONS = {
    "eq": "equal",
    "ne": "not equal",
    "gt": "greater",
    "ge": "greater or equal",
    "lt": "less",
    "le": "less or equal",
    "like": "fits a wildcard",
    "notlike": "fits no wildcard",
    "match": "fits a regular expression",
    "notmatch": "fits no regular expression",
    "contains": "the list has the value",
    "notcontains": "the list has not the value",
    "in": "the value is in the list",
    "notin": "the value is not in the list",
    "replace": "text replaced by a regular expression",
    "split": "text cut into parts",
}
_OTHERS = {
    "and": "both",
    "or": "one or both",
    "xor": "one of both",
    "not": "the opposite",
    "is": "of a type",
    "isnot": "not of a type",
    "as": "turned into a type",
    "join": "parts put together",
    "f": "values put into a format",
    "band": "bitwise and",
    "bor": "bitwise or",
    "bxor": "bitwise xor",
    "bnot": "bitwise not",
    "shl": "bits moved left",
    "shr": "bits moved right",
}
OPERATORS: dict[str, tuple[str, bool]] = {
    **{name: (text, False) for name, text in (_COMPARISONS | _OTHERS).items()},
    **{
        f"{case}{name}": (f"{text}, {how}", True)
        for case, how in (("i", "any case"), ("c", "exact case"))
        for name, text in _COMPARISONS.items()
    },
}
_VALUE_ENDS = frozenset(
    {"Variable", "Number", "RParen", "RBracket", "RCurly", "StringLiteral", "StringExpandable", "PlusPlus", "MinusMinus"}
)
_WORD = lazy_pattern(r"[-\u2013\u2014\u2015]\w*\Z")

_STATEMENTS = words(
    "if foreach for while do switch function filter return throw try trap break continue exit param begin process end data class enum using"
)
_AFTER_BLOCK = {
    "if": ("elseif", "else"),
    "elseif": ("elseif", "else"),
    "try": ("catch", "finally"),
    "catch": ("catch", "finally"),
    "do": ("while", "until"),
}
_USING = ("namespace", "assembly", "module", "type")
_SWITCH_FLAGS = ("Wildcard", "Regex", "Exact", "CaseSensitive", "File")


def operator_completion(place: Place) -> Completion | None:
    """Return the operators that fit a dash behind a value; None where no value stands before."""
    match = _WORD.search(place.text, 0, place.cursor)
    if match is None or place.in_call or place.token is None or match.start() < place.token.start:
        return None
    before = next((token for token in reversed(place.ahead) if token.end <= match.start()), None)
    if before is None or before.start >= match.start() or not _ends_value(place, before):
        return None
    typed = match.group()[1:].lower()
    names = [name for name in OPERATORS if name.startswith(typed)]
    ordered = sorted(names, key=lambda name: OPERATORS[name][1])
    found = tuple(_operator(name) for name in ordered)
    return Completion(match.start(), max(place.cursor, place.end), found)


def _ends_value(place: Place, token: Token) -> bool:
    if "MemberName" not in token.flags:
        # Behind an operator one that takes a single value may stand: `-and -not`.
        return token.kind in _VALUE_ENDS or ("BinaryOperator" in token.flags and "CommandName" not in token.flags)
    # A hashtable's key looks like a member.
    index = place.ahead.index(token)
    return index > 0 and place.ahead[index - 1].kind in ("Dot", "ColonColon", "QuestionDot")


def _operator(name: str) -> Candidate:
    return Candidate(f"-{name}", f"-{name}", CandidateKind.OPERATOR, OPERATORS[name][0])


def keywords(place: Place) -> list[Candidate]:
    """Return the keywords that may begin here and fit what was typed."""
    typed = place.typed.lower()
    words = _after_block(place) or (_STATEMENTS if typed else ())
    return [Candidate(word, word, CandidateKind.KEYWORD, "keyword") for word in words if word.startswith(typed)]


def _after_block(place: Place) -> tuple[str, ...]:
    """Return the words that go on with the statement whose block was closed just before."""
    if place.before is None or place.before.kind != "RCurly":
        return ()
    depth = 0
    for token in reversed(place.ahead):
        if token.kind in ("RCurly", "RParen"):
            depth += 1
        elif token.kind in ("LCurly", "LParen", "AtCurly", "AtParen", "DollarParen"):
            depth -= 1
        elif depth == 0 and "Keyword" in token.flags:
            return _AFTER_BLOCK.get(place.text[token.start : token.end].lower(), ())
        elif depth == 0 and token.kind in ("Semi", "Pipe"):
            return ()
    return ()


def keyword_completion(place: Place) -> Completion | None:
    """Return what goes on with a statement begun: `else`, `catch`, `finally`, `until`, switch flags, `using namespace`; None elsewhere."""
    before = place.before
    if before is None:
        return None
    if before.kind == "RCurly" and (place.in_bare_word or place.token is None or "Keyword" in place.token.flags):
        found = [word for word in keywords(place) if _after_block(place)]
        # A block needs no separator behind it: a new statement may begin as well.
        more = command_candidates(place.word(), place.context) if found and place.typed else ()
        return place.found([*found, *more]) if found else None
    word = place.text[before.start : before.end].lower()
    typed = place.typed.lower()
    if before.kind == "Switch" and typed[:1] == "-":
        return place.found([_flag(flag) for flag in _SWITCH_FLAGS if flag.lower().startswith(typed[1:])])
    if word == "using" and before is place.ahead[0]:
        kinds = [kind for kind in _USING if kind.startswith(typed)]
        return place.found([Candidate(kind, kind, CandidateKind.KEYWORD, seldom=kind != "namespace") for kind in kinds])
    return None


def _flag(flag: str) -> Candidate:
    return Candidate(f"-{flag}", f"-{flag}", CandidateKind.PARAMETER, "switch")


_REQUIRES = {
    "Version": "least version of PowerShell",
    "Modules": "modules that must be there",
    "PSEdition": "Core or Desktop",
    "RunAsAdministrator": "elevated",
}
_REQUIRES_WORD = lazy_pattern(r"#requires\s+(?:.*\s)?-(\w*)\Z", re.IGNORECASE)


def comment_completion(place: Place) -> Completion | None:
    """Return what may stand in a comment: the words of `#requires`; nothing else. None outside of comments."""
    if place.token is None or place.token.kind != "Comment":
        return None
    match = _REQUIRES_WORD.match(place.typed)
    if match is None:
        return place.nothing()
    found = [
        Candidate(word, word, CandidateKind.KEYWORD, text) for word, text in _REQUIRES.items() if word.lower().startswith(match[1].lower())
    ]
    return Completion(place.cursor - len(match[1]), place.cursor, tuple(found))
