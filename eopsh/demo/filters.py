"""Exchange's -Filter language (OPATH), as far as it compares properties: `Name -like 'a*' -and -not (Alias -eq 'x')`."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator

from eopsh.objects import Value, compare, like, to_text

Get = Callable[[str], Value]
Predicate = Callable[[Get], bool]

TOKEN = re.compile(
    r"""\s*(?: (?P<string>'(?:[^']|'')*'|"(?:[^"]|"")*") | (?P<operator>-[A-Za-z]+) | (?P<mark>[(){}]) | (?P<word>[^\s(){}'"]+) )""",
    re.VERBOSE,
)
COMPARISONS: dict[str, Callable[[Value, Value], bool]] = {
    "-eq": lambda left, right: _compare(left, right) == 0,
    "-ne": lambda left, right: _compare(left, right) != 0,
    "-gt": lambda left, right: _compare(left, right) > 0,
    "-ge": lambda left, right: _compare(left, right) >= 0,
    "-lt": lambda left, right: _compare(left, right) < 0,
    "-le": lambda left, right: _compare(left, right) <= 0,
    "-like": lambda left, right: like(to_text(left), to_text(right)),
    "-notlike": lambda left, right: not like(to_text(left), to_text(right)),
}
CONSTANTS: dict[str, Value] = {"$true": True, "$false": False, "$null": None}


SEE_HELP = "For a complete list of filterable properties see the command help."
INVALID = "Invalid filter syntax. For a description of the filter parameter syntax see the command help."


class FilterError(Exception):
    """The filter does not parse; the text says where."""


def _compare(left: Value, right: Value) -> int:
    if left is None or right is None:
        return (left is not None and left != "") - (right is not None and right != "")
    if isinstance(left, bool):
        return (not left) - (to_text(right).casefold() != "true")
    if isinstance(left, int | float) and not isinstance(left, bool):
        return compare(left, right)
    return compare(to_text(left), to_text(right))


def parse_filter(text: str, known: Collection[str] | None = None) -> Predicate:
    """Read a filter. `known` are the names that it may use, in lower case; without them any goes.

    Raises:
        FilterError: it does not parse, or names a property that is not known.
    """
    tokens = list(_tokens(text.strip()))
    if tokens and tokens[0] == ("mark", "{") and tokens[-1] == ("mark", "}"):
        tokens = tokens[1:-1]
    return _Parser(tokens, text, known).whole()


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    position = 0
    while position < len(text):
        match = TOKEN.match(text, position)
        if match is None:
            raise FilterError(f'{INVALID}\n"{text}" at position {position + 1}.')
        position = match.end()
        yield match.lastgroup or "", match[match.lastgroup or 0]
        position += len(text[position:]) - len(text[position:].lstrip())


class _Parser:
    """-not binds closer than -and, -and closer than -or."""

    def __init__(self, tokens: list[tuple[str, str]], text: str, known: Collection[str] | None) -> None:
        self._tokens = tokens
        self._text = text
        self._known = known
        self._next = 0

    def whole(self) -> Predicate:
        """Read everything."""
        result = self._either()
        if self._next < len(self._tokens):
            raise self._error()
        return result

    def _error(self) -> FilterError:
        seen = self._tokens[self._next][1] if self._next < len(self._tokens) else "the end"
        return FilterError(f'{INVALID}\n"{self._text}" at {seen}.')

    def _peek(self) -> str:
        return self._tokens[self._next][1].casefold() if self._next < len(self._tokens) else ""

    def _either(self) -> Predicate:
        left = self._both()
        while self._peek() == "-or":
            self._next += 1
            left = _or(left, self._both())
        return left

    def _both(self) -> Predicate:
        left = self._single()
        while self._peek() == "-and":
            self._next += 1
            left = _and(left, self._single())
        return left

    def _single(self) -> Predicate:
        word = self._peek()
        if word in ("-not", "!"):
            self._next += 1
            return _not(self._single())
        if word == "(":
            self._next += 1
            inner = self._either()
            if self._peek() != ")":
                raise self._error()
            self._next += 1
            return inner
        return self._comparison()

    def _comparison(self) -> Predicate:
        if len(self._tokens) - self._next < 3:
            self._next = len(self._tokens)
            raise self._error()
        (kind, name), (_, operator), (value_kind, value) = self._tokens[self._next : self._next + 3]
        test = COMPARISONS.get(operator.casefold())
        if kind != "word" or test is None or value_kind not in ("word", "string"):
            raise self._error()
        if self._known is not None and name.casefold() not in self._known:
            place = f'"{self._text}" at position {self._text.find(name) + 1}.'
            raise FilterError(f'"{name}" is not a recognized filterable property. {SEE_HELP}\n{place}')
        self._next += 3
        return _test(name, test, _literal(value_kind, value))


def _literal(kind: str, text: str) -> Value:
    if kind == "string":
        quote = text[0]
        return text[1:-1].replace(quote * 2, quote)
    return CONSTANTS.get(text.casefold(), text)


def _present(left: Value, right: Value) -> bool:
    """Compare with a lone asterisk: it stands for any value, but not for none."""
    return left is not None and to_text(left) != ""


def _test(name: str, test: Callable[[Value, Value], bool], value: Value) -> Predicate:
    if value == "*" and test is COMPARISONS["-like"]:
        test = _present
    elif value == "*" and test is COMPARISONS["-notlike"]:
        return _not(_test(name, _present, value))
    return lambda get: any(test(item, value) for item in _items(get(name)))


def _items(value: Value) -> list[Value]:
    return (list(value) or [None]) if isinstance(value, list) else [value]


def _or(left: Predicate, right: Predicate) -> Predicate:
    return lambda get: left(get) or right(get)


def _and(left: Predicate, right: Predicate) -> Predicate:
    return lambda get: left(get) and right(get)


def _not(inner: Predicate) -> Predicate:
    return lambda get: not inner(get)
