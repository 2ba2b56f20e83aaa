"""Objects with properties that views and scripts read and that no list of properties shows."""

from __future__ import annotations

from collections.abc import Iterator

from eopsh.objects import PSObject, Value


class PartlyHidden(PSObject):
    """An object whose `hidden` properties are found by their names only."""

    __slots__ = ("hidden",)

    def __init__(self, adapted: dict[str, Value], hidden: dict[str, Value], type_names: tuple[str, ...], text: str) -> None:
        super().__init__(adapted=adapted | hidden, type_names=type_names, text=text)
        self.hidden = frozenset(hidden)

    def items(self) -> Iterator[tuple[str, Value]]:
        """Yield the names and values that are shown."""
        return ((name, value) for name, value in super().items() if name not in self.hidden)

    def copy(self) -> PSObject:
        """Return a bag of its own with what is shown."""
        shown = {name: value for name, value in self.adapted.items() if name not in self.hidden}
        return PSObject(dict(self.notes), adapted=shown, type_names=self.type_names, text=self.text)
