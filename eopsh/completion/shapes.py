"""What is known of a value before it is there: its type, its own properties, what its elements are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from eopsh.completion.dotnet import TypeFacts, facts
from eopsh.frozen import frozen
from eopsh.objects import EnumValue, LiveNotes, Member, PSDict, PSList, PSObject, ScriptBlock, Value, script_members, type_names
from eopsh.objects.scalars import XmlText
from eopsh.objects.xml_nodes import document_property, root_of
from eopsh.runtime import method_names

_LOOKED_AT = 20
"""Elements of a list that are looked at for their properties."""

CUSTOM = "System.Management.Automation.PSCustomObject"


@frozen
class Shape:
    """The type (full name, empty when unknown), properties and script methods of the value itself, and the shape of its elements.

    `keys` tells that the own properties are keys of a dictionary; `static` that the value is the type itself (`[math]`). `facts` are those
    of a type that the text itself defines; `value` is the value where it is at hand and more can be worked out from it. `others` are the
    shapes that the value may have as well.
    """

    type: str = ""
    own: tuple[tuple[str, Shape], ...] = ()
    methods: tuple[str, ...] = ()
    element: Shape | None = None
    keys: bool = False
    static: bool = False
    facts: TypeFacts | None = None
    value: Value = None
    others: tuple[Shape, ...] = ()

    def member(self, name: str) -> Shape | None:
        """Return the shape of a property, own or of the type, in any case; None when there is none."""
        folded = name.lower()
        own = next((shape for key, shape in self.own if key.lower() == folded), None)
        if own is not None:
            return own if own.value is None else of_value(own.value)
        if self.keys and folded in ("keys", "values"):
            return listed(of_type("System.String") if folded == "keys" else merged(inner for _, inner in self.own))
        if self.type.endswith(".PSObject") and folded == "properties":
            return replace(listed(of_type("System.Management.Automation.PSPropertyInfo")), methods=("Match",))
        about = self.about()
        if about is not None:
            table = about.static_properties if self.static else about.properties
            found = next((kind for key, kind in table.items() if key.lower() == folded), None)
            if found is not None:
                return of_type(found)
        inner = self.element.member(name) if self.element is not None else self._other(lambda shape: shape.member(name))
        # A member of the elements is a list of all theirs.
        return listed(inner.item()) if inner is not None and self.element is not None else inner

    def _other(self, ask: Callable[[Shape], Shape | None]) -> Shape | None:
        return next((found for found in map(ask, self.others) if found is not None), None)

    def result(self, name: str) -> Shape | None:
        """Return the shape of what a method gives back."""
        folded = name.lower()
        if self.keys and folded == "getenumerator":
            entry = Shape("System.Collections.DictionaryEntry", (("Name", of_type("System.String")),))
            return replace(listed(entry), own=(("Entry", entry), ("Current", entry)), methods=("MoveNext", "Reset"))
        about = self.about()
        table = {} if about is None else about.static_methods if self.static else about.methods
        found = next((kind for key, kind in table.items() if key.lower() == folded), None)
        if found is not None:
            return of_type(found) if found else Shape()
        if self.element is not None:
            return self.element.result(name)
        return self._other(lambda shape: shape.result(name))

    def about(self) -> TypeFacts | None:
        """Return what is known of the type."""
        if self.facts is not None:
            return self.facts
        if self.type.endswith("[]"):
            return facts("System.Array")
        return facts(self.type) or (facts("System.Collections.ArrayList") if self.element is not None else None)

    @property
    def is_list(self) -> bool:
        """Whether the value has elements."""
        return self.element is not None or self.type.endswith("[]")

    def item(self) -> Shape:
        """Return the shape of what a pipeline gets of the value, one by one."""
        if self.element is not None:
            return self.element
        return of_type(self.type[:-2]) if self.type.endswith("[]") else self


def of_type(name: str) -> Shape:
    """Return the shape of a value of a type, by its full name."""
    if name.endswith("[]"):
        return Shape(name, element=of_type(name[:-2]))
    about = facts(name) if name.endswith("Collection") else None
    return Shape(name, element=of_type(about.item) if about is not None and about.item else None)


def listed(element: Shape, kind: str = "System.Object[]") -> Shape:
    """Return the shape of a list of such elements."""
    return Shape(kind, element=element)


def custom(names: Iterable[tuple[str, Shape]]) -> Shape:
    """Return the shape of a custom object with these properties."""
    return Shape(CUSTOM, tuple(names))


def either(shapes: Iterable[Shape | None]) -> Shape | None:
    """Return the shape of a value that is one of these: the first that is known, the others behind it."""
    known = {shape.type: shape for shape in reversed([shape for shape in shapes if shape is not None])}
    first, *others = reversed(known.values()) if known else (None,)
    return replace(first, others=tuple(others)) if first is not None and others else first


def merged(shapes: Iterable[Shape]) -> Shape:
    """Return the shape that has the properties of all; the type is that of the first."""
    first: Shape | None = None
    own: dict[str, tuple[str, Shape]] = {}
    for shape in shapes:
        first = first or shape
        for name, inner in shape.own:
            own.setdefault(name.lower(), (name, inner))
    return Shape() if first is None else replace(first, own=tuple(own.values()))


def of_value(value: Value) -> Shape:
    """Return the shape of a value at hand; those of its properties are worked out when they are asked for."""
    kind = _type(value)
    if isinstance(value, PSDict | dict):
        return Shape(kind, tuple((str(key), _later(inner)) for key, inner in value.items()), keys=True)
    if isinstance(value, PSList | list | tuple):
        element = merged(of_value(item) for item in value[:_LOOKED_AT])
        notes = value.notes if isinstance(value, PSList) else {}
        return Shape(kind, tuple((name, _later(inner)) for name, inner in notes.items()), element=element)
    if isinstance(value, PSObject):
        return _of_object(value, kind)
    if isinstance(value, EnumValue) and not kind.startswith("System."):
        return Shape(kind, (("Value", of_type("System.String")),), others=(of_type("System.Int32"),))
    if isinstance(value, XmlText):
        root = root_of(value)
        name = root.tag.rpartition("}")[2] if root is not None else ""
        return Shape(kind, ((name, _later(document_property(value, name))),) if name else ())
    return Shape(kind)


def _of_object(value: PSObject, kind: str) -> Shape:
    """Return the shape of a bag; what a script computes is named and never computed."""
    if value.base is not None:
        return replace(of_value(value.base), own=tuple((name, _later(inner)) for name, inner in _raw(value.notes)))
    own = {name: _later(inner) for name, inner in (*_raw(value.notes), *value.adapted.items()) if not isinstance(inner, ScriptBlock)}
    scripts = list(script_members(value))
    own.update((member.name, Shape()) for member in scripts if not member.hidden)
    methods = tuple(member.name for member in scripts if member.kind.endswith("Method"))
    return Shape(kind, tuple(own.items()), methods)


def _raw(notes: dict[str, Value]) -> Iterator[tuple[str, Value]]:
    # A note that a script computes reads as its value of the moment; here it is only named.
    computed = isinstance(notes, LiveNotes)
    return ((name, None if computed and isinstance(inner, Member) else inner) for name, inner in dict.items(notes))


def _later(value: Value) -> Shape:
    return Shape(_type(value), value=value)


def _type(value: Value) -> str:
    names = type_names(value)
    return names[0] if names else ""


@frozen
class Offered:
    """A member as it is offered: `type` in short, `seldom` for what is rarely meant or does not run here."""

    name: str
    type: str = ""
    method: bool = False
    seldom: bool = False


INTERNALS = ("BaseObject", "ImmediateBaseObject", "Members", "Methods", "Properties", "TypeNames")
_INTERNAL_METHODS = ("CompareTo", "Copy", "GetMetaObject", "GetObjectData")
_EVERY_METHOD = ("Equals", "GetHashCode", "GetType", "ToString")
_DESERIALIZED = ("GetType", "ToString")


def members(shape: Shape) -> list[Offered]:
    """Return the members of a value, best first: its own, those of its elements, those of its type, and what is seldom meant."""
    if shape.static:
        return list(_static_members(shape))
    found = [Offered(name, inner.type) for name, inner in shape.own]
    if shape.element is not None:
        found += [Offered(name, inner.type) for name, inner in shape.element.own]
    found += [Offered(name, "", True) for name in shape.methods]
    found += _of_type(shape)
    if shape.element is not None:
        found += [replace(member, seldom=True) for member in members(shape.element)]
    for other in shape.others:
        found += [replace(member, seldom=True) for member in members(other)]
    if shape.is_list:
        found += [Offered("Count", "System.Int32"), Offered("Length", "System.Int32"), *_list_methods(array=shape.type.endswith("[]"))]
    return _distinct(found)


def value_properties(shape: Shape) -> list[Offered]:
    """Return the properties of a value, for the names that Select-Object and its like take."""
    inner = shape.item()
    own = [] if inner.keys else [Offered(name, kind.type) for name, kind in inner.own]
    return _distinct([*own, *(member for member in members(inner) if not member.method)])


def _of_type(shape: Shape) -> Iterator[Offered]:
    about = shape.about()
    if about is not None and shape.type != CUSTOM:
        runs = _runnable(shape.type)
        yield from (Offered(name, kind) for name, kind in about.properties.items())
        if shape.type in _EXTRA:
            yield from (Offered(name, kind) for name, kind in _EXTRA[shape.type])
        yield from (Offered(name, kind, True, bool(runs) and name.lower() not in runs) for name, kind in about.methods.items())
        return
    yield from (Offered(name, "", True) for name in _EVERY_METHOD)
    if not shape.type or shape.type == CUSTOM or not shape.type.startswith("System."):
        yield from (Offered(name, "", False, True) for name in INTERNALS)
        yield from (Offered(name, "", True, True) for name in _INTERNAL_METHODS)


_EXTRA = {
    "System.DateTime": (("DateTime", "System.String"),),
    "System.Guid": (("Guid", "System.String"),),
    "System.Net.IPAddress": (("IPAddressToString", "System.String"),),
}


def _list_methods(*, array: bool) -> list[Offered]:
    others = ("PSWhere", "PSForEach", *(("Get", "Set", "Address", "Item") if array else ()))
    return [Offered("Where", "", True), Offered("ForEach", "", True), *(Offered(name, "", True, True) for name in others)]


def _static_members(shape: Shape) -> Iterator[Offered]:
    about = shape.about()
    if about is None:
        return
    yield from (Offered(name, kind) for name, kind in about.static_properties.items())
    yield from (Offered(name, kind, True) for name, kind in about.static_methods.items())
    if shape.type.endswith("[]"):
        yield Offered("new", shape.type, True)


def _distinct(found: Iterable[Offered]) -> list[Offered]:
    """Keep the first of each name; an honest one before a seldom one."""
    kept: dict[str, Offered] = {}
    for member in found:
        key = member.name.lower()
        known = kept.get(key)
        if known is None or (known.seldom and not member.seldom):
            kept.pop(key, None)
            kept[key] = member
    return sorted(kept.values(), key=lambda member: member.seldom)


@lru_cache(maxsize=64)
def _runnable(kind: str) -> frozenset[str]:
    """Return the methods that a value of this type has here, in lower case; nothing where no value tells."""
    sample = _SAMPLES.get(kind)
    return frozenset() if sample is None else frozenset(name.lower() for name in method_names(sample))


_SAMPLES: dict[str, Value] = {
    "System.String": "",
    "System.Int32": 1,
    "System.Boolean": True,
    "System.Double": 1.0,
    "System.Object[]": [],
    "System.Collections.ArrayList": PSList(),
    "System.Collections.Hashtable": PSDict(),
}
