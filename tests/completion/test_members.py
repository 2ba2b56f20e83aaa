"""Members of values whose shape is known, and of types."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eopsh.completion import CandidateKind, complete
from eopsh.formatting import Views
from eopsh.formatting.directives import Column
from eopsh.formatting.view import Shape as ViewShape
from eopsh.formatting.view import View
from eopsh.objects import DateTime, PSDict, PSObject
from tests.completion.org import USER, at, context, offered, texts

SESSION: dict[str, object] = {
    "text": "abc",
    "num": 5,
    "users": [USER],
    "user": USER,
    "table": PSDict({"Alpha": 1, "two words": 2}),
    "named": PSObject({"Display Name": "K", "Inner": PSObject({"Deep": 1})}),
}
BEHIND_A_DOT = [
    pytest.param("$text.Le│", "Length", id="property of a type"),
    pytest.param("$text.Subs│", "Substring(", id="method with its bracket"),
    pytest.param("$text.Length.CompareT│", "CompareTo(", id="of a property"),
    pytest.param("$text.Substring(1).Le│", "Length", id="of what a method gives"),
    pytest.param("$text.Split(',')[0].Le│", "Length", id="of an element"),
    pytest.param("$user.Dis│", "DisplayName", id="of a server's object"),
    pytest.param("$users.Dis│", "DisplayName", id="of a list's elements"),
    pytest.param("$users[0].Dis│", "DisplayName", id="of an item"),
    pytest.param("$table.Al│", "Alpha", id="key"),
    pytest.param("$table.tw│", "'two words'", id="key in quotes"),
    pytest.param("$table['Alpha'].CompareT│", "CompareTo(", id="value of a key"),
    pytest.param("$named.Dis│", "'Display Name'", id="property in quotes"),
    pytest.param("$named.Inner.D│", "Deep", id="nested"),
    pytest.param('"$($text.Le│', "Length", id="in a string"),
    pytest.param("Write-Output $text.Le│", "Length", id="as an argument"),
    pytest.param("$text.\nLe│", "Length", id="on the next line"),
    pytest.param("$text.Le│ + 1", "Length", id="in the middle"),
    pytest.param("'a b'.Le│", "Length", id="of a literal"),
    pytest.param("(5).CompareT│", "CompareTo(", id="of parentheses"),
    pytest.param("([pscustomobject]@{Foo=1}).F│", "Foo", id="of an object made here"),
    pytest.param("(Get-Date).Ye│", "Year", id="of a command's output"),
    pytest.param("(Get-MailUser kim).Dis│", "DisplayName", id="of a server's output, learnt before"),
    pytest.param("[datetime]::Now.Ye│", "Year", id="of a static property"),
    pytest.param("[datetime]::Par│", "Parse(", id="static method"),
    pytest.param("[DayOfWeek]::Fri│", "Friday", id="member of an enum"),
    pytest.param("[version]::n│", "new(", id="constructor"),
    pytest.param("class Foo { [string]$Bar }; [Foo]::new().Ba│", "Bar", id="of a class of the text"),
    pytest.param("class Foo { [int]$A }; class Bar : Foo { }; [Bar]::new().A│", "A", id="of the class that it stands on"),
    pytest.param("class Foo { static [int] Count() { return 1 } }; [Foo]::Co│", "Count(", id="static method of a class of the text"),
    pytest.param("class Foo { [string]$Bar; [int] Baz() { return $this.Ba│", "Bar", id="of $this"),
    pytest.param("enum Fruit { Apple; Pear }; [Fruit]::Pe│", "Pear", id="of an enum of the text"),
    pytest.param("Write-Output $text.│", "Length", id="a dot at the end of an argument"),
    pytest.param("Write-Output $users[0].│", "DisplayName", id="a dot behind an index at the end of an argument"),
    pytest.param("Write-Output -InputObject:$text.│", "Length", id="a dot behind a colon's argument"),
    pytest.param("Write-Output [math]::Ro│", "([math]::Round(", id="static method as an argument, in brackets"),
    pytest.param("$users.DisplayName[0].Le│", "Length", id="of one of the values of all elements"),
    pytest.param("$users[0..1].Cou│", "Count", id="of several elements"),
    pytest.param("$x = [Collections.Generic.List[string]]::new(); $x[0].Le│", "Length", id="of what a generic list holds"),
    pytest.param("[regex]::Matches('a', 'b')[0].Va│", "Value", id="of what a collection holds"),
    pytest.param("$table.GetEnumerator().Cur│", "Current", id="of an enumerator"),
    pytest.param("$x = if (1) { 'a' } else { Get-Date }; $x.Le│", "Length", id="of the first of two"),
    pytest.param("(5 * 2.5).Comp│", "CompareTo(", id="of a product"),
    pytest.param("trap { $_.Exc│", "Exception", id="of the error in a trap"),
    pytest.param("$PSCmdlet.ShouldP│", "ShouldProcess(", id="of the cmdlet"),
]


def test_what_a_value_may_be_as_well_comes_behind() -> None:
    found = at("$x = if (1) { 'a' } else { Get-Date }; $x.│").candidates
    assert [one.seldom for one in found if one.text in ("Length", "AddDays(")] == [False, True]


@pytest.mark.parametrize(("line", "text"), BEHIND_A_DOT)
def test_behind_a_dot(line: str, text: str) -> None:
    assert text in texts(line, **SESSION)


FUNCTIONS = [
    pytest.param("function f { 'a' }; (f).Le│", "Length", id="by its last statement"),
    pytest.param("function f { [OutputType([datetime])] param() }; (f).Ye│", "Year", id="as it declares"),
    pytest.param("function f { Get-MailUser }; f | % { $_.Dis│", "DisplayName", id="by a command"),
]


@pytest.mark.parametrize(("line", "text"), FUNCTIONS)
def test_what_functions_put_out(line: str, text: str) -> None:
    assert text in texts(line)


@pytest.mark.parametrize("line", ["function f { f }; (f).x│", "$x = $x.y; $x.z│", "$a = $b; $b = $a; $a.x│"])
def test_what_turns_in_circles_ends(line: str) -> None:
    assert texts(line) == []


ASSIGNED = [
    pytest.param("$n = 5; $n.CompareT│", "CompareTo(", id="assigned"),
    pytest.param("$a = 'x'; $a = 5; $a.CompareT│", "CompareTo(", id="the last holds"),
    pytest.param("[datetime]$d = 'x'; $d.Ye│", "Year", id="typed"),
    pytest.param("function f([datetime]$When) { $When.Ye│", "Year", id="parameter"),
    pytest.param("foreach ($u in $users) { $u.Dis│", "DisplayName", id="foreach"),
    pytest.param("$h = @{ Foo = 1 }; $h.F│", "Foo", id="hashtable"),
    pytest.param("$l = 1..3; $l[0].CompareT│", "CompareTo(", id="range"),
    pytest.param("$x = if ($true) { 's' }; $x.Le│", "Length", id="if"),
    pytest.param("$b = 'a,b' -split ','; $b[0].Le│", "Length", id="split"),
    pytest.param("$s = New-Object System.Text.StringBuilder; $s.App│", "Append(", id="New-Object"),
    pytest.param("$r = 'a' -replace 'b'; $r.Le│", "Length", id="replace"),
    pytest.param("$t = 'a' -as [int]; $t.CompareT│", "CompareTo(", id="as"),
]


@pytest.mark.parametrize(("line", "text"), ASSIGNED)
def test_variables_of_the_text(line: str, text: str) -> None:
    assert text in texts(line, **SESSION)


CURRENT = [
    pytest.param("Get-MailUser | Where-Object { $_.Dis│", "DisplayName", id="after a cmdlet"),
    pytest.param("$users | % { $_.Dis│", "DisplayName", id="after a variable"),
    pytest.param("$users | Where-Object { $PSItem.Dis│", "DisplayName", id="PSItem"),
    pytest.param("$users | Sort-Object Alias | % { $_.Dis│", "DisplayName", id="through Sort-Object"),
    pytest.param("$users | Select-Object Alias | % { $_.Al│", "Alias", id="through Select-Object"),
    pytest.param("$users | Select-Object @{n='Big';e={1}} | % { $_.B│", "Big", id="a calculated property"),
    pytest.param("$users | Select-Object -ExpandProperty Alias | % { $_.Le│", "Length", id="an expanded property"),
    pytest.param("$users | Group-Object Alias | % { $_.Group[0].Dis│", "DisplayName", id="groups"),
    pytest.param("$users | Measure-Object | % { $_.Co│", "Count", id="measures"),
    pytest.param("$users | % Alias | % { $_.Le│", "Length", id="a member by name"),
    pytest.param("$users | % { $_.Alias } | % { $_.Le│", "Length", id="a block's output"),
    pytest.param('$users | % { "$($_.Dis│', "DisplayName", id="in a string"),
    pytest.param("$users | % { $x = $_; $x.Dis│", "DisplayName", id="kept in a variable"),
    pytest.param("$users.Where{ $_.Dis│", "DisplayName", id="Where method"),
    pytest.param("switch ($user) { { $_.Dis│", "DisplayName", id="switch"),
    pytest.param("try { 1 } catch { $_.Exception.Me│", "Message", id="catch"),
    pytest.param("$users | Select-Object Alias, @{n='d';e={ $_.Dis│", "DisplayName", id="in a calculated property"),
]


@pytest.mark.parametrize(("line", "text"), CURRENT)
def test_the_current_object(line: str, text: str) -> None:
    assert text in texts(line, **SESSION)


def test_format_data_names_properties() -> None:
    columns = tuple(Column(name, name) for name in ("Subject", "ReceivedTime"))
    views = Views((View(("Deserialized.Exchange.Report",), ViewShape.TABLE, columns),))
    line = "Get-Report | Where-Object { $_.Sub"
    found = complete(line, len(line), replace(context(), views=views))
    assert [candidate.text for candidate in found.candidates] == ["Subject"]


def test_select_object_narrows() -> None:
    assert "DisplayName" not in texts("$users | Select-Object Alias | % { $_.│", **SESSION)


PROPERTIES = [
    pytest.param("Get-MailUser | Select-Object Dis│", ["DisplayName"], id="select"),
    pytest.param("Get-MailUser | Sort-Object -Property Alias,Dis│", ["DisplayName"], id="second of a list"),
    pytest.param("Get-MailUser | Select-Object Alias,Al│", [], id="chosen ones are gone"),
    pytest.param("Get-MailUser | Where-Object Dis│", ["DisplayName"], id="where"),
    pytest.param("Get-MailUser | ft Dis│", ["DisplayName"], id="by an alias"),
    pytest.param("Get-MailUser | Measure-Object Al│", ["Alias"], id="measure"),
    pytest.param("Get-MailUser | Group-Object Dis│", ["DisplayName"], id="group"),
    pytest.param("Get-MailUser | ForEach-Object Dis│", ["DisplayName"], id="foreach"),
    pytest.param("Get-MailUser | Select-Object -ExpandProperty Dis│", ["DisplayName"], id="expanded"),
    pytest.param("Get-MailUser | Select-Object Dis│ | Sort-Object x", ["DisplayName"], id="in the middle"),
    pytest.param("Select-Object -InputObject $user -Property Dis│", ["DisplayName"], id="of -InputObject"),
    pytest.param("Get-TransportRule | Select-Object En│", ["Enabled"], id="what Set-TransportRule sets"),
    pytest.param("Get-Date | Select-Object DayOfY│", ["DayOfYear"], id="of a type"),
    pytest.param("Get-Report | Select-Object Dis│", [], id="nothing is known"),
]


@pytest.mark.parametrize(("line", "names"), PROPERTIES)
def test_property_names(line: str, names: list[str]) -> None:
    assert [one.text for one in offered(line, **SESSION) if one.kind is CandidateKind.PROPERTY] == names


def test_what_does_not_run_here_is_marked_and_last() -> None:
    assert "ToUInt64(" not in texts("$text.ToU│", **SESSION)
    assert "ToUpper(" in texts("$text.ToU│", **SESSION)


def test_a_type_tells_what_kind_a_member_is() -> None:
    year, *_ = offered("$when.Yea│", when=DateTime(0))
    assert (year.kind, year.meta) == (CandidateKind.PROPERTY, "int")


@pytest.mark.parametrize("line", ["$nothing.│", "[nosuch]::│", "5.│", "(Get-Report).│"])
def test_nothing_where_nothing_is_known(line: str) -> None:
    assert texts(line, **SESSION) == []


ENDLESS = [
    pytest.param("class A : B { }; class B : A { }; [A]::new().Eq│", id="classes that stand on each other"),
    pytest.param("class A : A { [int]$p; f() { $this.Eq│ } }", id="a class that stands on itself"),
    pytest.param(f"$x = [{'List[' * 300}int{']' * 300}]::new(); $x.Eq│", id="lists of lists"),
    pytest.param(f"$x = [int{'[]' * 2000}]::new(); $x.Eq│", id="arrays of arrays"),
]


@pytest.mark.parametrize("line", ENDLESS)
def test_types_without_end_have_members_all_the_same(line: str) -> None:
    assert texts(line) == ["Equals("]
