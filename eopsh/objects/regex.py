"""Regular expressions of .NET, read into Python's."""

from __future__ import annotations

import re
from functools import lru_cache

from eopsh.errors import EopshError
from eopsh.patterns import lazy_pattern

_PIECE = lazy_pattern(
    r"\\(?:[pP]\{(?P<category>\w+)\}|k[<'](?P<back>\w+)[>']|(?P<escape>.))|(?P<open>\[\^?\]?)|(?P<group>\(\?[<'][A-Za-z_]\w*[>'])|(?P<flags>\(\?[imnsx-]+\))|(?P<char>.)",
    re.DOTALL,
)
_ESCAPES = {"z": r"\Z", "Z": r"(?=\n?\Z)", "e": "\\x1b", "h": "h", "_": "_", "G": ""}
_CATEGORIES = {
    "L": r"[^\W\d_]",
    "Lu": "[A-ZÀ-ÖØ-ÞА-ЯΑ-Ω]",
    "Ll": "[a-zß-öø-ÿа-яα-ω]",
    "N": r"\d",
    "Nd": r"\d",
    "P": r"[!-#%-*,-/:;?@\[-\]_{}¡§«¶·»¿\u2010-\u2027\u2030-\u205e]",
    "S": r"[$+<=>^`|~\xa2-\xa9\xac\xae-\xb1\xb4\xd7\xf7]",
    "Z": r"[^\S\t\n\v\f\r]",
    "Zs": r"[^\S\t\n\v\f\r]",
    "C": r"[\x00-\x1f\x7f-\x9f]",
}


class RegexError(EopshError):
    """A pattern that is none; message and `error_id` are PowerShell's."""

    category = "OperationStopped"

    def __init__(self, message: str, error_id: str = "System.Text.RegularExpressions.RegexParseException") -> None:
        super().__init__(message)
        self.message = message
        self.error_id = error_id


@lru_cache(maxsize=512)
def compile_regex(pattern: str, ignore_case: bool = True, flags: int = 0) -> re.Pattern[str]:
    """Compile a pattern written for .NET. Raises RegexError with .NET's words."""
    try:
        return re.compile(_translate(pattern), flags | (re.IGNORECASE if ignore_case else 0))
    except re.error as error:
        offset = len(pattern) if error.pos is None or "unterminated" in error.msg else error.pos + 1
        raise RegexError(f"Invalid pattern '{pattern}' at offset {offset}. {_reason(error.msg)}.") from None
    except (OverflowError, RecursionError):
        raise RegexError(f"Invalid pattern '{pattern}'.") from None


def _reason(message: str) -> str:
    if "unterminated subpattern" in message:
        return "Not enough )'s"
    if "unbalanced parenthesis" in message:
        return "Too many )'s"
    if "unterminated character set" in message:
        return "Unterminated [] set"
    if "nothing to repeat" in message:
        return "Quantifier '*' following nothing"
    if "multiple repeat" in message:
        return "Nested quantifier '*'"
    return message[:1].upper() + message[1:]


def _translate(pattern: str) -> str:
    out: list[str] = []
    at = 0
    open_flags = 0
    while at < len(pattern):
        match = _PIECE.match(pattern, at)
        assert match is not None
        at = match.end()
        if match["open"]:
            at, text = _character_set(pattern, match)
            out.append(text)
        elif match["flags"] and match.start():
            # .NET lets options begin anywhere; Python only at the start or around a group.
            out.append(match["flags"][:-1].replace("n", "") + ":")
            open_flags += 1
        else:
            out.append(_piece(match))
    return "".join(out) + ")" * open_flags


def _piece(match: re.Match[str]) -> str:
    if match["category"]:
        inner = _CATEGORIES.get(match["category"], r"[^\W\d_]")
        return f"(?:(?!{inner}).)" if match[0][1] == "P" else inner
    if match["back"]:
        return f"\\{match['back']}" if match["back"].isdigit() else f"(?P={match['back']})"
    if match["escape"]:
        return _ESCAPES.get(match["escape"], match[0])
    if match["group"]:
        return f"(?P<{match['group'][3:-1]}>"
    return match[0]


def _character_set(pattern: str, match: re.Match[str]) -> tuple[int, str]:
    """Copy `[...]`, with the characters escaped that Python would take for set operations."""
    out = [match[0].replace("]", "\\]")]
    at = match.end()
    while at < len(pattern) and pattern[at] != "]":
        if pattern[at] == "\\" and at + 1 < len(pattern):
            named = re.compile(r"\\p\{(\w+)\}").match(pattern, at)
            out.append(_CATEGORIES.get(named[1], r"\w").strip("[]") if named else _ESCAPES.get(pattern[at + 1], pattern[at : at + 2]))
            at = named.end() if named else at + 2
            continue
        out.append("\\" + pattern[at] if pattern[at] in "[&~|" else pattern[at])
        at += 1
    return at + 1, "".join(out) + pattern[at : at + 1]


_REPLACEMENT = lazy_pattern(r"\$(?:(\d+)|\{(\w+)\}|([$&`'+_]))")


def expand_replacement(replacement: str, match: re.Match[str]) -> str:
    """Fill `$1`, `${name}`, `$&`, `$$` and their kin from a match; what names no group stays as written."""

    def fill(piece: re.Match[str]) -> str:
        number, name, sign = piece.groups()
        if sign:
            return _special(sign, match)
        key = number or name
        try:
            return match[group_of(match.re, int(key)) if key.isdigit() else key] or ""
        except IndexError:
            return piece[0]

    return _REPLACEMENT.sub(fill, replacement) if "$" in replacement else replacement


def _special(sign: str, match: re.Match[str]) -> str:
    whole = match.string
    return {
        "$": "$",
        "&": match[0],
        "`": whole[: match.start()],
        "'": whole[match.end() :],
        "+": (match[match.lastindex] if match.lastindex else match[0]) or "",
        "_": whole,
    }[sign]


@lru_cache(maxsize=512)
def group_order(pattern: re.Pattern[str]) -> tuple[int, ...]:
    """Return the groups in .NET's order: those without a name are counted first, then those with one."""
    named = set(pattern.groupindex.values())
    return (*(number for number in range(pattern.groups + 1) if number not in named), *sorted(named))


def group_of(pattern: re.Pattern[str], number: int) -> int:
    """Return which group .NET's number means. Raises IndexError for none."""
    return group_order(pattern)[number]


def match_groups(match: re.Match[str]) -> dict[str | int, str]:
    """Return what `$Matches` holds: the groups that took part, by number or name (0 is the whole)."""
    names = {number: name for name, number in match.re.groupindex.items()}
    groups = ((names.get(group, number), match[group]) for number, group in enumerate(group_order(match.re)))
    return {key: text for key, text in groups if text is not None}
