"""Script bodies with their blocks, functions, classes, enums, configurations."""

from __future__ import annotations

from collections.abc import Iterator

from eopsh.language.grammar import Grammar
from eopsh.language.kinds import BLOCK_NAMES
from eopsh.language.lexemes import COMMAND, EXPRESSION, NAME, Lexeme
from eopsh.language.tree import (
    Attribute,
    ConfigurationDefinition,
    ErrorStatement,
    FunctionDefinition,
    FunctionMember,
    NamedBlock,
    Node,
    ParamBlock,
    Parameter,
    PropertyMember,
    ScriptBlock,
    ScriptBlockExpression,
    Statement,
    TypeConstraint,
    TypeDefinition,
    UsingStatement,
)

Attributes = tuple[Attribute | TypeConstraint, ...]


class Definitions(Grammar):
    """Rules for what holds statements under a name, and for script blocks."""

    def script_block(self) -> ScriptBlockExpression:
        """`{ ... }` as a value; the brace is next."""
        opening = self.take()
        outer, self.mode = self.mode, COMMAND
        ternary, self.ternary = self.ternary, False
        body = self.script_body(opening)
        self.mode, self.ternary = outer, ternary
        return ScriptBlockExpression(body.start, body.end, body)

    def script_body(self, opening: Lexeme | None, parameters: tuple[Parameter, ...] | None = None) -> ScriptBlock:
        """What stands in a script or between braces; `opening` is the brace that was taken."""
        if opening is not None and not self.deepen(opening):
            return ScriptBlock(opening.start, self.at, (), (), None, ())
        self.skip("NewLine", "Semi")
        usings = self._usings() if opening is None else ()
        param_block = self._param_block() if parameters is None else None
        blocks = self._blocks(param_block, opening)
        if opening is None:
            return ScriptBlock(0, self.limit, usings, (), param_block, blocks)
        end = self._close_body(opening)
        self.depth -= 1
        return ScriptBlock(opening.start, end, usings, (), param_block, blocks)

    def _close_body(self, opening: Lexeme) -> int:
        closing = self.peek()
        if closing.kind == "RCurly":
            return self.take().end
        self.report("MissingEndCurlyBrace", opening.start, opening.end, incomplete=self.only_blanks_after(closing.end))
        return self.at

    def _usings(self) -> tuple[UsingStatement, ...]:
        found: list[UsingStatement] = []
        while self.peek().kind == "Using":
            found.append(self.using())
            self.skip("NewLine", "Semi")
        return tuple(found)

    def _param_block(self) -> ParamBlock | None:
        word = self.peek()
        if word.kind == "Param":
            return self.param_block(()) if self._opens_parameters() else None
        if word.kind != "Generic" or self.text[word.start] != "[" or word.start in self.no_param_after or not self.definition_ahead():
            return None
        mark = self.mark()
        attributes = self.attributes()
        self.skip_newlines()
        if attributes and self.peek().kind == "Param" and self._opens_parameters():
            return self.param_block(attributes)
        self.reset(mark)
        self.no_param_after.add(word.start)
        return None

    def _opens_parameters(self) -> bool:
        mark = self.mark()
        self.take()
        self.skip_newlines()
        found = self.peek().kind == "LParen"
        self.reset(mark)
        return found

    def _blocks(self, param_block: ParamBlock | None, opening: Lexeme | None) -> tuple[NamedBlock, ...]:
        self.skip("NewLine", "Semi")
        if self.peek().kind in BLOCK_NAMES:
            return self._named_blocks()
        statements, traps = self.statement_list()
        everything: list[Statement] = sorted((*statements, *traps), key=lambda part: part.start)
        parts: list[Node] = [*([param_block] if param_block else ()), *everything]
        start, end = (parts[0].start, parts[-1].end) if parts else self._empty_body(opening)
        return (NamedBlock(start, end, "end", True, statements, traps),)

    def _empty_body(self, opening: Lexeme | None) -> tuple[int, int]:
        """Return where PowerShell puts the block of an empty body: the blanks between the braces but for the last."""
        closing = self.peek().start
        if opening is None or closing == opening.end:
            return 0, 0
        return opening.end, closing - 1

    def _named_blocks(self) -> tuple[NamedBlock, ...]:
        found: list[NamedBlock] = []
        while True:
            self.skip("NewLine", "Semi")
            word = self.peek()
            if word.kind in ("EndOfInput", "RCurly", "RParen"):
                return tuple(found)
            if word.kind not in BLOCK_NAMES:
                self.report("MissingNamedBlocks", word.start, word.end, self.source(word))
                self.statement_list()
                return tuple(found)
            block = self._named_block()
            if block is not None:
                found.append(block)

    def _named_block(self) -> NamedBlock | None:
        keyword = self.take()
        body = self.statement_block()
        if body is None:
            self.report_after("MissingNamedStatementBlock", keyword.end, self.source(keyword))
            return None
        return NamedBlock(keyword.start, body.end, keyword.kind.lower(), False, body.statements, body.traps)

    # --- definitions

    def definition(self, attributes: Attributes) -> Statement | None:
        """A class, an enum, a function, a configuration; the keyword is next."""
        kind = self.peek().kind
        if kind == "Class":
            return self._class(attributes)
        if kind == "Enum":
            return self._enum(attributes)
        if kind == "Configuration":
            return self._configuration()
        return self._function()

    def _type_name(self, keyword: Lexeme) -> Lexeme | None:
        outer, self.mode = self.mode, NAME
        mark = self.mark()
        self.skip_newlines()
        word = self.peek()
        if word.kind == "Identifier":
            self.take()
        else:
            self.reset(mark)
            self.report_after("MissingNameAfterKeyword", keyword.end, self.source(keyword))
        self.mode = outer
        return word if word.kind == "Identifier" else None

    def _name(self, keyword: Lexeme) -> Lexeme | None:
        mark = self.mark()
        self.skip_newlines()
        word = self.peek()
        if word.kind in ("Identifier", "Generic") or "Keyword" in word.flags or word.kind in ("Multiply", "Divide", "Rem", "Plus", "Minus"):
            word.flags = word.flags - {"Keyword"}
            return self.take()
        self.reset(mark)
        self.report_after("MissingNameAfterKeyword", keyword.end, self.source(keyword))
        return None

    def _function(self) -> Statement:
        keyword = self.take()
        name = self._name(keyword)
        if name is None:
            return ErrorStatement(keyword.start, keyword.end)
        parameters, end = self._function_parameters(name)
        if parameters is None and end > name.end:
            return ErrorStatement(keyword.start, self.at)
        body = self._function_body(end, parameters)
        if body is None:
            return ErrorStatement(keyword.start, self.at)
        if keyword.kind == "Workflow":
            self.report("WorkflowNotSupportedInPowerShellCore", keyword.start, body.end)
        is_filter, is_workflow = keyword.kind == "Filter", keyword.kind == "Workflow"
        text = self.source(name)
        return FunctionDefinition(keyword.start, body.end, text, is_filter, is_workflow, parameters, body)

    def _function_parameters(self, name: Lexeme) -> tuple[tuple[Parameter, ...] | None, int]:
        mark = self.mark()
        self.skip_newlines()
        if self.peek().kind != "LParen":
            self.reset(mark)
            return None, name.end
        opening = self.take()
        parameters = self.parameter_list()
        return parameters, self.close_parameters(parameters[-1].end if parameters else opening.end)

    def _function_body(self, end: int, parameters: tuple[Parameter, ...] | None) -> ScriptBlock | None:
        mark = self.mark()
        self.mode = COMMAND
        self.skip_newlines()
        if self.peek().kind != "LCurly":
            self.reset(mark)
            if not (self.errors and self.errors[-1].incomplete):
                self.report_after("MissingFunctionBody", end)
            return None
        return self.script_body(self.take(), parameters)

    def _configuration(self) -> Statement:
        keyword = self.take()
        name = self.command_argument(naming=True, alone=True)
        if name is None:
            self.report_after("MissingConfigurationName", keyword.end)
            return ErrorStatement(keyword.start, keyword.end)
        mark = self.mark()
        self.skip_newlines()
        if self.peek().kind != "LCurly":
            self.reset(mark)
            self.report_after("MissingStatementBlock", name.end, "configuration")
            return ErrorStatement(keyword.start, name.end)
        body = self.script_block()
        return ConfigurationDefinition(keyword.start, body.end, name, body)

    # --- classes and enums

    def _class(self, attributes: Attributes) -> Statement:
        keyword = self.take()
        name = self._type_name(keyword)
        if name is None:
            return ErrorStatement(keyword.start, keyword.end)
        bases = self._bases()
        opening = self._open_type(keyword, bases[-1].end if bases else name.end)
        if opening is None:
            return ErrorStatement(keyword.start, self.at)
        members: list[PropertyMember | FunctionMember] = []
        if self.deepen(opening):
            members += self._class_members()
            self.depth -= 1
        end = self._close_body(opening)
        start = attributes[0].start if attributes else keyword.start
        return TypeDefinition(start, end, self.source(name), "class", attributes, bases, tuple(members))

    def _open_type(self, keyword: Lexeme, end: int) -> Lexeme | None:
        mark = self.mark()
        self.mode = COMMAND
        self.skip_newlines()
        if self.peek().kind == "LCurly":
            return self.take()
        self.reset(mark)
        self.report_after("MissingTypeBody", end, self.source(keyword).lower())
        return None

    def _bases(self) -> tuple[TypeConstraint, ...]:
        outer, self.mode = self.mode, EXPRESSION
        found: list[TypeConstraint] = []
        if self.peek().kind == "Colon":
            sign = self.take()
            while True:
                self.skip_newlines()
                name = self.type_name()
                if name is None:
                    self.report_after("TypeNameExpected", sign.end)
                    break
                found.append(TypeConstraint(name.start, name.end, name))
                if self.peek().kind != "Comma":
                    break
                sign = self.take()
        self.mode = outer
        return tuple(found)

    def _class_members(self) -> Iterator[PropertyMember | FunctionMember]:
        """Yield the members up to the closing brace; one that does not parse is passed over."""
        while True:
            self.mode = EXPRESSION
            self.skip("NewLine", "Semi")
            if self.peek().kind in ("RCurly", "EndOfInput"):
                self.mode = COMMAND
                return
            member = self._member_definition()
            if member is not None:
                yield member
                continue
            self.mode = EXPRESSION
            while self.peek().kind not in ("Semi", "NewLine", "RCurly", "EndOfInput"):
                self.take()

    def _member_definition(self) -> PropertyMember | FunctionMember | None:
        start = self.peek().start
        attributes = self._member_attributes()
        self.mode = NAME
        word = self.peek()
        if word.kind == "Variable":
            return self._property(start, attributes)
        if word.kind == "Identifier":
            return self._method(start, attributes)
        self.report_after("IncompleteMemberDefinition", self.at)
        return None

    def _member_attributes(self) -> Attributes:
        found: list[Attribute | TypeConstraint] = []
        while True:
            self.mode = EXPRESSION
            found += self.attributes()
            if self.peek().kind not in ("Static", "Hidden"):
                return tuple(found)
            self.take()
            self.skip_newlines()

    def _property(self, start: int, attributes: Attributes) -> PropertyMember:
        self.mode = EXPRESSION
        word = self.take()
        initial = None
        if self.peek().kind == "Equals":
            self.take()
            self.skip_newlines()
            initial = self.expression()
        end = initial.end if initial is not None else word.end
        if self.peek().kind == "Semi":
            end = self.take().end
        elif self.peek().kind not in ("NewLine", "RCurly", "EndOfInput"):
            self.unexpected(self.take())
        return PropertyMember(start, end, word.value, attributes, initial)

    def _method(self, start: int, attributes: Attributes) -> PropertyMember | FunctionMember | None:
        name = self.take()
        self.mode = EXPRESSION
        self.skip_newlines()
        if self.peek().kind != "LParen":
            self.report_after("MissingMethodParameterList", name.end)
            self.report_after("MissingFunctionBody", name.end)
            return None
        opening = self.take()
        parameters = self.parameter_list()
        end = self.close_parameters(parameters[-1].end if parameters else opening.end)
        self._base_call()
        self.mode = COMMAND
        self.skip_newlines()
        if self.peek().kind != "LCurly":
            if not self.errors or self.errors[-1].error_id != "MissingEndParenthesisInFunctionParameterList":
                self.report_after("MissingMethodBody", end)
            return None
        body = self.script_body(self.take(), parameters)
        first = name.start if attributes else start
        function = FunctionDefinition(first, body.end, name.value, False, False, parameters, body)
        return FunctionMember(start, body.end, name.value, attributes, function)

    def _base_call(self) -> None:
        if self.peek().kind != "Colon":
            return
        self.take()
        self.mode = NAME
        self.take()
        self.mode = EXPRESSION
        if self.peek().kind == "LParen":
            self.call_arguments(self.take())

    def _enum(self, attributes: Attributes) -> Statement:
        keyword = self.take()
        name = self._type_name(keyword)
        if name is None:
            return ErrorStatement(keyword.start, keyword.end)
        bases = self._bases()
        opening = self._open_type(keyword, bases[-1].end if bases else name.end)
        if opening is None:
            return ErrorStatement(keyword.start, self.at)
        members: list[PropertyMember | FunctionMember] = []
        while (member := self._enum_member()) is not None:
            members.append(member)
        self.mode = COMMAND
        end = self._close_body(opening)
        start = attributes[0].start if attributes else keyword.start
        return TypeDefinition(start, end, self.source(name), "enum", attributes, bases, tuple(members))

    def _enum_member(self) -> PropertyMember | None:
        self.mode = NAME
        self.skip("NewLine", "Semi")
        word = self.peek()
        if word.kind != "Identifier":
            return None
        self.take()
        self.mode = EXPRESSION
        initial, end = None, word.end
        if self.peek().kind == "Equals":
            self.take()
            self.skip_newlines()
            initial = self.expression()
            end = initial.end if initial is not None else end
        if self.peek().kind == "Semi":
            end = self.take().end
        return PropertyMember(word.start, end, word.value, (), initial)
