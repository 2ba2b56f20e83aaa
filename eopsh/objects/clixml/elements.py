"""Bytes to elements: encodings, the refusal of entities, and the parts of a document that is broken."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from xml.parsers import expat

from eopsh.patterns import lazy_pattern


class DamagedObject(ValueError):
    """What is wrong with an object or a document, in words; turned into an ErrorRecord by the reader."""


def decoded(data: bytes | str) -> str:
    """Decode by the byte order mark; without one it is UTF-8."""
    if isinstance(data, str):
        return data.removeprefix("\ufeff")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    return data.decode("utf-8-sig", "replace")


def parse(data: bytes | str) -> ET.Element:
    """Parse one element. Refuses document type definitions. Raises DamagedObject, ParseError, UnicodeError."""
    if isinstance(data, str) or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = re.sub(r"\A\s*<\?xml[^>]*\?>", "", decoded(data))
        if "<!" in text:
            _refuse_definitions(text.encode("utf-8", "surrogatepass"))
        root = _elements(text)
    else:
        if data.startswith(b"\xef\xbb\xbf"):
            data = data[3:]
        if data.startswith(b"<?xml") and not _is_utf8(data):
            raise DamagedObject("only UTF-8 and UTF-16 are read")
        if b"<!" in data:
            _refuse_definitions(data)
        root = _elements(data)
    if root.tag[0] == "{":
        for element in root.iter():
            element.tag = element.tag.rpartition("}")[2]
    return root


def _elements(data: bytes | str) -> ET.Element:
    parser = ET.XMLParser()
    parser.feed(data)
    root = parser.close()
    assert isinstance(root, ET.Element)
    return root


def _is_utf8(data: bytes) -> bool:
    match = re.search(rb"encoding\s*=\s*[\"']([^\"']+)", data[: data.find(b"?>")])
    return match is None or match[1].lower() in (b"utf-8", b"us-ascii", b"ascii")


def _refuse_definitions(data: bytes) -> None:
    def refuse(*_: object) -> None:
        raise DamagedObject("document type definitions and entities are refused")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError:
        return


_TAG = lazy_pattern(r"<!\[CDATA\[.*?\]\]>|<!--.*?-->|<(/?)([A-Za-z_][\w.:-]*)((?:\"[^\"]*\"|'[^']*'|[^>\"'])*?)(/?)>", re.DOTALL)


def pieces(text: str) -> Iterator[str]:
    """Cut a document that does not parse into the elements below its root, by counting tags."""
    start = depth = 0
    rooted = False
    for match in _TAG.finditer(text):
        closing, name, _, empty = match.groups()
        if name is None or name == "Objs":
            rooted, start = rooted or name == "Objs", match.end() if not depth else start
            continue
        if not depth and not closing:
            start = match.start()
        depth += -1 if closing else 0 if empty else 1
        if depth <= 0:
            yield text[start : match.end()]
            depth, start = 0, match.end()
    rest = text[start:].strip()
    if rest and not (rooted and re.fullmatch(r"</Objs>", rest)):
        yield rest
