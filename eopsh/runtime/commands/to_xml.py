"""ConvertTo-Xml."""

from __future__ import annotations

from collections.abc import Iterator

from eopsh.binding import BoundCall
from eopsh.binding.validation import AllowNull, ValidateRange, ValidateSet
from eopsh.catalogue import ALL_SETS, Command, Membership, Parameter
from eopsh.objects import PSDict, PSObject, Value, XmlText, is_collection, items_of, properties, to_string, to_text, type_name
from eopsh.runtime.closing import closing
from eopsh.runtime.commands.declare import switch
from eopsh.runtime.local import CommandContext, local_command
from eopsh.runtime.methods.serializer import indented

_KINDS = ("Stream", "String", "Document")
_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>'
CONVERT_TO_XML = Command(
    "ConvertTo-Xml",
    Parameter("Depth", "System.Int32", validation=(ValidateRange(1, 2**31 - 1),)),
    Parameter(
        "InputObject",
        "System.Management.Automation.PSObject",
        sets={ALL_SETS: Membership(mandatory=True, position=0, from_pipeline=True)},
        validation=(AllowNull(),),
    ),
    switch("NoTypeInformation"),
    Parameter("As", "System.String", validation=(ValidateSet(_KINDS),)),
)


@local_command(CONVERT_TO_XML)
def convert_to_xml(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield objects as one XML document, as its text, or as a text for each."""
    depth = call.get("Depth")
    levels = depth if isinstance(depth, int) else 1
    with closing(objects):
        elements = [_element("Object", None, item, levels, typed=not call.get("NoTypeInformation")) for item in objects]
    kind = to_text(call.get("As")).lower() or "document"
    if kind == "stream":
        yield from (_DECLARATION, "<Objects>", *map(indented, elements), "</Objects>")
    elif kind == "string":
        yield _DECLARATION + "\n" + indented("<Objects>" + "".join(elements) + "</Objects>")
    else:
        yield XmlText(_DECLARATION + "<Objects>" + "".join(elements) + "</Objects>")


def _element(tag: str, name: str | None, value: Value, levels: int, *, typed: bool) -> str:
    """Return an object or a property as an element; what lies deeper than `levels` is its text."""
    # Loaded here: with it come urllib, http and ssl.
    from xml.sax.saxutils import quoteattr

    head = tag + (f" Name={quoteattr(name)}" if name is not None else "")
    if typed:
        head += f" Type={quoteattr(type_name(value) or 'System.Object')}"
    inner = _inner(value, levels, typed=typed)
    return f"<{head}>{inner}</{tag}>" if inner else f"<{head} />"


def _inner(value: Value, levels: int, *, typed: bool) -> str:
    if value is None:
        return ""
    if is_collection(value) or isinstance(value, PSDict):
        return "".join(_element("Property", name, item, levels, typed=typed) for name, item in _entries(value))
    if levels > 0 and isinstance(value, PSObject) and value.base is None:
        return "".join(_element("Property", name, item, levels - 1, typed=typed) for name, item in properties(value))
    from xml.sax.saxutils import escape

    return escape(to_text(value) if isinstance(value, PSObject) else to_string(value))


def _entries(value: Value) -> list[tuple[str | None, Value]]:
    """Return what a collection holds: a list's elements, a table's keys and values."""
    if isinstance(value, PSDict):
        return [part for key, item in value.items() for part in (("Key", key), ("Value", item))]
    return [(None, item) for item in items_of(value)]
