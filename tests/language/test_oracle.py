"""PowerShell's own answers: the cases kept here, and floors over all of them where the reference data is present."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from eopsh.language import Answer, parse, tree, walk
from tests.oracle.parsing import answer
from tests.oracle.shapes import Case
from tests.support import json_lines, shared

CASES = Path(__file__).resolve().parents[1] / "cases"

# The kinds of the trunk: pipelines of commands with all that can be an argument, assignment, members, operators, blocks.
TRUNK = frozenset(
    (
        "ScriptBlock",
        "NamedBlock",
        "StatementBlock",
        "Pipeline",
        "Command",
        "CommandExpression",
        "CommandParameter",
        "StringConstantExpression",
        "ConstantExpression",
        "ExpandableStringExpression",
        "VariableExpression",
        "AssignmentStatement",
        "ParenExpression",
        "SubExpression",
        "MemberExpression",
        "InvokeMemberExpression",
        "IndexExpression",
        "BinaryExpression",
        "UnaryExpression",
        "ScriptBlockExpression",
        "Hashtable",
        "ArrayLiteral",
        "ArrayExpression",
    )
)


def ids(case: Case) -> list[str]:
    """Return the ids of a case's errors."""
    errors = case.get("errors") or []
    assert isinstance(errors, list)
    return [str(error["id"]) for error in errors]


def kept(name: str) -> list[object]:
    """Return the cases of a file beside the tests."""
    return [pytest.param(case, id=str(case["id"])) for case in json_lines(CASES / name)]


@pytest.mark.parametrize("case", kept("parse.jsonl"))
def test_kept_case(case: Case) -> None:
    ours = answer(case)
    assert ids(ours) == ids(case)
    if not ids(case):
        assert ours["ast"] == case["ast"]


@pytest.mark.parametrize("case", kept("incomplete.jsonl"))
def test_kept_prefix(case: Case) -> None:
    assert answer(case)["incomplete"] == case["incomplete"]


@cache
def asked() -> list[tuple[Case, Case]]:
    """Return all cases of parse.jsonl with our answers; documentation cases get their script from the examples."""
    examples = {(row["page"], row["kind"], row["n"]): row for row in json_lines(shared("data", "examples.jsonl")) if "page" in row}
    found = []
    for case in json_lines(shared("oracle", "parse.jsonl")):
        if "page" in case:
            row = examples[case["page"], case["kind"], case["n"]]
            case["script"] = row["code"]
        found.append((case, answer(case)))
    return found


def share(verdicts: Iterator[bool]) -> float:
    """Return the share of what is true."""
    found = list(verdicts)
    assert found
    return sum(found) / len(found)


def same_tree(case: Case, ours: Case) -> bool:
    """Return whether the trees agree."""
    key = "ast" if "ast" in case else "ast_flat"
    return case[key] == ours[key]


def test_documentation_examples() -> None:
    documented = [pair for pair in asked() if "page" in pair[0]]
    assert all(bool(ids(case)) is bool(ids(ours)) for case, ours in documented)
    assert share(same_tree(case, ours) for case, ours in documented if not ids(case)) >= 0.999


def test_own_scripts() -> None:
    assert share(same_tree(case, ours) for case, ours in asked() if "page" not in case and not ids(case)) >= 0.995


def test_errors() -> None:
    faulty = [pair for pair in asked() if ids(pair[0])]
    assert share(bool(ids(ours)) for _, ours in faulty) >= 0.99
    assert share(ids(ours)[:1] == ids(case)[:1] for case, ours in faulty) >= 0.97
    assert share(ids(ours) == ids(case) for case, ours in faulty) >= 0.94


def test_tokens() -> None:
    recorded = [pair for pair in asked() if "tokens" in pair[0]]
    assert share(_spans(case) == _spans(ours) for case, ours in recorded) >= 0.97


def _spans(case: Case) -> list[list[object]]:
    found = case["tokens"]
    assert isinstance(found, list)
    return [token[:3] for token in found if token[0] != "EndOfInput"]


def test_names_in_the_trunk() -> None:
    """Of the cases that need only the trunk's kinds, nearly all give the same command and parameter names."""
    trunk = [(case, ours) for case, ours in asked() if "ast" in case and not ids(case) and set(_kinds(case["ast"])) <= TRUNK]
    assert len(trunk) > 1500
    assert share(_names(case["ast"]) == _names(ours["ast"]) for case, ours in trunk) >= 0.99


def _kinds(node: object) -> Iterator[str]:
    return (str(found[0]) for found in _nodes(node))


def _names(node: object) -> list[object]:
    return [found[3] if len(found) > 3 else None for found in _nodes(node) if found[0] in ("Command", "CommandParameter")]


def _nodes(node: object) -> Iterator[list[object]]:
    assert isinstance(node, list)
    yield node
    for child in node[3:]:
        if isinstance(child, list):
            yield from _nodes(child)


@cache
def prefixes() -> list[tuple[Case, str]]:
    """Return the cases of incomplete.jsonl with the text that each cuts from its base."""
    rows = list(json_lines(shared("oracle", "incomplete.jsonl")))
    bases = {row["id"]: str(row["script"]) for row in rows if "script" in row}
    return [(row, _cut(bases[row["base"]], row["cut"])) for row in rows if "base" in row]


def _cut(script: str, units: object) -> str:
    assert isinstance(units, int)
    return script.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "surrogatepass")


def test_unfinished_texts() -> None:
    """PowerShell calls a text incomplete when any of its errors is; asked so, the answers agree."""
    assert share(answer({**case, "script": text})["incomplete"] == case["incomplete"] for case, text in prefixes()) >= 0.99


def test_unfinished_texts_differ_only_on_purpose() -> None:
    """Our own answer differs where a fault stands before the open place, and hardly anywhere else."""
    verdicts = []
    for case, text in prefixes():
        parsed = parse(text)
        shown_at_once = parsed.answer is Answer.ERROR and any(error.incomplete for error in parsed.errors)
        verdicts.append((parsed.answer is Answer.INCOMPLETE) is case["incomplete"] or shown_at_once)
    assert share(iter(verdicts)) >= 0.99


def test_cases_are_readable() -> None:
    rows = [json.loads(line) for line in (CASES / "parse.jsonl").read_text("utf-8").splitlines()]
    assert len({row["topic"] for row in rows}) > 35
    assert all(len(walk.children(parse(row["script"]).tree)) >= 1 for row in rows if row["script"].strip() and not row.get("errors"))
    assert tree.ScriptBlock.__match_args__[-1] == "blocks"
