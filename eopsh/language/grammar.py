"""What the grammar's families need of each other. Each family is a class on this one; `parser.Parser` joins them."""

from __future__ import annotations

from abc import ABC, abstractmethod

from eopsh.language.cursor import Cursor
from eopsh.language.lexemes import Hole, Lexeme
from eopsh.language.tree import (
    ArrayLiteral,
    Attribute,
    AttributedExpression,
    CommandExpression,
    ConvertExpression,
    Expression,
    IndexExpression,
    MemberExpression,
    ParamBlock,
    Parameter,
    ParenExpression,
    Pipeline,
    ScriptBlock,
    ScriptBlockExpression,
    Statement,
    StatementBlock,
    TrapStatement,
    TypeConstraint,
    TypeName,
    UsingStatement,
    VariableExpression,
)


class Grammar(Cursor, ABC):
    """The rules by name. A rule that finds nothing of its kind returns None and takes nothing."""

    @abstractmethod
    def statement(self) -> Statement | None:
        """Any statement."""

    @abstractmethod
    def statement_list(self) -> tuple[tuple[Statement, ...], tuple[TrapStatement, ...]]:
        """Statements up to a closing sign or the end."""

    @abstractmethod
    def statement_block(self) -> StatementBlock | None:
        """`{ ... }` as the body of a statement."""

    @abstractmethod
    def pipeline_chain(self) -> Statement | None:
        """Pipelines joined by `&&` and `||`, or an assignment."""

    @abstractmethod
    def command_argument(self, *, naming: bool = False, alone: bool = False) -> Expression | None:
        """An argument of a command; `naming` for the command's name, `alone` where a comma does not make a list."""

    @abstractmethod
    def expression(self, *, commas: bool = True) -> Expression | None:
        """An expression with operators; with `commas` off, a comma ends it."""

    @abstractmethod
    def unary(self, *, commas: bool = True) -> Expression | None:
        """Prefix operators and casts with their operand."""

    @abstractmethod
    def primary(self, *, members: bool = True) -> Expression | None:
        """A literal, a variable or something in brackets, with what hangs on it."""

    @abstractmethod
    def expandable(self, word: Lexeme, kind: str) -> Expression:
        """The expression for a taken string or word, with its holes."""

    @abstractmethod
    def script_block(self) -> ScriptBlockExpression:
        """`{ ... }` as a value; the brace is next."""

    @abstractmethod
    def script_body(self, opening: Lexeme | None, parameters: tuple[Parameter, ...] | None = None) -> ScriptBlock:
        """What stands in a script or between braces; `opening` is the brace that was taken."""

    @abstractmethod
    def attributes(self) -> tuple[Attribute | TypeConstraint, ...]:
        """Attributes and type constraints in front of a parameter, a variable or a definition."""

    @abstractmethod
    def bracketed(self) -> Attribute | TypeConstraint | None:
        """`[...]`: an attribute, or a type to cast to."""

    @abstractmethod
    def parameter_list(self) -> tuple[Parameter, ...]:
        """Parameters up to the closing parenthesis, which stays."""

    @abstractmethod
    def definition(self, attributes: tuple[Attribute | TypeConstraint, ...]) -> Statement | None:
        """A class, an enum, a function, a configuration."""

    @abstractmethod
    def param_block(self, attributes: tuple[Attribute | TypeConstraint, ...]) -> ParamBlock:
        """`param( ... )`; the keyword is next, its parenthesis follows."""

    @abstractmethod
    def close_parameters(self, end: int) -> int:
        """Take the parenthesis that ends a parameter list; return where the list ends."""

    @abstractmethod
    def using(self) -> UsingStatement:
        """`using namespace X` and its kin; the keyword is next."""

    @abstractmethod
    def call_arguments(self, opening: Lexeme) -> tuple[tuple[Expression, ...], int]:
        """A method's arguments behind the parenthesis `opening`, and where they end."""

    @abstractmethod
    def inside(self, hole: Hole) -> tuple[Expression | None, list[Lexeme]]:
        """Read the `$( )` at a hole of a string; return it with its words."""

    @abstractmethod
    def type_name(self) -> TypeName | None:
        """A type's name with its generic arguments, ranks and assembly; blanks in front are skipped."""

    @abstractmethod
    def paren(self) -> ParenExpression:
        """`( ... )`; the parenthesis is next."""


def unassignable(node: Expression) -> Expression | None:
    """Return the part that cannot take a value; None for a variable, a property or an item, casts and parentheses around it or not."""
    while True:
        if isinstance(node, (ConvertExpression, AttributedExpression)):
            node = node.operand
        elif isinstance(node, ParenExpression) and isinstance(node.pipeline, Pipeline):
            stage = node.pipeline.stages[0]
            if len(node.pipeline.stages) > 1 or not isinstance(stage, CommandExpression):
                return node
            node = stage.expression
            if isinstance(node, ArrayLiteral):
                return next((fault for fault in map(unassignable, node.elements) if fault is not None), None)
        else:
            return None if isinstance(node, (VariableExpression, MemberExpression, IndexExpression)) else node
