"""ConvertTo-Html."""

from __future__ import annotations

from collections.abc import Iterator

from eopsh.binding import BoundCall
from eopsh.binding.validation import ValidateSet
from eopsh.catalogue import ALL_SETS, Command, Membership, Parameter
from eopsh.objects import PSDict, Value, properties, to_text
from eopsh.runtime.closing import closing
from eopsh.runtime.commands.csv import cell_text
from eopsh.runtime.commands.declare import INPUT, OPTIONAL
from eopsh.runtime.commands.expressions import PropertyExpression, expressions_of, matching, quiet, reader
from eopsh.runtime.commands.inputs import not_null, texts_of
from eopsh.runtime.local import CommandContext, local_command

_PAGE = "Page"


def _on_page(name: str, type_name: str, position: int | None = None, aliases: tuple[str, ...] = ()) -> Parameter:
    return Parameter(name, type_name, aliases=aliases, sets={_PAGE: Membership(position=position)})


CONVERT_TO_HTML = Command(
    "ConvertTo-Html",
    INPUT,
    Parameter("Property", "System.Object[]", sets={ALL_SETS: Membership(position=0)}),
    _on_page("Body", "System.String[]", 3),
    _on_page("Head", "System.String[]", 1),
    _on_page("Title", "System.String", 2),
    Parameter("As", "System.String", values=("Table", "List"), validation=(ValidateSet(("Table", "List")),)),
    _on_page("CssUri", "System.Uri", aliases=("cu", "uri")),
    Parameter("Fragment", "switch", sets={"Fragment": OPTIONAL}),
    Parameter("PostContent", "System.String[]"),
    Parameter("PreContent", "System.String[]"),
    _on_page("Meta", "System.Collections.Hashtable"),
    _on_page("Charset", "System.String"),
    Parameter("Transitional", "switch", sets={_PAGE: OPTIONAL}),
    default_set=_PAGE,
)
_DOCTYPE = '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 {0}//EN"  "http://www.w3.org/TR/xhtml1/DTD/xhtml1-{1}.dtd">'


@local_command(CONVERT_TO_HTML)
def convert_to_html(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield the lines of a page, or of its table alone, with a row or a list for each object."""
    wanted = expressions_of(call.get("Property"), context, ("name", "label", "width", "alignment"))
    if not call.get("Fragment"):
        yield from _head(call)
    yield from texts_of(call, "PreContent")
    yield "<table>"
    with closing(objects):
        rows = _list(objects, wanted, context) if to_text(call.get("As")).lower() == "list" else _table(objects, wanted, context)
        yield from rows
    yield "</table>"
    yield from texts_of(call, "PostContent")
    if not call.get("Fragment"):
        yield "</body></html>"


def _head(call: BoundCall) -> Iterator[str]:
    yield _DOCTYPE.format(*(("Transitional", "transitional") if call.get("Transitional") else ("Strict", "strict")))
    yield '<html xmlns="http://www.w3.org/1999/xhtml">'
    yield "<head>"
    if "Charset" in call:
        yield f'<meta charset="{to_text(call.get("Charset"))}">'
    meta = call.get("Meta")
    for name, content in meta.items() if isinstance(meta, PSDict) else ():
        yield f'<meta name="{to_text(name)}" content="{to_text(content)}">'
    if "Head" in call:
        yield from texts_of(call, "Head")
    else:
        yield f"<title>{_encoded(to_text(call.get('Title')) or 'HTML TABLE')}</title>"
    if "CssUri" in call:
        yield f'<link rel="stylesheet" type="text/css" href="{to_text(call.get("CssUri"))}" />'
    yield "</head><body>"
    yield from texts_of(call, "Body")


def _columns(first: Value, wanted: list[PropertyExpression]) -> list[PropertyExpression]:
    """Return the columns that the first object has: those asked for, or all its properties."""
    if not wanted:
        names = map(to_text, first) if isinstance(first, PSDict) else (name for name, _ in properties(first))
        return [PropertyExpression(name, reader(name), name) for name in names]
    found: list[PropertyExpression] = []
    for expression in wanted:
        if expression.pattern and expression.name is not None:
            found += [PropertyExpression(name, reader(name), name) for name, _ in matching(first, expression.name)]
        elif expression.has(first):
            found.append(expression)
    return found


def _table(objects: Iterator[Value], wanted: list[PropertyExpression], context: CommandContext) -> Iterator[str]:
    columns: list[PropertyExpression] | None = None
    for item in not_null(objects, context):
        if columns is None:
            columns = _columns(item, wanted)
            if columns:
                yield "<colgroup>" + "".join(map(_column, columns)) + "</colgroup>"
                yield "<tr>" + "".join(f"<th>{_encoded(column.label)}</th>" for column in columns) + "</tr>"
        if columns:
            yield "<tr>" + "".join(f"<td>{_cell(column, item, context)}</td>" for column in columns) + "</tr>"


def _column(column: PropertyExpression) -> str:
    width, alignment = to_text(column.option("width")), to_text(column.option("alignment"))
    return "<col" + (f' width="{width}"' if width else "") + (f' align="{alignment}"' if alignment else "") + "/>"


def _list(objects: Iterator[Value], wanted: list[PropertyExpression], context: CommandContext) -> Iterator[str]:
    columns: list[PropertyExpression] | None = None
    for item in not_null(objects, context):
        if columns is None:
            columns = _columns(item, wanted)
        else:
            yield "<tr><td><hr></td></tr>"
        for column in columns:
            yield f"<tr><td>{_encoded(column.label)}:</td><td>{_cell(column, item, context)}</td></tr>"


def _cell(column: PropertyExpression, item: Value, context: CommandContext) -> str:
    value = quiet(column, item, context)
    return _encoded(cell_text(PSDict({"value": value}), "value") or "")


_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}


def _encoded(text: str) -> str:
    """Write a text for HTML as .NET does: Latin-1's upper half and what lies beyond 16 bits as numbers."""
    return "".join(_ENTITIES.get(char) or (f"&#{ord(char)};" if 160 <= ord(char) < 256 or ord(char) > 0xFFFF else char) for char in text)
