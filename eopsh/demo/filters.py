"""Exchange's -Filter language (OPATH): `Name -like 'a*' -and -not (Alias -eq 'x')`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from eopsh.demo.definitions.filterable import filterable
from eopsh.demo.values import byte_count, seconds_of
from eopsh.objects import DateTime, Value, compare, convert, to_text

Get = Callable[[str], Value]
Predicate = Callable[[Get], bool]
Test = Callable[[Value], bool]

# Quotes of a word processor are refused: taken as text they would find nothing, and nobody would know why.
TOKEN = re.compile(
    r"""\s*(?: (?P<string>'(?:[^']|'')*'|"(?:[^"]|"")*") | (?P<operator>-[A-Za-z]+|!)
        | (?P<mark>[(){}]) | (?P<word>[^\s(){}'"\u2018\u2019\u201c-\u201e]+) )""",
    re.VERBOSE,
)
ORDERS: dict[str, Callable[[int], bool]] = {
    "-eq": lambda order: order == 0,
    "-ne": lambda order: order != 0,
    "-gt": lambda order: order > 0,
    "-ge": lambda order: order >= 0,
    "-lt": lambda order: order < 0,
    "-le": lambda order: order <= 0,
}
PATTERNS = ("-like", "-notlike")
NEGATIVE = frozenset({"-ne", "-notlike"})
CONSTANTS: dict[str, Value] = {"$true": True, "$false": False, "$null": None}
NO_TEXT = frozenset({"DN", "Boolean", "DateTime", "Integer", "Size", "Enum"})
"""What properties hold that take no pattern."""

SEE_HELP = "For a complete list of filterable properties see the command help."
INVALID = "Invalid filter syntax. For a description of the filter parameter syntax see the command help."


class FilterError(Exception):
    """The filter does not parse, or compares what cannot be compared; the text says where."""


def parse_filter(text: str, known: Mapping[str, str] | None = None) -> Predicate:
    """Read a filter.

    `known` maps the names that it may use, folded, to what they hold (`filterable`; empty where nobody knows). Without it any name goes.

    Raises:
        FilterError: it does not parse, names a property that is not known, or asks a property for what it cannot have.
    """
    tokens = list(_tokens(text))
    if tokens and tokens[0][:2] == ("mark", "{") and tokens[-1][:2] == ("mark", "}"):
        tokens = tokens[1:-1]
    return _Parser(tokens, text, known).whole()


def _tokens(text: str) -> Iterator[tuple[str, str, int]]:
    """Yield kind, text and position, counted from 1."""
    end = len(text.rstrip())
    position = 0
    while position < end:
        match = TOKEN.match(text, position)
        if match is None:
            raise FilterError(f'{INVALID}\n"{text}" at position {position + len(text[position:]) - len(text[position:].lstrip()) + 1}.')
        kind = match.lastgroup or ""
        yield kind, match[kind], match.start(kind) + 1
        position = match.end()


class _Parser:
    """-not binds closer than -and, -and closer than -or."""

    def __init__(self, tokens: list[tuple[str, str, int]], text: str, known: Mapping[str, str] | None) -> None:
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

    def _error(self, why: str = INVALID) -> FilterError:
        place = self._tokens[self._next][2] if self._next < len(self._tokens) else len(self._text) + 1
        return FilterError(f'{why}\n"{self._text}" at position {place}.')

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

    def _take(self, *kinds: str) -> tuple[str, str]:
        if self._next >= len(self._tokens) or self._tokens[self._next][0] not in kinds:
            raise self._error()
        self._next += 1
        return self._tokens[self._next - 1][:2]

    def _comparison(self) -> Predicate:
        name = self._take("word")[1]
        holds = self._held(name)
        operator = self._take("operator")[1].casefold()
        if operator not in ORDERS and operator not in PATTERNS:
            self._next -= 1
            raise self._error()
        if operator in PATTERNS and holds in NO_TEXT:
            self._next -= 1
            raise self._error(f'The operator "{operator}" isn\'t supported for the property "{name}", which takes no wildcards.')
        kind, text = self._take("word", "string")
        return _test(name, operator, _literal(kind, text), holds)

    def _held(self, name: str) -> str:
        if self._known is None:
            return ""
        holds = self._known.get(name.casefold())
        if holds is None:
            self._next -= 1
            raise self._error(f'"{name}" is not a recognized filterable property. {SEE_HELP}')
        return holds


def _literal(kind: str, text: str) -> Value:
    if kind == "string":
        quote = text[0]
        inner = text[1:-1].replace(quote * 2, quote)
        return CONSTANTS.get(inner.casefold(), inner)
    return CONSTANTS.get(text.casefold(), text)


def _test(name: str, operator: str, value: Value, holds: str) -> Predicate:
    """Compare a property, of which one value has to fit, or none where the operator denies."""
    if operator in PATTERNS:
        fits = _pattern(to_text(value), wild=holds in ("", "String*"))
    else:
        fits = _order(ORDERS["-eq" if operator == "-ne" else operator], value)
    if operator in NEGATIVE:
        return lambda get: not any(fits(item) for item in _items(get(name)))
    return lambda get: any(fits(item) for item in _items(get(name)))


def _pattern(text: str, *, wild: bool) -> Test:
    """Return the test of -like: the asterisk alone is special, and a lone one stands for any value, but not for none."""
    if text == "*":
        return lambda left: left is not None and to_text(left) != ""
    parts = text.split("*") if wild else [text]
    match = re.compile(".*".join(map(re.escape, parts)), re.IGNORECASE | re.DOTALL).fullmatch
    return lambda left: match(to_text(left)) is not None


def _order(holds: Callable[[int], bool], value: Value) -> Test:
    return lambda left: (order := _compare(left, value)) is not None and holds(order)


def _compare(left: Value, right: Value) -> int | None:
    """Return how two values stand to each other, None where they cannot be compared."""
    if left is None or right is None:
        return (left is not None and left != "") - (right is not None and right != "")
    if isinstance(left, bool):
        return (not left) - (to_text(right).casefold() not in ("true", "1"))
    if isinstance(left, DateTime):
        return _compare_dates(left, right)
    sizes = byte_count(to_text(left)), byte_count(to_text(right))
    if None not in sizes:
        return compare(*sizes)
    return compare(to_text(left), to_text(right))


def _compare_dates(left: DateTime, right: Value) -> int | None:
    try:
        date = right if isinstance(right, DateTime) else convert(to_text(right), "System.DateTime")
    except Exception:  # whatever a conversion raises, this text is no date
        return None
    return compare(seconds_of(left), seconds_of(date)) if isinstance(date, DateTime) else None


def _items(value: Value) -> list[Value]:
    return (list(value) or [None]) if isinstance(value, list) else [value]


def _or(left: Predicate, right: Predicate) -> Predicate:
    return lambda get: left(get) or right(get)


def _and(left: Predicate, right: Predicate) -> Predicate:
    return lambda get: left(get) and right(get)


def _not(inner: Predicate) -> Predicate:
    return lambda get: not inner(get)


__all__ = ["FilterError", "Get", "Predicate", "filterable", "parse_filter"]
