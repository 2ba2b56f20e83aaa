"""The lexer: one word at a time, at any place, read as the parser's mode asks.

It keeps no place of its own. The parser peeks a word in one mode, thinks better of it, and peeks the same place in another;
errors ride on the word and count only when the parser takes it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from eopsh.language.characters import (
    BLANKS,
    DASH_CLASS,
    DASHES,
    DOUBLE_QUOTES,
    IDENTIFIER,
    PLAIN_WORD,
    SINGLE_QUOTES,
    SPACES,
    TERMINATORS,
    is_identifier_start,
)
from eopsh.language.kinds import KEYWORDS, OPERATORS, flags_of
from eopsh.language.lexemes import COMMAND, NAME, Fault, Lexeme, Redirect
from eopsh.language.numbers import LITERAL, read_number
from eopsh.language.strings import Expandable, Parentheses, StringReader, footer_at, read_single, read_variable

_COMMENT = re.compile(r"#[^\r\n]*")
_NEWLINE = re.compile(r"\r\n|\n|\r")
_BACKTICK_NEWLINE = re.compile(r"`(?:\r\n|\n|\r)")
_COMMENT_LINES = re.compile(rf"(?:[{SPACES}]*#[^\r\n]*(?:\r\n|\n|\r))*[{SPACES}]*")
_REST_OF_HEADER = re.compile(rf"[{SPACES}]*(?:\r\n|\n|\r)")
_SPACE_CHARACTERS = frozenset(SPACES.replace("-", "")) | {chr(code) for code in range(0x2000, 0x200B)}
_ENDS_WORD = re.compile(f"[{TERMINATORS}]|\\Z")
_ENDS_NUMBER = re.compile(f"[{TERMINATORS}%*+./<=>\\]#!{DASH_CLASS}]|\\Z")
_ENDS_NUMBER_IN_TERNARY = re.compile(f"[{TERMINATORS}%*+./<=>\\]#!?:{DASH_CLASS}]|\\Z")
_PARAMETER = re.compile(f"[{DASH_CLASS}][^{TERMINATORS}.\\[:'\"\u2018-\u201b\u201c-\u201e]*")
_OPERATOR = re.compile(f"[{DASH_CLASS}]\\w+")
_UNKNOWN_OPERATOR = re.compile(f"[{DASH_CLASS}][A-Za-z]+")
_REDIRECTION = re.compile(r"([1-6*]?)>(?:(>)|&([12]))?")
_MERGE_ANY = re.compile(r"([1-6*]?)>&([1-6*])")
_VERBATIM = re.compile(r"(?:[^\r\n|&\"]|&(?!&)|\"[^\"\r\n]*(?:\"|(?=[\r\n]|\Z)))*")

STREAMS = {"": "Output", "1": "Output", "2": "Error", "3": "Warning", "4": "Verbose", "5": "Debug", "6": "Information", "*": "All"}

_SINGLE = {
    ";": "Semi",
    ",": "Comma",
    "(": "LParen",
    ")": "RParen",
    "{": "LCurly",
    "}": "RCurly",
}

# In expression mode, and in command mode where nothing follows: longest first.
_SIGNS = (
    "??=:QuestionQuestionEquals ??:QuestionQuestion ?.:QuestionDot ?[:QuestionLBracket ?:QuestionMark ++:PlusPlus +=:PlusEquals "
    "+:Plus *=:MultiplyEquals *:Multiply /=:DivideEquals /:Divide %=:RemainderEquals %:Rem =:Equals ..:DotDot .:Dot"
)
_SIGN_KINDS: dict[str, str] = dict(pair.rsplit(":", 1) for pair in _SIGNS.split())
_SIGN_KINDS["::"] = "ColonColon"
_SIGN_KINDS[":"] = "Colon"
_SIGN = re.compile("|".join(re.escape(sign) for sign in _SIGN_KINDS))


class Lexer:
    """Reads words of `text` up to `limit`."""

    def __init__(self, text: str, limit: int, parentheses: Parentheses) -> None:
        self.text = text
        self.limit = limit
        self._strings = StringReader(text, limit, parentheses)
        self._no_pipe_before = -1
        self._ternary = False

    def scan(self, at: int, mode: int, signed: bool = False, ternary: bool = False) -> Lexeme:
        """Return the word at or after `at`; comments and continued lines before it are its `trivia`."""
        trivia: list[Lexeme] = []
        faults: list[Fault] = []
        at = self._skip_trivia(at, trivia, faults)
        self._ternary = ternary
        if at >= self.limit:
            word = Lexeme("EndOfInput", self.limit, self.limit)
        else:
            char = self.text[at]
            reader = _READERS.get(char)
            if reader is not None:
                word = reader(self, at, mode, signed)
            elif char in "\r\n":
                word = self._newline(at)
            else:
                word = self._identifier(at, mode)
        if trivia:
            word.trivia = tuple(trivia)
        if faults:
            word.faults = (*faults, *word.faults)
        word.flags = flags_of(word.kind)
        return word

    # --- what stands between words

    def _skip_trivia(self, at: int, trivia: list[Lexeme], faults: list[Fault]) -> int:
        text, limit = self.text, self.limit
        while True:
            blanks = BLANKS.match(text, at, limit)
            at = blanks.end() if blanks else at
            if at >= limit:
                return at
            char = text[at]
            if char == "#":
                end = self._comment_end(at)
                trivia.append(Lexeme("Comment", at, end))
            elif char == "<" and text.startswith("#", at + 1) and at + 1 < limit:
                end = self._block_comment(at, trivia, faults)
            elif char == "`":
                end = self._continuation(at, trivia, faults)
            elif char in "\r\n" and self._pipe_follows(at):
                end = self._newline(at).end
                trivia.append(Lexeme("NewLine", at, end))
            else:
                return at
            if end == at:
                return at
            at = end

    def _comment_end(self, at: int) -> int:
        match = _COMMENT.match(self.text, at, self.limit)
        return match.end() if match else at

    def _block_comment(self, at: int, trivia: list[Lexeme], faults: list[Fault]) -> int:
        end = self.text.find("#>", at + 2, self.limit)
        if end < 0:
            faults.append(Fault("MissingTerminatorMultiLineComment", at, self.limit, True))
            end = self.limit
        else:
            end += 2
        trivia.append(Lexeme("Comment", at, end))
        return end

    def _continuation(self, at: int, trivia: list[Lexeme], faults: list[Fault]) -> int:
        match = _BACKTICK_NEWLINE.match(self.text, at, self.limit)
        if match is not None:
            trivia.append(Lexeme("LineContinuation", at, match.end()))
            return match.end()
        if at + 1 < self.limit:
            return at + 2 if self.text[at + 1] in _SPACE_CHARACTERS else at
        faults.append(Fault("IncompleteString", self.limit, self.limit, True))
        trivia.append(Lexeme("LineContinuation", at, at + 1))
        return at + 1

    def _pipe_follows(self, at: int) -> bool:
        """Return whether the next line, comment lines apart, begins with `|` and so continues this one."""
        if at < self._no_pipe_before:
            return False
        newline = _NEWLINE.match(self.text, at, self.limit)
        lines = _COMMENT_LINES.match(self.text, newline.end() if newline else at, self.limit)
        end = lines.end() if lines else at
        if self.text.startswith("|", end) and end < self.limit and not self.text.startswith("||", end):
            return True
        self._no_pipe_before = end
        return False

    def _newline(self, at: int) -> Lexeme:
        match = _NEWLINE.match(self.text, at, self.limit)
        return Lexeme("NewLine", at, match.end() if match else at + 1)

    # --- words that read alike in every mode

    def _single(self, at: int, mode: int, signed: bool) -> Lexeme:
        return Lexeme(_SINGLE[self.text[at]], at, at + 1)

    def _single_quote(self, at: int, mode: int, signed: bool) -> Lexeme:
        value, end, closed = read_single(self.text, at, self.limit)
        word = Lexeme("StringLiteral", at, end, value)
        if not closed:
            word.faults = (Fault("TerminatorExpectedAtEndOfString", at, end, True, "'"),)
        return word

    def _double_quote(self, at: int, mode: int, signed: bool) -> Lexeme:
        found = self._strings.read_quoted(at)
        return self._expandable("StringExpandable", at, found, '"')

    def _expandable(self, kind: str, at: int, found: Expandable, terminator: str) -> Lexeme:
        word = Lexeme(kind, at, found.end, found.value(self.text))
        word.faults = tuple(found.faults)
        if not found.closed:
            word.faults = (*word.faults, Fault("TerminatorExpectedAtEndOfString", at, found.end, True, terminator))
        if len(found.pieces) > 1 or (found.pieces and not isinstance(found.pieces[0], str)):
            word.pieces = tuple(found.pieces)
        return word

    def _at(self, at: int, mode: int, signed: bool) -> Lexeme:
        following = self.text[at + 1 : at + 2] if at + 1 < self.limit else ""
        if following == "{":
            return Lexeme("AtCurly", at, at + 2)
        if following == "(":
            return Lexeme("AtParen", at, at + 2)
        if following and following in SINGLE_QUOTES + DOUBLE_QUOTES:
            return self._here_string(at)
        faults: list[Fault] = []
        name, end = read_variable(self.text, at, self.limit, faults) if following != "{" else (None, at)
        if name is None:
            word = Lexeme("Unknown", at, at + 1)
            word.faults = (Fault("UnrecognizedToken", at, at + 1),)
            return word
        return self._variable("SplattedVariable", at, end, name, faults, mode)

    def _here_string(self, at: int) -> Lexeme:
        literal = self.text[at + 1] in SINGLE_QUOTES
        kind = "HereStringLiteral" if literal else "HereStringExpandable"
        header = _REST_OF_HEADER.match(self.text, at + 2, self.limit)
        if header is None:
            return self._bad_header(kind, at)
        if not literal:
            return self._ended_here(self._expandable(kind, at, self._strings.read_here(header.end()), '"@'))
        return self._ended_here(self._literal_here(at, header.end()))

    def _bad_header(self, kind: str, at: int) -> Lexeme:
        rest = BLANKS.match(self.text, at + 2, self.limit)
        after = rest.end() if rest else at + 2
        if after >= self.limit:
            word = Lexeme(kind, at, self.limit)
            terminator = self.text[at + 1] + "@"
            word.faults = (Fault("TerminatorExpectedAtEndOfString", at, self.limit, True, terminator),)
            return word
        end = after
        while end < self.limit and self.text[end] not in "\r\n":
            end += 1
        word = Lexeme(kind, at, end)
        word.faults = (Fault("UnexpectedCharactersAfterHereStringHeader", after, after + 1),)
        return word

    def _literal_here(self, at: int, body: int) -> Lexeme:
        if footer_at(self.text, body, self.limit, SINGLE_QUOTES):
            return Lexeme("HereStringLiteral", at, body + 2)
        for newline in _NEWLINE.finditer(self.text, body, self.limit):
            if footer_at(self.text, newline.end(), self.limit, SINGLE_QUOTES):
                return Lexeme("HereStringLiteral", at, newline.end() + 2, self.text[body : newline.start()])
        word = Lexeme("HereStringLiteral", at, self.limit, self.text[body : self.limit])
        word.faults = (Fault("TerminatorExpectedAtEndOfString", at, self.limit, True, "'@"),)
        return word

    def _ended_here(self, word: Lexeme) -> Lexeme:
        """Say why the string does not end where somebody wrote its footer behind blanks."""
        if word.faults and word.faults[-1].error_id == "TerminatorExpectedAtEndOfString":
            quotes = SINGLE_QUOTES if word.kind == "HereStringLiteral" else DOUBLE_QUOTES
            footer = re.compile(rf"(?:\r\n|\n|\r)([{SPACES}]+)[{quotes}]@").search(self.text, word.start, self.limit)
            if footer is not None:
                fault = Fault("WhitespaceBeforeHereStringFooter", footer.start(1), footer.end(1) + 1, True)
                word.faults = (*word.faults[:-1], fault)
        return word

    def _pipe(self, at: int, mode: int, signed: bool) -> Lexeme:
        if self.text.startswith("||", at) and at + 1 < self.limit:
            return Lexeme("OrOr", at, at + 2)
        return Lexeme("Pipe", at, at + 1)

    def _ampersand(self, at: int, mode: int, signed: bool) -> Lexeme:
        if self.text.startswith("&&", at) and at + 1 < self.limit:
            return Lexeme("AndAnd", at, at + 2)
        return Lexeme("Ampersand", at, at + 1)

    # --- variables

    def _dollar(self, at: int, mode: int, signed: bool) -> Lexeme:
        if self.text.startswith("$(", at) and at + 1 < self.limit:
            return Lexeme("DollarParen", at, at + 2)
        faults: list[Fault] = []
        name, end = read_variable(self.text, at, self.limit, faults)
        if name is None:
            return self._generic(at)
        return self._variable("Variable", at, end, name, faults, mode)

    def _variable(self, kind: str, at: int, end: int, name: str, faults: list[Fault], mode: int) -> Lexeme:
        if mode == COMMAND and end < self.limit and not self._may_follow_variable(end):
            return self._generic(at)
        word = Lexeme(kind, at, end, name)
        word.faults = tuple(faults)
        return word

    def _may_follow_variable(self, end: int) -> bool:
        return self.text[end] in ".[=:" or _ENDS_WORD.match(self.text, end, self.limit) is not None

    # --- words of command mode

    def _generic(self, at: int) -> Lexeme:
        """Read a bare word. At least one character is taken."""
        plain = PLAIN_WORD.match(self.text, at, self.limit)
        if plain is not None and _ENDS_WORD.match(self.text, plain.end(), self.limit):
            return Lexeme("Generic", at, plain.end(), plain[0])
        found = self._strings.read_word(at)
        if found.end == at:
            found.add(self.text[at])
            found.end = at + 1
        found.closed = True
        return self._expandable("Generic", at, found, "")

    def verbatim(self, at: int) -> Lexeme:
        """Read what follows `--%`: everything to the end of the line or an unquoted `|` or `&`."""
        blanks = BLANKS.match(self.text, at, self.limit)
        start = blanks.end() if blanks else at
        match = _VERBATIM.match(self.text, start, self.limit)
        end = match.end() if match else start
        return Lexeme("Generic", start, end, self.text[start:end])

    def _identifier(self, at: int, mode: int) -> Lexeme:
        match = IDENTIFIER.match(self.text, at, self.limit) if is_identifier_start(self.text[at]) else None
        if match is None:
            return self._generic(at)
        if mode == COMMAND and _ENDS_WORD.match(self.text, match.end(), self.limit) is None:
            return self._generic(at)
        if mode != NAME:
            keyword = KEYWORDS.get(match[0].lower())
            if keyword is not None:
                return Lexeme(keyword, at, match.end(), match[0])
        return Lexeme("Identifier", at, match.end(), match[0])

    def _digit(self, at: int, mode: int, signed: bool) -> Lexeme:
        if self.text[at] in "123456" and self.text.startswith(">" if mode == COMMAND else ">&", at + 1):
            return self._redirection(at)
        return self._number(at, mode) or self._generic(at)

    def _number(self, at: int, mode: int) -> Lexeme | None:
        match = LITERAL.match(self.text, at, self.limit)
        if match is None or match.end() == at:
            return None
        ends = _ENDS_WORD if mode == COMMAND else _ENDS_NUMBER_IN_TERNARY if self._ternary else _ENDS_NUMBER
        if ends.match(self.text, match.end(), self.limit) is None:
            return None
        word = Lexeme("Number", at, match.end(), match[0])
        word.number = read_number(match)
        if word.number is None:
            word.faults = (Fault("BadNumericConstant", at, match.end(), text=match[0]),)
        return word

    def _dash(self, at: int, mode: int, signed: bool) -> Lexeme:
        following = self.text[at + 1 : at + 2] if at + 1 < self.limit else ""
        if following and following in DASHES:
            return self._sign_or_word(at, at + 2, "MinusMinus", mode)
        if following == "=":
            return self._sign_or_word(at, at + 2, "MinusEquals", mode)
        if following and (is_identifier_start(following) or following == "?"):
            return self._parameter(at) if mode == COMMAND else self._operator(at)
        if signed and mode != COMMAND and following and following in "0123456789.":
            number = self._number(at, mode)
            if number is not None:
                return number
        return self._sign_or_word(at, at + 1, "Minus", mode)

    def _operator(self, at: int) -> Lexeme:
        match = _OPERATOR.match(self.text, at, self.limit)
        if match is not None:
            name = match[0][1:].lower()
            kind = OPERATORS.get(name) or OPERATORS.get(name.rstrip("0123456789"))
            if kind is not None:
                return Lexeme(kind, at, at + 1 + len(name if name in OPERATORS else name.rstrip("0123456789")))
        letters = _UNKNOWN_OPERATOR.match(self.text, at, self.limit)
        return self._parameter(at) if letters is None else Lexeme("Parameter", at, letters.end(), letters[0][1:])

    def _parameter(self, at: int) -> Lexeme:
        match = _PARAMETER.match(self.text, at, self.limit)
        end = match.end() if match else at + 1
        if end < self.limit and self.text[end] in SINGLE_QUOTES + DOUBLE_QUOTES:
            return self._generic(at)
        colon = self.text.startswith(":", end) and end < self.limit
        word = Lexeme("Parameter", at, end + colon, self.text[at + 1 : end])
        word.colon = colon
        return word

    # --- signs

    def _sign_or_word(self, at: int, end: int, kind: str, mode: int) -> Lexeme:
        if mode == COMMAND and _ENDS_WORD.match(self.text, end, self.limit) is None:
            return self._generic(at)
        return Lexeme(kind, at, end, self.text[at:end])

    def _sign(self, at: int, mode: int, signed: bool) -> Lexeme:
        match = _SIGN.match(self.text, at, self.limit)
        if match is None:
            return self._generic(at)
        return self._sign_or_word(at, match.end(), _SIGN_KINDS[match[0]], mode)

    def _plus(self, at: int, mode: int, signed: bool) -> Lexeme:
        if signed and mode != COMMAND and self.text[at + 1 : at + 2] in tuple("0123456789."):
            number = self._number(at, mode)
            if number is not None:
                return number
        return self._sign(at, mode, signed)

    def _question(self, at: int, mode: int, signed: bool) -> Lexeme:
        return self._generic(at) if mode == COMMAND else self._sign(at, mode, signed)

    def _dot(self, at: int, mode: int, signed: bool) -> Lexeme:
        following = self.text[at + 1 : at + 2] if at + 1 < self.limit else ""
        if following and following in "0123456789":
            return self._number(at, mode) or self._generic(at)
        if mode == COMMAND and following and following in "$\"'" + SINGLE_QUOTES + DOUBLE_QUOTES:
            return Lexeme("Dot", at, at + 1, ".")
        return self._sign(at, mode, signed)

    def _colon(self, at: int, mode: int, signed: bool) -> Lexeme:
        if self.text.startswith("::", at) and at + 1 < self.limit:
            return self._sign_or_word(at, at + 2, "ColonColon", mode)
        if mode == COMMAND and at + 1 < self.limit and is_identifier_start(self.text[at + 1]):
            match = IDENTIFIER.match(self.text, at + 1, self.limit)
            end = match.end() if match else at + 1
            if _ENDS_WORD.match(self.text, end, self.limit):
                return Lexeme("Label", at, end, self.text[at + 1 : end])
            return self._generic(at)
        return self._sign_or_word(at, at + 1, "Colon", mode)

    def _exclaim(self, at: int, mode: int, signed: bool) -> Lexeme:
        following = self.text[at + 1 : at + 2] if at + 1 < self.limit else ""
        if mode == COMMAND:
            return self._sign_or_word(at, at + 1, "Exclaim", mode)
        if following and is_identifier_start(following):
            return self._generic(at)
        return Lexeme("Exclaim", at, at + 1, "!")

    def _bracket(self, at: int, mode: int, signed: bool) -> Lexeme:
        if self.text[at] == "]":
            return Lexeme("RBracket", at, at + 1)
        return self._generic(at) if mode == COMMAND else Lexeme("LBracket", at, at + 1)

    # --- redirections

    def _less(self, at: int, mode: int, signed: bool) -> Lexeme:
        return Lexeme("RedirectInStd", at, at + 1, "<")

    def _greater(self, at: int, mode: int, signed: bool) -> Lexeme:
        return self._redirection(at)

    def _star(self, at: int, mode: int, signed: bool) -> Lexeme:
        if self.text.startswith("*>", at) and at + 1 < self.limit:
            return self._redirection(at)
        return self._sign(at, mode, signed)

    def _redirection(self, at: int) -> Lexeme:
        merge = _MERGE_ANY.match(self.text, at, self.limit)
        match = merge or _REDIRECTION.match(self.text, at, self.limit)
        if match is None:
            return self._generic(at)
        source = STREAMS[match[1]]
        word = Lexeme("Redirection", at, match.end(), match[0])
        if merge is not None:
            word.redirect = Redirect(source, STREAMS[merge[2]], False)
            if merge[2] != "1" or merge[1] == "1":
                word.faults = (Fault("RedirectionNotSupported", at, match.end(), text=match[0]),)
        else:
            word.redirect = Redirect(source, "", bool(match[2]))
        return word


_READERS: dict[str, Callable[[Lexer, int, int, bool], Lexeme]] = {
    "$": Lexer._dollar,
    "@": Lexer._at,
    "&": Lexer._ampersand,
    "|": Lexer._pipe,
    "[": Lexer._bracket,
    "]": Lexer._bracket,
    "!": Lexer._exclaim,
    "<": Lexer._less,
    ">": Lexer._greater,
    "*": Lexer._star,
    ":": Lexer._colon,
    ".": Lexer._dot,
    "=": Lexer._sign,
    "+": Lexer._plus,
    "/": Lexer._sign,
    "%": Lexer._sign,
    "?": Lexer._question,
    **dict.fromkeys(DASHES, Lexer._dash),
    **dict.fromkeys(SINGLE_QUOTES, Lexer._single_quote),
    **dict.fromkeys(DOUBLE_QUOTES, Lexer._double_quote),
    **dict.fromkeys("0123456789", Lexer._digit),
    **dict.fromkeys(_SINGLE, Lexer._single),
}
