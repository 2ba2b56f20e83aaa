"""Script blocks from text: `[scriptblock]::Create()`, and texts that stand where a block is wanted."""

from __future__ import annotations

from eopsh.language import Answer, parse
from eopsh.objects import ScriptBlock
from eopsh.runtime.blocks import BlockCode
from eopsh.runtime.compiler.unit import Unit
from eopsh.runtime.signals import Place, failure


def block_from_text(text: str) -> ScriptBlock:
    """Parse a text into a block. Raises ScriptError with the parser's id and place."""
    parsed = parse(text)
    if parsed.answer is not Answer.COMPLETE:
        error = parsed.errors[0]
        raise failure(
            error.message,
            error.error_id,
            "ParserError",
            exception="System.Management.Automation.ParseException",
            place=Place(text, error.start, error.end),
            hint=error.hint,
        )
    return BlockCode(parsed.tree, Unit(text), text).block()
