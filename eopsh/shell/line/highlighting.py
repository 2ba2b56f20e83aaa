"""Colours of the line, from the parser's own tokens."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.layout.processors import Processor, Transformation, TransformationInput
from prompt_toolkit.layout.utils import explode_text_fragments
from prompt_toolkit.lexers import Lexer
from prompt_toolkit.styles import BaseStyle, Style, merge_styles, style_from_pygments_cls, style_from_pygments_dict
from prompt_toolkit.styles.pygments import pygments_token_to_classname

from eopsh.completion import ANSI_STYLE, CompletionContext, brackets, highlight
from eopsh.completion.highlight import MATCHED_BRACKET
from eopsh.completion.line import parsed_line
from eopsh.errors import Advice, SettingsError

_FRAME = Style.from_dict(
    {
        "bottom-toolbar": "noreverse",
        "bottom-toolbar.text": "ansibrightblack",
        "bottom-toolbar.good": "ansigreen",
        "bottom-toolbar.bad": "ansired",
        "fault": "underline",
        "mandatory": "bold",
        "risky": "ansired",
        "seldom": "ansibrightblack",
        "signature": "ansibrightblack",
        "signature.current": "bold",
        "signature.given": "ansigreen",
        "signature.missing": "ansiyellow",
        "prompt": "ansibrightblue",
    }
)


def line_style(name: str) -> BaseStyle:
    """Return the style of the line: `ansi` for the terminal's own colours, or the name of any pygments style.

    Raises:
        SettingsError: there is no such style.
    """
    if name == "ansi":
        return merge_styles([style_from_pygments_dict(ANSI_STYLE), _FRAME])
    # Loaded for those who want one of its styles.
    from pygments.styles import get_style_by_name
    from pygments.util import ClassNotFound

    try:
        return merge_styles([style_from_pygments_cls(get_style_by_name(name)), _FRAME])
    except ClassNotFound:
        raise SettingsError(advice=Advice(f"There is no pygments style named {name}.", "`pygmentize -L styles` lists them.")) from None


class LineLexer(Lexer):
    """Colours the whole text at once, for a string or a block can span lines."""

    def __init__(self, context: Callable[[], CompletionContext]) -> None:
        self._context = context

    def lex_document(self, document: Document) -> Callable[[int], StyleAndTextTuples]:
        """Return the function that gives the coloured pieces of each line."""
        lines = _lines(document.text, self._context())
        return lambda number: lines[number] if number < len(lines) else []

    def invalidation_hash(self) -> object:
        """Colour anew when the commands were swapped."""
        return id(self._context().catalogue)


class MatchedBrackets(Processor):
    """Lets the bracket under the cursor and its partner stand out."""

    def apply_transformation(self, transformation_input: TransformationInput) -> Transformation:
        """Style the two brackets where they stand in this line."""
        document = transformation_input.document
        spans = _matched(document.text, document.cursor_position)
        if not spans:
            return Transformation(transformation_input.fragments)
        fragments = explode_text_fragments(transformation_input.fragments)
        for start, end in spans:
            row, column = document.translate_index_to_position(start)
            if row == transformation_input.lineno:
                for place in range(column, column + end - start):
                    _mark(fragments, transformation_input.source_to_display(place))
        return Transformation(fragments)


@lru_cache(maxsize=4)
def _matched(text: str, cursor: int) -> tuple[tuple[int, int], ...]:
    # Asked for once a line of the same text.
    return brackets(parsed_line(text)).partner(cursor) or ()


def _mark(fragments: StyleAndTextTuples, place: int) -> None:
    if place < len(fragments):
        style, text, *_ = fragments[place]
        fragments[place] = (f"{style} class:{pygments_token_to_classname(MATCHED_BRACKET)}", text)


def _lines(text: str, context: CompletionContext) -> list[StyleAndTextTuples]:
    lines: list[StyleAndTextTuples] = [[]]
    for start, end, kind in highlight(text, parsed_line(text), context):
        style = "class:" + pygments_token_to_classname(kind)
        first, *others = text[start:end].split("\n")
        lines[-1].append((style, first))
        lines.extend([(style, piece)] for piece in others)
    return lines
