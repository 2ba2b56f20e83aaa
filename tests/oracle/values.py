"""CLIXML cases: the values of a script as documents, and what a document holds."""

from __future__ import annotations

from eopsh.language import parse
from eopsh.objects import ErrorRecord, Value, read_clixml, write_clixml
from eopsh.runtime import ScriptError
from tests.objects.describe import describe, describe_all
from tests.oracle import running
from tests.oracle.console import ConsoleHost
from tests.oracle.running import prepared, run, width
from tests.oracle.shapes import Case

_PUT = """
function Put($o, $depth = 1) { Write-Host ([System.Management.Automation.PSSerializer]::Serialize($o, $depth)) }
function PutError([scriptblock]$b) {
    try { & $b }
    catch { for ($e = $_.Exception; $e; $e = $e.InnerException) { Write-Host "error: $($e.GetType().FullName): $($e.Message)" } }
}
"""
"""What the scripts of cases without a depth call; the recorded setup does the same."""


def answer(case: Case) -> Case:
    """Write each value of a script as a document, or describe what a document holds."""
    if "document" in case:
        return _read(case)
    return _written(case) if "depth" in case else running.answer({**case, "setup": _PUT})


def _written(case: Case) -> Case:
    with prepared(case) as interpreter:
        host = ConsoleHost(width(case), interpreter)
        documents: list[str] = []
        try:
            for value in run(interpreter, host, parse(str(case["script"]))):
                documents.append(write_clixml([value]).decode("utf-8"))
        except ScriptError as error:
            interpreter.session.note_failure(error.record)
        errors = [{"id": record.fully_qualified_id} for record in interpreter.session.errors if isinstance(record, ErrorRecord)]
    return {"clixml": documents, **({"errors": errors} if errors else {})}


def _read(case: Case) -> Case:
    values = read_clixml(str(case["document"]).encode("utf-8", "surrogatepass"))
    if not case.get("single"):
        return {"text": describe_all(values)}
    return {"text": "\n".join(describe(_single(values))) + "\n"}


def _single(values: list[Value]) -> Value:
    return values[0] if len(values) == 1 else values or None
