"""Casts, `-is`, `-as`, and types as values."""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn, TypeAlias

from eopsh import objects
from eopsh.errors import EopshError
from eopsh.language import tree
from eopsh.objects import (
    ConversionError,
    PSDict,
    PSList,
    PSObject,
    RegexError,
    ScriptBlock,
    TimeSpan,
    Value,
    can_convert,
    compile_regex,
    convert,
    full_type_name,
    operators,
    short_type_name,
    to_text,
    type_name,
    type_names,
)
from eopsh.objects.enums import ENUMS
from eopsh.runtime.compiler.literals import hashtable, joined, statement_value
from eopsh.runtime.compiler.unit import Evaluate, Unit, compiles_expression, expression
from eopsh.runtime.enumerators import Enumerator
from eopsh.runtime.exceptions import as_exception, exception_name
from eopsh.runtime.references import Reference, variable_reference
from eopsh.runtime.scope import NOTHING, Scope
from eopsh.runtime.signals import Place, ScriptError, failure
from eopsh.runtime.values import plain

Convert: TypeAlias = Callable[[Value], Value]


class TypeValue(PSObject):
    """A type as a value: `[int]`, or what `.GetType()` returns."""

    __slots__ = ("full_name",)

    def __init__(self, full_name: str) -> None:
        short = _short(full_name)
        super().__init__(
            adapted={
                "Name": short,
                "FullName": full_name,
                "Namespace": full_name.partition("[")[0].rpartition(".")[0],
                "IsEnum": full_name in ENUMS,
                "IsArray": full_name.endswith("[]"),
            },
            type_names=("System.RuntimeType", "System.Type", "System.Reflection.MemberInfo", "System.Object"),
            text=full_name,
        )
        self.full_name = full_name

    def find(self, name: str) -> str | None:
        """Return the property's own spelling; those about the base are found out only when asked for."""
        if name.lower() in ("basetype", "isvaluetype", "isclass", "ispublic", "isserial") and "BaseType" not in self.adapted:
            self.adapted.update(self._about_base())
        elif "Assembly" not in self.adapted and name.lower() in _RARE:
            self.adapted.update(self._rarely_asked())
        return super().find(name)

    def _about_base(self) -> dict[str, Value]:
        value_type = operators.is_value_type(self.full_name)
        base = "System.Enum" if self.full_name in ENUMS else "System.Array" if self.full_name.endswith("[]") else "System.Object"
        base = "System.ValueType" if base == "System.Object" and value_type else _OTHER_BASES.get(self.full_name, base)
        value = None if self.full_name == "System.Object" else TypeValue(base)
        serial = self.full_name not in _NOT_SERIAL
        return {"IsPublic": True, "IsSerial": serial, "BaseType": value, "IsValueType": value_type, "IsClass": not value_type}

    def _rarely_asked(self) -> dict[str, Value]:
        generic = bool(_arguments(self.full_name))
        known = self.full_name.startswith("System.") and "Automation" not in self.full_name
        library = "System.Private.CoreLib" if known else "System.Management.Automation"
        assembly = PSObject({"FullName": library}, type_names=("System.Reflection.RuntimeAssembly", "System.Object"), text=library)
        return {
            "Assembly": assembly,
            "AssemblyQualifiedName": f"{self.full_name}, {library}",
            "ContainsGenericParameters": False,
            "GenericTypeArguments": [TypeValue(name) for name in _arguments(self.full_name)],
            "HasElementType": self.full_name.endswith("]") and not generic,
            "IsAbstract": self.full_name in ("System.Array", "System.Enum", "System.Math", "System.Convert"),
            "IsByRef": False,
            "IsCOMObject": False,
            "IsConstructedGenericType": generic,
            "IsGenericParameter": False,
            "IsGenericType": generic,
            "IsGenericTypeDefinition": False,
            "IsInterface": short_type_name(self.full_name)[1:2].isupper() and short_type_name(self.full_name).startswith("I"),
            "IsNested": "+" in self.full_name,
            "IsNotPublic": False,
            "IsPointer": False,
            "IsPrimitive": self.full_name in _PRIMITIVES,
            "IsSealed": operators.is_value_type(self.full_name) or self.full_name == "System.String",
            "IsSerializable": True,
            "IsVisible": True,
            "MemberType": "TypeInfo",
            "Module": f"{library}.dll",
            "UnderlyingSystemType": self,
        }

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TypeValue) and other.full_name == self.full_name

    def __hash__(self) -> int:
        return hash(self.full_name)


_RARE_NAMES = (
    "assembly assemblyqualifiedname containsgenericparameters generictypearguments haselementtype isabstract isbyref iscomobject "
    "isconstructedgenerictype isgenericparameter isgenerictype isgenerictypedefinition isinterface isnested isnotpublic ispointer "
    "isprimitive issealed isserializable isvisible membertype module underlyingsystemtype"
)
_RARE = frozenset(_RARE_NAMES.split())
_OTHER_BASES = {
    "System.Xml.XmlDocument": "System.Xml.XmlNode",
    "System.Xml.XmlElement": "System.Xml.XmlLinkedNode",
    "System.IO.FileInfo": "System.IO.FileSystemInfo",
    "System.IO.DirectoryInfo": "System.IO.FileSystemInfo",
    "System.Text.RegularExpressions.Match": "System.Text.RegularExpressions.Group",
    "System.Text.RegularExpressions.Group": "System.Text.RegularExpressions.Capture",
}
_NOT_SERIAL = frozenset(
    f"System.{name}"
    for name in (
        *("BitConverter", "Console", "Convert", "Environment", "Math", "Void", "Globalization.CultureInfo"),
        *("IO.Directory", "IO.DirectoryInfo", "IO.File", "IO.FileInfo", "IO.Path", "Linq.Enumerable"),
        *("Management.Automation.PSObject", "Management.Automation.PSReference"),
        *("Management.Automation.ScriptBlock", "Management.Automation.SwitchParameter", "Net.IPAddress", "Net.Mail.MailAddress"),
        *("Net.NetworkCredential", "Net.WebUtility", "Security.SecureString", "Text.RegularExpressions.Regex", "Web.HttpUtility"),
        *("Text.RegularExpressions.Match", "Text.RegularExpressions.Group", "Xml.XmlDocument", "Xml.XmlElement"),
    )
)
_PRIMITIVE_NAMES = "Boolean Byte SByte Int16 UInt16 Int32 UInt32 Int64 UInt64 Char Double Single IntPtr"
_PRIMITIVES = frozenset(f"System.{name}" for name in _PRIMITIVE_NAMES.split())


def _arguments(name: str) -> list[str]:
    """Return the type arguments of a generic type's name (`List`1[[System.Int32]]`)."""
    inside = name.partition("[")[2].rpartition("]")[0]
    if not inside.strip(",") or "+" in name:
        return []
    parts = inside.strip("[]").split("],[") if inside.startswith("[") else inside.split(",")
    return [full_type_name(part.strip()) for part in parts]


def _short(name: str) -> str:
    """Return a type's Name: a generic one's with the number of its arguments."""
    count = len(_arguments(name))
    return f"{short_type_name(name.partition('[')[0].partition('`')[0])}`{count}" if count else short_type_name(name)


@compiles_expression(tree.TypeExpression)
def _type(node: tree.TypeExpression, unit: Unit) -> Evaluate:
    # `[pscustomobject]` alone is the type of every wrapped object; only a cast makes a custom one.
    bag = node.type.name.lower() == "pscustomobject"
    if is_missing(unit.type_name(node.type.name)):
        return missing_type(node.type.name, unit.place(node))
    value = TypeValue("System.Management.Automation.PSObject" if bag else unit.type_name(node.type.name))
    return lambda scope: value


@compiles_expression(tree.ConvertExpression)
def _convert(node: tree.ConvertExpression, unit: Unit) -> Evaluate:
    name = node.type.type.name.lower()
    operand = node.operand
    if name in ("ordered", "pscustomobject") and isinstance(operand, tree.Hashtable):
        table = hashtable(operand, unit, ordered=True)
        return table if name == "ordered" else lambda scope: custom_object(table(scope))
    if name == "ref":
        return _reference(operand, unit)
    if is_missing(unit.type_name(node.type.type.name)):
        return missing_type(node.type.type.name, unit.place(node.type.type))
    value = expression(operand, unit) if not isinstance(operand, tree.ParenExpression) else statement_value(operand.pipeline, unit)
    if name in ("string", "system.string"):
        return lambda scope: _text(plain(value(scope)), scope)
    change = conversion(node.type, unit)
    return lambda scope: change(plain(value(scope)))


def _text(value: Value, scope: Scope) -> Value:
    return joined(value, scope) if isinstance(value, list | Enumerator) else convert(value, "System.String")


def _reference(operand: tree.Expression, unit: Unit) -> Evaluate:
    if isinstance(operand, tree.VariableExpression):
        key = operand.name.lower()
        return lambda scope: variable_reference(scope, key)
    value = expression(operand, unit)
    return lambda scope: Reference(value(scope))


@compiles_expression(tree.AttributedExpression)
def _attributed(node: tree.AttributedExpression, unit: Unit) -> Evaluate:
    return expression(node.operand, unit)


def conversion(constraint: tree.TypeConstraint, unit: Unit) -> Convert:
    """Return the conversion that a cast makes."""
    name = constraint.type.name
    special = _SPECIAL.get(name.lower())
    if special is not None:
        return special
    full = unit.type_name(name)
    exception = exception_name(full)
    if exception is not None:
        return lambda value: as_exception(value, exception)
    if "nullable[" in name.lower():
        return lambda value: None if value is None else convert(value, full)
    return (lambda value: convert(value, full)) if can_convert(full) else (lambda value: _constructed(value, full))


def _constructed(value: Value, name: str) -> Value:
    """Cast to a type that only its constructor makes: `[IO.FileInfo]'a.txt'`. Raises ConversionError as `convert` does."""
    from eopsh.runtime.methods import construct

    if value is None or name.casefold() in (each.casefold() for each in type_names(value)):
        return value
    # What makes an array of a length is no cast to one.
    made = None if name.endswith("[]") else construct(name, value)
    return convert(value, name) if made is None else made


def custom_object(value: Value) -> Value:
    """Make a custom object of a dictionary."""
    return objects.custom_object(value) if isinstance(value, PSDict) else value


def _block(value: Value) -> Value:
    from eopsh.runtime.script_text import block_from_text

    return value if isinstance(value, ScriptBlock) else block_from_text(to_text(value))


def _type_value(value: Value) -> Value:
    if value is None or isinstance(value, TypeValue):
        return value
    written = to_text(value)
    full = full_type_name(written)
    if written.startswith("[") or not _is_type(full):
        raise ConversionError(
            f'Cannot convert the "{written}" value of type "{type_name(value)}" to type "System.Type".', "InvalidCastFromStringToType"
        )
    return TypeValue(full)


def _is_type(full: str) -> bool:
    from eopsh.runtime.methods import is_known_type

    element = full.removesuffix("[]")
    return full_type_name(element.swapcase()) == element or is_known_type(element)


_GENERIC = frozenset(name.casefold() for name in (*objects.DELEGATES, "EventHandler", "IEquatable", "Lazy", "Tuple", "ValueTuple"))
"""Generic types of the namespace System, which is searched for every name."""


def is_missing(full: str) -> bool:
    """Tell that no type has this name; one of .NET's own namespaces may be there all the same."""
    element = full.removesuffix("[]")
    outer = element.partition("[")[0].casefold()
    if outer.startswith(("system.", "microsoft.")) or outer in _GENERIC:
        return any(is_missing(argument) for argument in _arguments(element))
    return not _is_type(element)


def missing_type(name: str, place: Place) -> Callable[..., NoReturn]:
    """Return what raises the error for a type that is none, whatever it is called with."""

    def refuse(*anything: object) -> NoReturn:
        error = type_not_found(name)
        error.at(place)
        raise error

    return refuse


def _identity(value: Value) -> Value:
    return value


REGEX_TYPES = ("System.Text.RegularExpressions.Regex", "System.Object")


def regex_value(value: Value) -> Value:
    """Make a regular expression of a pattern. Raises RegexError for one that is none."""
    if isinstance(value, PSObject) and value.type_names == REGEX_TYPES:
        return value
    try:
        compile_regex(to_text(value), ignore_case=False)
    except RegexError as error:
        message = f'Cannot convert value "{to_text(value)}" to type "{REGEX_TYPES[0]}". Error: "{error.message}"'
        raise ConversionError(message, "InvalidCastFromStringToRegex") from None
    return PSObject(
        adapted={"Options": "None", "RightToLeft": False, "MatchTimeout": TimeSpan(-10_000)}, type_names=REGEX_TYPES, text=to_text(value)
    )


def _characters(value: Value) -> Value:
    """A text becomes its characters; anything else each element converted."""
    items = list(value) if isinstance(value, str | list) else [value]
    return PSList([convert(item, "System.Char") for item in items], ("System.Char[]", "System.Array", "System.Object"))


_SPECIAL: dict[str, Convert] = {
    "regex": regex_value,
    "text.regularexpressions.regex": regex_value,
    "char[]": _characters,
    "pscustomobject": custom_object,
    "psobject": custom_object,
    "object": _identity,
    "scriptblock": _block,
    "type": _type_value,
    "void": lambda value: NOTHING,
}


def name_of_type(value: Value) -> str:
    """Return the full name that a type value or a text stands for."""
    return value.full_name if isinstance(value, TypeValue) else full_type_name(to_text(value).strip("[]"))


def _type_named(wanted: Value, error_id: str, category: str) -> str:
    """Return the name of a type that an operator is given. Raises ScriptError for what names none."""
    from eopsh.runtime.methods import is_known_type

    name = name_of_type(wanted)
    if isinstance(wanted, TypeValue | PSObject) or "." in name or is_known_type(name):
        return name
    message = f'Cannot convert the "{to_text(wanted)}" value of type "System.String" to type "System.Type".'
    raise failure(message, error_id, category, target=wanted)


def is_type(value: Value, wanted: Value) -> bool:
    """Answer `-is`."""
    name = _type_named(wanted, "RuntimeException", "NotSpecified")
    if isinstance(value, TypeValue):
        return name in value.type_names
    return operators.is_type(value, name)


def as_type(value: Value, wanted: Value) -> Value:
    """Answer `-as`: the converted value, or null."""
    name = _type_named(wanted, "InvalidCastFromStringToType", "InvalidArgument")
    special = _SPECIAL.get(short_type_name(name).lower())
    if special is None:
        return operators.as_type(value, name)
    try:
        return special(value)
    except EopshError:
        return None


def type_not_found(name: str) -> ScriptError:
    """Make the error for a type that is none."""
    return failure(f"Unable to find type [{name.partition('[')[0]}].", "TypeNotFound", "InvalidOperation", target=name)
