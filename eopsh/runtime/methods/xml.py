"""System.Xml: the methods of documents and elements."""

from __future__ import annotations

import copy
import xml.etree.ElementTree as ET
from pathlib import Path

from eopsh.objects import PSObject, Value, XmlText, to_text
from eopsh.objects.xml_faults import xml_fault
from eopsh.objects.xml_nodes import XmlElement, document_text, named, root_of, select, text_node
from eopsh.runtime.methods.table import DotNetError, Method, method, void


def _select(document: XmlText, path: str) -> list[Value]:
    root = root_of(document)
    return [] if root is None else _found(root, path, root)


def _found(element: ET.Element, path: str, root: ET.Element | None) -> list[Value]:
    try:
        return select(element, path, root)
    except ValueError as error:
        raise DotNetError(str(error), "XPathException") from None


def _first(found: list[Value]) -> Value:
    return found[0] if found else None


def _parsed(text: str) -> ET.Element:
    try:
        if "<!DOCTYPE" in text:
            raise DotNetError("For security reasons DTD is prohibited in this XML document.", "XmlException")
        return ET.fromstring(text)
    except ET.ParseError:
        raise DotNetError(xml_fault(text), "XmlException") from None


def _load_text(document: XmlText, text: str) -> None:
    document.root = _parsed(text)


def _load(document: XmlText, path: str) -> None:
    try:
        _load_text(document, Path(path).read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise DotNetError(f"Could not find file '{Path(path).absolute()}'.", "FileNotFoundException") from None


def _save(document: XmlText, path: str) -> None:
    Path(path).write_text(document_text(document), encoding="utf-8")


def _element(node: Value) -> ET.Element:
    if not isinstance(node, XmlElement):
        raise DotNetError("Value cannot be null. (Parameter 'node')", "ArgumentNullException")
    return node.element


def _insert(owner: XmlElement, node: Value, at: int) -> Value:
    """Put a node among the children: text goes to the text in front of them."""
    if isinstance(node, PSObject) and node.type_names[0] == "System.Xml.XmlText":
        owner.element.text = (owner.element.text or "") + to_text(node.get("Value"))
    else:
        element = _element(node)
        if element in list(owner.element):
            owner.element.remove(element)
        owner.element.insert(at, element)
        assert isinstance(node, XmlElement)
        node.root = owner.root if owner.root is not None else owner.element
    owner.renew()
    return node


def _beside(owner: XmlElement, node: Value, reference: Value, step: int) -> Value:
    children = list(owner.element)
    if reference is None:
        return _insert(owner, node, len(children) if step == 0 else 0)
    if _element(reference) not in children:
        raise DotNetError("The reference node is not a child of this node.")
    return _insert(owner, node, children.index(_element(reference)) + step)


def _remove(owner: XmlElement, node: Value) -> Value:
    if _element(node) not in list(owner.element):
        raise DotNetError("The node to be removed is not a child of this node.")
    owner.element.remove(_element(node))
    owner.renew()
    return node


def _replace(owner: XmlElement, new: Value, old: Value) -> Value:
    _beside(owner, new, old, 0)
    return _remove(owner, old)


def _remove_all(owner: XmlElement) -> None:
    owner.element.clear()
    owner.renew()


def _set_attribute(owner: XmlElement, name: str, value: str) -> None:
    owner.element.set(name, value)
    owner.renew()


def _remove_attribute(owner: XmlElement, name: str) -> None:
    owner.element.attrib.pop(name, None)
    owner.renew()


def _clone(owner: XmlElement, deep: bool = True) -> XmlElement:
    element = copy.deepcopy(owner.element)
    if not deep:
        for child in list(element):
            element.remove(child)
        element.text = None
    return XmlElement(element)


def _append_root(document: XmlText, node: Value) -> Value:
    if root_of(document) is not None:
        raise DotNetError("This document already has a 'DocumentElement' node.", "InvalidOperationException")
    document.root = _element(node)
    if isinstance(node, XmlElement):
        node.root = node.element
    return node


def _named(document: XmlText, name: str) -> list[Value]:
    root = root_of(document)
    if root is None:
        return []
    own: list[Value] = [XmlElement(root, root)] if name in ("*", root.tag) else []
    return own + named(root, name, root)


def _by_id(document: XmlText, wanted: str) -> Value:
    return _first([each for each in _named(document, "*") if isinstance(each, XmlElement) and each.attribute("id") == wanted])


def _clone_document(document: XmlText, deep: bool = True) -> XmlText:
    return XmlText(document_text(document) if deep else "")


def _clear(document: XmlText) -> None:
    document.root = ET.Element("empty")


XML_STATIC: dict[str, Method] = {"new": method(XmlText)}
XML_DOCUMENT: dict[str, Method] = {
    "AppendChild": method(_append_root, "o", names="newChild"),
    "Clone": method(_clone_document),
    "CloneNode": method(_clone_document, "b", names="deep"),
    "CreateElement": method(lambda _document, name, *_: XmlElement(ET.Element(name)), "s", "ss", names="name namespaceURI"),
    "CreateTextNode": method(lambda _document, text: text_node(text), "s", names="text"),
    "GetElementById": method(_by_id, "s", names="elementId"),
    "GetElementsByTagName": method(_named, "s", "ss", names="name namespaceURI"),
    "ImportNode": method(lambda _document, node, deep=True: _clone(node, deep), "o", "ob", names="node deep"),
    "Load": void(_load, "s", names="filename"),
    "LoadXml": void(_load_text, "s", names="xml"),
    "Normalize": void(lambda _document: None),
    "RemoveAll": void(_clear),
    "Save": void(_save, "s", names="filename"),
    "SelectNodes": method(_select, "s", names="xpath"),
    "SelectSingleNode": method(lambda document, path: _first(_select(document, path)), "s", names="xpath"),
}
XML_ELEMENT: dict[str, Method] = {
    "AppendChild": method(lambda owner, node: _insert(owner, node, len(owner.element)), "o", names="newChild"),
    "Clone": method(_clone),
    "CloneNode": method(_clone, "b", names="deep"),
    "GetAttribute": method(XmlElement.attribute, "s", names="name"),
    "GetElementsByTagName": method(lambda owner, name: named(owner.element, name, owner.root), "s", names="name"),
    "HasAttribute": method(lambda node, name: name in node.element.attrib, "s", names="name"),
    "InsertAfter": method(lambda owner, node, reference: _beside(owner, node, reference, 1), "oo", names="newChild refChild"),
    "InsertBefore": method(lambda owner, node, reference: _beside(owner, node, reference, 0), "oo", names="newChild refChild"),
    "PrependChild": method(lambda owner, node: _insert(owner, node, 0), "o", names="newChild"),
    "RemoveAll": void(_remove_all),
    "RemoveAttribute": void(_remove_attribute, "s", names="name"),
    "RemoveChild": method(_remove, "o", names="oldChild"),
    "ReplaceChild": method(_replace, "oo", names="newChild oldChild"),
    "SelectNodes": method(lambda node, path: _found(node.element, path, node.root), "s", names="xpath"),
    "SelectSingleNode": method(lambda node, path: _first(_found(node.element, path, node.root)), "s", names="xpath"),
    "SetAttribute": void(_set_attribute, "ss", names="name value"),
}
