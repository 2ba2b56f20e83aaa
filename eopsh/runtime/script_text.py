"""Script blocks from text: `[scriptblock]::Create()`, and texts that stand where a block is wanted."""

from __future__ import annotations

from eopsh.language import Answer, Parsed, ParseError, parse
from eopsh.objects import PSObject, ScriptBlock, Value
from eopsh.runtime.blocks import BlockCode
from eopsh.runtime.compiler.unit import Unit
from eopsh.runtime.signals import Place, ScriptError, failure


def block_from_text(text: str, *, suffix: str = "", file: str = "") -> ScriptBlock:
    """Parse a text into a block (a script's under its path). Raises ScriptError with the parser's id, `suffix` behind it."""
    parsed = parse(text)
    if parsed.answer is not Answer.COMPLETE:
        raise parse_failure(parsed, suffix=suffix)
    return BlockCode(parsed.tree, Unit(text, file=file), text).block()


def parse_failure(parsed: Parsed, *, suffix: str = "") -> ScriptError:
    """Make the error of a text that does not parse; its exception lists every fault, as ParseException does."""
    error = parsed.errors[0]
    name = "System.Management.Automation.ParseException"
    found = failure(error.message, error.error_id + suffix, "ParserError", exception=name, place=Place(parsed.text, error.start, error.end))
    faults = [_fault(each, parsed) for each in parsed.errors]
    exception = found.record.exception
    assert isinstance(exception, PSObject)
    exception.adapted["Errors"] = faults
    found.hint = error.hint
    return found


def _fault(error: ParseError, parsed: Parsed) -> PSObject:
    adapted: dict[str, Value] = {
        "Extent": parsed.text[error.start : error.end],
        "ErrorId": error.error_id,
        "Message": error.message,
        "IncompleteInput": parsed.answer is Answer.INCOMPLETE,
    }
    return PSObject(adapted=adapted, type_names=("System.Management.Automation.Language.ParseError", "System.Object"), text=error.message)
