"""A script cannot hang the shell, crash it or exhaust the machine."""

from __future__ import annotations

import time

import pytest

from eopsh.errors import Stopped
from eopsh.language import parse
from eopsh.objects import bounds
from eopsh.remote import Stream
from eopsh.runtime import Interpreter
from tests.runtime.doubles import RecordingHost, failure_of, run_line

ENDLESS = (
    "while ($true) {}",
    "while ($true) { $x = 1 }",
    "for (;;) {}",
    "do { } while ($true)",
    "do { 1 | Out-Null } until ($false)",
    "1..1000000000 | % {}",
    "1..1000000000 | ? { $false }",
    "1..1000000000 | Measure-Object",
    "1..1000000000 | & { process { } }",
    "1..1000000000 | Sort-Object | Select-Object -First 1",
    "foreach ($i in 1..1000000000) { }",
    "switch (1..1000000000) { 0 { 'x' } }",
    "$x = while ($true) { 1 }",
    "$x = 1..1000000000 | % { $_ }",
    "$s = 'x'; while ($true) { $s += 'y' }",
    "$l = [System.Collections.Generic.List[int]]::new(); while ($true) { $l.Add(1) }",
    "function fib($n) { if ($n -lt 2) { $n } else { (fib ($n - 1)) + (fib ($n - 2)) } }; fib 60",
    "while ($true) { try { throw 'x' } catch { } }",
    "while ($true) { try { while ($true) { } } catch { } }",
    "Start-Sleep 100",
)


class TimedHost(RecordingHost):
    """Is cancelled after a tenth of a second, and notes when the line was first told."""

    def __init__(self) -> None:
        super().__init__()
        self.end = time.monotonic() + 0.1

    def cancelled(self) -> bool:
        return time.monotonic() > self.end


TOO_LARGE = (
    "'{0:D999999999}' -f 1",
    "'{0:X999999999}' -f 1",
    "'{0:N999999999}' -f 1.5",
    "'{0:E999999999}' -f 1.5",
    "(1.5).ToString('F999999999')",
    "'x'.PadLeft(2000000000)",
    "[string]::new('x', 2000000000)",
)


@pytest.mark.parametrize("line", TOO_LARGE)
def test_a_text_that_would_be_too_large_is_refused(line: str) -> None:
    assert failure_of(line).message.endswith("Insufficient memory to continue the execution of the program.")


@pytest.mark.parametrize("line", ENDLESS)
@pytest.mark.timeout(20)
def test_every_loop_is_left_when_the_user_asks(line: str) -> None:
    with pytest.raises(Stopped):
        run_line(line, host=TimedHost())


def test_finally_runs_when_the_user_asks() -> None:
    found: list[object] = []
    with pytest.raises(Stopped):
        found.extend(Interpreter().run(parse("try { while ($true) { } } finally { $global:left = 1 }"), TimedHost()))
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("function f { f }; f", id="function"),
        pytest.param("function f($n) { f ($n + 1) }; f 1", id="with-an-argument"),
        pytest.param("function a { b }; function b { a }; a", id="each-other"),
        pytest.param("$b = { & $b }; & $b", id="block"),
        pytest.param("function f { $(f) }; f", id="sub-expression"),
        pytest.param("function f { [string](f) }; f", id="cast"),
        pytest.param("function f { try { f } catch { throw } }; f", id="caught-on-every-level"),
        pytest.param("function p { 1 | ForEach-Object { p } }; p", id="pipeline"),
        pytest.param("function w { 1 | Where-Object { w } }; w", id="filter"),
        pytest.param("$b = { Invoke-Expression '& $b' }; & $b", id="invoke-expression"),
        pytest.param("$b = { @(1).ForEach($b) }; & $b", id="foreach-method"),
        pytest.param("$b = { 'a' -replace 'a', $b }; & $b", id="replace-with-a-block"),
    ],
)
def test_calls_that_go_too_deep_are_powershell_s_error(line: str) -> None:
    assert failure_of(line).fully_qualified_id == "CallDepthOverflow"


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        pytest.param("$h = @{}; $h.a = $h; ($h | ConvertTo-Json -Depth 5 -WarningAction SilentlyContinue).Length -gt 5", True, id="json"),
        pytest.param("$o = [pscustomobject]@{ a = 1 }; $o.a = $o; ($o | Format-List | Out-String).Length -gt 5", True, id="list"),
        pytest.param(
            "$o = $null; foreach ($i in 1..3000) { $o = [pscustomobject]@{ n = $o } }; ($o | Out-String).Length -gt 5", True, id="deep"
        ),
        pytest.param("$a = 1; foreach ($i in 1..2000) { $a = , $a }; $a.Count", 1, id="arrays"),
    ],
)
def test_values_that_hold_themselves_or_go_deep_are_shown(line: str, shown: object) -> None:
    assert run_line(line) == [shown]


@pytest.mark.parametrize(
    "line",
    [
        "'x' * 1000000000",
        "@(1, 2) * 2147483647",
        "[string]::new('x', 1GB)",
        "'x'.PadLeft(2147483647)",
        "(1..1000000000).Count",
        "$x = 1..1000000000",
        "$a = @(1) * 15000000; $a += $a",
    ],
)
def test_what_is_far_too_large_is_refused_at_once(line: str) -> None:
    record = failure_of(line)
    assert record.fully_qualified_id == "System.OutOfMemoryException"
    assert record.message == "Insufficient memory to continue the execution of the program."


@pytest.mark.parametrize(
    "line", ["$x = while ($true) { 1 }", "while ($true) { $l.Add(1) }", "$x = 1..1000000000 | % { $_ }", "@(while ($true) { 1 })"]
)
def test_a_line_that_fills_its_share_of_the_memory_ends_in_one_error(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "_held", lambda: 10**15)
    host = RecordingHost()
    run_line(f"$l = [System.Collections.Generic.List[int]]::new(); {line}; 'on'", host=host)
    assert host.texts(Stream.ERROR) == ["Insufficient memory to continue the execution of the program."]


def test_the_share_of_the_memory_is_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "_held", lambda: 1)
    monkeypatch.setenv("EOPSH_MEMORY_SHARE", "0")
    with pytest.raises(bounds.OutOfMemory):
        bounds.spare_memory()
    monkeypatch.setenv("EOPSH_MEMORY_SHARE", "nonsense")
    bounds.spare_memory()


@pytest.mark.parametrize(
    "line", ["foreach ($i in 1..1000000000) { $i; break }", "1..1000000000", "1..10000000 | Where-Object { $_ % 2 -eq 0 }"]
)
def test_a_range_is_counted_not_built(line: str) -> None:
    assert next(iter(Interpreter().run(parse(line), RecordingHost()))) in (1, 2)
