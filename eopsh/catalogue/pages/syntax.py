"""The syntax blocks of a page: `Get-X [-Identity] <IdParameter> -Name <String> [-Confirm] [[-Page] <Int32>] [<CommonParameters>]`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from eopsh.catalogue.pages.model import PageSet, Use
from eopsh.patterns import lazy_pattern

_USE = lazy_pattern(r"(\[{0,9})-(\w+)(\]?)(?:\s*<([^\s>]*)>)?")
_DEFAULT = lazy_pattern(r"\s*\(Default\)\s*\Z", re.IGNORECASE)


def page_set(title: str, lines: Iterable[str]) -> PageSet:
    """Return the parameter set of a block under a heading; the heading `Identity (Default)` marks the default set.

    Brackets tell what is mandatory and what is positional: around the name and its type, optional; around the name alone, positional. A few
    pages miss a closing bracket, so only the opening ones and the one right after the name count.
    """
    usage = " ".join(lines)
    name, marked = _DEFAULT.subn("", title)
    return PageSet(name.strip(), bool(marked), tuple(_uses(usage.partition(" ")[2])))


def _uses(usage: str) -> Iterable[Use]:
    order = 0
    for match in _USE.finditer(_spaced(usage)):
        opened, name, closed, type_name = len(match[1]), match[2], bool(match[3]), match[4] or ""
        positional = closed and bool(type_name)
        mandatory = opened < 2 if positional else opened == 0
        yield Use(name, type_name, mandatory, order if positional else None)
        order += positional


def _spaced(usage: str) -> str:
    """A dash inside a type (`<X-Y>`) begins no parameter: parameters begin after a blank or a bracket."""
    return re.sub(r"<[^>]{0,500}>", lambda match: match[0].replace("-", "_").replace(" ", ""), usage)
