"""Candidates for the place of the cursor: pure, over tokens and tree of the text, in unfinished lines too."""

from __future__ import annotations

from collections.abc import Callable

from eopsh.completion.calls import call_completion
from eopsh.completion.commands import command_candidates
from eopsh.completion.context import CompletionContext
from eopsh.completion.files import file_candidates, redirection_completion
from eopsh.completion.filters import comparison_completion, filter_completion
from eopsh.completion.keys import key_completion
from eopsh.completion.line import parsed_line
from eopsh.completion.members import member_completion
from eopsh.completion.model import Completion
from eopsh.completion.place import Place
from eopsh.completion.scan import SEPARATORS
from eopsh.completion.typenames import attribute_completion, type_completion
from eopsh.completion.variables import variable_completion
from eopsh.completion.words import comment_completion, keyword_completion, keywords, operator_completion
from eopsh.language import Parsed

_NOT_A_COMMAND = "-0123456789'\"\u2013\u2014"


def complete(text: str, cursor: int, context: CompletionContext, parsed: Parsed | None = None) -> Completion:
    """Return the candidates for the place of the cursor (an offset in code points). Never raises.

    `parsed` saves the parse when the caller has that of the whole text already.
    """
    cursor = max(0, min(cursor, len(text)))
    if parsed is None or parsed.text != text:
        parsed = parsed_line(text)
    place = Place(parsed, cursor, context)
    for reader in _READERS:
        found = reader(place)
        if found is not None:
            return found
    return place.nothing()


def _command_completion(place: Place) -> Completion | None:
    """Return commands and keywords where a command's name stands; None elsewhere."""
    if not _at_command(place):
        return None
    word = place.word()
    found = list(command_candidates(word, place.context))
    if not word.quote and not place.is_invoked:
        found += keywords(place)
    if word.prefix and "-" not in word.prefix:
        found += file_candidates(place, word, command=not place.is_invoked)
    return place.found(found)


def _at_command(place: Place) -> bool:
    token = place.token
    if token is not None and ("CommandName" in token.flags or (place.site is not None and token.start == place.site.start)):
        return True
    if token is not None and place.typed[:1] in _NOT_A_COMMAND:
        begins = place.is_invoked or place.before is None or place.before.kind in SEPARATORS
        return begins and token.kind.startswith("String")
    return place.begins_statement or place.is_invoked


def _string_completion(place: Place) -> Completion | None:
    """Return files for a string that stands in an expression; None elsewhere."""
    token = place.token
    if token is None or not token.kind.startswith("String") or place.before is None or place.before.kind not in ("LParen", "Comma"):
        return None
    word = place.word()
    return place.found(file_candidates(place, word)) if word.prefix else None


_READERS: tuple[Callable[[Place], Completion | None], ...] = (
    comment_completion,
    filter_completion,
    member_completion,
    variable_completion,
    type_completion,
    attribute_completion,
    key_completion,
    comparison_completion,
    operator_completion,
    redirection_completion,
    keyword_completion,
    _command_completion,
    call_completion,
    _string_completion,
)
"""In the order in which they are asked; the first that knows the place answers."""
