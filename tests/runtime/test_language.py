"""What lines of the language put out: values, control flow, functions, errors."""

from __future__ import annotations

import pytest

from eopsh.errors import Stopped
from eopsh.language import parse
from eopsh.objects import PSDict, get_property
from eopsh.remote import Stream
from eopsh.runtime import ExitSignal, Interpreter, ScriptError
from tests.runtime.doubles import RecordingHost, failure_of, run_line

LITERALS = [
    pytest.param("1", [1], id="a number"),
    pytest.param("1, 2", [1, 2], id="a list is unrolled"),
    pytest.param(",(1, 2)", [[1, 2]], id="a comma keeps a list whole"),
    pytest.param("@()", [], id="nothing"),
    pytest.param("$null", [None], id="null is one object"),
    pytest.param("'a$b'", ["a$b"], id="single quotes"),
    pytest.param('$x = 1, 2; "a $x $($x[1]) b"', ["a 1 2 2 b"], id="double quotes"),
    pytest.param("$OFS = '-'; $x = 1, 2; \"$x\"", ["1-2"], id="lists in text join by $OFS"),
    pytest.param("@{ a = 1; B = 2 }['b']", [2], id="a hashtable"),
    pytest.param("({ 1 + 1 }).GetType().Name", ["ScriptBlock"], id="a block is a value"),
    pytest.param("& { $args[0] + 1 } 2", [3], id="a block is called"),
    pytest.param("1..3", [1, 2, 3], id="a range"),
    pytest.param("(1..3).Count", [3], id="a range is a list"),
    pytest.param("[int]'7' + 1", [8], id="a cast"),
    pytest.param("$true -and -not $false", [True], id="logic"),
    pytest.param("$x = $null; $x ?? 'none'", ["none"], id="null coalescing"),
    pytest.param("(1 -gt 0) ? 'yes' : 'no'", ["yes"], id="ternary"),
]
OPERATORS = [
    pytest.param("7 % 4; 2 * 3.5; 'ab' * 2", [3, 7.0, "abab"], id="arithmetic"),
    pytest.param("'a' -eq 'A'; 'a' -ceq 'A'", [True, False], id="case"),
    pytest.param("1, 2, 3 -gt 1", [2, 3], id="a list is filtered"),
    pytest.param("'abc' -match 'b(.)'; $Matches[1]", [True, "c"], id="match"),
    pytest.param("'a1b2' -replace '\\d', '-'", ["a-b-"], id="replace"),
    pytest.param("'a1' -replace '\\d', { [int]$_.Value + 1 }", ["a2"], id="replace with a block"),
    pytest.param("'a,b' -split ','; 'x', 'y' -join '+'", ["a", "b", "x+y"], id="split and join"),
    pytest.param("'{0:N1} {1}' -f 2.5, 'z'", ["2.5 z"], id="format"),
    pytest.param("2 -in 1, 2; 1, 2 -contains 3", [True, False], id="containment"),
    pytest.param("1 -is [int]; 'x' -as [int]; '5' -as [int]", [True, None, 5], id="types"),
]
ASSIGNMENT = [
    pytest.param("$a, $b = 1, 2, 3; $b", [2, 3], id="several take the rest"),
    pytest.param("$a = 1; $a += 2; $a -= 1; $a *= 5; $a", [10], id="compound"),
    pytest.param("$a = @(1); $a += 2; $a.Count", [2], id="a list grows"),
    pytest.param("$h = @{}; $h.x = 1; $h['y'] = 2; $h.x + $h.y", [3], id="members and keys"),
    pytest.param("$l = 1, 2; $l[0] = 9; $l", [9, 2], id="elements"),
    pytest.param("$i = 1; $i++; ++$i; $i", [3], id="increment puts nothing out"),
    pytest.param("($i = 5); ($i++); $i", [5, 5, 6], id="in parentheses it does"),
    pytest.param("[int]$n = '4'; $n = '5'; $n + 1", [6], id="a typed variable converts"),
    pytest.param("$x = if ($true) { 'y' }; $x", ["y"], id="a statement's output"),
    pytest.param("$g = 1; & { $g = 2; $global:g = 3 }; $g", [3], id="scopes"),
    pytest.param("$a = $b = 4; $a + $b", [8], id="chained"),
]
MEMBERS = [
    pytest.param("'abc'.Length; 'abc'.ToUpper().Substring(1)", [3, "BC"], id="strings"),
    pytest.param("([datetime]'2024-02-28').AddDays(2).ToString('yyyy-MM-dd')", ["2024-03-01"], id="dates"),
    pytest.param("([datetime]'2024-01-31').AddMonths(1).Day", [29], id="the end of a month"),
    pytest.param("('b', 'a').ToUpper()", ["B", "A"], id="a method of each element"),
    pytest.param("@(@{n = 1}, @{n = 2}).n", [1, 2], id="a property of each element"),
    pytest.param("(1, 2, 3)[-1]; (1, 2, 3)[0, 2]; (1, 2, 3)[1..2]", [3, 1, 3, 2, 3], id="indexes and slices"),
    pytest.param("'49.5 GB (53,150,220,288 bytes)'.ToBytes()", [53_150_220_288], id="sizes keep their members"),
    pytest.param("(1..4).Where({ $_ -gt 2 })", [3, 4], id="Where"),
    pytest.param("(1..2).ForEach({ $_ * 2 })", [2, 4], id="ForEach"),
    pytest.param("[math]::Round(2.5); [string]::IsNullOrEmpty('')", [2.0, True], id="static members"),
    pytest.param("[pscustomobject]@{ a = 1 } | % a", [1], id="custom objects"),
]
CONTROL = [
    pytest.param("if ($false) { 1 } elseif (1) { 2 } else { 3 }", [2], id="if"),
    pytest.param("foreach ($i in 1..5) { if ($i -eq 2) { continue }; if ($i -eq 4) { break }; $i }", [1, 3], id="foreach"),
    pytest.param("$i = 0; while ($i -lt 3) { $i++; $i }", [1, 2, 3], id="while"),
    pytest.param("for ($i = 0; $i -lt 2; $i++) { $i }", [0, 1], id="for"),
    pytest.param("$i = 0; do { $i++ } until ($i -ge 3); $i", [3], id="do until"),
    pytest.param(
        ':outer foreach ($a in 1, 2) { foreach ($b in 1, 2) { if ($b -eq 2) { continue outer }; "$a$b" } }', ["11", "21"], id="labels"
    ),
    pytest.param("switch -Wildcard ('ab', 'c') { 'a*' { \"A$_\" } default { \"D$_\" } }", ["Aab", "Dc"], id="switch"),
    pytest.param("switch (3) { { $_ -gt 2 } { 'big' } 3 { 'three' } }", ["big", "three"], id="switch with blocks"),
    pytest.param("1, 2 | ForEach-Object { break }; 'after'", [], id="break without a loop ends the line"),
    pytest.param("1 && 2; foo || 'else'", [1, 2, "else"], id="chains"),
]
FUNCTIONS = [
    pytest.param("function f($a, $b = 2) { $a + $b }; f 1; f -b 3 1", [3, 4], id="parameters"),
    pytest.param("function f { $args.Count }; f 1 2 3", [3], id="args"),
    pytest.param("function f { param([int]$n) $n + 1 }; f '4'", [5], id="typed"),
    pytest.param("function f { process { $_ * 2 } }; 1, 2 | f", [2, 4], id="process"),
    pytest.param("filter d { $_ + 1 }; 1, 2 | d", [2, 3], id="filter"),
    pytest.param("function f { begin { 'b' } process { $_ } end { 'e' } }; 1 | f", ["b", 1, "e"], id="all blocks"),
    pytest.param("function f { return 1; 2 }; f", [1], id="return"),
    pytest.param(
        'function f { [CmdletBinding()] param([Parameter(ValueFromPipeline)]$x) process { "<$x>" } }; 1, 2 | f',
        ["<1>", "<2>"],
        id="pipeline input",
    ),
    pytest.param("$p = @{ a = 1; b = 5 }; function f($a, $b) { $b - $a }; f @p", [4], id="splatting"),
    pytest.param("function f($n) { if ($n -le 1) { 1 } else { $n * (f ($n - 1)) } }; f 5", [120], id="recursion"),
    pytest.param("$b = { $x }.GetNewClosure(); & $b", [None], id="a closure"),
    pytest.param("1, 2 | & { process { $_ + 10 } }", [11, 12], id="a block in a pipeline"),
]
ERRORS = [
    pytest.param("1/0; 'after'", ["after"], ["RuntimeException"], id="an error ends its statement"),
    pytest.param("try { 1/0 } catch { 'c' } finally { 'f' }", ["c", "f"], [], id="try"),
    pytest.param("try { [int]'x' } catch [InvalidCastException] { 'cast' }", ["cast"], [], id="by type"),
    pytest.param("try { throw 'm' } catch { $_.Exception.Message }", ["m"], [], id="throw"),
    pytest.param("nosuch", [], ["CommandNotFoundException"], id="unknown command"),
    pytest.param("'a'.Nope()", [], ["MethodNotFound"], id="unknown method"),
    pytest.param("$null.Foo()", [], ["InvokeMethodOnNull"], id="a method of null"),
    pytest.param("Write-Error e -ErrorAction SilentlyContinue; $?; $Error.Count", [False, 1], [], id="silent"),
    pytest.param("Write-Error e 2>$null; 'x'", ["x"], [], id="redirected to nothing"),
    pytest.param("(Write-Error e 2>&1).FullyQualifiedErrorId", ["Microsoft.PowerShell.Commands.WriteErrorException"], [], id="merged"),
    pytest.param("try { Write-Error e -ErrorAction Stop } catch { 'stopped' }", ["stopped"], [], id="-ErrorAction Stop"),
    pytest.param("function f { f }; try { f } catch { $_.FullyQualifiedErrorId }", ["CallDepthOverflow"], [], id="too deep"),
    pytest.param("'x' > '/nosuch/folder/file'; 'after'", ["after"], ["FileOpenFailure"], id="a file that cannot be written"),
    pytest.param("class A { }", None, ["NotSupported"], id="classes are refused"),
    pytest.param("$ErrorActionPreference = 'Stop'; 1/0; 'never'", None, ["RuntimeException"], id="preference Stop"),
]


@pytest.mark.parametrize(("line", "output"), [*LITERALS, *OPERATORS, *ASSIGNMENT, *MEMBERS, *CONTROL, *FUNCTIONS])
def test_output(line: str, output: list[object]) -> None:
    assert run_line(line) == output


@pytest.mark.parametrize(("line", "output", "ids"), ERRORS)
def test_errors(line: str, output: list[object] | None, ids: list[str]) -> None:
    host = RecordingHost()
    if output is None:
        with pytest.raises(ScriptError) as caught:
            run_line(line, host=host)
        found = [caught.value.record.fully_qualified_id]
    else:
        assert run_line(line, host=host) == output
        found = [str(get_property(record.value, "FullyQualifiedErrorId")) for record in host.records if record.stream is Stream.ERROR]
    assert found == ids


def test_an_error_knows_its_place() -> None:
    with pytest.raises(ScriptError) as caught:
        run_line("'a'\nthrow 'x'")
    error = caught.value
    assert (error.start, error.end) == (4, 13)
    assert error.record.position == "At line:2 char:1\n+ throw 'x'\n+ ~~~~~~~~~"


def test_an_unknown_name_gives_the_nearest() -> None:
    host = RecordingHost()
    with pytest.raises(ScriptError) as caught:
        run_line("$ErrorActionPreference = 'Stop'; Were-Object", host=host)
    assert "Where-Object" in caught.value.advice.next_step


def test_state_lives_across_lines() -> None:
    interpreter = Interpreter()
    run_line("$x = 1; function f { 'f' }; Set-Alias g f", interpreter=interpreter)
    assert run_line("$x; f; g", interpreter=interpreter) == [1, "f", "f"]


def test_output_comes_as_it_is_made() -> None:
    interpreter = Interpreter()
    output = interpreter.run(parse("1; 2; $done = $true"), RecordingHost())
    assert next(output) == 1
    assert interpreter.scope.get("done") is None


def test_a_long_range_is_never_built() -> None:
    assert run_line("1..1e7 | Where-Object { $_ % 2 -eq 0 } | Select-Object -First 2") == [2, 4]


def test_ctrl_c_is_seen_in_a_loop() -> None:
    with pytest.raises(Stopped):
        run_line("while ($true) { }", host=RecordingHost(cancel_after=50))


def test_ctrl_c_is_seen_in_a_pipeline() -> None:
    with pytest.raises(Stopped):
        run_line("1..1e9 | Where-Object { $false }", host=RecordingHost(cancel_after=50))


def test_exit_leaves_with_its_code() -> None:
    with pytest.raises(ExitSignal) as left:
        run_line("exit 3")
    assert left.value.code == 3


def test_finally_runs_when_the_reader_leaves() -> None:
    interpreter = Interpreter()
    output = interpreter.run(parse("try { 1; 2 } finally { $cleaned = $true }"), RecordingHost())
    next(output)
    output.close()  # type: ignore[attr-defined]
    assert interpreter.scope.get("cleaned") is True


def test_nothing_of_python_is_reachable() -> None:
    for member in ("__class__", "__init__", "upper", "format"):
        assert run_line(f"'x'.{member}") == [None]
        host = RecordingHost()
        run_line(f"'x'.{member}()", host=host)
        assert host.records, member


def test_dictionaries_keep_spelling() -> None:
    (table,) = run_line("@{ Ab = 1 }")
    assert isinstance(table, PSDict)
    assert table.spelling("AB") == "Ab"


def test_what_is_not_supported_says_so_with_its_place() -> None:
    with pytest.raises(ScriptError) as caught:
        run_line("'a'; Get-Date &")
    assert caught.value.record.message.startswith("not yet:")
    assert caught.value.start == 5


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        pytest.param("$a == 1", "write -eq to compare", id="compared as elsewhere"),
        pytest.param("PS> Get-Date", "this is the prompt of a shell", id="a prompt"),
        pytest.param("Get-Dat", "Did you mean Get-Date", id="a typing error"),
    ],
)
def test_what_is_no_command_is_hinted_at(line: str, hint: str) -> None:
    assert failure_of(line).hint.startswith(hint)
