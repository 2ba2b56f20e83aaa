"""Command mode: words, parameters, lists, redirections, pipelines and chains."""

from __future__ import annotations

import pytest

from eopsh.language import parse, tree
from tests.language.sketch import sketch


def arguments(text: str) -> list[str]:
    """Return the sketches of what follows the command's name."""
    name, *rest = sketch(text).removeprefix("Command:a(").removesuffix(")").split(" ")
    assert name == "Str:BareWord:a"
    return rest


WORDS = [
    pytest.param("a b.c", ["Str:BareWord:b.c"], id="a dot is part of a word"),
    pytest.param("a 1.2.3 5MB.x", ["Str:BareWord:1.2.3", "Str:BareWord:5MB.x"], id="versions and sizes with a tail are words"),
    pytest.param("a 5MB 0x1F", ["Num:Int32:5242880", "Num:Int32:31"], id="numbers"),
    pytest.param("a -5", ["Str:BareWord:-5"], id="a negative number is a word"),
    pytest.param('a x"y"z', ["Str:BareWord:xyz"], id="quotes inside a word are taken off"),
    pytest.param('a "x"y', ["Str:DoubleQuoted:x", "Str:BareWord:y"], id="quotes in front are a word of their own"),
    pytest.param("a $x$y", ["ExpandableString:BareWord:$x$y(Var:$x", "Var:$y)"], id="variables glued"),
    pytest.param("a $x.y", ["Member:instance(Var:$x", "Str:BareWord:y)"], id="member of an argument"),
    pytest.param("a $x.", ["Var:$x", "Str:BareWord:."], id="a last dot is a word"),
    pytest.param("a [int] ]", ["Str:BareWord:[int]", "Str:BareWord:]"], id="brackets are words"),
    pytest.param("a @x @{}", ["Var:@x", "Hashtable"], id="splatting"),
    pytest.param("a if function", ["Str:BareWord:if", "Str:BareWord:function"], id="keywords are words"),
    pytest.param("a 1,2", ["ArrayLiteral(Num:Int32:1", "Num:Int32:2)"], id="list"),
    pytest.param("a -x:5 -y 6", ["CommandParameter:x(Num:Int32:5)", "CommandParameter:y", "Num:Int32:6"], id="parameters"),
    pytest.param("a \u2013x", ["CommandParameter:x"], id="a typographic dash"),
    pytest.param("a -- -x", ["CommandParameter:-", "Str:BareWord:-x"], id="no parameters behind two dashes"),
    pytest.param("a 2>&1", ["MergingRedirection:Error>&Output"], id="merge"),
    pytest.param("a *>> b", ["FileRedirection:All>>(Str:BareWord:b)"], id="append all"),
    pytest.param("a b2>c", ["Str:BareWord:b2>c"], id="no redirection inside a word"),
    pytest.param("a b #c", ["Str:BareWord:b"], id="a comment"),
    pytest.param("a b#c", ["Str:BareWord:b#c"], id="a hash inside a word"),
    pytest.param("a `\n b", ["Str:BareWord:b"], id="a continued line"),
]


@pytest.mark.parametrize(("text", "expected"), WORDS)
def test_arguments(text: str, expected: list[str]) -> None:
    assert arguments(text) == expected


SHAPES = [
    pytest.param("a | b", "Pipeline(Command:a(Str:BareWord:a) Command:b(Str:BareWord:b))", id="pipe"),
    pytest.param("a\n# c\n| b", "Pipeline(Command:a(Str:BareWord:a) Command:b(Str:BareWord:b))", id="a pipe leads the next line"),
    pytest.param("a |\n\n b", "Pipeline(Command:a(Str:BareWord:a) Command:b(Str:BareWord:b))", id="a pipe ends the line"),
    pytest.param("a && b", "PipelineChain:AndAnd(Command:a(Str:BareWord:a) Command:b(Str:BareWord:b))", id="chain"),
    pytest.param("& $x", "Command:Ampersand:?(Var:$x)", id="call"),
    pytest.param(". x", "Command:Dot:x(Str:BareWord:x)", id="dot"),
    pytest.param("cmd --% $a & b", "Command:cmd(Str:BareWord:cmd Str:BareWord:--% Str:BareWord:$a & b)", id="verbatim"),
    pytest.param("$a = a", "Assignment:Equals(Var:$a Command:a(Str:BareWord:a))", id="assignment of a command"),
    pytest.param("$a = $b = 1", "Assignment:Equals(Var:$a Assignment:Equals(Var:$b Num:Int32:1))", id="assignment of an assignment"),
    pytest.param("return & $a 1", "Return(Command:Ampersand:?(Var:$a Num:Int32:1))", id="a call behind return"),
    pytest.param("f(1)a", "Command:f(Str:BareWord:f Paren(Num:Int32:1) Str:BareWord:a)", id="parentheses end a word"),
]


@pytest.mark.parametrize(("text", "expected"), SHAPES)
def test_shape(text: str, expected: str) -> None:
    assert sketch(text) == expected


def test_background() -> None:
    pipeline = parse("a & b").tree.blocks[0].statements[0]
    assert isinstance(pipeline, tree.Pipeline)
    assert pipeline.background


def test_command_name() -> None:
    first = parse('& "Get-$x" 1').tree.blocks[0].statements[0]
    assert isinstance(first, tree.Pipeline)
    assert isinstance(first.stages[0], tree.Command)
    assert first.stages[0].name is None
    assert first.stages[0].invocation == "Ampersand"


def test_unfinished_text_keeps_what_was_typed() -> None:
    stage = parse("Get-Mailbox -Identity ann | Set-Mailbox -Na").tree.blocks[0].statements[0]
    assert isinstance(stage, tree.Pipeline)
    last = stage.stages[-1]
    assert isinstance(last, tree.Command)
    assert [type(part).__name__ for part in last.elements] == ["StringConstantExpression", "CommandParameter"]
    dangling = parse("Get-Mailbox |").tree.blocks[0].statements[0]
    assert isinstance(dangling, tree.Pipeline)
    assert len(dangling.stages) == 1
