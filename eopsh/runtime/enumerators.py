"""`$input`, `$foreach` and `$switch`: what is enumerated, with the place where it stands."""

from __future__ import annotations

from collections.abc import Iterator

from eopsh.objects import PSObject, Value


class Enumerator(PSObject):
    """Goes over objects once; `Reset` starts again. Reading it in a pipeline or a string takes what is left."""

    __slots__ = ("at", "objects")

    def __init__(self, objects: list[Value], kind: str = "System.Collections.ArrayList+ArrayListEnumeratorSimple") -> None:
        super().__init__(type_names=(kind, "System.Object"))
        self.objects = objects
        self.at = -1

    def __iter__(self) -> Iterator[Value]:
        while self.move_next():
            yield self.objects[self.at]

    @property
    def current(self) -> Value:
        """The object that the last move came to; null before the first and after the last."""
        return self.objects[self.at] if 0 <= self.at < len(self.objects) else None

    def move_next(self) -> bool:
        """Go on by one; False at the end."""
        self.at = min(self.at + 1, len(self.objects))
        return self.at < len(self.objects)

    def rest(self) -> list[Value]:
        """Return what is left, and go to the end."""
        left = self.objects[self.at + 1 :]
        self.at = len(self.objects)
        return left

    def reset(self) -> None:
        """Start again."""
        self.at = -1

    def call(self, name: str) -> Value:
        """Call a method by its name in lower case. Raises KeyError for any other."""
        if name == "movenext":
            return self.move_next()
        if name == "reset":
            self.reset()
            return None
        raise KeyError(name)
