"""What a context takes from a running interpreter, and how words are looked up in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from eopsh.catalogue import Catalogue, Command, Kind, Parameter
from eopsh.completion import CompletionContext, complete
from eopsh.completion.context import find_parameters
from eopsh.language import parse
from eopsh.objects import Value
from eopsh.remote import HostCall, Record
from eopsh.runtime import Interpreter
from tests.completion.world import CATALOGUE, CONTEXT


class Quiet:
    """A host that shows and asks nothing."""

    def emit(self, record: Record) -> None: ...
    def ask(self, call: HostCall) -> Value: ...
    def idle(self) -> None: ...
    def cancelled(self) -> bool:
        return False


def context_after(*lines: str) -> CompletionContext:
    interpreter = Interpreter(catalogue=CATALOGUE)
    for line in lines:
        exhaust(interpreter.run(parse(line), Quiet()))
    return CompletionContext.of(CATALOGUE, interpreter.scope)


def exhaust(values: Iterator[Value]) -> None:
    for _ in values:
        pass


def offered(text: str, context: CompletionContext) -> list[str]:
    return [candidate.text for candidate in complete(text, len(text), context).candidates]


def test_variables_functions_and_aliases_of_the_session() -> None:
    context = context_after("$fruit = 1", "function Do-Things($Colour, [switch]$Fast) { }", "Set-Alias dt Do-Things")
    assert offered("$fru", context) == ["$fruit"]
    assert offered("Do-T", context) == ["Do-Things"]
    assert offered("dt -Col", context) == ["-Colour"]


LOOKED_UP = [
    pytest.param("get-mailuser", "Get-MailUser", id="any case"),
    pytest.param("gtr", "Get-TransportRule", id="the user's alias"),
    pytest.param("?", "Where-Object", id="a command's own alias"),
    pytest.param("show-report", "Show-Report", id="function"),
    pytest.param("Some\\Get-Date", "Get-Date", id="with a module"),
]


@pytest.mark.parametrize(("word", "name"), LOOKED_UP)
def test_resolve(word: str, name: str) -> None:
    command = CONTEXT.resolve(word)
    assert command is not None
    assert command.name == name


def test_a_function_goes_before_a_command() -> None:
    own = Command("Get-MailUser", kind=Kind.FUNCTION)
    assert CompletionContext(CATALOGUE, functions={"get-mailuser": own}).resolve("Get-MailUser") is own


MEANINGS = [
    pytest.param("Name", ["Name"], id="whole, though another begins with it"),
    pytest.param("nam", ["Name", "NameFilter"], id="begins two"),
    pytest.param("NameF", ["NameFilter"], id="begins one"),
    pytest.param("nf", ["NameFilter"], id="alias"),
    pytest.param("v", ["Value"], id="its own goes before a common one"),
    pytest.param("Verb", ["Verbose"], id="common"),
    pytest.param("Z", [], id="none"),
]


@pytest.mark.parametrize(("typed", "names"), MEANINGS)
def test_what_a_parameter_name_may_mean(typed: str, names: list[str]) -> None:
    command = Command("Get-X", Parameter("Name"), Parameter("NameFilter", aliases=("nf",)), Parameter("Value"))
    assert [parameter.name for parameter in find_parameters(command, typed)] == names


def test_an_empty_context_knows_nothing() -> None:
    assert CompletionContext(Catalogue()).resolve("Get-MailUser") is None
