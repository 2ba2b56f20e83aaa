"""XML as scripts see it: elements whose attributes and children are properties, and which can be changed in place."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator

from eopsh.objects.model import PSObject, Value
from eopsh.objects.scalars import XmlText
from eopsh.objects.xml_faults import xml_fault
from eopsh.patterns import lazy_pattern

_ELEMENT = ("System.Xml.XmlElement", "System.Xml.XmlLinkedNode", "System.Xml.XmlNode", "System.Object")
_ATTRIBUTE = ("System.Xml.XmlAttribute", "System.Xml.XmlNode", "System.Object")
_TEXT = ("System.Xml.XmlText", "System.Xml.XmlCharacterData", "System.Xml.XmlNode", "System.Object")


class XmlElement(PSObject):
    """An element: its attributes and children are properties, a child that occurs more than once a list.

    `root` is the document's root element, where the element is part of a document.
    """

    __slots__ = ("element", "root")

    def __init__(self, element: ET.Element, root: ET.Element | None = None) -> None:
        self.element = element
        self.root = root
        super().__init__(adapted=_members(element, root), type_names=_ELEMENT, text=_local(element.tag))

    def node_property(self, folded: str) -> Value:
        """Return what every XML node has (InnerText, OuterXml, ...), by its folded name; None for anything else."""
        return node_property(self.element, folded, self.root)

    def attribute(self, name: str) -> str:
        """Return an attribute's text, empty where there is none."""
        return self.element.attrib.get(name, "")

    def renew(self) -> None:
        """Show what is in the element now."""
        self.adapted.clear()
        self.adapted.update(_members(self.element, self.root))

    def has(self, name: str) -> bool:
        """Tell whether there is such a property; the text within can be set on every element."""
        return name.casefold() in ("innertext", "innerxml", "#text") or super().has(name)

    def set(self, name: str, value: Value) -> None:
        """Change the text within, an attribute, or the text of a child. Raises ValueError for XML that is none."""
        key, text = name.casefold(), "" if value is None else str(value)
        if key in ("innertext", "#text", "innerxml"):
            _fill(self.element, text, markup=key == "innerxml")
        elif (attribute := next((each for each in self.element.attrib if _local(each).casefold() == key), None)) is not None:
            self.element.attrib[attribute] = text
        elif (child := next((each for each in self.element if _local(each.tag).casefold() == key), None)) is not None:
            _fill(child, text, markup=False)
        self.renew()


def _fill(element: ET.Element, text: str, *, markup: bool) -> None:
    content = _parsed(text) if markup else None
    for child in list(element):
        element.remove(child)
    element.text = text if content is None else content.text
    element.extend(content or ())


def _parsed(text: str) -> ET.Element:
    try:
        return ET.fromstring(f"<x>{text}</x>")
    except ET.ParseError:
        raise ValueError(xml_fault(text)) from None


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _members(element: ET.Element, root: ET.Element | None) -> dict[str, Value]:
    members: dict[str, Value] = {_local(name): text for name, text in element.attrib.items()}
    for child in element:
        name, value = _local(child.tag), _value(child, root)
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


def _value(element: ET.Element, root: ET.Element | None) -> Value:
    """An element with nothing but text is that text."""
    return XmlElement(element, root) if element.attrib or len(element) else element.text or ""


def text_node(text: str) -> PSObject:
    """Return a piece of text as a node."""
    adapted: dict[str, Value] = {"Value": text, "Name": "#text", "LocalName": "#text", "InnerText": text, "OuterXml": text}
    return PSObject(adapted=adapted, type_names=_TEXT, text="#text")


def _attribute(name: str, text: str) -> PSObject:
    adapted: dict[str, Value] = {"Name": _local(name), "LocalName": _local(name), "Value": text, "InnerText": text, "#text": text}
    return PSObject(adapted=adapted, type_names=_ATTRIBUTE, text=_local(name))


def _children(element: ET.Element, root: ET.Element | None) -> list[Value]:
    head: list[Value] = [text_node(element.text or "")] if (element.text or "").strip() else []
    return [*head, *(XmlElement(child, root) for child in element)]


def _outer(element: ET.Element) -> str:
    """Write an element alone: what stands behind it is not its own."""
    tail, element.tail = element.tail, None
    text = ET.tostring(element, "unicode")
    element.tail = tail
    return text


def _inner(element: ET.Element) -> str:
    return (element.text or "") + "".join(ET.tostring(child, "unicode") for child in element)


def _parent(element: ET.Element, root: ET.Element | None) -> ET.Element | None:
    return None if root is None else next((each for each in root.iter() if element in list(each)), None)


def _sibling(element: ET.Element, root: ET.Element | None, step: int) -> Value:
    parent = _parent(element, root)
    if parent is None:
        return None
    at = list(parent).index(element) + step
    return XmlElement(parent[at], root) if 0 <= at < len(parent) else None


def _end(element: ET.Element, root: ET.Element | None, at: int) -> Value:
    children = _children(element, root)
    return children[at] if children else None


def _parent_node(element: ET.Element, root: ET.Element | None) -> Value:
    parent = _parent(element, root)
    return None if parent is None else XmlElement(parent, root)


_NODE: dict[str, Callable[[ET.Element, ET.Element | None], Value]] = {
    "attributes": lambda element, _root: [_attribute(name, text) for name, text in element.attrib.items()],
    "baseuri": lambda _element, _root: "",
    "childnodes": _children,
    "firstchild": lambda element, root: _end(element, root, 0),
    "haschildnodes": lambda element, _root: len(element) > 0 or bool(element.text),
    "hasattributes": lambda element, _root: bool(element.attrib),
    "innertext": lambda element, _root: "".join(element.itertext()),
    "innerxml": lambda element, _root: _inner(element),
    "isempty": lambda element, _root: not len(element) and not element.text,
    "isreadonly": lambda _element, _root: False,
    "lastchild": lambda element, root: _end(element, root, -1),
    "localname": lambda element, _root: _local(element.tag),
    "name": lambda element, _root: _local(element.tag),
    "namespaceuri": lambda element, _root: element.tag.partition("}")[0].lstrip("{") if "}" in element.tag else "",
    "nextsibling": lambda element, root: _sibling(element, root, 1),
    "nodetype": lambda _element, _root: "Element",
    "outerxml": lambda element, _root: _outer(element),
    "parentnode": _parent_node,
    "prefix": lambda _element, _root: "",
    "previoussibling": lambda element, root: _sibling(element, root, -1),
    "value": lambda _element, _root: None,
}


def node_property(element: ET.Element, folded: str, root: ET.Element | None = None) -> Value:
    """Return one of the properties that every node has, by its folded name."""
    read = _NODE.get(folded)
    return None if read is None else read(element, root)


def is_node_property(folded: str) -> bool:
    """Tell whether every node has a property of this folded name."""
    return folded in _NODE or folded in ("documentelement", "ownerdocument")


def select(element: ET.Element, path: str, root: ET.Element | None = None) -> list[Value]:
    """Return the elements that a simple XPath names (`//a/b`, `/root/a`, `a[@id='1']`). Raises ValueError for one that is not simple."""
    if not _PATH.fullmatch(path):
        raise ValueError(f"'{path}' is no path that is read here: it may hold names, *, //, .., [name], [@name='text'] and [1].")
    start, inner = element, path
    if path.startswith("/"):
        # From the top of the document: what holds its root element.
        start, inner = ET.Element("document"), f".{path}"
        start.append(element if root is None else root)
    return [XmlElement(found, root) for found in start.findall(inner)]


_NAME = r"[^\W\d][\w.-]*"
_COMPARED = rf"(?:@?{_NAME}|\.)(?:\s*!?=\s*(?:'[^']*'|\"[^\"]*\"))?"
_STEP = rf"(?:\*|\.\.?|{_NAME})(?:\[\s*(?:[1-9]\d*|last\(\)(?:\s*-\s*\d+)?|{_COMPARED})\s*\])*"
_PATH = lazy_pattern(rf"/{{0,2}}{_STEP}(?://?{_STEP})*")


def named(element: ET.Element, name: str, root: ET.Element | None = None) -> list[Value]:
    """Return the elements of a name at any depth below, `*` for all."""
    return [XmlElement(each, root) for each in element.iter() if each is not element and name in ("*", _local(each.tag))]


def root_of(document: XmlText) -> ET.Element | None:
    """Return a document's root element, always the same one; None where the text is no XML."""
    if document.root is None and document:
        try:
            document.root = None if "<!DOCTYPE" in document else ET.fromstring(document)
        except ET.ParseError:
            return None
    return document.root if isinstance(document.root, ET.Element) else None


def document_text(document: XmlText) -> str:
    """Write a whole document; one with namespaces, whose prefixes would be lost, as it was read."""
    root = root_of(document)
    if root is None or any("}" in each.tag for each in root.iter()):
        return str(document)
    head = document[: document.index("?>") + 2] if document.startswith("<?xml") else ""
    return head + _outer(root)


def _declaration(document: XmlText) -> str | None:
    return document[len("<?xml") : document.index("?>")].strip() if document.startswith("<?xml") else None


def document_properties(document: XmlText) -> Iterator[tuple[str, Value]]:
    """Yield what a document shows of itself: its declaration and its root element."""
    root = root_of(document)
    if root is None:
        return
    declaration = _declaration(document)
    if declaration is not None:
        yield "xml", declaration
    yield _local(root.tag), _value(root, root)


def document_property(document: XmlText, name: str) -> Value:
    """Return a document's root element by its name, or one of the properties that every node has."""
    root = root_of(document)
    if root is None:
        return None
    folded = name.casefold()
    if _local(root.tag).casefold() == folded:
        return _value(root, root)
    if folded == "xml":
        return _declaration(document)
    if folded in ("documentelement", "firstchild", "lastchild"):
        return XmlElement(root, root)
    if folded in ("outerxml", "innerxml"):
        return document_text(document)
    own = {"name": "#document", "localname": "#document", "nodetype": "Document", "haschildnodes": True, "parentnode": None}
    own |= {"childnodes": [XmlElement(root, root)], "attributes": None, "ownerdocument": None}
    return own[folded] if folded in own else node_property(root, folded, root)
