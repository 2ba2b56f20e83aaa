"""Command metadata, read straight from the bytes (MS-PSRP 2.2.3.21 and 2.2.3.22).

The generic decoder would make tens of objects of every parameter. A server has few shapes of parameter, so each element is visited once and
thrown away.
"""

from __future__ import annotations

import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from eopsh.catalogue import ALL_SETS, Command, Kind, Membership, Origin, Parameter

_COUNT = re.compile(rb'<I(?:32|64) N="Count">(\d+)</I(?:32|64)>')
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def read_count(body: bytes) -> int:
    """Return how many commands will come; 0 when this is not the message that says so."""
    match = _COUNT.search(body)
    return 0 if match is None else int(match[1])


def read_command(body: bytes) -> Command | None:
    """Return the command that a PIPELINE_OUTPUT message describes; None when it describes none. The catalogue judges the names.

    Raises:
        ValueError: the message is not well-formed.
    """
    try:
        root = ET.fromstring(_harmless(body))
    except ET.ParseError as error:
        raise ValueError(f"damaged command metadata: {error}") from None
    if b"<Ref " in body:
        _resolve(root)
    fields = {child.get("N"): child for bag in root if bag.tag in ("MS", "Props") for child in bag}
    name = _text(fields.get("Name"))
    if not name:
        return None
    return Command(
        name,
        *_parameters(fields.get("Parameters")),
        kind=Kind.REMOTE,
        output_types=tuple(_strings(fields.get("OutputType"))),
        help_uri=_text(fields.get("HelpUri")),
        default_set=_text(fields.get("DefaultParameterSet")) or None,
    )


def _resolve(root: ET.Element) -> None:
    """Put what a Ref points to in its place."""
    known = {element.get("RefId"): element for element in root.iter("Obj")}
    for reference in list(root.iter("Ref")):
        target = known.get(reference.get("RefId"))
        if target is not None and target is not root:
            reference.extend(list(target))


def _harmless(body: bytes) -> bytes:
    """Refuse a document type, the only way to entities."""
    if b"<!DOCTYPE" in body or b"<!ENTITY" in body:
        raise ValueError("command metadata with a document type")
    return body


def _parameters(element: ET.Element | None) -> Iterator[Parameter]:
    entries = None if element is None else element.find("DCT")
    for entry in () if entries is None else entries:
        for value in entry:
            if value.get("N") == "Value" and (parameter := _parameter(value)) is not None:
                yield parameter


def _parameter(element: ET.Element) -> Parameter | None:
    name, type_name, switch, dynamic = "", "System.Object", False, False
    aliases: tuple[str, ...] = ()
    sets: tuple[tuple[str, Membership], ...] = ()
    values: tuple[str, ...] = ()
    for bag in element:
        if bag.tag not in ("Props", "MS"):
            continue
        for child in bag:
            match child.get("N"):
                case "Name":
                    name = _text(child)
                case "ParameterType":
                    type_name = _type(child)
                case "SwitchParameter":
                    switch = child.text == "true"
                case "IsDynamic":
                    dynamic = child.text == "true"
                case "Aliases":
                    aliases = tuple(_strings(child))
                case "ParameterSets":
                    sets = tuple(_sets(child))
                case "ValidValues" | "EnumValues":
                    values = tuple(_strings(child))
    if not name:
        return None
    return Parameter(
        sys.intern(name), type_name, aliases=aliases, switch=switch, values=values, sets=sets, dynamic=dynamic, origin=Origin.SERVER
    )


def _sets(element: ET.Element) -> Iterator[tuple[str, Membership]]:
    """Read what no known server sends and a generous one might: a dictionary of set names and ParameterSetMetadata."""
    for entry in element.iterfind("DCT/En"):
        parts = {child.get("N"): child for child in entry}
        facts = {child.get("N"): child.text for bag in parts.get("Value", ()) for child in bag if bag.tag in ("Props", "MS")}
        position = int(facts.get("Position") or -1)
        yield (
            _text(parts.get("Key")) or ALL_SETS,
            Membership(
                mandatory=facts.get("IsMandatory") == "true",
                position=position if position >= 0 else None,
                from_pipeline=facts.get("ValueFromPipeline") == "true",
                from_property=facts.get("ValueFromPipelineByPropertyName") == "true",
                from_remaining=facts.get("ValueFromRemainingArguments") == "true",
            ),
        )


def _type(element: ET.Element) -> str:
    """Return a type's name without its assembly. Few types, many parameters: one string for all."""
    text = _text(element) or (element.findtext("ToString") or "")
    return sys.intern(text if "[" in text else text.partition(",")[0].strip() or "System.Object")


def _strings(element: ET.Element | None) -> Iterator[str]:
    """Yield the texts of a list; PSTypeName objects among them by their name."""
    for items in () if element is None else element:
        if items.tag not in ("LST", "IE", "QUE", "STK"):
            continue
        for item in items:
            text = _text(item) if item.tag == "S" else item.findtext("ToString") or item.findtext("Props/S[@N='Name']") or ""
            if text:
                yield text


def _text(element: ET.Element | None) -> str:
    text = "" if element is None else element.text or ""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text
