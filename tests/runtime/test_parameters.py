"""Functions with parameter blocks: attributes, sets, validation, what goes to $args."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from eopsh.binding import BoundCall
from eopsh.catalogue import Command
from eopsh.language import parse
from eopsh.objects import Value, get_property
from eopsh.remote import Stream
from eopsh.runtime import CommandContext, Interpreter, local_command
from tests.runtime.doubles import RecordingHost, run_line

BOUND = [
    pytest.param("function f([int]$a, [switch]$s) { \"$a $s\" }; f 3 -s; f '4'", ["3 True", "4 False"], id="types and switches"),
    pytest.param("function f { param([Alias('n')]$Name) $Name }; f -n x", ["x"], id="aliases"),
    pytest.param('function f { param($First, $Second) "$First-$Second" }; f -Sec 2 1', ["1-2"], id="prefixes"),
    pytest.param('function f { param($a) "$a|$args" }; f 1 2 3', ["1|2 3"], id="the rest goes to $args"),
    pytest.param("function f { $args -join ',' }; f -x 1", ["-x,1"], id="unknown names too"),
    pytest.param('function g { param($a, $b) "$a$b" }; function f { g @args }; f -b 1 2', ["21"], id="$args splats names"),
    pytest.param(
        "function f { param([Parameter(ValueFromPipelineByPropertyName)]$Name) process { $Name } }; [pscustomobject]@{ Name = 'z' } | f",
        ["z"],
        id="by property name",
    ),
    pytest.param("function f { param($a = (1 + 1), $b = $a) $b }; f", [2], id="defaults see what stands before"),
    pytest.param("function f { [CmdletBinding()] param($a) $PSBoundParameters.Keys }; f -a 1", ["a"], id="$PSBoundParameters"),
    pytest.param(
        "function f { param([Parameter(ParameterSetName='A')]$X, [Parameter(ParameterSetName='B')]$Y) $PSCmdlet.ParameterSetName }; f -Y 1",
        ["B"],
        id="sets",
    ),
    pytest.param(
        "function f { [CmdletBinding(SupportsShouldProcess)] param() $PSCmdlet.ShouldProcess('x') }; f; f -WhatIf",
        [True, False],
        id="ShouldProcess",
    ),
    pytest.param('function f { [CmdletBinding()] param() Write-Verbose v }; f -Verbose 4>&1 | % { "$_" }', ["v"], id="common parameters"),
    pytest.param("& { param($a, $b = 5) $a + $b } 1", [6], id="a block"),
    pytest.param("$c = & { $n = 3; { $n }.GetNewClosure() }; & $c", [3], id="a closure keeps its variables"),
]
REFUSED = [
    pytest.param("function f([int]$a) { $a }; f x", "ParameterArgumentTransformationError", id="type"),
    pytest.param("function f { param([ValidateSet('a', 'b')]$x) $x }; f c", "ParameterArgumentValidationError", id="set of values"),
    pytest.param("function f { param([ValidateRange(1, 5)]$x) $x }; f 9", "ParameterArgumentValidationError", id="range"),
    pytest.param("function f { param([ValidateScript({ $_ -gt 2 })]$x) $x }; f 1", "ParameterArgumentValidationError", id="script"),
    pytest.param("function f { [CmdletBinding()] param($a) }; f -nope 1", "NamedParameterNotFound", id="unknown name"),
    pytest.param("function f { [CmdletBinding()] param($a) }; f 1 2", "PositionalParameterNotFound", id="too many"),
    pytest.param("function f { param([Parameter(Mandatory)]$a) }; f", "MissingMandatoryParameter", id="nobody to ask"),
]


@pytest.mark.parametrize(("line", "output"), BOUND)
def test_binds(line: str, output: list[Value]) -> None:
    assert run_line(line) == output


@pytest.mark.parametrize(("line", "error_id"), REFUSED)
def test_refuses(line: str, error_id: str) -> None:
    host = RecordingHost()
    assert run_line(line, host=host) == []
    found = [str(get_property(record.value, "FullyQualifiedErrorId")) for record in host.records if record.stream is Stream.ERROR]
    assert found == [f"{error_id},f"]


def test_a_line_inside_another_leaves_the_outer_host_in_place() -> None:
    inner, outer = RecordingHost(), RecordingHost()
    interpreters: list[Interpreter] = []

    @local_command(Command("Invoke-Inner"))
    def invoke_inner(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
        yield from interpreters[0].run(parse("Write-Warning inner; 1"), inner)

    interpreters.append(Interpreter([invoke_inner]))
    assert run_line("Invoke-Inner; Write-Warning outer", host=outer, interpreter=interpreters[0]) == [1]
    assert (inner.texts(Stream.WARNING), outer.texts(Stream.WARNING)) == (["inner"], ["outer"])
