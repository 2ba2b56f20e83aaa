"""When an answer agrees with the recorded one: the rules of the reference data's `compare.py`."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from tests.oracle.shapes import Case

Facets = dict[str, tuple[object, object]]
"""What was recorded and what we answer, by what is compared."""


def facets(golden: Case, ours: Case) -> Facets:
    """Return what is compared of a case, in a form in which equal means agreeing."""
    if "failed" in ours:
        return {"answered": ("an answer", ours["failed"])}
    found: Facets = {}
    if "text" in golden:
        found["text"] = lines(golden["text"]), lines(ours.get("text"))
    if "text" in golden or "incomplete" in golden:
        found["errors"] = ids(golden), ids(ours)
    if "incomplete" in golden:
        found["incomplete"] = golden["incomplete"], ours.get("incomplete")
    if "ast" in golden and not golden.get("errors"):
        found["ast"] = golden["ast"], ours.get("ast")
    if "matches" in golden:
        offered = {*texts(ours.get("matches")), *(str(text).lower() for text in items(ours.get("ruled_out")))}
        found["missing matches"] = set(), texts(golden["matches"]) - offered
    if "clixml" in golden:
        found["clixml"] = documents(golden["clixml"]), documents(ours.get("clixml"))
    return found


def agrees(golden: Case, ours: Case) -> bool:
    """Tell whether all that is compared is equal."""
    return all(want == got for want, got in facets(golden, ours).values())


def items(value: object) -> list[object]:
    """Return a list, an empty one for anything else."""
    return value if isinstance(value, list) else []


def lines(text: object) -> list[str]:
    """Return the lines without blanks at their ends and blank lines at the very end."""
    return [line.rstrip() for line in str(text or "").replace("\r\n", "\n").rstrip().split("\n")]


def ids(answer: Case) -> list[str]:
    """Return the ids of the errors, up to the first comma."""
    found = items(answer.get("errors"))
    return [str(error["id"] if isinstance(error, dict) else error).split(",")[0] for error in found]


def texts(matches: object) -> set[str]:
    """Return the texts of matches in lower case."""
    return {str(match["text"]).lower() for match in items(matches) if isinstance(match, dict)}


def documents(texts_of_xml: object) -> list[object]:
    """Return documents as trees whose blanks do not count."""
    return [_tree(ET.fromstring(str(text))) for text in items(texts_of_xml)]


def _tree(node: ET.Element) -> object:
    return node.tag, tuple(sorted(node.attrib.items())), (node.text or "").strip(), tuple(_tree(child) for child in node)
