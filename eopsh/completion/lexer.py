"""The pygments lexer `eopsh`, over the tokens of our own parser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pygments.lexer import Lexer
from pygments.token import _TokenType

from eopsh.completion.context import CompletionContext
from eopsh.completion.highlight import highlight
from eopsh.language import parse


class EopshLexer(Lexer):
    """PowerShell as eopsh reads it. Option `context`: a `CompletionContext`, with which unknown names stand out."""

    name: ClassVar[str] = "eopsh"
    aliases: ClassVar[list[str]] = ["eopsh"]
    url: ClassVar[str] = ""

    def __init__(self, **options: object) -> None:
        context = options.pop("context", None)
        self.context = context if isinstance(context, CompletionContext) else None
        super().__init__(**options)

    def get_tokens_unprocessed(self, text: str) -> Iterator[tuple[int, _TokenType, str]]:
        """Yield place, type and text of each piece."""
        for start, end, kind in highlight(text, parse(text), self.context):
            yield start, kind, text[start:end]
