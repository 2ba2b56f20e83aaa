"""Tokens: kinds, flags, and that they tile the text."""

from __future__ import annotations

import pytest

from eopsh.language import parse, tokenize

KINDS = [
    pytest.param("Get-X -Na:5", ["Generic", "Whitespace", "Parameter", "Number"], id="command"),
    pytest.param("$a+=1", ["Variable", "PlusEquals", "Number"], id="assignment"),
    pytest.param("1..$n", ["Number", "DotDot", "Variable"], id="range"),
    pytest.param("a # c", ["Identifier", "Whitespace", "Comment"], id="comment"),
    pytest.param("a <# c\n #> b", ["Identifier", "Whitespace", "Comment", "Whitespace", "Identifier"], id="block comment"),
    pytest.param("a `\nb", ["Identifier", "Whitespace", "LineContinuation", "Identifier"], id="continuation"),
    pytest.param("a\r\nb", ["Identifier", "NewLine", "Identifier"], id="one line end"),
    pytest.param("a\n| b", ["Identifier", "NewLine", "Pipe", "Whitespace", "Identifier"], id="a line end that a pipe undoes"),
    pytest.param("if(1){}", ["If", "LParen", "Number", "RParen", "LCurly", "RCurly"], id="keyword"),
    pytest.param("a if", ["Identifier", "Whitespace", "Generic"], id="a keyword that is an argument"),
    pytest.param("$a -eq1", ["Variable", "Whitespace", "Ieq", "Number"], id="operator"),
    pytest.param("[int]5", ["LBracket", "Identifier", "RBracket", "Number"], id="cast"),
    pytest.param("$a.b::c", ["Variable", "Dot", "Identifier", "ColonColon", "Identifier"], id="members"),
    pytest.param("a\u00a0b", ["Identifier", "Whitespace", "Identifier"], id="a non-breaking blank"),
    pytest.param("a 2>&1", ["Identifier", "Whitespace", "Redirection"], id="redirection"),
]


@pytest.mark.parametrize(("text", "kinds"), KINDS)
def test_kinds(text: str, kinds: list[str]) -> None:
    tokens = tokenize(text)
    assert [token.kind for token in tokens] == kinds
    assert "".join(text[token.start : token.end] for token in tokens) == text


FLAGS = [
    pytest.param("Get-X y", 0, {"CommandName"}, id="command name"),
    pytest.param("a | foreach { }", 4, {"CommandName"}, id="a keyword that names a command"),
    pytest.param("if (1) {}", 0, {"Keyword"}, id="keyword"),
    pytest.param("$a.Name", 2, {"MemberName"}, id="member"),
    pytest.param("@{ Name = 1 }", 2, {"MemberName"}, id="key"),
    pytest.param("[int]5", 1, {"TypeName"}, id="type"),
    pytest.param("[Flags()] enum E { A }", 1, {"TypeName", "AttributeName"}, id="attribute"),
    pytest.param("$a -eq 1", 2, {"BinaryOperator"}, id="binary operator"),
    pytest.param("-not 1", 0, {"UnaryOperator"}, id="unary operator"),
    pytest.param("$a = 1", 2, {"AssignmentOperator"}, id="assignment operator"),
    pytest.param("1 2", 2, {"TokenInError"}, id="unexpected"),
]


@pytest.mark.parametrize(("text", "index", "flags"), FLAGS)
def test_flags(text: str, index: int, flags: set[str]) -> None:
    assert flags <= parse(text).tokens[index].flags
