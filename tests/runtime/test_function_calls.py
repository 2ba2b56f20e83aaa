"""What functions make of their arguments and of pipeline objects; the expected answers are PowerShell's own."""

from __future__ import annotations

import pytest

from eopsh.objects import Value, to_text
from tests.runtime.doubles import RecordingHost, failure_of, run_line

F = 'function f($a, $b) { "a=$a b=$b args=$args" }; '
SIMPLE = [
    pytest.param("f -Verbose x", "a= b= args=-Verbose x", id="no common parameters; what follows a name is its value"),
    pytest.param("f -x 1 2", "a=2 b= args=-x 1", id="the next value has a position again"),
    pytest.param("f 1 -x 2 3", "a=1 b=3 args=-x 2", id="between positions"),
    pytest.param("f -x:1 2 3", "a=3 b= args=-x: 1 2", id="with a colon"),
    pytest.param("f -- -a 1", "a=-a b=1 args=", id="dashes"),
    pytest.param("f -a -x", "a=-x b= args=", id="an unknown name is a value"),
    pytest.param("$h = @{ a = 1; c = 3 }; f @h", "a=1 b= args=-c: 3", id="a splatted table"),
    pytest.param("$h = @{ c = 3 }; f @h 1", "a=1 b= args=-c: 3", id="a value behind a splatted name that is none"),
    pytest.param("$h = @{ '-a' = 1 }; f @h", "a=1 b= args=", id="a splatted table, a dash in front of a key"),
    pytest.param("$l = 1, 2, 3; f @l", "a=1 b=2 args=3", id="a splatted list"),
    pytest.param("function g { f @args }; g 1 -zz 3", "a=1 b= args=-zz 3", id="$args handed on"),
]


@pytest.mark.parametrize(("line", "answer"), SIMPLE)
def test_simple_functions(line: str, answer: str) -> None:
    assert run_line(F + line) == [answer]


PIPED = [
    pytest.param(
        "function p { param([Parameter(ValueFromPipelineByPropertyName)]$A = 9, [Parameter(ValueFromPipelineByPropertyName)]$B = 8) "
        'process { "$A $B $($PSBoundParameters.Count)" } }; [pscustomobject]@{ A = 1 }, [pscustomobject]@{ B = 2 } | p',
        ["1 8 1", "9 2 2"],
        id="what an object lacks has its default again",
    ),
    pytest.param(
        "function p { param([Parameter(ParameterSetName='N', ValueFromPipeline)][int]$N, "
        "[Parameter(ParameterSetName='T', ValueFromPipeline)][string]$T) "
        "process { \"$($PSCmdlet.ParameterSetName) $N $T\" } }; 5, 'five' | p",
        ["N 5 ", "T 0 five"],
        id="each object has its own set",
    ),
    pytest.param('function p { param([string]$s) "<$s>" }; p 1, 2', ["<1 2>"], id="a simple function joins a list for a text"),
    pytest.param('function p([version]$v) { "$v" }; p 1.20', ["1.20"], id="a version as written"),
    pytest.param("function p([regex]$r) { $r.GetType().Name }; p a+b", ["Regex"], id="a type of its own"),
    pytest.param("function p([ref]$r) { $r.Value = 5 }; $x = 1; p ([ref]$x); $x", [5], id="a reference"),
    pytest.param(
        'function p { [CmdletBinding(SupportsShouldProcess)] param() "$WhatIfPreference $ConfirmPreference"; q }; '
        'function q { "$WhatIfPreference" }; p -WhatIf; p -Confirm:$false',
        ["True High", "True", "False None", "False"],
        id="-WhatIf and -Confirm are the preferences inside",
    ),
    pytest.param(
        "function p { [CmdletBinding()] param() $PSBoundParameters.Verbose.IsPresent }; p -Verbose:$null", [True], id="null and a switch"
    ),
    pytest.param("function p([switch]$s) { $s = $true; $s.GetType().Name }; p", ["SwitchParameter"], id="a switch stays one"),
    pytest.param("function p { foreach ($a in $args) { $a.GetType().Name } }; $t = 'ab'; p @t", ["Char", "Char"], id="a splatted text"),
]


@pytest.mark.parametrize(("line", "output"), PIPED)
def test_arguments(line: str, output: list[Value]) -> None:
    assert run_line(line) == output


REFUSED = [
    pytest.param(
        "function p { [CmdletBinding()] param($A) process { 'x' } }; $ErrorActionPreference = 'Stop'; 1 | p",
        "InputObjectNotBound,p",
        id="no pipeline",
    ),
    pytest.param("function p { [CmdletBinding()] param() }; p -OutBuffer -1", "ParameterArgumentValidationError,p", id="OutBuffer"),
    pytest.param("function p([ValidateRange(1, 3)][int]$x) { $x = 9 }; p 2", "ValidateSetFailure", id="a later assignment"),
    pytest.param("& { param([int]$x) $x } abc", "ParameterArgumentTransformationError", id="a block without a name"),
    pytest.param("function p([ref]$r) { }; p 3", "ParameterArgumentTransformationError,p", id="no reference"),
    pytest.param("function p($abc, $abd) { }; p -ab 1", "AmbiguousParameter,p", id="ambiguous"),
    pytest.param(
        "function p { [CmdletBinding()] param([string]$s) }; p 1, 2", "ParameterArgumentTransformationError,p", id="a list for a text"
    ),
]


@pytest.mark.parametrize(("line", "error_id"), REFUSED)
def test_refuses(line: str, error_id: str) -> None:
    assert failure_of(line).fully_qualified_id == error_id


def test_the_exception_tells_the_parameter_and_the_place() -> None:
    line = "function p([int]$Size) { }; try { p x } catch { $e = $_.Exception }; $e.Line; $e.Offset; "
    line += "$e.ParameterName; $e.ErrorId; $e.InnerException.GetType().Name"
    assert run_line(line) == [1, 37, "Size", "ParameterArgumentTransformationError", "ArgumentTransformationMetadataException"]


def test_an_error_in_a_validation_is_remembered_too() -> None:
    line = "function p([ValidateScript({ throw 'low' })]$x) { }; try { p 1 } catch { }; $Error"
    assert [to_text(record) for record in run_line(line)] == ["Cannot validate argument on parameter 'x'. low", "low"]


def test_the_question_names_the_stage() -> None:
    host = RecordingHost()
    function = "function p { param([Parameter(Mandatory)]$Key, [Parameter(ValueFromPipeline)]$In) }; "
    run_line(function + "try { 1 | ForEach-Object { $_ } | p } catch { }", host=host)
    assert [call.arguments[0] for call in host.asked] == ["cmdlet p at command pipeline position 2"]


FAULTS = [
    pytest.param("function f { [CmdletBinding()] param([int]$a) }; f x", ["Int32", "String", "f"], id="a value of another type"),
    pytest.param("function f { [CmdletBinding()] param([int]$a) }; f -a", ["Int32", "", "f"], id="no value"),
    pytest.param("function f { [CmdletBinding()] param($a) }; f -b", ["", "", "f"], id="no such parameter"),
]


@pytest.mark.parametrize(("line", "told"), FAULTS)
def test_the_exception_tells_of_types_and_of_the_command(line: str, told: list[str]) -> None:
    asked = "$e = $_.Exception; $e.ParameterType.Name; $e.TypeSpecified.Name; $e.CommandInvocation.MyCommand.Name"
    assert [to_text(value) for value in run_line(f"try {{ {line} }} catch {{ {asked} }}")] == told


def test_a_declaration_that_means_two_things_is_an_error_of_each_call() -> None:
    line = "function f { [CmdletBinding()] param([Alias('y')]$x, $y) 'ran' }; f"
    assert failure_of(line).fully_qualified_id == "ParameterNameConflictsWithAlias"
    assert failure_of(line).category == "MetadataError"


def test_options_of_a_pattern() -> None:
    function = "function f { param([ValidatePattern('^a', Options='None')]$n) 'ok' }; "
    assert run_line(function + "f ab") == ["ok"]
    assert failure_of(function + "f Ab").fully_qualified_id == "ParameterArgumentValidationError,f"


def test_what_was_bound_is_a_dictionary_of_net() -> None:
    line = "function f { param($a) $PSBoundParameters.Remove('a'); $PSBoundParameters.Remove('b'); $PSBoundParameters.TryAdd('c', 5) }; f 1"
    assert run_line(line) == [True, False, True]
