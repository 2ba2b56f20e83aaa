"""XML as scripts see it: elements whose attributes and children are properties."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from functools import lru_cache

from eopsh.objects.model import PSObject, Value
from eopsh.objects.scalars import XmlText

_ELEMENT = ("System.Xml.XmlElement", "System.Xml.XmlLinkedNode", "System.Xml.XmlNode", "System.Object")


class XmlElement(PSObject):
    """An element: its attributes and children are properties, a child that occurs more than once a list."""

    __slots__ = ("element",)

    def __init__(self, element: ET.Element) -> None:
        self.element = element
        super().__init__(adapted=_members(element), type_names=_ELEMENT, text=_local(element.tag))

    def node_property(self, folded: str) -> Value:
        """Return what every XML node has (InnerText, OuterXml, ...), by its folded name; None for anything else."""
        return node_property(self.element, folded)

    def attribute(self, name: str) -> str:
        """Return an attribute's text, empty where there is none."""
        return self.element.attrib.get(name, "")

    def select(self, path: str) -> list[Value]:
        """Return the elements that a simple XPath names below this one."""
        return select(self.element, path)


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _members(element: ET.Element) -> dict[str, Value]:
    members: dict[str, Value] = {_local(name): text for name, text in element.attrib.items()}
    for child in element:
        name, value = _local(child.tag), _value(child)
        there = members.get(name)
        if name not in members:
            members[name] = value
        elif isinstance(there, list):
            there.append(value)
        else:
            members[name] = [there, value]
    if (element.text or "").strip():
        members["#text"] = element.text or ""
    return members


def _value(element: ET.Element) -> Value:
    """An element with nothing but text is that text."""
    return XmlElement(element) if element.attrib or len(element) else element.text or ""


def node_property(element: ET.Element, folded: str) -> Value:
    """Return one of the properties that every node has, by its folded name."""
    if folded == "innertext":
        return "".join(element.itertext())
    if folded == "outerxml":
        return ET.tostring(element, "unicode")
    if folded == "innerxml":
        return (element.text or "") + "".join(ET.tostring(child, "unicode") for child in element)
    if folded in ("localname", "name"):
        return _local(element.tag)
    if folded == "childnodes":
        return [XmlElement(child) for child in element]
    return len(element) > 0 or bool(element.text) if folded == "haschildnodes" else None


def select(element: ET.Element, path: str) -> list[Value]:
    """Return the elements that a simple XPath names (`//a/b`, `/root/a`, `a[@id='1']`); nothing for one that is not simple."""
    if path.startswith("//"):
        path = f".{path}"
    elif path.startswith("/"):
        path = "." + path[len(_local(element.tag)) + 1 :] if path[1:].startswith(_local(element.tag)) else "./none"
    try:
        return [XmlElement(found) for found in element.findall(path)]
    except SyntaxError:
        return []


@lru_cache(maxsize=16)
def root_of(document: XmlText) -> ET.Element | None:
    """Return a document's root element; None where the text is no XML."""
    try:
        return None if "<!DOCTYPE" in document else ET.fromstring(document)
    except ET.ParseError:
        return None


def document_property(document: XmlText, name: str) -> Value:
    """Return a document's root element by its name, or one of the properties that every node has."""
    root = root_of(document)
    if root is None:
        return None
    folded = name.casefold()
    if _local(root.tag).casefold() == folded:
        return _value(root)
    if folded == "documentelement":
        return XmlElement(root)
    return str(document) if folded in ("outerxml", "innerxml") else node_property(root, folded) if folded == "innertext" else None
