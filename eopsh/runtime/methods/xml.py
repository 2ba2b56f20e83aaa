"""System.Xml: the methods of documents and elements."""

from __future__ import annotations

from eopsh.objects import Value, XmlText
from eopsh.objects.xml_nodes import XmlElement, root_of, select
from eopsh.runtime.methods.table import Method, method


def _select(document: XmlText, path: str) -> list[Value]:
    root = root_of(document)
    return [] if root is None else select(root, path)


def _first(found: list[Value]) -> Value:
    return found[0] if found else None


XML_DOCUMENT: dict[str, Method] = {
    "SelectNodes": method(_select, "s", names="xpath"),
    "SelectSingleNode": method(lambda document, path: _first(_select(document, path)), "s", names="xpath"),
}
XML_ELEMENT: dict[str, Method] = {
    "GetAttribute": method(XmlElement.attribute, "s", names="name"),
    "HasAttribute": method(lambda node, name: name in node.element.attrib, "s", names="name"),
    "SelectNodes": method(XmlElement.select, "s", names="xpath"),
    "SelectSingleNode": method(lambda node, path: _first(node.select(path)), "s", names="xpath"),
}
