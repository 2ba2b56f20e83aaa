"""The codec against PowerShell's own answers: its documents, its serialized values, and recorded conversations.

Where ours differs on purpose: damage that PowerShell refuses as a whole is contained or read leniently (unknown elements as text,
stray text ignored, a missing namespace); secure strings without a key keep their cipher; MailAddress, CultureInfo and
ProgressRecord stay property bags; an XML document stays its text; a key that comes twice keeps its last value; `&#0;` is damage.
"""

from __future__ import annotations

import re

import pytest

from eopsh.objects import ErrorRecord, read_clixml, read_value, write_clixml, write_value
from tests.objects.describe import describe_all
from tests.support import json_lines, shared

DIFFERENT = {
    "clixml-read-0098": "an XML document is not parsed, so its entities stay",
    "clixml-read-0188": "a wrapped primitive is shown by its own type",
    "clixml-read-0205": "an ordered dictionary does not repeat .NET's own properties",
    "clixml-read-0207": "a dictionary key that comes twice keeps its last value",
    "clixml-read-0240": "MailAddress stays a property bag",
    "clixml-read-0241": "CultureInfo stays a property bag",
    "clixml-read-0246": "ProgressRecord is a property bag",
    "clixml-read-0324": "a NUL as character reference is damage",
}
READ_ALL_THE_SAME = {
    "0096": "an XML document is not parsed",
    "0185": "Nil with properties is a bag",
    "0247": "a cipher without a key is kept",
    "0248": "a cipher without a key is kept",
    "0249": "unknown elements are text",
    "0250": "unknown elements are text",
    "0251": "unknown elements are text",
    "0255": "unknown elements are text",
    "0257": "unknown elements are text",
    "0260": "stray text is ignored",
    "0261": "elements inside a text are ignored",
    "0262": "elements inside a text are ignored",
    "0278": "stray text is ignored",
    "0281": "stray text is ignored",
    "0287": "stray text is ignored",
    "0294": "the namespace may be missing",
    "0295": "the namespace may be missing",
    "0297": "the namespace may be missing",
    "0305": "the namespace may be another",
    "0308": "the root may be missing",
    "0313": "the declaration may follow blanks",
    "0315": "what follows the root is read too",
}


def cases(kind: str) -> list[dict[str, object]]:
    return [case for case in json_lines(shared("oracle", "clixml.jsonl")) if kind in case and not case.get("single")]


def test_readable_documents_give_the_same_values() -> None:
    different = {}
    for case in cases("document"):
        text = str(case["text"])
        if not text.startswith("error"):
            described = describe_all(read_clixml(str(case["document"]).encode("utf-8", "surrogatepass")))
            if described != text and case["id"] not in DIFFERENT:
                different[case["id"]] = (described, text)
    assert different == {}


def test_damaged_documents_are_contained() -> None:
    lenient = set()
    for case in cases("document"):
        if str(case["text"]).startswith("error"):
            values = read_clixml(str(case["document"]).encode("utf-8", "surrogatepass"))
            if not any(isinstance(value, ErrorRecord) for value in values):
                lenient.add(str(case["id"])[-4:])
    assert lenient == set(READ_ALL_THE_SAME)


def test_powershells_own_documents_survive_us() -> None:
    damaged, changed = [], []
    for case in cases("clixml"):
        for document in case["clixml"]:  # type: ignore[attr-defined]
            values = read_clixml(document)
            damaged += [case["id"] for value in values if isinstance(value, ErrorRecord)]
            # Some of the objects hold themselves, so what is compared is what they are written as.
            written = write_clixml(values)
            changed += [case["id"]] if write_clixml(read_clixml(written)) != written else []
    assert damaged == []
    assert changed == []


WRITES_THE_SAME = [
    *("string", "integers", "char and bool", "datetime", "timespan", "enums"),
    *("dictionaries", "guid uri version", "property names", "repeated references and type names"),
]


@pytest.mark.parametrize("topic", WRITES_THE_SAME)
def test_written_as_powershell_writes_it(topic: str) -> None:
    """What PowerShell wrote, read and written again, is the same text."""
    for case in cases("clixml"):
        if case["topic"] == topic:
            for document in case["clixml"]:  # type: ignore[attr-defined]
                compact = re.sub(r">\s+<", "><", document)
                assert write_clixml(read_clixml(document)).decode() == compact, case["id"]


def test_recorded_conversations_survive_us() -> None:
    count = 0
    for row in json_lines(shared("oracle", "psrp.jsonl")):
        text = row.get("clixml")
        if isinstance(text, str) and text:
            value = read_value(b"\xef\xbb\xbf" + text.encode())
            assert not isinstance(value, ErrorRecord), (row["scenario"], row["step"], value)
            assert read_value(write_value(value)) == value
            count += 1
    assert count > 250
