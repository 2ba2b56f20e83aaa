"""Reading one page of the Exchange PowerShell documentation (the scheme of platyPS 2.0.0)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from eopsh.catalogue.pages.markdown import Section, flowing, front_matter, keys, paragraphs, plain, sections, split_blocks
from eopsh.catalogue.pages.model import Example, HelpPage, PageParameter, PageSet, PageUnreadable
from eopsh.catalogue.pages.syntax import page_set
from eopsh.catalogue.pages.values import named_default, named_values, summary
from eopsh.patterns import lazy_pattern

_APPLIES = lazy_pattern(r">?\s*Applicable:\s*", re.IGNORECASE)
_USE_THE = lazy_pattern(r"Use the \S+ cmdlet (?:to |for )?")
_BOILERPLATE = lazy_pattern(
    r"For information about the parameter sets|You need to be assigned permissions before you can run this cmdlet|\{\{ ?Fill ",
    re.IGNORECASE,
)


def read_page(text: str) -> HelpPage:
    """Return what a page says.

    Raises:
        PageUnreadable: it has no title or no syntax.
    """
    head, body = front_matter(text)
    parts = list(sections(body))
    name = next((part.title for part in parts if part.level == 1), head.get("title", ""))
    sets = tuple(_sets(_under(parts, "SYNTAX")))
    if not name or not sets:
        raise PageUnreadable(f"{name or 'A text'} without {'syntax' if name else 'a title'}")
    introduction = _told(_under(parts, "SYNOPSIS")[:1])
    return HelpPage(
        name=name,
        synopsis=_synopsis(introduction),
        introduction=flowing(introduction),
        description=flowing(_told(_under(parts, "DESCRIPTION"))),
        url=head.get("online version", ""),
        applies_to=_listed(head.get("applicable", "")),
        sets=sets,
        parameters=tuple(_parameter(part) for part in _under(parts, "PARAMETERS") if part.title.startswith("-")),
        examples=tuple(_example(part) for part in _under(parts, "EXAMPLES") if part.level == 3),
    )


def _under(parts: Sequence[Section], title: str) -> list[Section]:
    """Return the section of a title and those below it."""
    found: list[Section] = []
    inside = False
    for part in parts:
        if part.level < 3:
            inside = part.level == 2 and part.title.upper() == title
        if inside:
            found.append(part)
    return found


def _told(parts: Iterable[Section]) -> tuple[str, ...]:
    outside = [line for part in parts for line in split_blocks(part.lines)[0]]
    return tuple(text for text in paragraphs(outside) if not _BOILERPLATE.match(text))


def _synopsis(introduction: Sequence[str]) -> str:
    """ "Use the Get-X cmdlet to view things." says "View things"."""
    told = [_USE_THE.sub("", text) for text in introduction if _USE_THE.match(text)] or introduction
    return summary(told)


def _listed(text: str) -> tuple[str, ...]:
    return tuple(word for word in (part.strip() for part in text.split(",")) if word)


def _sets(parts: Iterable[Section]) -> Iterator[PageSet]:
    for part in parts:
        for block in split_blocks(part.lines)[1]:
            yield page_set(part.title if part.level == 3 else "", block.lines)


def _parameter(part: Section) -> PageParameter:
    outside, blocks = split_blocks(part.lines)
    told = [text for text in paragraphs(_without_platforms(outside)) if not _BOILERPLATE.match(text)]
    facts = keys([line for block in blocks if block.language == "yaml" for line in block.lines])
    piped = facts.get("accept pipeline input", "").lower()
    return PageParameter(
        name=part.title.lstrip("-"),
        type=plain(facts.get("type", "")).strip("<>"),
        text=flowing(told),
        summary=summary(told),
        sets=tuple(name for name in _listed(facts.get("parameter sets", "")) if name.lower() not in ("(all)", "all")),
        aliases=_listed(facts.get("aliases", "")),
        required=facts.get("required", "").lower().startswith("true"),
        position=_position(facts.get("position", "")),
        default=_default(facts.get("default value", ""), told),
        from_pipeline=_pipes(piped, "byvalue"),
        from_property=_pipes(piped, "bypropertyname"),
        wildcards=facts.get("accept wildcard characters", "").lower().startswith("true"),
        values=_listed(facts.get("accepted values", "")) or named_values(told),
    )


def _pipes(stated: str, way: str) -> bool:
    """`True (ByValue)` names the ways; a bare `True` leaves them open, and then both may be tried."""
    return stated.startswith("true") and (way in stated or "(" not in stated)


def _without_platforms(lines: Iterable[str]) -> list[str]:
    return [line for line in lines if not _APPLIES.match(line)]


def _position(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else None


def _default(stated: str, told: Sequence[str]) -> str:
    return named_default(told) if stated.lower() in ("", "none") else stated


def _example(part: Section) -> Example:
    outside, blocks = split_blocks(part.lines)
    return Example(part.title, "\n".join("\n".join(block.lines) for block in blocks), flowing(paragraphs(outside)))
