"""What a mandatory parameter refuses: null, and empty texts and collections."""

from __future__ import annotations

from eopsh.binding.conversion import NEVER_NULL, STRING, element_type, is_list
from eopsh.binding.signature import Formal
from eopsh.binding.validation import AllowEmptyCollection, AllowEmptyString, AllowNull
from eopsh.objects import Value, is_collection, items_of


def emptiness(formal: Formal, value: Value) -> str | None:
    """Return what is wrong with the value of a mandatory parameter (`null`, `an empty string`, ...), None when it will do."""
    if value is None:
        return None if _allows(formal, AllowNull) else "null"
    if formal.type == STRING:
        return "an empty string" if value == "" and not _allows(formal, AllowEmptyString) else None
    if not is_list(formal.type) or not is_collection(value):
        return None
    items = items_of(value)
    if not items and not _allows(formal, AllowEmptyCollection):
        return "an empty array" if formal.type.endswith("[]") else "an empty collection"
    if element_type(formal.type) == STRING and "" in items and not _allows(formal, AllowEmptyString):
        return "an empty string"
    return "null" if has_null_element(formal, items) else None


def has_null_element(formal: Formal, value: Value) -> bool:
    """Tell whether a list for a mandatory parameter has null in it where that is not allowed; looked at before conversion too."""
    if not is_list(formal.type) or not is_collection(value) or element_type(formal.type) in NEVER_NULL:
        return False
    return None in items_of(value) and not _allows(formal, AllowNull)


def _allows(formal: Formal, permission: type) -> bool:
    return any(isinstance(rule, permission) for rule in formal.parameter.validation)
