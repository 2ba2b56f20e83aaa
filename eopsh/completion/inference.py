"""The shape of an expression before it runs: from literals, casts, assignments above it, and the values of the session."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from eopsh.completion import stages
from eopsh.completion.context import CompletionContext
from eopsh.completion.definitions import class_facts
from eopsh.completion.dotnet import enum_facts, facts, full_name
from eopsh.completion.shapes import Shape, custom, either, listed, merged, of_type, of_value
from eopsh.language import Parsed, tree
from eopsh.language.walk import children, descendants

_DEEPEST = 24
_BOOLEAN = frozenset({"And", "Or", "Xor", "Is", "IsNot", "Not", "Exclaim"})
_COMPARES = ("eq", "ne", "gt", "ge", "lt", "le", "like", "match", "contains", "in")
_TEXT = frozenset({"Join", "Format", "Ireplace", "Creplace"})
_CUSTOM = frozenset({"pscustomobject", "psobject", "system.management.automation.psobject"})


def path_to(root: tree.Node, offset: int) -> list[tree.Node]:
    """Return the nodes that hold a place, outermost first; of two that meet there, the one before it."""
    path = [root]
    while True:
        inside = [child for child in children(path[-1]) if child.start < offset <= child.end]
        if not inside:
            return path
        path.append(inside[-1])


class Inference:
    """Answers for one text. Never evaluates anything; None says that nothing is known."""

    def __init__(self, parsed: Parsed, context: CompletionContext) -> None:
        self.parsed = parsed
        self.context = context
        self._depth = 0

    def of(self, node: tree.Node | None) -> Shape | None:
        """Return the shape of an expression or of what a statement puts out."""
        if node is None or self._depth > _DEEPEST:
            return None
        self._depth += 1
        try:
            read = _READERS.get(type(node))
            return None if read is None else read(self, node)
        finally:
            self._depth -= 1

    def type_named(self, written: str) -> Shape:
        """Return the shape of a value of a type as scripts write it; classes and enums of the text are known too."""
        if self._depth > _DEEPEST or written.count("[") > _DEEPEST:
            # Classes that stand on each other, or lists of lists without end.
            return Shape()
        self._depth += 1
        try:
            return self._type_named(written)
        finally:
            self._depth -= 1

    def _type_named(self, written: str) -> Shape:
        if written.endswith("[]"):
            return listed(self.type_named(written[:-2]), full_name(written[:-2]) + "[]")
        outer, bracket, inner = written.removesuffix("]").partition("[")
        if bracket and outer.rpartition(".")[2].lower() in _GENERIC_LISTS:
            return listed(self.type_named(inner), full_name(outer))
        defined = self._defined(written)
        return defined if defined is not None else of_type(full_name(written))

    def _defined(self, name: str) -> Shape | None:
        text = self.parsed.text.lower()
        for node in descendants(self.parsed.tree) if "class" in text or "enum" in text else ():
            if isinstance(node, tree.TypeDefinition) and node.name.lower() == name.lower():
                return self._of_definition(node)
        return None

    def _of_definition(self, node: tree.TypeDefinition) -> Shape:
        if node.kind == "enum":
            return Shape(node.name, facts=enum_facts(node.name, tuple(member.name for member in node.members)))
        base = self.type_named(node.bases[0].type.name).about() if node.bases else None
        return Shape(node.name, facts=class_facts(node, base or facts("System.Object"), self.parsed.text))

    # --- variables

    def variable(self, name: str, at: int) -> Shape | None:
        """Return the shape of a variable as it is at a place: what the text assigned last, else the session's value."""
        folded = name.lower().rpartition(":")[2]
        if folded in ("_", "psitem"):
            return self.current(at)
        if folded == "this":
            return self._this(at)
        found: Shape | None = None
        if self.parsed.text.lower().count(folded) > 1:
            for node in descendants(self.parsed.tree):
                found = self._assigned(node, folded, at) or found
        return found or self._of_session(folded)

    def _assigned(self, node: tree.Node, name: str, at: int) -> Shape | None:
        match node:
            case tree.AssignmentStatement(operator="Equals", left=left, right=right) if node.end <= at:
                return self._left(left, right, name)
            case tree.Parameter(name=written) if written.lower() == name and node.start < at:
                return self._constrained(node.attributes)
            case tree.ForEachStatement(variable=tree.VariableExpression(name=written), condition=condition):
                if written.lower() == name and condition.end <= at:
                    whole = self.of(condition)
                    return whole.item() if whole is not None else None
        return None

    def _left(self, left: tree.Expression, right: tree.Statement | tree.Expression, name: str) -> Shape | None:
        match left:
            case tree.VariableExpression(name=written) if written.lower().rpartition(":")[2] == name:
                return self.of(right)
            case tree.ConvertExpression(type=constraint, operand=tree.VariableExpression(name=written)) if written.lower() == name:
                return self.type_named(constraint.type.name)
            case tree.ArrayLiteral(elements=lefts):
                inner = right.expression if isinstance(right, tree.CommandExpression) else None
                values = inner.elements if isinstance(inner, tree.ArrayLiteral) else ()
                found = (self._left(one, value, name) for one, value in zip(lefts, values, strict=False))
                return next((shape for shape in found if shape is not None), None)
        return None

    def _constrained(self, attributes: tuple[tree.Attribute | tree.TypeConstraint, ...]) -> Shape | None:
        constraint = next((each for each in attributes if isinstance(each, tree.TypeConstraint)), None)
        return None if constraint is None else self.type_named(constraint.type.name)

    def _of_session(self, folded: str) -> Shape | None:
        value = self.context.value(folded)
        if folded == "error":
            return listed(of_type("System.Management.Automation.ErrorRecord"), "System.Collections.ArrayList")
        if value is not None:
            return of_value(value)
        if folded == "pscmdlet":
            return _CMDLET
        automatic = _AUTOMATIC.get(folded)
        return of_type(automatic) if automatic is not None else None

    def _this(self, at: int) -> Shape | None:
        around = (node for node in reversed(path_to(self.parsed.tree, at)) if isinstance(node, tree.TypeDefinition))
        return next((self._of_definition(node) for node in around), None)

    # --- $_

    def current(self, at: int) -> Shape | None:
        """Return the shape of `$_` at a place: what the stage before puts out, what a switch looks at, the error of a catch."""
        path = path_to(self.parsed.tree, at)
        for index in range(len(path) - 1, 0, -1):
            found = self._item_of(path[index], path[:index])
            if found is not None:
                return found
        return None

    def _item_of(self, node: tree.Node, above: list[tree.Node]) -> Shape | None:
        match node:
            case tree.CatchClause() | tree.TrapStatement():
                return of_type("System.Management.Automation.ErrorRecord")
            case tree.SwitchStatement():
                whole = self.of(node.condition)
                return whole.item() if whole is not None else None
            case tree.InvokeMemberExpression(member=tree.StringConstantExpression(value=name), target=target):
                whole = self.of(target) if name.lower() in ("where", "foreach") else None
                return whole.item() if whole is not None else None
            case tree.Command():
                pipeline = above[-1]
                if isinstance(pipeline, tree.Pipeline) and node in pipeline.stages[1:]:
                    return self.output(pipeline.stages[: pipeline.stages.index(node)])
        return None

    def output(self, before: tuple[tree.Command | tree.CommandExpression, ...]) -> Shape | None:
        """Return the shape of one object that these stages of a pipeline put out."""
        item: Shape | None = None
        for stage in before:
            if isinstance(stage, tree.CommandExpression):
                whole = self.of(stage.expression)
                item = whole.item() if whole is not None else None
            else:
                item = stages.output(self, stage, item)
        return item

    def function_output(self, name: str) -> Shape | None:
        """Return the shape of what a function of the text or of the session puts out: as it declares, or by its last statement."""
        for node in descendants(self.parsed.tree) if "function" in self.parsed.text.lower() else ():
            if isinstance(node, tree.FunctionDefinition) and node.name.lower() == name:
                return self._body(node.body)
        body = self.context.bodies.get(name)
        if body is None or body.tree is self.parsed.tree or self._depth > _DEEPEST:
            return None
        inner = Inference(body, self.context)
        inner._depth = self._depth + 1
        return inner._body(body.tree)

    def _body(self, body: tree.ScriptBlock) -> Shape | None:
        attributes = body.param_block.attributes if body.param_block is not None else ()
        for attribute in attributes:
            if isinstance(attribute, tree.Attribute) and attribute.type.name.lower() == "outputtype" and attribute.positional:
                declared = self.of(attribute.positional[0])
                return replace(declared, static=False) if declared is not None and declared.static else None
        whole = self.last(body.blocks[-1].statements) if body.blocks else None
        return whole.item() if whole is not None else None

    # --- statements and expressions

    def _pipeline(self, node: tree.Pipeline) -> Shape | None:
        if len(node.stages) == 1 and isinstance(node.stages[0], tree.CommandExpression):
            return self.of(node.stages[0].expression)
        return self.output(node.stages)

    def _command(self, node: tree.Command) -> Shape | None:
        return stages.output(self, node, None)

    def _expression(self, node: tree.CommandExpression) -> Shape | None:
        return self.of(node.expression)

    def _if(self, node: tree.IfStatement) -> Shape | None:
        blocks = [block for _, block in node.clauses] + ([node.otherwise] if node.otherwise is not None else [])
        return either(self.last(block.statements) for block in blocks)

    def _switch(self, node: tree.SwitchStatement) -> Shape | None:
        blocks = [block for _, block in node.clauses] + ([node.default] if node.default is not None else [])
        return either(self.last(block.statements) for block in blocks)

    def _try(self, node: tree.TryStatement) -> Shape | None:
        return either(self.last(block.statements) for block in (node.body, *(clause.body for clause in node.catches)))

    def _body_of(self, node: tree.ForEachStatement) -> Shape | None:
        return self.last(node.body.statements)

    def last(self, statements: tuple[tree.Statement, ...]) -> Shape | None:
        """Return the shape of what the last of several statements puts out."""
        return self.of(statements[-1]) if statements else None

    def _paren(self, node: tree.ParenExpression) -> Shape | None:
        return self.of(node.pipeline)

    def _sub(self, node: tree.SubExpression) -> Shape | None:
        return self.last(node.body.statements)

    def _array(self, node: tree.ArrayExpression) -> Shape | None:
        inner = self.last(node.body.statements)
        return listed(inner.item() if inner is not None else Shape())

    def _literal(self, node: tree.ArrayLiteral) -> Shape:
        return listed(merged(shape for shape in map(self.of, node.elements) if shape is not None))

    def _constant(self, node: tree.ConstantExpression) -> Shape:
        return of_type(f"System.{node.type}")

    def _string(self, node: tree.Expression) -> Shape:
        return of_type("System.String")

    def _variable(self, node: tree.VariableExpression) -> Shape | None:
        return self.variable(node.name, node.start + 1)

    def _type(self, node: tree.TypeExpression) -> Shape:
        return replace(self.type_named(node.type.name), static=True)

    def _block(self, node: tree.ScriptBlockExpression) -> Shape:
        return of_type("System.Management.Automation.ScriptBlock")

    def _table(self, node: tree.Hashtable) -> Shape:
        return Shape("System.Collections.Hashtable", tuple(self._pairs(node)), keys=True)

    def _pairs(self, node: tree.Hashtable) -> Iterator[tuple[str, Shape]]:
        for key, value in node.pairs:
            if isinstance(key, tree.StringConstantExpression):
                yield key.value, self.of(value) or Shape()

    def _convert(self, node: tree.ConvertExpression) -> Shape | None:
        name = node.type.type.name.lower()
        if name in _CUSTOM:
            return custom(self._pairs(node.operand)) if isinstance(node.operand, tree.Hashtable) else self.of(node.operand)
        if name == "ordered" and isinstance(node.operand, tree.Hashtable):
            return Shape(full_name("ordered"), tuple(self._pairs(node.operand)), keys=True)
        found = self.type_named(node.type.type.name)
        return replace(found, element=Shape()) if _is_list(found.type) else found

    def _member(self, node: tree.MemberExpression) -> Shape | None:
        target = self.of(node.target)
        if target is None or not isinstance(node.member, tree.StringConstantExpression):
            return None
        if target.static and not node.static:
            target = of_type("System.Type")
        if node.member.value.lower() == "psobject":
            return of_type("System.Management.Automation.PSObject")
        return target.member(node.member.value)

    def _invoke(self, node: tree.InvokeMemberExpression) -> Shape | None:
        target = self.of(node.target)
        if target is None or not isinstance(node.member, tree.StringConstantExpression):
            return None
        name = node.member.value.lower()
        if node.static and name == "new":
            return replace(target, static=False)
        if name == "where" and target.element is not None:
            return target
        return target.result(name)

    def _index(self, node: tree.IndexExpression) -> Shape | None:
        target = self.of(node.target)
        if target is None:
            return None
        if target.keys and isinstance(node.index, tree.StringConstantExpression):
            return target.member(node.index.value)
        about = target.about()
        if target.is_list:
            # Several indexes give several elements.
            several = isinstance(node.index, tree.ArrayLiteral) or (
                isinstance(node.index, tree.BinaryExpression) and node.index.operator == "DotDot"
            )
            return listed(target.item()) if several else target.item()
        return of_type(about.item) if about is not None and about.item else target

    def _binary(self, node: tree.BinaryExpression) -> Shape | None:
        operator = node.operator
        if operator in _TEXT:
            return of_type("System.String")
        if operator in _BOOLEAN or operator.lower().lstrip("ic").removeprefix("not") in _COMPARES:
            return of_type("System.Boolean")
        if operator == "As" and isinstance(node.right, tree.TypeExpression):
            return self.type_named(node.right.type.name)
        if operator == "Minus" and self._is_date(node.left) and self._is_date(node.right):
            return of_type("System.TimeSpan")
        if operator == "DotDot":
            return listed(of_type("System.Int32"))
        if operator in ("Isplit", "Csplit"):
            return of_type("System.String[]")
        left, right = self.of(node.left), self.of(node.right)
        # The wider number wins.
        widens = left is not None and right is not None and left.type in _NARROW and right.type in _WIDE
        return right if widens else left

    def _is_date(self, node: tree.Expression) -> bool:
        shape = self.of(node)
        return shape is not None and shape.type == "System.DateTime"

    def _unary(self, node: tree.UnaryExpression) -> Shape | None:
        if node.operator in _BOOLEAN:
            return of_type("System.Boolean")
        if node.operator in ("Isplit", "Csplit"):
            return of_type("System.String[]")
        return of_type("System.String") if node.operator == "Join" else self.of(node.operand)

    def _ternary(self, node: tree.TernaryExpression) -> Shape | None:
        return either((self.of(node.if_true), self.of(node.if_false)))


def _is_list(name: str) -> bool:
    return name.rpartition(".")[2] in ("ArrayList", "Array", "Queue", "Stack") or ".Generic.List" in name


_GENERIC_LISTS = frozenset(
    {"list", "hashset", "queue", "stack", "collection", "ienumerable", "icollection", "ilist", "sortedset", "linkedlist"}
)
_NARROW = frozenset(f"System.{name}" for name in ("Byte", "Int16", "Int32", "Int64", "Single"))
_WIDE = frozenset({"System.Double", "System.Decimal"})
_CMDLET = Shape(
    "System.Management.Automation.PSScriptCmdlet",
    (
        ("MyInvocation", of_type("System.Management.Automation.InvocationInfo")),
        ("ParameterSetName", of_type("System.String")),
        ("SessionState", of_type("System.Management.Automation.SessionState")),
    ),
    ("ShouldProcess", "ShouldContinue", "ThrowTerminatingError", "WriteDebug", "WriteError", "WriteObject", "WriteVerbose", "WriteWarning"),
)
_AUTOMATIC = {
    "error": "System.Collections.ArrayList",
    "home": "System.String",
    "host": "System.Management.Automation.Host.PSHost",
    "pwd": "System.String",
    "psversiontable": "System.Collections.Hashtable",
    "myinvocation": "System.Management.Automation.InvocationInfo",
    "true": "System.Boolean",
    "false": "System.Boolean",
    "pid": "System.Int32",
    "matches": "System.Collections.Hashtable",
    "psboundparameters": "System.Collections.Generic.Dictionary",
}
_READERS: dict[type[tree.Node], Callable[..., Shape | None]] = {
    tree.Pipeline: Inference._pipeline,
    tree.Command: Inference._command,
    tree.CommandExpression: Inference._expression,
    tree.IfStatement: Inference._if,
    tree.SwitchStatement: Inference._switch,
    tree.ForEachStatement: Inference._body_of,
    tree.TryStatement: Inference._try,
    tree.ParenExpression: Inference._paren,
    tree.SubExpression: Inference._sub,
    tree.ArrayExpression: Inference._array,
    tree.ArrayLiteral: Inference._literal,
    tree.ConstantExpression: Inference._constant,
    tree.StringConstantExpression: Inference._string,
    tree.ExpandableStringExpression: Inference._string,
    tree.VariableExpression: Inference._variable,
    tree.TypeExpression: Inference._type,
    tree.ScriptBlockExpression: Inference._block,
    tree.Hashtable: Inference._table,
    tree.ConvertExpression: Inference._convert,
    tree.MemberExpression: Inference._member,
    tree.InvokeMemberExpression: Inference._invoke,
    tree.IndexExpression: Inference._index,
    tree.BinaryExpression: Inference._binary,
    tree.UnaryExpression: Inference._unary,
    tree.TernaryExpression: Inference._ternary,
}
