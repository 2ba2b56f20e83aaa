"""What -Property and -GroupBy were bound to, as columns: names, script blocks, hashtables."""

from __future__ import annotations

from collections.abc import Iterator

from eopsh.errors import Advice, UsageError
from eopsh.formatting.directives import Alignment, Column, CustomFormat, Directive, ListFormat, TableFormat, WideFormat
from eopsh.objects import ScriptBlock, Value, is_collection, items_of, type_name, unwrap

_LIST_KEYS = ("expression", "label", "name", "formatString")
_KEYS: dict[type[Directive], tuple[str, ...]] = {
    TableFormat: (*_LIST_KEYS, "width", "alignment"),
    ListFormat: _LIST_KEYS,
    WideFormat: ("expression", "formatString"),
    CustomFormat: ("expression",),
}
_ALIGNMENTS = ("left", "center", "right")
_EXPRESSION_TYPES = "{System.String, System.Management.Automation.ScriptBlock}"


class ColumnError(UsageError):
    """A column that the cmdlet does not take. `error_id` is PowerShell's, without the cmdlet behind the comma."""

    def __init__(self, message: str, error_id: str) -> None:
        super().__init__(message, advice=Advice(message, "Correct the hashtable given for the column."))
        self.message = message
        self.error_id = error_id


def columns_from(argument: Value, kind: type[Directive] = TableFormat) -> tuple[Column, ...]:
    """Return the columns of -Property for a cmdlet that makes directives of this kind; none for null.

    Raises:
        ColumnError: a hashtable has a key or a value that this cmdlet does not take.
    """
    items = items_of(argument) if is_collection(argument) else [] if argument is None else [argument]
    return tuple(_column(item, _KEYS[kind]) for item in items)


def group_from(argument: Value) -> Column | None:
    """Return the column of -GroupBy, None for null.

    Raises:
        ColumnError: a hashtable has a key or a value that -GroupBy does not take.
    """
    return None if argument is None else _column(argument, _LIST_KEYS)


def _column(item: Value, keys: tuple[str, ...]) -> Column:
    item = unwrap(item)
    if item == "":
        raise ColumnError("An empty string value is not allowed.", "ExpressionEmptyString2")
    if isinstance(item, str | ScriptBlock):
        return Column(item)
    if not isinstance(item, dict):
        raise ColumnError(
            f"Cannot convert {type_name(item)} to one of the following types {_EXPRESSION_TYPES}.", "DictionaryKeyUnknownType"
        )
    given = dict(_entries(item, keys))
    if "expression" not in given:
        raise ColumnError("A mandatory entry for expression is missing.", "DictionaryKeyMandatoryEntry")
    spelled, expression = given["expression"]
    if not isinstance(expression, str | ScriptBlock):
        raise _wrong_type(spelled, expression, f"s are {_EXPRESSION_TYPES}", "DictionaryKeyIllegalValue1")
    if expression == "":
        raise ColumnError('The "expression" key cannot have an empty string value.', "ExpressionEmptyString1")
    return Column(
        expression,
        _text(given.get("label")),
        _width(given.get("width")),
        _alignment(given.get("alignment")),
        _text(given.get("formatString")) or "",
    )


def _entries(item: dict[Value, Value], keys: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, Value]]]:
    for key, value in item.items():
        if not isinstance(key, str):
            raise ColumnError(
                f"The {type_name(key).rpartition('.')[2]} key type is not valid. The key must be a string.", "DictionaryKeyNonString"
            )
        spelled = key
        found = {"label" if full == "name" else full for full in keys if spelled and full.casefold().startswith(spelled.casefold())}
        if len(found) != 1:
            raise ColumnError(f"The {spelled} key is not valid.", "DictionaryKeyIllegal")
        if value is None:
            raise ColumnError(f"The {spelled} key has no value.", "DictionaryKeyMissingValue")
        yield found.pop(), (spelled, value)


def _text(entry: tuple[str, Value] | None) -> str | None:
    if entry is None:
        return None
    spelled, value = entry
    if not isinstance(value, str):
        raise _wrong_type(spelled, value, " is System.String")
    return value


def _width(entry: tuple[str, Value] | None) -> int:
    if entry is None:
        return 0
    spelled, value = entry
    if not isinstance(value, int) or isinstance(value, bool):
        raise _wrong_type(spelled, value, " is System.Int32")
    if value < 1:
        raise ColumnError(f'The value "{value}" for key "width" should be greater than 0.', "WidthOutOfRange")
    return value


def _alignment(entry: tuple[str, Value] | None) -> Alignment | None:
    text = _text(entry)
    if text is None:
        return None
    found = [full for full in _ALIGNMENTS if text and full.startswith(text.casefold())]
    if len(found) != 1:
        message = f'The value "{text}" for key "alignment" is not valid; valid values are {{left, center, right}}.'
        raise ColumnError(message, "AlignmentIllegalValue")
    return Alignment(found[0])


def _wrong_type(spelled: str, value: Value, expected: str, error_id: str = "DictionaryKeyIllegalValue2") -> ColumnError:
    return ColumnError(f'The "{spelled}" key has a type, {type_name(value)}, that is not valid; expected type{expected}.', error_id)
