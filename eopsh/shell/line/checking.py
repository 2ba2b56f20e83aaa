"""Diagnostics at the prompt: underlined while typed; what is certain stops Enter once, and a second Enter sends."""

from __future__ import annotations

from collections.abc import Callable

from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.layout.processors import Processor, Transformation, TransformationInput
from prompt_toolkit.layout.utils import explode_text_fragments

from eopsh.completion import CompletionContext, Diagnostic, Fault, advise
from eopsh.completion.line import parsed_line
from eopsh.formatting import safe_text
from eopsh.language import Answer

UNDERLINE = "class:fault"


class Checks:
    """The faults of the text at the prompt, worked out once for each text, and what the user has insisted on."""

    def __init__(self, context: Callable[[], CompletionContext]) -> None:
        self._context = context
        self._key: object = None
        self._faults: list[Diagnostic] = []
        self._stopped: str | None = None

    def faults(self, text: str) -> list[Diagnostic]:
        """Return the faults of a text; what is wrong with its grammar is coloured already."""
        context = self._context()
        key = (text, id(context))
        if key != self._key:
            parsed = parsed_line(text)
            # A text with a fault of grammar is not what its author means yet.
            self._key, self._faults = key, [] if parsed.answer is Answer.ERROR else advise(parsed, context)
        return self._faults

    def underlined(self, text: str, cursor: int) -> list[Diagnostic]:
        """Return the faults to underline: not the word that is being typed, and nothing for what is only not there yet."""
        if cursor == len(text) and " " not in text:
            # The first word: nothing can be said of it, and looking for what is near takes longest.
            return []
        return [
            fault for fault in self.faults(text) if fault.fault is not Fault.MISSING_MANDATORY and not fault.start < cursor <= fault.end
        ]

    def stops(self, text: str) -> bool:
        """Tell whether Enter shall not send a text: something in it is certainly wrong, and the user was not told yet."""
        if self._stopped == text or not any(fault.certain for fault in self.faults(text)):
            self._stopped = None
            return False
        self._stopped = text
        return True

    def message(self, text: str, cursor: int) -> str:
        """Return what the toolbar says of a text; empty when there is nothing to say."""
        if self._stopped == text:
            fault = next(fault for fault in self.faults(text) if fault.certain)
            return _sentence(fault, "Enter again sends it.")
        told = self.underlined(text, cursor)
        return _sentence(told[0]) if told else ""


def _sentence(fault: Diagnostic, next_step: str = "") -> str:
    """What to do stands before the guesses: a narrow window cuts the end."""
    return safe_text(" ".join(part for part in (fault.message, next_step, fault.hint) if part)).replace("\n", " ")


class FaultProcessor(Processor):
    """Underlines the faults of a line."""

    def __init__(self, checks: Checks) -> None:
        self._checks = checks

    def apply_transformation(self, transformation_input: TransformationInput) -> Transformation:
        """Return the line with its faults underlined."""
        document = transformation_input.document
        faults = self._checks.underlined(document.text, document.cursor_position)
        if not faults:
            return Transformation(transformation_input.fragments)
        start = document.translate_row_col_to_index(transformation_input.lineno, 0)
        return Transformation(_underlined(transformation_input.fragments, [(fault.start - start, fault.end - start) for fault in faults]))


def _underlined(fragments: StyleAndTextTuples, spans: list[tuple[int, int]]) -> StyleAndTextTuples:
    exploded = explode_text_fragments(fragments)
    for first, last in spans:
        for place in range(max(0, first), min(last, len(exploded))):
            exploded[place] = (f"{exploded[place][0]} {UNDERLINE}", exploded[place][1])
    return exploded
