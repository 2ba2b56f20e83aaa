"""System.Enum and System.Type."""

from __future__ import annotations

from eopsh.objects import EnumValue, PSList, PSObject, Value, can_convert, full_type_name, to_string, to_text
from eopsh.objects.enums import ENUMS, enum_from_number, enum_from_text
from eopsh.runtime.compiler.types import TypeValue, is_type, name_of_type
from eopsh.runtime.methods.more_lists import enum_format
from eopsh.runtime.methods.table import DotNetError, Method, method, set_reference


def _enum(kind: Value) -> str:
    name = name_of_type(kind)
    if name not in ENUMS:
        raise DotNetError("Type provided must be an Enum. (Parameter 'enumType')")
    return name


def _name(kind: Value, value: Value) -> str:
    return to_text(value if isinstance(value, EnumValue) else enum_from_number(_enum(kind), int(to_text(value))))


def name_in(kind: Value, value: Value) -> str:
    """Return the name of an enum's value, or its number where it has none."""
    return _name(kind, value) or to_text(value)


def _assignable(kind: Value, other: Value) -> bool:
    return is_type(other, kind) or name_of_type(kind) in ("System.Object", name_of_type(other))


def _names(kind: Value) -> PSList:
    members = ENUMS[_enum(kind)]
    names: list[str] = sorted(members, key=members.__getitem__)
    return PSList(names, ("System.String[]", "System.Array", "System.Object"))


def _values(kind: Value) -> PSList:
    name = _enum(kind)
    numbers = sorted(set(ENUMS[name].values()))
    return PSList([enum_from_number(name, number) for number in numbers], (f"{name}[]", "System.Array", "System.Object"))


def _parse(kind: Value, text: Value, ignore_case: Value = False) -> EnumValue:
    name, wanted = _enum(kind), to_text(text)
    members = ENUMS[name]
    for part in wanted.split(","):
        exact = part.strip() in members or (ignore_case is True and part.strip().lower() in (each.lower() for each in members))
        if not exact and not part.strip().lstrip("-").isdigit():
            raise DotNetError(f"Requested value '{wanted}' was not found.")
    number = int(wanted) if wanted.strip().lstrip("-").isdigit() else None
    found = enum_from_text(name, wanted) if number is None else enum_from_number(name, number)
    return found or EnumValue((name, "System.Enum", "System.ValueType", "System.Object"), wanted, number or 0)


def _try_parse(*arguments: Value) -> bool:
    kind, text, *more, result = arguments
    try:
        set_reference(result, _parse(kind, text, *more))
    except DotNetError:
        return False
    return True


def _is_defined(kind: Value, value: Value) -> bool:
    members = ENUMS[_enum(kind)]
    if isinstance(value, EnumValue):
        return value.number in members.values()
    return value in members.values() if isinstance(value, int) else to_text(value) in members


def _to_object(kind: Value, number: int) -> Value:
    name = _enum(kind)
    return enum_from_number(name, number) or EnumValue((name, "System.Enum", "System.ValueType", "System.Object"), str(number), number)


ENUM_STATIC: dict[str, Method] = {
    "Format": method(enum_format, "oos", names="enumType value format"),
    "GetUnderlyingType": method(lambda kind: TypeValue("System.Int32") if _enum(kind) else None, "o", names="enumType"),
    "GetValuesAsUnderlyingType": method(lambda kind: sorted(set(ENUMS[_enum(kind)].values())), "o", names="enumType"),
    "GetName": method(_name, "oo", names="enumType value"),
    "GetNames": method(_names, "o", names="enumType"),
    "GetValues": method(_values, "o", names="enumType"),
    "IsDefined": method(_is_defined, "oo", names="enumType value"),
    "Parse": method(_parse, "oo", "oob", names="enumType value ignoreCase"),
    "ToObject": method(_to_object, "oi", names="enumType value"),
    "TryParse": method(_try_parse, "ooo", "oooo", names="enumType value result"),
}


def _element(kind: Value) -> Value:
    name = name_of_type(kind)
    return TypeValue(name.rpartition("[")[0]) if name.endswith("]") and "`" not in name else None


def _derives(kind: Value, other: Value) -> bool:
    base = kind.get("BaseType") if isinstance(kind, PSObject) else None
    while isinstance(base, TypeValue):
        if base == other:
            return True
        base = base.get("BaseType")
    return False


def _array_of(kind: Value, rank: int = 1) -> Value:
    return TypeValue(f"{name_of_type(kind)}[{',' * (rank - 1)}]")


def _rank(kind: Value) -> int:
    tail = name_of_type(kind).rpartition("[")[2]
    return tail.count(",") + 1


def _type_named(name: str, throws: bool = False, *_more: Value) -> Value:
    full = full_type_name(name.partition(",")[0])
    if can_convert(full) or full in ENUMS:
        return TypeValue(full)
    if throws:
        raise DotNetError(f"Could not load type '{name}'.", "TypeLoadException")
    return None


TYPE_STATIC: dict[str, Method] = {
    "GetType": method(_type_named, "s", "sb", "sbb", names="typeName throwOnError ignoreCase"),
    "GetTypeCode": method(lambda kind: enum_from_text("System.TypeCode", to_text(kind.get("Name"))), "o", names="type"),
}
TYPE: dict[str, Method] = {
    "GetArrayRank": method(_rank),
    "GetElementType": method(_element),
    "GetEnumName": method(_name, "o", names="value"),
    "GetEnumUnderlyingType": method(lambda _kind: TypeValue("System.Int32")),
    "GetGenericArguments": method(lambda kind: kind.get("GenericTypeArguments")),
    "IsAssignableTo": method(lambda kind, other: _assignable(other, kind) or _derives(kind, other), "o", names="targetType"),
    "IsEnumDefined": method(_is_defined, "o", names="value"),
    "IsEquivalentTo": method(lambda kind, other: kind == other, "o", names="other"),
    "IsSubclassOf": method(_derives, "o", names="c"),
    "MakeArrayType": method(_array_of, "", "i", names="rank"),
    "GetEnumNames": method(_names),
    "GetEnumValues": method(_values),
    "IsAssignableFrom": method(_assignable, "o", names="c"),
    "IsInstanceOfType": method(lambda kind, value: is_type(value, kind), "o", names="o"),
    "ToString": method(to_string),
}
