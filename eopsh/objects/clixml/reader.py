"""CLIXML to objects in one pass.

The C parser of ElementTree makes the elements; a table of functions by tag makes the values. What PowerShell's reader refuses is
contained here: a damaged object becomes one ErrorRecord that names it, its neighbours are whole.
"""

from __future__ import annotations

import base64
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable

from eopsh.objects.clixml.elements import DamagedObject, decoded, parse, pieces
from eopsh.objects.clixml.primitives import PRIMITIVES, unescape
from eopsh.objects.model import HASHTABLE_TYPES, EnumValue, PSDict, PSList, PSObject, Value
from eopsh.objects.names import type_names
from eopsh.objects.scalars import ErrorRecord, SecureString

_LIST_TYPES = {
    "LST": ("System.Collections.ArrayList", "System.Object"),
    "IE": ("System.Collections.ArrayList", "System.Object"),
    "QUE": ("System.Collections.Queue", "System.Object"),
    "STK": ("System.Collections.Stack", "System.Object"),
}
_PROGRESS = {
    "AV": "Activity",
    "AI": "ActivityId",
    "S": "CurrentOperation",
    "PI": "ParentActivityId",
    "PC": "PercentComplete",
    "T": "Type",
    "SR": "SecondsRemaining",
    "SD": "StatusDescription",
}
_PROGRESS_NUMBERS = ("AI", "PI", "PC", "SR")
_DAMAGE = (ValueError, KeyError, ArithmeticError, RecursionError, TypeError)


class Reader:
    """Reads messages and documents. One for each message where objects refer to each other by RefId (which a message starts anew).

    `decrypt` turns the bytes of a secure string into its text once a session key is there; without it secure strings keep their cipher.
    """

    def __init__(self, decrypt: Callable[[bytes], str] | None = None) -> None:
        self._decrypt = decrypt
        self._objects: dict[str | None, Value] = {}
        self._types: dict[str | None, tuple[str, ...]] = {}

    def value(self, data: bytes | str) -> Value:
        """Return the value of one message. Never raises on damage: that gives an ErrorRecord."""
        self._objects.clear()
        self._types.clear()
        try:
            root = parse(data)
        except (DamagedObject, ET.ParseError, LookupError, UnicodeError, ValueError) as error:
            return _damaged("object", "", str(error))
        if root.tag == "Objs":
            values = [self._top(element) for element in root]
            return values[0] if len(values) == 1 else values
        return self._top(root)

    def document(self, data: bytes | str) -> list[Value]:
        """Return the values of a document (`<Objs>`), or of one object without it. Damage gives ErrorRecords among them."""
        self._objects.clear()
        self._types.clear()
        try:
            root = parse(data)
        except ET.ParseError as error:
            return [self._piece(piece, str(error)) for piece in pieces(decoded(data))]
        except (DamagedObject, LookupError, UnicodeError, ValueError) as error:
            return [_damaged("document", "", str(error))]
        if root.tag != "Objs":
            return [self._top(root)]
        version = root.get("Version", "1")
        if not re.match(r"1(\.|$)", version):
            return [_damaged("document", "", f"version {version!r} is not known")]
        return [self._top(element) for element in root]

    def _piece(self, text: str, why: str) -> Value:
        """Read one of the parts of a document that does not parse as a whole."""
        try:
            return self._top(parse(text))
        except (DamagedObject, ET.ParseError, ValueError) as error:
            return _damaged("object", _label(text), str(error) or why)

    def _top(self, element: ET.Element) -> Value:
        try:
            return self._read(element)
        except _DAMAGE as error:
            return _damaged("object", _describe(element), _reason(error))

    def _read(self, element: ET.Element) -> Value:
        primitive = PRIMITIVES.get(element.tag)
        return self._complex(element) if primitive is None else primitive(element)

    def _complex(self, element: ET.Element) -> Value:
        """Read an element that is no primitive; an unknown one is kept as its text."""
        tag = element.tag
        if tag == "Obj":
            return self._object(element)
        if tag == "Ref":
            return self._reference(element)
        if tag == "SS":
            return self._secure_string(element)
        return self._progress(element) if tag == "PR" else unescape("".join(element.itertext()))

    # --- complex elements

    def _object(self, element: ET.Element) -> Value:
        """Read `<Obj>`. The bag is known by its RefId before its properties are read, so that they may refer to it."""
        reference = element.get("RefId")
        result = PSObject()
        if reference is not None:
            self._objects[reference] = result
        inner: Value = None
        wrapped = False
        for child in element:
            tag = child.tag
            if tag == "TN":
                result.type_names = self._type_names(child)
            elif tag == "TNRef":
                result.type_names = self._types[child.get("RefId")]
            elif tag == "ToString":
                result.text = unescape(child.text or "")
            elif tag == "MS":
                result.notes = self._bag(child, result.notes)
            elif tag == "Props":
                result.adapted = self._bag(child, {})
            else:
                inner, wrapped = self._content(child, tag, result), True
        if not wrapped:
            return result
        value = _wrap(result, inner)
        if reference is not None and value is not result:
            self._objects[reference] = value
        return value

    def _bag(self, element: ET.Element, bag: dict[str, Value]) -> dict[str, Value]:
        """Read named members; a name that comes again, in any case, replaces the one before."""
        primitives = PRIMITIVES
        for child in element:
            name = child.get("N")
            if not name:
                raise DamagedObject("a property has no name")
            if "_x" in name:
                name = unescape(name)
            tag = child.tag
            if tag == "S":
                text = child.text
                bag[name] = "" if text is None else unescape(text) if "_x" in text else text
                continue
            if tag == "MS":
                # A member set (PSStandardMembers) is no property: PowerShell hides it too.
                continue
            primitive = primitives.get(tag)
            try:
                bag[name] = self._complex(child) if primitive is None else primitive(child)
            except _DAMAGE as error:
                raise DamagedObject(f"property {name}: {_reason(error)}") from None
        shape = tuple(bag)
        return bag if shape in _KNOWN_SHAPES or _is_clean(shape) else _without_repeats(bag)

    def _content(self, element: ET.Element, tag: str, owner: PSObject) -> Value:
        if tag in _LIST_TYPES:
            items = PSList((), owner.type_names or _LIST_TYPES[tag])
            self._adopt(owner, items)
            items.extend(map(self._read, element))
            return items
        if tag == "DCT":
            return self._dictionary(element, owner)
        return self._read(element)

    def _adopt(self, owner: PSObject, value: Value) -> None:
        """Let the owner's RefId mean the list or dictionary while its elements are read."""
        for reference, known in reversed(self._objects.items()):
            if known is owner:
                self._objects[reference] = value
                return

    def _dictionary(self, element: ET.Element, owner: PSObject) -> Value:
        names = owner.type_names or HASHTABLE_TYPES
        table = PSDict(ordered="Ordered" in names[0], type_names=names)
        self._adopt(owner, table)
        pairs = [self._entry(entry) for entry in element]
        if len({key.casefold() if isinstance(key, str) else key for key, _ in pairs}) < len({key for key, _ in pairs}):
            table.ignore_case = False
        table.update(pairs)
        return table

    def _entry(self, element: ET.Element) -> tuple[Value, Value]:
        if [child.get("N") for child in element] != ["Key", "Value"]:
            raise DamagedObject("a dictionary entry is not one key and one value")
        key, value = map(self._read, element)
        if key is None:
            raise DamagedObject("a dictionary key is null")
        return tuple(key) if isinstance(key, list) else str(key) if isinstance(key, dict) else key, value

    def _type_names(self, element: ET.Element) -> tuple[str, ...]:
        raw = tuple([child.text for child in element])
        names = _KNOWN_NAMES.get(raw)
        if names is None:
            names = _remember(raw)
        self._types[element.get("RefId")] = names
        return names

    def _reference(self, element: ET.Element) -> Value:
        reference = element.get("RefId")
        if reference not in self._objects:
            raise DamagedObject(f"no object has the RefId {reference}")
        return self._objects[reference]

    def _secure_string(self, element: ET.Element) -> Value:
        text = element.text or ""
        if self._decrypt is None:
            return SecureString(cipher=text)
        try:
            return SecureString(self._decrypt(base64.b64decode(text, validate=True)))
        except ValueError:
            return SecureString(cipher=text)

    def _progress(self, element: ET.Element) -> Value:
        notes: dict[str, Value] = {}
        for child in element:
            name = _PROGRESS.get(child.tag)
            if name is not None:
                text = unescape(child.text or "")
                notes[name] = int(text) if child.tag in _PROGRESS_NUMBERS else text
        return PSObject(notes, type_names=("System.Management.Automation.ProgressRecord", "System.Object"))


def read_value(data: bytes | str, *, decrypt: Callable[[bytes], str] | None = None) -> Value:
    """Read one message: one object without root element, a byte order mark allowed. Damage gives an ErrorRecord, never an exception."""
    return Reader(decrypt).value(data)


def read_clixml(data: bytes | str, *, decrypt: Callable[[bytes], str] | None = None) -> list[Value]:
    """Read a document, with or without its `<Objs>`. Damage gives ErrorRecords among the values, never an exception."""
    return Reader(decrypt).document(data)


_KNOWN_NAMES: dict[tuple[str | None, ...], tuple[str, ...]] = {}


def _remember(raw: tuple[str | None, ...]) -> tuple[str, ...]:
    """Make the type names of what stands in a `<TN>`; all objects of a type share one tuple, whatever message they came in."""
    names = tuple(unescape(name) for name in raw if name)
    if len(_KNOWN_NAMES) < 4_096:
        _KNOWN_NAMES[raw] = names
    return names


_KNOWN_SHAPES: set[tuple[str, ...]] = set()


def _is_clean(shape: tuple[str, ...]) -> bool:
    """Tell whether no name comes twice in different case; objects of one type have the same names, so the answer is kept."""
    if len({name.casefold() for name in shape}) < len(shape):
        return False
    if len(_KNOWN_SHAPES) < 4_096:
        _KNOWN_SHAPES.add(shape)
    return True


def _without_repeats(bag: dict[str, Value]) -> dict[str, Value]:
    last = {name.casefold(): name for name in bag}
    return {name: value for name, value in bag.items() if last[name.casefold()] == name}


# --- what an object turns out to be


def _wrap(shell: PSObject, inner: Value) -> Value:
    """Put an object's own names, text and properties around the plain value, list, dictionary or object inside it."""
    if isinstance(inner, PSObject):
        return _merge(shell, inner)
    if isinstance(inner, PSList | PSDict):
        inner.notes = shell.notes
        inner.text = shell.text
        return inner
    if isinstance(inner, int) and any(name.endswith("System.Enum") for name in shell.type_names):
        return EnumValue(shell.type_names, str(inner) if shell.text is None else shell.text, inner)
    plain_names = not shell.type_names or shell.type_names == type_names(inner)
    if plain_names and shell.text is None and not shell.notes and not shell.adapted:
        return inner
    shell.base = inner
    return shell


def _merge(shell: PSObject, inner: PSObject) -> PSObject:
    """An object inside an object: the outer notes come first, then the inner properties."""
    shell.type_names = shell.type_names or inner.type_names
    shell.text = inner.text if shell.text is None else shell.text
    for name, value in inner.items():
        shell.notes.setdefault(name, value)
    shell.base = inner.base
    return shell


# --- damage


def _damaged(what: str, name: str, why: str) -> ErrorRecord:
    return ErrorRecord(
        f"The server sent {'an object' if what == 'object' else 'a document'} that cannot be read{f' ({name})' if name else ''}: {why}.",
        fully_qualified_id="DamagedObject",
        category="InvalidData",
        target=name or None,
        exception_type="System.Xml.XmlException",
        target_name=name,
        target_type="String" if name else "",
    )


def _reason(error: BaseException) -> str:
    if isinstance(error, KeyError):
        return f"{error.args[0]!r} is not known"
    return "it is nested too deeply" if isinstance(error, RecursionError) else str(error) or type(error).__name__


def _describe(element: ET.Element) -> str:
    """Name a damaged object by what it says of itself: its text, its Name or Identity, its type, its element."""
    for path in ("ToString", "*/S[@N='Name']", "*/S[@N='Identity']", "TN/T"):
        found = element.findtext(path)
        if found:
            return unescape(found)[:200]
    return f"<{element.tag}>"


def _label(text: str) -> str:
    match = re.search(r"<ToString>([^<]+)|N=\"(?:Name|Identity)\">([^<]+)|<T>([^<]+)", text)
    return next(group for group in match.groups() if group) if match else text[:40]
