"""Statements, blocks and definitions."""

from __future__ import annotations

import pytest

from eopsh.language import parse, tree
from tests.language.sketch import sketch

ONE = "Num:Int32:1"
BLOCK = f"Block({ONE})"
TREES = [
    pytest.param("if (1) {1} elseif (1) {1} else {1}", f"If({ONE} {BLOCK} {ONE} {BLOCK} {BLOCK})", id="if"),
    pytest.param("if (1) {1}\n\n# c\nelse {1}", f"If({ONE} {BLOCK} {BLOCK})", id="else after blank lines"),
    pytest.param("while (1) {1}", f"While({ONE} {BLOCK})", id="while"),
    pytest.param("do {1} until (1)", f"DoUntil({BLOCK} {ONE})", id="do until"),
    pytest.param(
        "for ($i = 0; 1; $i++) {1}", f"For(Assignment:Equals(Var:$i Num:Int32:0) {ONE} Unary:PostfixPlusPlus(Var:$i) {BLOCK})", id="for"
    ),
    pytest.param("for (;;) {1}", f"For({BLOCK})", id="for without parts"),
    pytest.param("foreach ($a in 1) {1}", f"ForEach(Var:$a {ONE} {BLOCK})", id="foreach"),
    pytest.param("switch -Regex (1) { 'a' {1} default {1} }", f"Switch({ONE} Str:SingleQuoted:a {BLOCK} {BLOCK})", id="switch"),
    pytest.param(
        "try {1} catch [A],[B] {1} finally {1}", f"Try({BLOCK} CatchClause(TypeConstraint:A TypeConstraint:B {BLOCK}) {BLOCK})", id="try"
    ),
    pytest.param("trap [A] {1}", f"Trap(TypeConstraint:A {BLOCK})", id="trap"),
    pytest.param(":a while (1) { break a }", f"While({ONE} Block(Break(Str:BareWord:a)))", id="label"),
    pytest.param("throw 1", f"Throw({ONE})", id="throw"),
    pytest.param("function f($a) {1}", f"FunctionDefinition:f(Parameter:a(Var:$a) {ONE})", id="function"),
    pytest.param("data d { 1 }", f"Data({BLOCK})", id="data"),
    pytest.param("class A { [int]$x }", "TypeDefinition(PropertyMember(TypeConstraint:int))", id="class"),
    pytest.param("enum E { A; B = 1 }", f"TypeDefinition(PropertyMember PropertyMember({ONE}))", id="enum"),
    pytest.param("[Flags()] enum E { A }", "TypeDefinition(Attribute:Flags PropertyMember)", id="attributes in front of an enum"),
    pytest.param("begin { 1 } end { 1 }", f"{ONE} {ONE}", id="named blocks"),
]


@pytest.mark.parametrize(("text", "expected"), TREES)
def test_tree(text: str, expected: str) -> None:
    assert sketch(text).replace("CommandExpression", "") == expected


def test_param_block() -> None:
    script = parse("[CmdletBinding()]\nparam([Parameter(Mandatory, Position = 0)][string]$Name = 'x')\n1").tree
    assert script.param_block is not None
    assert [attribute.type.name for attribute in script.param_block.attributes] == ["CmdletBinding"]
    (parameter,) = script.param_block.parameters
    assert parameter.name == "Name"
    first = parameter.attributes[0]
    assert isinstance(first, tree.Attribute)
    assert [(named.name, named.omitted) for named in first.named] == [("Mandatory", True), ("Position", False)]
    assert isinstance(parameter.default, tree.StringConstantExpression)


def test_named_blocks() -> None:
    blocks = parse("dynamicparam {1} begin {1} process {1} end {1} clean {1}").tree.blocks
    assert [(block.kind, block.unnamed) for block in blocks] == [
        (name, False) for name in ("dynamicparam", "begin", "process", "end", "clean")
    ]


def test_class_members() -> None:
    text = "class A : B { static hidden [int]$x = 5; A($z) : base(1) { } [void] F([int]$q) { 1 } }"
    (found,) = parse(text).tree.blocks[0].statements
    assert isinstance(found, tree.TypeDefinition)
    assert (found.name, found.kind, [base.type.name for base in found.bases]) == ("A", "class", ["B"])
    assert [member.name for member in found.members] == ["x", "A", "F"]


def test_switch_flags() -> None:
    (found,) = parse("switch -Wildcard -CaseSensitive -File x { a {1} }").tree.blocks[0].statements
    assert isinstance(found, tree.SwitchStatement)
    assert found.flags == ("Wildcard", "CaseSensitive", "File")


def test_using() -> None:
    (found,) = parse("using namespace System.IO\n1").tree.usings
    assert found.kind == "namespace"
    assert isinstance(found.name, tree.StringConstantExpression)
    assert found.name.value == "System.IO"


def test_configuration() -> None:
    (found,) = parse("configuration X { Node y { 1 } }").tree.blocks[0].statements
    assert isinstance(found, tree.ConfigurationDefinition)
