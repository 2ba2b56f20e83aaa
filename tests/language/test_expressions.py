"""Expression mode: precedence, prefix and postfix operators, members, brackets, casts."""

from __future__ import annotations

import pytest

from tests.language.sketch import sketch

TREES = [
    pytest.param("1 + 2 * 3", "Binary:Plus(Num:Int32:1 Binary:Multiply(Num:Int32:2 Num:Int32:3))", id="multiplication binds tighter"),
    pytest.param("1 - 2 - 3", "Binary:Minus(Binary:Minus(Num:Int32:1 Num:Int32:2) Num:Int32:3)", id="from left to right"),
    pytest.param("'a' + 'b' -f 1", "Binary:Plus(Str:SingleQuoted:a Binary:Format(Str:SingleQuoted:b Num:Int32:1))", id="-f above +"),
    pytest.param("1,2 * 3", "Binary:Multiply(ArrayLiteral(Num:Int32:1 Num:Int32:2) Num:Int32:3)", id="the comma binds tightest"),
    pytest.param("-not $a,$b", "ArrayLiteral(Unary:Not(Var:$a) Var:$b)", id="but not above a prefix"),
    pytest.param("$a -eq 1 -or $b", "Binary:Or(Binary:Ieq(Var:$a Num:Int32:1) Var:$b)", id="logic is lowest"),
    pytest.param("5 -bor 1 -shl 2", "Binary:Bor(Num:Int32:5 Binary:Shl(Num:Int32:1 Num:Int32:2))", id="shifts above bits"),
    pytest.param("$a -ceq 'x'", "Binary:Ceq(Var:$a Str:SingleQuoted:x)", id="the case-sensitive form"),
    pytest.param("$a ?? $b", "Binary:QuestionQuestion(Var:$a Var:$b)", id="null coalescing"),
    pytest.param("$a ? 1 : 2", "Ternary(Var:$a Num:Int32:1 Num:Int32:2)", id="ternary"),
    pytest.param("- - 1", "Unary:Minus(Unary:Minus(Num:Int32:1))", id="signs apart are operators"),
    pytest.param("1+-1", "Binary:Plus(Num:Int32:1 Num:Int32:-1)", id="a sign at an operand belongs to the number"),
    pytest.param(",1", "ArrayLiteral(Num:Int32:1)", id="the unary comma"),
    pytest.param("$a++ + 1", "Binary:Plus(Unary:PostfixPlusPlus(Var:$a) Num:Int32:1)", id="postfix"),
    pytest.param("($a)++", "Unary:PostfixPlusPlus(Paren(Var:$a))", id="through parentheses"),
    pytest.param("[int]$a.b", "Convert(TypeConstraint:int Member:instance(Var:$a Str:BareWord:b))", id="a cast takes the members along"),
    pytest.param("[int]\n5", "Type:int Num:Int32:5", id="a type at the end of a line is a value"),
    pytest.param("[int]::MaxValue", "Member:static(Type:int Str:BareWord:MaxValue)", id="static member"),
    pytest.param("[a]::b++", "Unary:PostfixPlusPlus(Member:static(Type:a Str:BareWord:b))", id="postfix on a static member"),
    pytest.param("$a.b(1, 2)", "InvokeMember:instance(Var:$a Str:BareWord:b Num:Int32:1 Num:Int32:2)", id="method"),
    pytest.param("$a.b[int](1)", "InvokeMember:instance(Var:$a Str:BareWord:b Num:Int32:1)", id="generic method"),
    pytest.param("$a.\nb", "Member:instance(Var:$a Str:BareWord:b)", id="a member on the next line"),
    pytest.param("$a[1..2]", "Index(Var:$a Binary:DotDot(Num:Int32:1 Num:Int32:2))", id="slice"),
    pytest.param("${a}?.b", "Member:instance(Var:$a Str:BareWord:b)", id="null-conditional"),
    pytest.param("$a?.b", "Member:instance(Var:$a? Str:BareWord:b)", id="a question mark is part of a name"),
    pytest.param("1.2.3", "Member:instance(Num:Double:1.2 Num:Int32:3)", id="a number's member"),
    pytest.param("@{a=1\nb=2}", "Hashtable(Str:BareWord:a Num:Int32:1 Str:BareWord:b Num:Int32:2)", id="hashtable"),
    pytest.param("[a[[b],[c]]]", "Type:a[b,c]", id="generic type"),
    pytest.param("[string, mscorlib]", "Type:string,mscorlib", id="assembly"),
    pytest.param("$using:x", "Using(Var:$x)", id="using variable"),
    pytest.param("5x + 1", "Command:5x(Str:BareWord:5x Str:BareWord:+ Num:Int32:1)", id="a number with a tail is a command"),
]


@pytest.mark.parametrize(("text", "expected"), TREES)
def test_tree(text: str, expected: str) -> None:
    assert sketch(text) == expected
