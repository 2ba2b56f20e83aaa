"""The signature line of the toolbar: pure, a signature goes in, pieces that fit the columns come out."""

from __future__ import annotations

from collections.abc import Sequence

from eopsh.completion.signature import Signature, Use
from eopsh.formatting import safe_text

Fragments = list[tuple[str, str]]

CURRENT, MISSING, GIVEN, PLAIN = "class:signature.current", "class:signature.missing", "class:signature.given", "class:signature"

_ELLIPSES = 4
"""Columns of the two ellipses beside the uses, with their blanks."""


class SetWalk:
    """Which set is looked at: steps from the likely one, forgotten when another command is typed."""

    def __init__(self) -> None:
        self._command = ""
        self.steps = 0

    def steps_for(self, command: str) -> int:
        """Return the steps for a command."""
        if command != self._command:
            self._command, self.steps = command, 0
        return self.steps

    def walk(self, by: int) -> None:
        """Look at the next set, or the one before."""
        self.steps += by


def signature_line(signature: Signature, columns: int) -> Fragments:
    """Return one line of at most `columns`: the set, the parameters around the one under way, what is missing."""
    head = _head(signature, keys=columns >= 100)
    uses, texts = signature.uses, [safe_text(use.text) for use in signature.uses]
    here = _centre(uses)
    tail = safe_text(_tail(signature.missing, columns - len(head) - len("".join(texts[here : here + 1])) - _ELLIPSES))
    pieces = _fitting(uses, texts, here, columns - len(head) - len(tail))
    return [(PLAIN, head), *pieces, (MISSING, tail)] if tail else [(PLAIN, head), *pieces]


def _centre(uses: Sequence[Use]) -> int:
    """Return the place of the parameter under way; of none, of what comes next: what is mandatory, else what is not there yet."""
    ranks = [(not use.current, use.given, not use.mandatory, place) for place, use in enumerate(uses)]
    return min(ranks)[-1] if ranks else 0


def _tail(missing: Sequence[str], room: int) -> str:
    """Return what is missing: as many names as there is room for."""
    if not missing:
        return ""
    names = [f"-{name}" for name in missing]
    lists = [", ".join(names), *(f"{', '.join(names[:count])} and {len(names) - count} more" for count in range(len(names) - 1, 0, -1))]
    return next((text for listed in lists if len(text := f"  missing: {listed}") <= room), f"  missing: {len(names)}")


def _head(signature: Signature, *, keys: bool) -> str:
    if not signature.set_name:
        return ""
    several = len(signature.sets) > 1
    count = f" {signature.index + 1}/{len(signature.sets)}{', Alt-Up/Down' if keys else ''}" if several else ""
    return safe_text(f"({signature.set_name}{count}) ")


def _fitting(uses: Sequence[Use], texts: Sequence[str], here: int, room: int) -> Fragments:
    """Return the uses around one of them, as many as there is room for; an ellipsis stands where some were left out."""
    first, last = here, here + 1
    used = len(texts[here]) if texts else 0
    # To the right first: what comes next is what is typed next.
    while last < len(texts) and used + 1 + len(texts[last]) <= room - _ELLIPSES:
        used += 1 + len(texts[last])
        last += 1
    while first > 0 and used + 1 + len(texts[first - 1]) <= room - _ELLIPSES:
        first -= 1
        used += 1 + len(texts[first])
    pieces: Fragments = [(PLAIN, "\u2026 ")] if first > 0 else []
    for use, text in zip(uses[first:last], texts[first:last], strict=True):
        pieces += [(_style(use), text), (PLAIN, " ")]
    if last < len(texts):
        pieces.append((PLAIN, "\u2026"))
    return pieces[:-1] if pieces and pieces[-1][1] == " " else pieces


def _style(use: Use) -> str:
    if use.current:
        return CURRENT
    if use.given:
        return GIVEN
    return MISSING if use.mandatory else PLAIN
