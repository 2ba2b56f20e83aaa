"""Which lines may run again by themselves after their session was lost."""

import pytest

from eopsh.catalogue import Catalogue, Command, Kind
from eopsh.engine.rerun import changes, repeatable
from eopsh.language import parse

COMMANDS = Catalogue.of(
    [
        *(Command(name, kind=Kind.REMOTE) for name in ("Get-MailUser", "Set-MailUser", "Remove-MailUser", "Test-MailFlow", "Search-Log")),
        Command("Where-Object", alias="?"),
        Command("ForEach-Object", alias="%"),
        Command("Show-Mine", kind=Kind.FUNCTION),
    ]
)

LINES = [
    pytest.param("Get-MailUser kim", True, id="reads"),
    pytest.param("Test-MailFlow; Search-Log x", True, id="tests and searches"),
    pytest.param("get-mailuser | ? Name -eq x", True, id="any case, local stages"),
    pytest.param("Get-MailUser | Where-Object { (Get-MailUser $_.Manager).Name }", True, id="reads in a block"),
    pytest.param("$u = Get-MailUser kim", True, id="an assignment that starts anew"),
    pytest.param("Set-MailUser kim -DisplayName x", False, id="changes"),
    pytest.param("Get-MailUser | % { Set-MailUser $_.Name }", False, id="changes in a block"),
    pytest.param("if ($false) { Remove-MailUser kim }", False, id="changes, though it would not run"),
    pytest.param('"$(Remove-MailUser kim)"', False, id="changes in a string"),
    pytest.param("$count += (Get-MailUser).Count", False, id="counts twice"),
    pytest.param("$count++; Get-MailUser", False, id="counts up"),
    pytest.param("--$count; Get-MailUser", False, id="counts down"),
    pytest.param("& $name kim", False, id="a computed name"),
    pytest.param("& 'Get-MailUser'", False, id="an invoked name"),
    pytest.param("Show-Mine", False, id="a function, whose body is elsewhere"),
    pytest.param("Get-Nothing", False, id="an unknown command"),
]


@pytest.mark.parametrize(("line", "allowed"), LINES)
def test_repeatable(line: str, allowed: bool) -> None:
    assert repeatable(parse(line).tree, COMMANDS.resolve) is allowed


def test_only_remote_commands_change() -> None:
    assert changes(Command("Set-MailUser", kind=Kind.REMOTE))
    assert not changes(Command("Get-MailUser", kind=Kind.REMOTE))
    assert not changes(Command("Set-Variable"))
