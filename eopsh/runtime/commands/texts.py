"""Join-String, ConvertFrom-StringData, Import-PowerShellDataFile and Get-Culture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from eopsh.binding import BoundCall
from eopsh.binding.validation import AllowEmptyString, ValidateNotNullOrEmpty
from eopsh.catalogue import ALL_SETS, Command, Membership, Parameter
from eopsh.language import tree
from eopsh.language.walk import descendants
from eopsh.objects import FormatError, PSDict, Value, format_text, to_text
from eopsh.objects.culture_objects import current_culture, named_culture
from eopsh.objects.cultures import culture_names
from eopsh.patterns import lazy_pattern
from eopsh.runtime.blocks import code_of
from eopsh.runtime.closing import closing
from eopsh.runtime.commands.declare import MANDATORY, OPTIONAL, switch
from eopsh.runtime.commands.expressions import PropertyExpression, expression_of
from eopsh.runtime.commands.files import LITERAL_ALIASES, all_existing, opened
from eopsh.runtime.local import CommandContext, local_command
from eopsh.runtime.script_text import block_from_text
from eopsh.runtime.signals import ScriptError
from eopsh.runtime.text_files import read_text
from eopsh.runtime.values import unrolled

JOIN_STRING = Command(
    "Join-String",
    Parameter("Property", "System.Object", position=0),
    Parameter("Separator", "System.String", sets={ALL_SETS: Membership(position=1)}, validation=(AllowEmptyString(),)),
    Parameter("OutputPrefix", "System.String", aliases=("op",)),
    Parameter("OutputSuffix", "System.String", aliases=("os",)),
    Parameter("SingleQuote", "switch", sets={"SingleQuote": OPTIONAL}),
    Parameter("DoubleQuote", "switch", sets={"DoubleQuote": OPTIONAL}),
    Parameter("FormatString", "System.String", sets={"Format": OPTIONAL}),
    switch("UseCulture"),
    Parameter("InputObject", "System.Management.Automation.PSObject[]", from_pipeline=True),
    default_set="default",
)


@local_command(JOIN_STRING)
def join_string(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield the texts of all objects, or of one property of theirs, as one text."""
    wanted = expression_of(call.get("Property"), context) if "Property" in call else None
    with closing(objects):
        items = [item for each in objects for item in ((each,) if context.piped else unrolled(each)) if item is not None]
    texts = [_quoted(_text(item, wanted, call, context), call) for item in items]
    yield to_text(call.get("OutputPrefix")) + _separator(call, context).join(texts) + to_text(call.get("OutputSuffix"))


def _separator(call: BoundCall, context: CommandContext) -> str:
    if call.get("UseCulture"):
        return ","
    return to_text(call.get("Separator")) if "Separator" in call else to_text(context.scope.get("OFS"))


def _text(item: Value, wanted: PropertyExpression | None, call: BoundCall, context: CommandContext) -> str:
    value = item if wanted is None else wanted.read(item)
    if "FormatString" not in call:
        return to_text(value)
    try:
        return format_text(to_text(call.get("FormatString")), [value])
    except FormatError as error:
        raise context.fail(str(error), "System.FormatException", "NotSpecified") from error


def _quoted(text: str, call: BoundCall) -> str:
    if call.get("SingleQuote"):
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"' if call.get("DoubleQuote") else text


CONVERT_FROM_STRING_DATA = Command(
    "ConvertFrom-StringData",
    Parameter(
        "StringData",
        "System.String",
        sets={ALL_SETS: Membership(mandatory=True, position=0, from_pipeline=True)},
        validation=(AllowEmptyString(),),
    ),
    Parameter("Delimiter", "System.Char", position=1),
)


@local_command(CONVERT_FROM_STRING_DATA)
def convert_from_string_data(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield a hashtable of a text's lines `name=value`; backslashes in values are escapes."""
    delimiter = to_text(call.get("Delimiter")) if "Delimiter" in call else "="
    table = PSDict()
    for line in map(str.strip, to_text(call.get("StringData")).split("\n")):
        if not line or line.startswith("#"):
            continue
        name, found, value = line.partition(delimiter)
        if not found or not name:
            raise _bad_line(f"Data line '{line}' is not in 'name=value' format.", context)
        if name.strip() in table:
            raise _bad_line(f"Data item '{name.strip()}' in line '{line}' is already defined.", context)
        table[name.strip()] = _unescaped(value.strip())
    yield table


def _bad_line(message: str, context: CommandContext) -> ScriptError:
    return context.fail(message, "InvalidOperation", "InvalidOperation")


_ESCAPE = lazy_pattern(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_ESCAPES = {"a": "\a", "b": "\b", "t": "\t", "r": "\r", "v": "\v", "f": "\f", "n": "\n", "e": "\x1b"}


def _unescaped(text: str) -> str:
    """Take escapes as .NET's Regex.Unescape does."""
    return _ESCAPE.sub(lambda match: chr(int(match[1] or match[2], 16)) if match[3] is None else _ESCAPES.get(match[3], match[3]), text)


_FULL = (ValidateNotNullOrEmpty(),)
IMPORT_DATA_FILE = Command(
    "Import-PowerShellDataFile",
    Parameter("Path", "System.String[]", sets={"ByPath": Membership(mandatory=True, position=0)}, validation=_FULL),
    Parameter(
        "LiteralPath",
        "System.String[]",
        aliases=LITERAL_ALIASES,
        sets={"ByLiteralPath": Membership(mandatory=True, position=0, from_property=True)},
        validation=_FULL,
    ),
    switch("SkipLimitCheck"),
    default_set="ByPath",
)


@local_command(IMPORT_DATA_FILE)
def import_data_file(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield the hashtable that a data file holds; anything but constants in it is refused, nothing of it runs."""
    for path in all_existing(call, context):
        yield from data_of(path, context)


def data_of(path: Path, context: CommandContext) -> Iterator[Value]:
    """Yield the hashtable of a data file; an error record says what is wrong with it. Raises ScriptError for what is no constant."""
    try:
        block = block_from_text(opened(lambda: read_text(path), path, context))
    except ScriptError as error:
        if error.record.category != "ParserError":
            raise
        message = f"The file '{path}' could not be parsed as a PowerShell Data File."
        context.error(message, "CouldNotParseAsPowerShellDataFile", "InvalidData", str(path))
        return
    table = _only_table(block.block)
    if table is None:
        message = f"The file '{path}' could not be parsed as a PowerShell Data File: it holds no hashtable, or more than one."
        context.error(message, "CouldNotParseAsPowerShellDataFileNoHashtableRoot", "InvalidData", str(path))
        return
    culprit = next((node for node in descendants(table) if not _is_constant(node)), None)
    if culprit is not None:
        message = "Cannot generate a PowerShell object for a ScriptBlock evaluating dynamic expressions. "
        message += f"Dynamic expression: {block.text[culprit.start : culprit.end]}."
        raise context.fail(message, "System.InvalidOperationException", "NotSpecified")
    yield code_of(block).value(context.scope.outermost(), None)


def _only_table(block: tree.ScriptBlock) -> tree.Hashtable | None:
    """Return the hashtable that is all of a file."""
    statements = [statement for part in block.blocks for statement in part.statements]
    if len(statements) != 1 or not isinstance(statements[0], tree.Pipeline) or len(statements[0].stages) != 1:
        return None
    element = statements[0].stages[0]
    inner = element.expression if isinstance(element, tree.CommandExpression) else None
    return inner if isinstance(inner, tree.Hashtable) else None


_CONSTANTS = (
    tree.Hashtable,
    tree.Pipeline,
    tree.CommandExpression,
    tree.ConstantExpression,
    tree.StringConstantExpression,
    tree.ArrayLiteral,
    tree.ArrayExpression,
    tree.StatementBlock,
)


def _is_constant(node: tree.Node) -> bool:
    if isinstance(node, tree.VariableExpression):
        return node.name.lower() in ("true", "false", "null")
    if isinstance(node, tree.UnaryExpression):
        return node.operator in ("-", "+", "Minus", "Plus")
    return isinstance(node, _CONSTANTS)


GET_CULTURE = Command(
    "Get-Culture",
    Parameter("Name", "System.String[]", sets={"Name": Membership(position=0, from_pipeline=True)}),
    switch("NoUserOverrides", "CurrentCulture", "Name"),
    Parameter("ListAvailable", "switch", sets={"ListAvailable": MANDATORY}),
    default_set="CurrentCulture",
)


@local_command(GET_CULTURE)
def get_culture(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield the culture that everything is converted and formatted in, the ones named, or all."""
    if call.get("ListAvailable"):
        yield from map(named_culture, culture_names())
        return
    if "Name" not in call:
        yield current_culture()
    for name in unrolled(call.get("Name")) if "Name" in call else ():
        found = named_culture(name)
        if found is None:
            message = f"Culture is not supported. (Parameter 'name')\n{to_text(name)} is an invalid culture identifier."
            context.error(message, "ItemNotFoundException", "ObjectNotFound", name, "System.Globalization.CultureNotFoundException")
        else:
            yield found
