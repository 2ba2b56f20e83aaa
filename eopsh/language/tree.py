"""The syntax tree: frozen classes (`node.NodeType`) under the names of PowerShell's own tree.

Every node carries `start` and `end`, offsets in code points into the text that was parsed, end exclusive, as PowerShell's
extents do. Children stand in source order. Operators are named as PowerShell's token kinds (`Ieq`, `Plus`, `DotDot`).
"""

from __future__ import annotations

from eopsh.language.node import Base


class Node(Base):
    """A span of the text."""

    start: int
    end: int


class Statement(Node):
    """Base of what stands in a statement list."""


class Expression(Node):
    """Base of what has a value."""


# --- scripts and blocks


class NamedBlock(Node):
    """`begin`, `process`, `end`, `clean`, `dynamicparam`; `unnamed` when it is the plain body of a script."""

    kind: str
    unnamed: bool
    statements: tuple[Statement, ...]
    traps: tuple[TrapStatement, ...] = ()


class ScriptBlock(Node):
    """A whole text, or what stands between the braces of a block. `blocks` in source order."""

    usings: tuple[UsingStatement, ...]
    attributes: tuple[Attribute | TypeConstraint, ...]
    param_block: ParamBlock | None
    blocks: tuple[NamedBlock, ...]


class StatementBlock(Node):
    """What stands between the braces of `if`, `while`, `@( )` and their kin; traps apply to all of it."""

    statements: tuple[Statement, ...]
    traps: tuple[TrapStatement, ...] = ()


class ParamBlock(Node):
    """`[CmdletBinding()] param(...)`: the attributes in front of it and the parameters."""

    attributes: tuple[Attribute | TypeConstraint, ...]
    parameters: tuple[Parameter, ...]


class Parameter(Node):
    """`variable` holds the place of the name."""

    name: str
    attributes: tuple[Attribute | TypeConstraint, ...]
    default: Expression | None
    variable: VariableExpression | None = None


class TypeName(Base):
    """`name` as PowerShell prints it (without brackets), generic arguments and array rank included in the text."""

    start: int
    end: int
    name: str


class TypeConstraint(Node):
    """`[int]` in front of a variable, a parameter or an operand."""

    type: TypeName


class NamedAttributeArgument(Node):
    """`Name = value` in an attribute's parentheses; `omitted` where only the name stands, which means true."""

    name: str
    value: Expression
    omitted: bool


class Attribute(Node):
    """`[Parameter(Mandatory, Position = 0)]`: arguments by place, then those with names."""

    type: TypeName
    positional: tuple[Expression, ...]
    named: tuple[NamedAttributeArgument, ...]


# --- statements


class Pipeline(Statement):
    """Stages in order; the first may be a `CommandExpression`."""

    stages: tuple[Command | CommandExpression, ...]
    background: bool = False


class PipelineChain(Statement):
    """`left && right` (`AndAnd`) or `left || right` (`OrOr`)."""

    operator: str
    left: Statement
    right: Statement
    background: bool = False


class Command(Statement):
    """`elements[0]` is the name; then `CommandParameter`s and argument expressions in source order.

    `invocation` is `Ampersand` for `& x`, `Dot` for `. x`, else empty.
    """

    elements: tuple[CommandParameter | Expression, ...]
    invocation: str = ""
    redirections: tuple[FileRedirection | MergingRedirection, ...] = ()

    @property
    def name(self) -> str | None:
        """Return the command's name when it is written out, None when it is computed."""
        first = self.elements[0] if self.elements else None
        return first.value if isinstance(first, StringConstantExpression) else None


class CommandExpression(Statement):
    """An expression where a command could stand, with what redirects its output."""

    expression: Expression
    redirections: tuple[FileRedirection | MergingRedirection, ...] = ()


class CommandParameter(Node):
    """`-Name` or `-Name:value`; `argument` only with the colon. `name` without dash and colon; `--` has the name `-`."""

    name: str
    argument: Expression | None = None


class FileRedirection(Node):
    """`from_stream` is `Output`, `Error`, `Warning`, `Verbose`, `Debug`, `Information` or `All`."""

    from_stream: str
    append: bool
    location: Expression


class MergingRedirection(Node):
    """`2>&1`. Streams are named as in `FileRedirection`."""

    from_stream: str
    to_stream: str


class AssignmentStatement(Statement):
    """`operator` is `Equals`, `PlusEquals`, ...; `right` is any statement."""

    operator: str
    left: Expression
    right: Statement


class IfStatement(Statement):
    """`if`, each `elseif` as a condition with its body, and the `else`."""

    clauses: tuple[tuple[Statement, StatementBlock], ...]
    otherwise: StatementBlock | None


class SwitchStatement(Statement):
    """`flags` of `Regex`, `Wildcard`, `Exact`, `CaseSensitive`, `File`, `Parallel`."""

    label: str | None
    flags: tuple[str, ...]
    condition: Statement | Expression
    clauses: tuple[tuple[Expression, StatementBlock], ...]
    default: StatementBlock | None


class WhileStatement(Statement):
    """`:label while (condition) { }`."""

    label: str | None
    condition: Statement
    body: StatementBlock


class DoWhileStatement(Statement):
    """`:label do { } while (condition)`: the body runs once at least."""

    label: str | None
    body: StatementBlock
    condition: Statement


class DoUntilStatement(Statement):
    """`:label do { } until (condition)`: ends when the condition holds."""

    label: str | None
    body: StatementBlock
    condition: Statement


class ForStatement(Statement):
    """`:label for (initializer; condition; iterator) { }`; each of the three may be missing, no condition means for ever."""

    label: str | None
    initializer: Statement | None
    condition: Statement | None
    iterator: Statement | None
    body: StatementBlock


class ForEachStatement(Statement):
    """`:label foreach ($variable in condition) { }`; `parallel` and `throttle` belong to workflows."""

    label: str | None
    variable: VariableExpression
    condition: Statement
    body: StatementBlock
    parallel: bool = False
    throttle: Expression | None = None


class CatchClause(Node):
    """`catch [type], [type] { }`; without types it takes every error."""

    types: tuple[TypeConstraint, ...]
    body: StatementBlock


class TryStatement(Statement):
    """`try { }` with its clauses in order, and the `finally`."""

    body: StatementBlock
    catches: tuple[CatchClause, ...]
    finally_body: StatementBlock | None


class TrapStatement(Statement):
    """`trap [type] { }`, for the whole block that it stands in; without a type for every error."""

    type: TypeConstraint | None
    body: StatementBlock


class BreakStatement(Statement):
    """`break label`; without a label the nearest loop or switch."""

    label: Expression | None


class ContinueStatement(Statement):
    """`continue label`; without a label the nearest loop or switch."""

    label: Expression | None


class ReturnStatement(Statement):
    """`return`, and what it puts out before it leaves."""

    pipeline: Statement | None


class ExitStatement(Statement):
    """`exit`, and the code."""

    pipeline: Statement | None


class ThrowStatement(Statement):
    """`throw`, and what is thrown; nothing in a `catch` throws the error again."""

    pipeline: Statement | None


class FunctionDefinition(Statement):
    """`parameters` only when written `function f($a) {}`; a `param` block stands in `body`."""

    name: str
    is_filter: bool
    is_workflow: bool
    parameters: tuple[Parameter, ...] | None
    body: ScriptBlock


class UsingStatement(Statement):
    """`using namespace X`: `kind` is the word behind `using`; `alias` where the name gets another one (`using module A = B`)."""

    kind: str
    name: Expression | None
    alias: Expression | None = None


class DataStatement(Statement):
    """`data variable -SupportedCommand a, b { }`: a block that may hold constants and these commands alone."""

    variable: str | None
    commands: tuple[Expression, ...]
    body: StatementBlock


class BlockStatement(Statement):
    """`sequence {}` and `parallel {}`."""

    kind: str
    body: StatementBlock


class PropertyMember(Node):
    """A property of a class, or a value of an enum (then `initial` is its number)."""

    name: str
    attributes: tuple[Attribute | TypeConstraint, ...]
    initial: Expression | None


class FunctionMember(Node):
    """A method of a class; a constructor has the name of its class."""

    name: str
    attributes: tuple[Attribute | TypeConstraint, ...]
    function: FunctionDefinition


class TypeDefinition(Statement):
    """`kind` is `class`, `enum` or `interface`: parsed so that nothing around it breaks, refused when run."""

    name: str
    kind: str
    attributes: tuple[Attribute | TypeConstraint, ...]
    bases: tuple[TypeConstraint, ...]
    members: tuple[PropertyMember | FunctionMember, ...]


class ConfigurationDefinition(Statement):
    """`configuration name { }`: parsed so that nothing around it breaks, refused when run."""

    name: Expression
    body: ScriptBlockExpression


class ErrorStatement(Statement):
    """What is left of a statement that does not parse; `children` are the whole parts found in it."""

    children: tuple[Node, ...] = ()


# --- expressions


class ErrorExpression(Expression):
    """What is left of an expression that does not parse; `children` are the whole parts found in it."""

    children: tuple[Node, ...] = ()


class ConstantExpression(Expression):
    """A number. `type` is the .NET name without namespace (`Int32`, `Int64`, `Double`, `Decimal`, ...)."""

    value: object
    type: str


class StringConstantExpression(Expression):
    """`kind` is `BareWord`, `SingleQuoted`, `DoubleQuoted`, `SingleQuotedHereString` or `DoubleQuotedHereString`."""

    value: str
    kind: str


class ExpandableStringExpression(Expression):
    """`"a $b $(c)"`. `value` is the text as PowerShell keeps it (escapes done, `{0}`-free, variables as written).

    `parts` are what to join, in order: strings (escapes done) and the nested `VariableExpression`s and `SubExpression`s.
    """

    value: str
    kind: str
    parts: tuple[str | Expression, ...]


class VariableExpression(Expression):
    """`name` as written, scope or drive included (`script:x`, `env:PATH`), without `$`, `@` and braces."""

    name: str
    splatted: bool = False


class UsingExpression(Expression):
    """`$using:x`."""

    variable: VariableExpression


class TypeExpression(Expression):
    """`[int]` as a value."""

    type: TypeName


class BinaryExpression(Expression):
    """`left -operator right`; `operator` is the kind of the operator's token (`Plus`, `Ieq`, `DotDot`, ...)."""

    operator: str
    left: Expression
    right: Expression


class UnaryExpression(Expression):
    """An operator with one operand; the unary comma gives an `ArrayLiteral` of one element.

    `operator` is `Not`, `Exclaim`, `Minus`, `Plus`, `Bnot`, `Isplit`, `Csplit`, `Join`, `PlusPlus`, `MinusMinus`, `PostfixPlusPlus` or
    `PostfixMinusMinus`.
    """

    operator: str
    operand: Expression


class TernaryExpression(Expression):
    """`condition ? if_true : if_false`."""

    condition: Expression
    if_true: Expression
    if_false: Expression


class ConvertExpression(Expression):
    """`[type] operand`."""

    type: TypeConstraint
    operand: Expression


class AttributedExpression(Expression):
    """`[ValidateNotNull()] $x = ...`."""

    attribute: Attribute
    operand: Expression


class MemberExpression(Expression):
    """`target.member`, `target::member` (`static`), `target?.member` (`null_conditional`)."""

    target: Expression
    member: Expression
    static: bool = False
    null_conditional: bool = False


class InvokeMemberExpression(Expression):
    """`target.member(arguments)`; a block behind the name (`.Where{}`) is its one argument."""

    target: Expression
    member: Expression
    arguments: tuple[Expression, ...]
    static: bool = False
    null_conditional: bool = False


class IndexExpression(Expression):
    """`target[index]`, `target?[index]` (`null_conditional`)."""

    target: Expression
    index: Expression
    null_conditional: bool = False


class ArrayLiteral(Expression):
    """`a, b, c`."""

    elements: tuple[Expression, ...]


class ArrayExpression(Expression):
    """`@( ... )`."""

    body: StatementBlock


class SubExpression(Expression):
    """`$( ... )`."""

    body: StatementBlock


class ParenExpression(Expression):
    """`( ... )`; holds one statement."""

    pipeline: Statement


class Hashtable(Expression):
    """`@{ key = statement; ... }`."""

    pairs: tuple[tuple[Expression, Statement], ...]


class ScriptBlockExpression(Expression):
    """`{ ... }` as a value."""

    body: ScriptBlock
