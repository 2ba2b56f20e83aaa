"""PowerShell itself and the binder on the same random commands and arguments; skipped where its engine is absent."""

from __future__ import annotations

import json
import os
import random
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path

from eopsh.binding import Argument, BindingError, BoundCall, bind
from eopsh.catalogue import ALL_SETS, Command, Kind, Membership, Parameter
from eopsh.objects import DateTime, PSObject, Value, items_of, to_text, type_name
from tests.support import shared

CASES = 250
SHOW = """
function T($v) { if ($null -eq $v) {'null'} elseif ($v -is [Collections.IList]) { '(' + (($v | % { T $_ }) -join ', ') + ')' }
    elseif ($v -is [datetime]) { 'Date' } else { "$($v.GetType().Name)=$v" } }
function Show2($c, $b) { $n = @($b.Keys); [array]::Sort($n); "$($c.ParameterSetName): " + (($n | % { "$_ $(T $b[$_])" }) -join '; ') }
"""
NAMES = ("Alpha", "Alphabet", "Beta", "Bet", "Gamma", "Delta", "Size", "Name")
TYPES = ("object", "int", "string", "switch", "bool", "string[]", "int[]", "datetime")
VALUES: tuple[tuple[str, Value], ...] = (
    ("5", 5),
    ("007", 7),
    ("'x'", "x"),
    ("abc", "abc"),
    ("$true", True),
    ("$null", None),
    ("a,b", ["a", "b"]),
    ("1,2", [1, 2]),
    ("'2024-05-05'", "2024-05-05"),
    ("''", ""),
    ("@()", []),
)
OBJECTS: tuple[tuple[str, Value], ...] = (
    *VALUES[2:3],
    *VALUES[:1],
    ("[pscustomobject]@{Name='n';Size=3}", PSObject({"Name": "n", "Size": 3})),
    ("[pscustomobject]@{Alpha='2024-01-02';Beta=1}", PSObject({"Alpha": "2024-01-02", "Beta": 1})),
)


@dataclass(frozen=True)
class Case:
    """A command, a line that calls it, and the same as the binder gets it."""

    command: Command
    script: str
    arguments: list[Argument]
    place: tuple[int, int]
    item: Value
    piped: bool


def test_binds_as_powershell_does(tmp_path: Path) -> None:
    engine = shared("psengine", "psengine")
    chance = random.Random(20_261_124)
    cases = [_case(chance, number) for number in range(CASES)]
    lines = [json.dumps({"id": str(at), "setup": SHOW + _declared(case.command), "script": case.script}) for at, case in enumerate(cases)]
    # A folder of its own: the engine works in one of a fixed name below it, and another test may run it at the same time.
    process = subprocess.run(
        [engine, "run"], input="\n".join(lines), env={**os.environ, "TMPDIR": str(tmp_path)}, capture_output=True, text=True, timeout=100
    )
    answers = process.stdout
    differing = []
    for case, line in zip(cases, answers.splitlines(), strict=True):
        ours, theirs = _ours(case), _theirs(json.loads(line))
        if ours != theirs:
            differing.append(f"{_declared(case.command)}\n  {case.script}\n  PowerShell: {theirs}\n  here:       {ours}")
    assert not differing, "\n".join(differing)


def _theirs(answer: dict[str, object]) -> str:
    errors = answer.get("errors")
    if isinstance(errors, list) and errors:
        first = errors[0]
        return "missing" if "NotSupported" in first["id"] else _fault(first["id"].partition(",")[0], first["column"], first["message"])
    return str(answer.get("text", "")).strip()


def _ours(case: Case) -> str:
    try:
        bound = bind(case.command, case.arguments, piped=case.piped, place=case.place)
        if bound.missing:
            return "missing"
        return _shown(bound.with_input(case.item) if case.piped else bound)
    except BindingError as error:
        return _fault(error.error_id, error.start + 1, error.message)


def _fault(error_id: str, column: int, message: str) -> str:
    """An error, without why a conversion failed: those words are the conversion's own matter."""
    return f"{error_id} at {column}: {message.partition(' Error: ')[0]}"


def _shown(bound: BoundCall) -> str:
    values = (f"{name} {_text(value)}" for name, value in sorted(bound.values.items()))
    return f"{bound.set_name}: {'; '.join(values)}".strip()


def _text(value: Value) -> str:
    if value is None:
        return "null"
    if isinstance(value, list):
        return f"({', '.join(map(_text, items_of(value)))})"
    return "Date" if isinstance(value, DateTime) else f"{type_name(value).rpartition('.')[2]}={to_text(value)}"


# --- cases by chance


def _case(chance: random.Random, number: int) -> Case:
    command = _command(chance, number)
    piped = chance.random() < 0.45
    shown, item = chance.choice(OBJECTS)
    before = f"{shown} | " if piped else ""
    script, arguments = before + command.name, []
    for _ in range(chance.choice((0, 1, 1, 2, 2, 3, 4))):
        for argument in _typed(chance, command):
            offset = len(script) + 1
            script += f" {argument.spelling}"
            arguments.append(_placed(argument, offset))
    return Case(command, script, arguments, (len(before), len(before) + len(command.name)), item, piped)


def _placed(argument: Argument, offset: int) -> Argument:
    if argument.name is None or not argument.has_value:
        return replace(argument, start=offset, end=offset + len(argument.spelling))
    start, end = offset + len(argument.name) + 2, offset + len(argument.spelling)
    return replace(argument, start=offset, end=end, value_start=start, value_end=end, spelling=argument.spelling[start - offset :])


def _typed(chance: random.Random, command: Command) -> list[Argument]:
    """A value, a switch, a name with its value behind a blank or a colon; names cut short or unknown now and then."""
    spelling, value = chance.choice(VALUES)
    positional = Argument(None, value, True, spelling=spelling)
    if chance.random() < 0.45:
        return [positional]
    parameter = chance.choice(command.parameters)
    name = parameter.name if chance.random() < 0.9 else chance.choice(("Bogus", "Verbose", "WhatIf"))
    name = name[: chance.randint(1, len(name))] if chance.random() < 0.2 else name
    if chance.random() < 0.15:
        return [Argument(name, value, True, spelling=f"-{name}:{spelling}")]
    alone = Argument(name, None, False, spelling=f"-{name}")
    return [alone] if parameter.switch or chance.random() < 0.08 else [alone, positional]


def _command(chance: random.Random, number: int) -> Command:
    sets = ("S1", "S2", "S3")[: chance.choice((0, 0, 2, 2, 3))]
    parameters = [_parameter(chance, name, sets) for name in chance.sample(NAMES, chance.randint(1, 5))]
    default = chance.choice((None, None, sets[0], sets[-1], "Other")) if sets else None
    should_process = chance.random() < 0.2
    return Command(f"Fz{number}", *parameters, kind=Kind.FUNCTION, default_set=default, should_process=should_process)


def _parameter(chance: random.Random, name: str, sets: tuple[str, ...]) -> Parameter:
    type = chance.choice(TYPES)
    named = chance.sample(sets, chance.choice((1, 1, 1, 2))) if sets and chance.random() < 0.75 else [ALL_SETS]
    # One position in all its sets: PowerShell itself binds a parameter twice where they differ.
    position = None if type == "switch" else chance.choice((None, None, 0, 0, 1, 2))
    from_rest = type in ("object", "string[]") and chance.random() < 0.06
    known = {each: Membership(chance.random() < 0.25, position, chance.random() < 0.2, chance.random() < 0.2, from_rest) for each in named}
    return Parameter(name, type, sets=known)


def _declared(command: Command) -> str:
    binding = ["PositionalBinding=$false"]
    if command.default_set:
        binding.append(f"DefaultParameterSetName='{command.default_set}'")
    if command.should_process:
        binding.append("SupportsShouldProcess")
    parameters = ", ".join(
        "".join(f"[Parameter({_attribute(name, known)})]" for name, known in parameter.sets) + f"[{parameter.type}]${parameter.name}"
        for parameter in command.parameters
    )
    body = "process { Show2 $PSCmdlet $PSBoundParameters }"
    return f"function {command.name} {{ [CmdletBinding({', '.join(binding)})] param({parameters}) {body} }}"


def _attribute(name: str, known: Membership) -> str:
    parts = [] if name == ALL_SETS else [f"ParameterSetName='{name}'"]
    parts += ["Mandatory"] if known.mandatory else []
    parts += [f"Position={known.position}"] if known.position is not None else []
    parts += ["ValueFromPipeline"] if known.from_pipeline else []
    parts += ["ValueFromPipelineByPropertyName"] if known.from_property else []
    return ", ".join(parts + (["ValueFromRemainingArguments"] if known.from_remaining else []))
