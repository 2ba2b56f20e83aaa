"""Candidates for the place of the cursor: pure, over the tokens of the text, in unfinished lines too."""

from __future__ import annotations

from dataclasses import replace

from eopsh.catalogue import Command, Parameter
from eopsh.completion.commands import command_candidates
from eopsh.completion.context import CompletionContext
from eopsh.completion.model import Completion
from eopsh.completion.parameters import owner, parameter_candidates, positional_count, used_parameters
from eopsh.completion.parametersets import positional_order, sets_of
from eopsh.completion.quoting import Word, word_at
from eopsh.completion.scan import CLOSERS, GAPS, OPENERS, SEPARATORS, CallSite, Piece, Scan
from eopsh.completion.values import BOOLEANS, known_values, value_completion
from eopsh.completion.variables import variable_candidates
from eopsh.language import Parsed, Token, parse, tree
from eopsh.language.walk import descendants

_OPENS_STATEMENTS = frozenset({"LParen", "LCurly", "AtParen", "DollarParen"})
_OPENS_A_COMMAND = frozenset({"Return", "Else", "Do", "Try", "Finally", "In", "Throw", "Exit", "Begin", "Process", "End"})
_VARIABLES = frozenset({"Variable", "SplattedVariable"})


def complete(text: str, cursor: int, context: CompletionContext, parsed: Parsed | None = None) -> Completion:
    """Return the candidates for the place of the cursor (an offset in code points). Never raises.

    `parsed` saves the parse when the caller has that of the whole text already.
    """
    cursor = max(0, min(cursor, len(text)))
    if parsed is None or parsed.text != text:
        parsed = parse(text)
    return _Place(parsed, cursor, context).completion()


class _Place:
    """The cursor in its surroundings."""

    def __init__(self, parsed: Parsed, cursor: int, context: CompletionContext) -> None:
        self.text = parsed.text
        self.parsed = parsed
        self.cursor = cursor
        self.context = context
        self.token, self.ahead = _around(parsed.tokens, cursor)
        self.before = self.ahead[-1] if self.ahead else None
        self.scan = Scan(parsed.text, parsed.tokens)
        self.site = self.scan.at(cursor)

    def completion(self) -> Completion:
        """Tell what the place wants, and return what fits."""
        token = self.token
        if token is not None and token.kind == "Comment":
            return self._nothing()
        if token is not None and (token.kind in _VARIABLES or self.text[token.start : self.cursor] in ("$", "@", "${")):
            return self._variables(token)
        if self._at_command():
            return self._commands()
        command = self.context.resolve(self.site.name) if self.site is not None else None
        if command is None or self.site is None:
            return self._nothing()
        return self._in_call(command, self.site)

    def _nothing(self) -> Completion:
        return Completion(self.cursor, self.cursor)

    def _variables(self, token: Token) -> Completion:
        first: tuple[str, ...] = ()
        command = self.context.resolve(self.site.name) if self.site is not None else None
        if command is not None and self.site is not None:
            parameter = owner(command, self.site, self._piece())
            first = ("true", "false") if parameter is not None and known_values(parameter) == BOOLEANS else ()
        return variable_candidates(self.scan, token.start, token.end, self.cursor, self.context, first)

    def _at_command(self) -> bool:
        if self.token is not None and (
            "CommandName" in self.token.flags or (self.site is not None and self.token.start == self.site.start)
        ):
            return True
        if self.token is not None and self.text[self.token.start : self.cursor][:1] in "-0123456789'\"\u2013\u2014":
            return self._is_invoked() and self.token.kind.startswith("String")
        return (_begins_statement(self.before) and not self._in_hashtable()) or self._is_invoked()

    def _is_invoked(self) -> bool:
        """Tell whether `&` or `.` in the place of a command stands before the cursor; the dot of a member does not."""
        if self.before is None or self.before.kind not in ("Ampersand", "Dot"):
            return False
        return _begins_statement(self.ahead[-2] if len(self.ahead) > 1 else None)

    def _in_hashtable(self) -> bool:
        """Tell whether the cursor stands where a hashtable's key would."""
        depth = 0
        for token in reversed(self.ahead):
            if token.kind in CLOSERS:
                depth += 1
            elif token.kind in OPENERS:
                depth -= 1
            if depth < 0:
                return token.kind == "AtCurly" and self.before is not None and self.before.kind != "Equals"
        return False

    def _commands(self) -> Completion:
        start, end = (self.token.start, self.token.end) if self.token is not None else (self.cursor, self.cursor)
        word = word_at(self.text, start, end, self.cursor)
        return Completion(start, end, command_candidates(word, self.context))

    # --- inside a call

    def _piece(self) -> Piece | None:
        if self.site is None:
            return None
        return next((piece for piece in self.site.pieces if piece.start < self.cursor <= piece.end), None)

    def _in_call(self, command: Command, site: CallSite) -> Completion:
        piece = self._piece()
        if piece is not None and piece.is_parameter and not (piece.colon and self.cursor == piece.end):
            return self._parameters(command, site, piece)
        if piece is not None and piece.is_value and self.token is not None and self.token.start > piece.start:
            return self._in_brackets(command, site, piece, self.token)
        if (piece is None and self.token is not None) or (piece is not None and piece.kind in ("redirection", "merging", "target")):
            return self._nothing()
        return self._value(command, site, piece if piece is None or piece.is_value else None)

    def _in_brackets(self, command: Command, site: CallSite, piece: Piece, token: Token) -> Completion:
        """Complete a quoted item of a list in brackets, `@('a', 'b')`; anything else there is no value of the parameter."""
        parameter = owner(command, site, piece)
        if parameter is None or not token.kind.startswith("String"):
            return self._nothing()
        items = [other for other in self.ahead if other.start >= piece.start and other.kind.startswith("String")]
        chosen = [word_at(self.text, item.start, item.end, item.end).prefix for item in items]
        return value_completion(command, parameter, word_at(self.text, token.start, token.end, self.cursor), chosen)

    def _parameters(self, command: Command, site: CallSite, piece: Piece | None) -> Completion:
        start, end = (piece.start, piece.end - piece.colon) if piece is not None else (self.cursor, self.cursor)
        typed = self.text[start + 1 : self.cursor]
        return Completion(start, end, parameter_candidates(command, site, typed, piece, self.context, _splats(self.parsed)))

    def _value(self, command: Command, site: CallSite, piece: Piece | None) -> Completion:
        word = word_at(self.text, piece.start, piece.end, self.cursor) if piece is not None else Word(self.cursor, self.cursor)
        ahead = _until(site, piece.start if piece is not None else self.cursor)
        in_list = self.before is not None and self.before.kind == "Comma"
        parameter = owner(command, ahead, ahead.pieces[-1] if ahead.pieces else None) if in_list else owner(command, ahead, None)
        named = parameter is not None
        if parameter is None:
            parameter = self._positional(command, site, ahead, in_list)
        chosen = _chosen(self.text, ahead) if in_list else ()
        found = value_completion(command, parameter, word, chosen) if parameter is not None else Completion(word.start, word.end)
        if named or in_list or piece is not None:
            return found
        others = self._parameters(command, site, None)
        return Completion(word.start, word.end, found.candidates + others.candidates, found.wanted)

    def _positional(self, command: Command, site: CallSite, ahead: CallSite, in_list: bool) -> Parameter | None:
        """Return the parameter that a value without a name would go to at the cursor."""
        used = used_parameters(command, site, None, self.context, _splats(self.parsed))
        likely = sets_of(command, used, 0).likely
        open_places = [parameter for parameter in positional_order(command, likely) if parameter not in used]
        index = positional_count(command, ahead) - in_list
        return open_places[index] if 0 <= index < len(open_places) else None


def _until(site: CallSite, start: int) -> CallSite:
    return replace(site, pieces=[piece for piece in site.pieces if piece.end <= start])


def _chosen(text: str, ahead: CallSite) -> list[str]:
    """Return the values of the list that ends here."""
    chosen: list[str] = []
    for piece in reversed(ahead.pieces):
        if not piece.is_value:
            break
        chosen.append(word_at(text, piece.start, piece.end, piece.end).prefix)
        if not piece.listed:
            break
    return chosen


def _splats(parsed: Parsed) -> dict[str, tuple[str, ...]]:
    """Return the keys of the hashtables that the text assigns to variables, by the variable's lower-case name."""
    if "@" not in parsed.text:
        return {}
    found = {}
    for node in descendants(parsed.tree):
        match node:
            case tree.AssignmentStatement(left=tree.VariableExpression(name=name), right=right):
                table = next((part for part in descendants(right) if isinstance(part, tree.Hashtable)), None)
                if table is not None:
                    found[name.lower()] = tuple(key.value for key, _ in table.pairs if isinstance(key, tree.StringConstantExpression))
    return found


def _begins_statement(before: Token | None) -> bool:
    """Tell whether a command may follow a token."""
    if before is None or before.kind in SEPARATORS or before.kind in _OPENS_STATEMENTS or before.kind in _OPENS_A_COMMAND:
        return True
    return "AssignmentOperator" in before.flags


def _around(tokens: tuple[Token, ...], cursor: int) -> tuple[Token | None, list[Token]]:
    """Return the token that ends at or holds the cursor, if it is a word, and the tokens of weight before it."""
    ahead: list[Token] = []
    for token in tokens:
        if token.start >= cursor:
            break
        if token.end >= cursor and not _is_between(token):
            if token.nested and token.nested[0].start < cursor <= token.nested[-1].end:
                return _around(token.nested, cursor)
            return token, ahead
        if token.kind not in GAPS:
            ahead.append(token)
    return None, ahead


def _is_between(token: Token) -> bool:
    """Tell whether a token that reaches the cursor is no word to complete: a blank, a bracket, an operator that ends just here."""
    if token.kind == "Comment":
        return False
    if token.kind in GAPS or token.kind in SEPARATORS or token.kind in OPENERS or token.kind in CLOSERS:
        return True
    return token.kind == "Comma" or "AssignmentOperator" in token.flags
