"""`[...]`: type names, casts, attributes; parameter lists and `param` blocks."""

from __future__ import annotations

import re

from eopsh.language.grammar import Grammar
from eopsh.language.lexemes import EXPRESSION, NAME, Lexeme
from eopsh.language.tree import (
    Attribute,
    ConstantExpression,
    ErrorExpression,
    Expression,
    NamedAttributeArgument,
    ParamBlock,
    Parameter,
    TypeConstraint,
    TypeName,
    VariableExpression,
)

_TYPE_NAME = re.compile(r"[^\W\d][\w.+`#]*")
_ASSEMBLY = re.compile(r"[ \t]*([^\[\]\r\n ()]+(?:[ \t]*[^\[\]\r\n ()]+)*)")
_RANK = re.compile(r"[ \t]*(?:,[ \t]*)*\]")


class Types(Grammar):
    """Rules for what stands in square brackets, and for parameters."""

    def attributes(self) -> tuple[Attribute | TypeConstraint, ...]:
        """Attributes and type constraints in front of a parameter, a variable or a definition."""
        outer, self.mode = self.mode, EXPRESSION
        found: list[Attribute | TypeConstraint] = []
        while self.peek().kind == "LBracket":
            one = self.bracketed()
            if one is None:
                break
            found.append(one)
            self.skip_newlines()
        self.mode = outer
        return tuple(found)

    def bracketed(self) -> Attribute | TypeConstraint | None:
        """`[...]`: an attribute, or a type to cast to."""
        mark = self.mark()
        opening = self.take()
        self.skip_newlines()
        name = self.type_name()
        if name is None:
            self.reset(mark)
            self.report_after("MissingTypename", opening.end)
            return None
        if self.char() == "(":
            return self._attribute(opening, name)
        name = self._with_assembly(name)
        outer, self.mode = self.mode, EXPRESSION
        following = self.peek()
        closed = following.kind == "RBracket"
        if not closed:
            # PowerShell points right before what it found, which is inside the name where nothing stands between.
            place = following.start if following.kind == "EndOfInput" else following.start - 1
            self.report("EndSquareBracketExpectedAtEndOfAttribute", place, place)
        end = self.take().end if closed else name.end
        self.mode = outer
        return TypeConstraint(opening.start, end, name)

    def type_name(self) -> TypeName | None:
        """A type's name with its generic arguments, ranks and assembly; blanks in front are skipped."""
        outer, self.mode = self.mode, EXPRESSION
        place = self.peek().start
        match = _TYPE_NAME.match(self.text, place, self.limit)
        self.mode = outer
        if match is None:
            return None
        word = Lexeme("Identifier", place, match.end(), match[0])
        word.trivia = self.peek().trivia
        self.record(word)
        word.flags = frozenset({"TypeName"})
        text = match[0] + self._suffixes()
        return TypeName(place, self.at, text)

    def _suffixes(self) -> str:
        text = ""
        while self.char() == "[":
            rank = _RANK.match(self.text, self.at + 1, self.limit)
            if rank is not None:
                self.take_sign("LBracket", 1)
                self._commas(rank.end() - 1)
                self.take_sign("RBracket", 1)
                text += "[" + "," * rank[0].count(",") + "]"
                continue
            arguments = self._generic_arguments_of_type()
            if arguments is None:
                break
            text += arguments
        return text

    def _commas(self, end: int) -> None:
        while self.at < end:
            if self.char() == ",":
                self.take_sign("Comma", 1)
            else:
                self.at += 1

    def _generic_arguments_of_type(self) -> str | None:
        opening = self.take_sign("LBracket", 1)
        if not self.deepen(opening):
            return None
        names: list[str] = []
        self.mode, outer = EXPRESSION, self.mode
        while True:
            self.skip_newlines()
            name = self._argument_of_type()
            if name is None:
                self.report_after("MissingTypename", self.at)
                break
            names.append(name)
            if self.peek().kind != "Comma":
                break
            self.take()
        self.skip_newlines()
        if self.peek().kind == "RBracket":
            self.take()
        else:
            self.report_after("EndSquareBracketExpectedAtEndOfAttribute", self.at)
        self.mode = outer
        self.depth -= 1
        return "[" + ",".join(names) + "]"

    def _argument_of_type(self) -> str | None:
        if self.peek().kind != "LBracket":
            name = self.type_name()
            return name.name if name is not None else None
        self.take()
        name = self.type_name()
        if name is None:
            return None
        text = self._with_assembly(name).name
        if self.peek().kind == "RBracket":
            self.take()
        return text

    def _with_assembly(self, name: TypeName) -> TypeName:
        """Read `, Assembly` behind a type's name."""
        outer, self.mode = self.mode, EXPRESSION
        if self.peek().kind == "Comma":
            comma = self.take()
            match = _ASSEMBLY.match(self.text, self.at, self.limit)
            text = match[0].strip() if match is not None else ""
            if text and match is not None:
                self.record(Lexeme("Identifier", match.start(1), match.end(1)))
                name = TypeName(name.start, match.end(1), f"{name.name},{text}")
            else:
                self.report("MissingAssemblyNameSpecification", comma.end, comma.end)
        self.mode = outer
        return name

    # --- attributes

    def _attribute(self, opening: Lexeme, name: TypeName) -> Attribute:
        self._mark_attribute_name()
        bracket = self.take_sign("LParen", 1)
        if not self.deepen(bracket):
            return Attribute(opening.start, self.at, name, (), ())
        positional: list[Expression] = []
        named: list[NamedAttributeArgument] = []
        outer, self.mode = self.mode, EXPRESSION
        last = self._attribute_arguments(bracket.end, positional, named)
        end = self._close_attribute(last)
        self.depth -= 1
        self.mode = outer
        return Attribute(opening.start, end, name, tuple(positional), tuple(named))

    def _attribute_arguments(self, last: int, positional: list[Expression], named: list[NamedAttributeArgument]) -> int:
        """Read arguments; return the place behind which PowerShell would miss a bracket: a name alone does not count."""
        self.skip_newlines()
        while self.peek().kind not in ("RParen", "EndOfInput"):
            found = self._attribute_argument(positional, named)
            if found is None:
                break
            if not (isinstance(found, NamedAttributeArgument) and found.omitted):
                last = found.end
            self.skip_newlines()
            if self.peek().kind != "Comma":
                break
            last = self.take().end
            self.skip_newlines()
        return last

    def _mark_attribute_name(self) -> None:
        for word in reversed(self.words[-3:]):
            if word.kind == "Identifier":
                word.flags = frozenset({"AttributeName", "TypeName"})
                return

    def _close_attribute(self, last: int) -> int:
        self.skip_newlines()
        if self.peek().kind == "RParen":
            self.take()
        else:
            self.report_after("MissingEndParenthesisInExpression", last, found=self.at)
            return last
        after = self.mark()
        self.skip_newlines()
        if self.peek().kind == "RBracket":
            self.take()
        else:
            self.reset(after)
            self.report_after("EndSquareBracketExpectedAtEndOfAttribute", self.at)
        return self.at

    def _attribute_argument(
        self, positional: list[Expression], named: list[NamedAttributeArgument]
    ) -> Expression | NamedAttributeArgument | None:
        self.mode = NAME
        word = self.peek()
        if word.kind == "Identifier":
            self.take()
            self.mode = EXPRESSION
            named.append(self._named_argument(word))
            return named[-1]
        self.mode = EXPRESSION
        value = self.expression(commas=False)
        if value is not None:
            positional.append(value)
        return value

    def _named_argument(self, name: Lexeme) -> NamedAttributeArgument:
        name.flags = name.flags | {"MemberName"}
        self.skip_newlines()
        if self.peek().kind != "Equals":
            implied = ConstantExpression(name.start, name.end, True, "Boolean")
            return NamedAttributeArgument(name.start, name.end, name.value, implied, True)
        equals = self.take()
        self.skip_newlines()
        value = self.expression(commas=False)
        if value is None:
            self.report_after("MissingExpressionInNamedArgument", equals.end)
            value = ErrorExpression(equals.start, equals.end)
            if not self.only_blanks_after(equals.end):
                self.report_late("ParameterAttributeArgumentNeedsToBeConstantOrScriptBlock", ErrorExpression(equals.end, equals.end))
        return NamedAttributeArgument(name.start, max(value.end, equals.end), name.value, value, False)

    # --- parameters

    def param_block(self, attributes: tuple[Attribute | TypeConstraint, ...]) -> ParamBlock:
        """`param( ... )`; the keyword is next, its parenthesis follows."""
        keyword = self.take()
        self.skip_newlines()
        opening = self.take()
        parameters = self.parameter_list()
        end = self.close_parameters(parameters[-1].end if parameters else opening.end)
        return ParamBlock(keyword.start, end, attributes, parameters)

    def close_parameters(self, end: int) -> int:
        """Take the parenthesis that ends a parameter list; return where the list ends."""
        mark = self.mark()
        self.skip_newlines()
        if self.peek().kind == "RParen":
            return self.take().end
        self.reset(mark)
        place = self.errors[-1].end if self.errors and self.errors[-1].incomplete else end
        self.report_after("MissingEndParenthesisInFunctionParameterList", max(place, end, self.at))
        return end

    def parameter_list(self) -> tuple[Parameter, ...]:
        """Parameters up to the closing parenthesis, which stays."""
        outer, self.mode = self.mode, EXPRESSION
        found: list[Parameter] = []
        comma: Lexeme | None = None
        while True:
            mark = self.mark()
            self.skip_newlines()
            parameter = self._parameter_of_list()
            if parameter is None:
                if comma is not None:
                    self.report_after("MissingExpressionAfterToken", comma.end, ",")
                elif not found:
                    complaints = self.errors[mark[2] :]
                    self.reset(mark)
                    self.errors += complaints
                break
            found.append(parameter)
            after = self.mark()
            self.skip_newlines()
            if self.peek().kind != "Comma":
                self.reset(after)
                break
            comma = self.take()
        self._check_parameters(found)
        self.mode = outer
        return tuple(found)

    def _parameter_of_list(self) -> Parameter | None:
        attributes = self.attributes()
        word = self.peek()
        if word.kind not in ("Variable", "SplattedVariable"):
            if not attributes:
                return None
            self.report_after("InvalidFunctionParameter", attributes[-1].end)
            return Parameter(attributes[0].start, attributes[-1].end, "__error__", attributes, None)
        self.take()
        start = attributes[0].start if attributes else word.start
        default = self._default()
        end = default.end if default is not None else word.end
        return Parameter(start, end, word.value, attributes, default, VariableExpression(word.start, word.end, word.value))

    def _default(self) -> Expression | None:
        mark = self.mark()
        self.skip_newlines()
        if self.peek().kind != "Equals":
            self.reset(mark)
            return None
        equals = self.take()
        self.skip_newlines()
        value = self.expression(commas=False)
        if value is None:
            self.report_after("MissingExpressionAfterToken", equals.end, "=")
            return ErrorExpression(equals.start, equals.end)
        return value

    def _check_parameters(self, parameters: list[Parameter]) -> None:
        seen: set[str] = set()
        for parameter in parameters:
            if parameter.name.lower() in seen:
                self.report_late("DuplicateFormalParameter", parameter, parameter.name)
            seen.add(parameter.name.lower())
