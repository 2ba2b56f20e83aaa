"""Every script of the reference goes through completer, highlighter and diagnostics; what PowerShell offers is offered."""

from __future__ import annotations

from collections import Counter

import pytest

from eopsh.catalogue import Catalogue
from eopsh.completion import CompletionContext, complete, diagnose, highlight
from eopsh.language import parse
from tests.completion.world import CONTEXT, documented_catalogue
from tests.oracle import answer_all
from tests.oracle.agreement import agrees
from tests.support import json_lines, shared

TOPICS = {"command-name", "command-place", "parameter", "parameter-place", "value-set", "value-enum"}
"""The topics that need neither script-defined functions nor the machine's own commands."""


@pytest.fixture(scope="module")
def documented() -> Catalogue:
    return documented_catalogue(shared("data", "eop-cmdlets.json"))


def test_every_script_is_coloured_and_completed() -> None:
    for case in json_lines(shared("oracle", "parse.jsonl")):
        text = str(case.get("script", ""))[:2_000]
        parsed = parse(text)
        assert "".join(text[start:end] for start, end, _ in highlight(text, parsed, CONTEXT)) == text
        assert all(0 <= fault.start < fault.end <= len(text) for fault in diagnose(parsed, CONTEXT))
        found = complete(text, len(text) // 2, CONTEXT, parsed)
        assert found.start <= len(text) // 2 <= found.end


def test_what_powershell_offers_of_exchange_is_offered(documented: Catalogue) -> None:
    context = CompletionContext(documented)
    known = {name.lower() for name in documented.names()}
    missed, cases = [], 0
    for case in json_lines(shared("oracle", "complete.jsonl")):
        matches = case["matches"]
        assert isinstance(matches, list)
        texts = [str(match["text"]).strip("'\"") for match in matches]
        wanted = {text.lower() for text in texts if "Progress" not in text and ("-" not in text[1:] or text.lower() in known)}
        script = str(case["script"])
        if case["topic"] not in TOPICS or script[:1] in "'\"":
            continue
        cursor = case.get("cursor", len(script))
        assert isinstance(cursor, int)
        cases += 1
        offered = {candidate.text.lower().strip("'\"") for candidate in complete(script, cursor, context).candidates}
        # An alias typed in full becomes the parameter's name with us.
        if not wanted <= offered and not (len(wanted) == 1 and wanted <= {"-wi", "-cf", "-ea"}):
            missed.append((script, sorted(wanted - offered)))
    assert cases > 60
    assert len(missed) <= cases * 0.05, missed


@pytest.mark.timeout(300)
def test_every_topic_of_the_reference_is_held() -> None:
    cases = [case for case in json_lines(shared("oracle", "complete.jsonl")) if "matches" in case]
    asked: Counter[str] = Counter()
    held: Counter[str] = Counter()
    for case, ours in zip(cases, answer_all("complete", cases), strict=True):
        assert "failed" not in ours, ours
        asked[str(case["topic"])] += 1
        held[str(case["topic"])] += agrees(case, ours)
    assert held.total() >= 0.95 * asked.total()
    assert {topic: held[topic] for topic in asked if held[topic] < 0.85 * asked[topic]} == {}
