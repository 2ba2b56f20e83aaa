"""Matches of regular expressions as the objects that scripts see."""

from __future__ import annotations

import re

from eopsh.objects import PSList, PSObject, Value
from eopsh.objects.regex import group_order


def match_object(match: re.Match[str]) -> PSObject:
    """Return a match as the object that scripts see (System.Text.RegularExpressions.Match)."""
    order = group_order(match.re)
    names = {number: name for name, number in match.re.groupindex.items()}
    groups = [_group(match, group, names.get(group, str(number))) for number, group in enumerate(order)]
    return MatchObject(match, groups)


class MatchObject(PSObject):
    """A match, with what goes on from it."""

    __slots__ = ("match",)

    def __init__(self, match: re.Match[str], groups: list[PSObject]) -> None:
        self.match = match
        adapted = {"Groups": MatchGroups(groups), **_group(match, 0, "0").adapted}
        super().__init__(adapted=adapted, type_names=("System.Text.RegularExpressions.Match", *_GROUP), text=match[0])


class MatchGroups(PSList):
    """The groups of a match, by their number or their name."""

    __slots__ = ()

    def __init__(self, groups: list[PSObject]) -> None:
        super().__init__(groups, ("System.Text.RegularExpressions.GroupCollection", "System.Object"))

    def named(self, name: str) -> Value:
        """Return the group of a name; one that took no part where there is none."""
        found = next((group for group in self if isinstance(group, PSObject) and group.adapted["Name"] == name), None)
        return found or _capture(False, name, 0, "")


def _group(match: re.Match[str], number: int, name: str) -> PSObject:
    text = match[number]
    return _capture(text is not None, name, max(match.start(number), 0), text or "")


def _capture(success: bool, name: str, index: int, text: str) -> PSObject:
    place: dict[str, Value] = {"Index": index, "Length": len(text), "Value": text}
    # A group's last capture is the group itself to .NET: it has the group's name.
    capture = PSObject(adapted={"Name": name, **place}, type_names=_GROUP, text=text)
    captures = PSList([capture] if success else [], ("System.Text.RegularExpressions.CaptureCollection", "System.Object"))
    adapted: dict[str, Value] = {"Success": success, "Name": name, "Captures": captures}
    return PSObject(adapted={**adapted, **place, "ValueSpan": ""}, type_names=_GROUP, text=text)


_GROUP = ("System.Text.RegularExpressions.Group", "System.Text.RegularExpressions.Capture", "System.Object")
