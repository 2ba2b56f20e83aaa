"""The cursor in its surroundings: the token under it, those before it, the call and the nodes around it. Each is found on first use."""

from __future__ import annotations

from functools import cached_property

from eopsh.catalogue import Command
from eopsh.completion.context import CompletionContext
from eopsh.completion.definitions import with_own_functions
from eopsh.completion.inference import Inference, path_to
from eopsh.completion.model import Candidate, Completion
from eopsh.completion.quoting import Word, word_at
from eopsh.completion.scan import CLOSERS, GAPS, OPENERS, SEPARATORS, CallSite, Piece, Scan
from eopsh.language import Parsed, Token, tree
from eopsh.language.walk import descendants

OPENS_STATEMENTS = frozenset({"LParen", "LCurly", "AtParen", "DollarParen"})
_OPENS_A_COMMAND = frozenset({"Return", "Else", "Do", "Try", "Finally", "In", "Throw", "Exit", "Begin", "Process", "End"})
_BARE = frozenset({"Identifier", "Generic", "Parameter"})


class Place:
    """What stands where. `token` is the word that ends at or holds the cursor, `ahead` the tokens of weight before it."""

    def __init__(self, parsed: Parsed, cursor: int, context: CompletionContext) -> None:
        self.text = parsed.text
        self.parsed = parsed
        self.cursor = cursor
        self.context = with_own_functions(context, parsed)
        self.token, self.ahead = around(parsed.tokens, cursor)
        self.before = self.ahead[-1] if self.ahead else None

    @property
    def start(self) -> int:
        """Where the word under the cursor begins; the cursor itself where there is none."""
        return self.token.start if self.token is not None else self.cursor

    @property
    def end(self) -> int:
        """Where the word under the cursor ends."""
        return self.token.end if self.token is not None else self.cursor

    @property
    def typed(self) -> str:
        """The word up to the cursor."""
        return self.text[self.start : self.cursor]

    @cached_property
    def scan(self) -> Scan:
        """The calls of the text."""
        return Scan(self.text, self.parsed.tokens)

    @cached_property
    def site(self) -> CallSite | None:
        """The innermost call that the cursor stands in."""
        return self.scan.at(self.cursor)

    @cached_property
    def command(self) -> Command | None:
        """The command of that call, None when there is no such command."""
        if self.site is None:
            return None
        return self.context.resolve(self._held(self.site.name) or self.site.name)

    def _held(self, name: str) -> str | None:
        """Return the text that was assigned to a variable before, for `& $c`."""
        for node in descendants(self.parsed.tree) if name.startswith("$") else ():
            match node:
                case tree.AssignmentStatement(left=tree.VariableExpression(name=written), right=tree.CommandExpression(expression=value)):
                    if written.lower() == name[1:].lower() and isinstance(value, tree.StringConstantExpression):
                        return value.value
        return None

    @cached_property
    def piece(self) -> Piece | None:
        """The part of the call under the cursor."""
        if self.site is None:
            return None
        return next((piece for piece in self.site.pieces if piece.start < self.cursor <= piece.end), None)

    @cached_property
    def path(self) -> list[tree.Node]:
        """The nodes that hold the cursor, or what stands before it, outermost first."""
        if self.token is None and self.before is not None and self.before.kind not in CLOSERS:
            return path_to(self.parsed.tree, self.before.end)
        return path_to(self.parsed.tree, self.cursor)

    @property
    def in_call(self) -> bool:
        """Whether the cursor stands among the arguments of a call, no bracket between."""
        if self.site is None or self.cursor <= self.site.name_end:
            return False
        return not self.brackets or self.brackets[-1].start < self.site.start

    @cached_property
    def inference(self) -> Inference:
        """What is known of the text's expressions."""
        return Inference(self.parsed, self.context)

    @cached_property
    def brackets(self) -> list[Token]:
        """The opening tokens that are not closed before the cursor, outermost first."""
        opened: list[Token] = []
        for token in self.ahead:
            if token.kind in OPENERS:
                opened.append(token)
            elif token.kind in CLOSERS and opened:
                opened.pop()
        return opened

    @cached_property
    def splats(self) -> dict[str, tuple[str, ...]]:
        """The keys of the hashtables that the text assigns to variables, by the variable's lower-case name."""
        found: dict[str, tuple[str, ...]] = {}
        for node in descendants(self.parsed.tree) if "@" in self.text else ():
            match node:
                case tree.AssignmentStatement(left=tree.VariableExpression(name=name), right=right):
                    table = next((part for part in descendants(right) if isinstance(part, tree.Hashtable)), None)
                    if table is not None:
                        found[name.lower()] = tuple(key.value for key, _ in table.pairs if isinstance(key, tree.StringConstantExpression))
        return found

    def word(self) -> Word:
        """Return the word under the cursor, without its quotes."""
        return word_at(self.text, self.start, self.end, self.cursor)

    def nothing(self) -> Completion:
        """Return the completion that offers nothing."""
        return Completion(self.cursor, self.cursor)

    def found(self, candidates: list[Candidate]) -> Completion:
        """Return candidates for the word under the cursor."""
        return Completion(self.start, self.end, tuple(candidates))

    @property
    def in_bare_word(self) -> bool:
        """Whether the cursor stands in a plain word."""
        return self.token is not None and self.token.kind in _BARE

    @property
    def begins_statement(self) -> bool:
        """Whether a command may stand at the cursor by what stands before it."""
        return begins_statement(self.before) and not self.in_hashtable

    @property
    def is_invoked(self) -> bool:
        """Whether `&` or `.` in the place of a command stands before the cursor; the dot of a member does not."""
        if self.before is None or self.before.kind not in ("Ampersand", "Dot"):
            return False
        return begins_statement(self.ahead[-2] if len(self.ahead) > 1 else None)

    @property
    def in_hashtable(self) -> bool:
        """Whether the cursor stands where a hashtable's key would."""
        if not self.brackets or self.brackets[-1].kind != "AtCurly" or self.before is None:
            return False
        return self.before is self.brackets[-1] or self.before.kind in ("Semi", "NewLine")


def begins_statement(before: Token | None) -> bool:
    """Tell whether a command may follow a token."""
    if before is None or before.kind in SEPARATORS or before.kind in OPENS_STATEMENTS or before.kind in _OPENS_A_COMMAND:
        return True
    return "AssignmentOperator" in before.flags


def around(tokens: tuple[Token, ...], cursor: int) -> tuple[Token | None, list[Token]]:
    """Return the token that ends at or holds the cursor, if it is a word, and the tokens of weight before it."""
    ahead: list[Token] = []
    for token in tokens:
        if token.start >= cursor:
            break
        if token.end >= cursor and not _is_between(token):
            if token.nested and token.nested[0].start < cursor <= token.nested[-1].end:
                return around(token.nested, cursor)
            return token, ahead
        if token.kind not in GAPS:
            ahead.append(token)
    return None, ahead


_POSTFIX = frozenset({"Comma", "Dot", "ColonColon", "QuestionDot", "DotDot", "Redirection"})


def _is_between(token: Token) -> bool:
    """Tell whether a token that reaches the cursor is no word to complete: a blank, a bracket, an operator that ends just here."""
    if token.kind == "Comment":
        return False
    if token.kind in GAPS or token.kind in SEPARATORS or token.kind in OPENERS or token.kind in CLOSERS:
        return True
    return token.kind in _POSTFIX or "AssignmentOperator" in token.flags
