"""How objects of a type are shown: the server's format data, kept beside the catalogue, and PowerShell's own for the types made here."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from eopsh.formatting.format_data import read_views
from eopsh.formatting.known import BUILTIN
from eopsh.formatting.view import Shape, View, pack_view, unpack_view
from eopsh.objects import Value

_DESERIALIZED = "deserialized."
_VERSION = 1


@dataclass(frozen=True)
class Views:
    """The views of a connection (`own`), first come first found; PowerShell's for the types made here after them.

    `displayed`: the properties that objects of a type show when none are named, by the type's name in lower case.
    """

    own: tuple[View, ...] = ()
    displayed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    _by_type: dict[str, list[View]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        for view in (*self.own, *BUILTIN):
            for type_name in view.type_names:
                self._by_type.setdefault(type_name.casefold(), []).append(view)

    def find(self, type_names: Iterable[str], shape: Shape | None = None, name: str = "") -> View | None:
        """Return the view of the most specific type, of the shape and the name where they are asked for.

        Type names as they are come first, then without `Deserialized.`: format data names the live types.
        """
        candidates = (view for spelled in _spellings(type_names) for view in self._by_type.get(spelled, ()))
        fitting = (view for view in candidates if shape is None or view.shape is shape)
        return next((view for view in fitting if not name or view.name.casefold() == name.casefold()), None)

    def names(self, type_names: Iterable[str], shape: Shape) -> tuple[str, ...]:
        """Return the names of the views of a shape that objects of these types could be shown by."""
        candidates = (view for spelled in _spellings(type_names) for view in self._by_type.get(spelled, ()))
        return tuple(dict.fromkeys(view.name or view.type_names[0] for view in candidates if view.shape is shape))

    def shown(self, type_names: Iterable[str]) -> tuple[str, ...] | None:
        """Return the properties that objects of these types show when none are named; None where nothing was said."""
        if not self.displayed:
            return None
        return next((self.displayed[spelled] for spelled in _spellings(type_names) if spelled in self.displayed), None)

    def pack(self) -> bytes:
        """Return the server's views as bytes for the cache."""
        return json.dumps({"version": _VERSION, "views": [pack_view(view) for view in self.own]}, separators=(",", ":")).encode()

    @classmethod
    def from_records(cls, records: Iterable[Value]) -> Views:
        """Make views of the format data that a server sent; without any, the built-in ones are left."""
        return cls(tuple(read_views(records)))

    @classmethod
    def unpack(cls, data: bytes) -> Views:
        """Read what `pack` wrote.

        Raises:
            ValueError: the bytes are damaged or of another version.
        """
        try:
            document = json.loads(data)
            if document["version"] != _VERSION:
                raise ValueError(f"views of version {document['version']}")
            return cls(tuple(unpack_view(item) for item in document["views"]))
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError("not a file of views") from error


def view_matches(view: View, type_names: Iterable[str]) -> bool:
    """Tell whether objects of these types are shown by the view."""
    known = {name.casefold() for name in view.type_names}
    return any(name in known for name in _spellings(type_names))


def _spellings(type_names: Iterable[str]) -> Iterator[str]:
    folded = [name.casefold() for name in type_names]
    yield from folded
    yield from (name.removeprefix(_DESERIALIZED) for name in folded if name.startswith(_DESERIALIZED))
