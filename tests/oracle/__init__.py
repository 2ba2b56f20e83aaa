"""Answers the cases of the reference data through our own parser, interpreter, formatter, completer and codec.

`python -m tests.oracle run|parse|complete|clixml < cases.jsonl > answers.jsonl`; `compare.py` beside the cases prints the agreement.
One process, a fresh interpreter and an empty folder for each case, no connection, UTC. A case that crashes or takes too long is answered
with `failed`.
"""

from tests.oracle.cases import MODES, answer, answer_all
from tests.oracle.shapes import Case

__all__ = ["MODES", "Case", "answer", "answer_all"]
