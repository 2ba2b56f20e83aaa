"""A command's help as lines: what its metadata says, and its page where there is one. Get-Help and the F1 pane show the same."""

from __future__ import annotations

import enum
import textwrap
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from eopsh.binding import display_type, is_taken_everywhere, syntax
from eopsh.catalogue import ALL_SETS, Command, Kind, Membership, Parameter
from eopsh.formatting.safe import safe_text
from eopsh.frozen import frozen

if TYPE_CHECKING:
    from eopsh.catalogue.pages import HelpPage

_INDENT = 4
_LEAST_WIDTH = 40


class Part(enum.Enum):
    """What help is made of, in the order in which it is shown."""

    NAME = "NAME"
    SYNTAX = "SYNTAX"
    ALIASES = "ALIASES"
    DESCRIPTION = "DESCRIPTION"
    PARAMETERS = "PARAMETERS"
    EXAMPLES = "EXAMPLES"
    LINKS = "RELATED LINKS"


OVERVIEW = frozenset({Part.NAME, Part.SYNTAX, Part.ALIASES, Part.DESCRIPTION, Part.LINKS})
WHOLE = frozenset(Part)


class Shape(enum.Enum):
    """What a line is, for its colour and for the keys of the pane."""

    HEADING = "heading"
    TEXT = "text"
    CODE = "code"
    PARAMETER = "parameter"


@frozen
class HelpLine:
    """One line, safe for a terminal. `item` is the parameter that it begins, or the whole code of the example that it belongs to."""

    text: str
    shape: Shape = Shape.TEXT
    item: str = ""


def help_lines(command: Command, page: HelpPage | None = None, *, width: int = 120, parts: Iterable[Part] = WHOLE) -> list[HelpLine]:
    """Return the help of a command, wrapped to `width` columns."""
    wanted = set(parts)
    lines: list[HelpLine] = []
    for part, make in _MAKERS.items():
        body = list(make(command, page, max(_LEAST_WIDTH, width))) if part in wanted else []
        if body:
            lines += [HelpLine(part.value, Shape.HEADING), *body, HelpLine("")]
    return lines[:-1]


def parameter_lines(parameter: Parameter, page: HelpPage | None = None, *, width: int = 120) -> list[HelpLine]:
    """Return the help of one parameter: what holds in which set, values, default, and the page's text."""
    section = page.parameter(parameter.name) if page is not None else None
    shown = f"-{parameter.name}" + ("" if parameter.switch else f" <{display_type(parameter.type)}>")
    lines = [HelpLine(" " * _INDENT + safe_text(shown), Shape.PARAMETER, parameter.name)]
    text = section.text if section is not None else parameter.summary
    facts = "\n".join(_facts(parameter))
    for paragraph in filter(None, (text, facts)):
        lines += _wrapped(paragraph, max(_LEAST_WIDTH, width), 2 * _INDENT)
        lines.append(HelpLine(""))
    return lines


def _facts(parameter: Parameter) -> Iterator[str]:
    yield from (_membership(name, each) for name, each in parameter.sets if each != Membership() or name != ALL_SETS)
    if parameter.values:
        yield f"Values: {', '.join(parameter.values)}"
    if parameter.default:
        yield f"Default: {parameter.default}"
    if parameter.aliases:
        yield f"Aliases: {', '.join(parameter.aliases)}"


def _membership(name: str, membership: Membership) -> str:
    words = ["required" if membership.mandatory else "optional"]
    if membership.position is not None:
        words.append(f"position {membership.position}")
    if membership.from_pipeline:
        words.append("from the pipeline")
    if membership.from_property:
        words.append("from the pipeline by property name")
    return ", ".join(words).capitalize() + ("." if name == ALL_SETS else f" (in {name}).")


# --- the parts

_WHERE = {Kind.REMOTE: "runs on the server", Kind.LOCAL: "runs here", Kind.FUNCTION: "is a function of this session"}


def _name(command: Command, page: HelpPage | None, width: int) -> Iterator[HelpLine]:
    synopsis = (page.synopsis if page is not None else "") or command.synopsis or f"{command.name} {_WHERE[command.kind]}."
    yield from _wrapped(command.name, width, _INDENT)
    yield from _wrapped(synopsis, width, _INDENT)


def _syntax(command: Command, page: HelpPage | None, width: int) -> Iterator[HelpLine]:
    for line in syntax(command):
        # A parameter and its type stay together.
        whole = safe_text(line).replace(" <", "\u00a0<")
        first, *others = textwrap.wrap(whole, width - 2 * _INDENT, break_on_hyphens=False, break_long_words=False)
        yield HelpLine(" " * _INDENT + first.replace("\u00a0", " "))
        yield from (HelpLine(" " * 2 * _INDENT + other.replace("\u00a0", " ")) for other in others)


def _aliases(command: Command, page: HelpPage | None, width: int) -> Iterator[HelpLine]:
    yield from (HelpLine(" " * _INDENT + safe_text(alias)) for alias in command.aliases)


def _description(command: Command, page: HelpPage | None, width: int) -> Iterator[HelpLine]:
    if page is None:
        return
    text = "\n\n".join(part for part in (page.introduction, page.description) if part)
    yield from _wrapped(text, width, _INDENT)
    if page.applies_to:
        yield HelpLine("")
        yield from _wrapped(f"Applies to: {', '.join(page.applies_to)}", width, _INDENT)


def _parameters(command: Command, page: HelpPage | None, width: int) -> Iterator[HelpLine]:
    for parameter in command.parameters:
        if not is_taken_everywhere(parameter.name):
            yield from parameter_lines(parameter, page, width=width)


def _examples(command: Command, page: HelpPage | None, width: int) -> Iterator[HelpLine]:
    for example in page.examples if page is not None else ():
        yield from _wrapped(example.title, width, _INDENT)
        yield from (HelpLine(" " * 2 * _INDENT + safe_text(line), Shape.CODE, example.code) for line in example.code.splitlines())
        yield from _wrapped(example.text, width, _INDENT)
        yield HelpLine("")


def _links(command: Command, page: HelpPage | None, width: int) -> Iterator[HelpLine]:
    address = (page.url if page is not None else "") or command.help_uri
    if address:
        yield HelpLine(" " * _INDENT + safe_text(address))


_Maker = Callable[[Command, "HelpPage | None", int], Iterable[HelpLine]]
_MAKERS: dict[Part, _Maker] = {
    Part.NAME: _name,
    Part.SYNTAX: _syntax,
    Part.ALIASES: _aliases,
    Part.DESCRIPTION: _description,
    Part.PARAMETERS: _parameters,
    Part.EXAMPLES: _examples,
    Part.LINKS: _links,
}


def _wrapped(text: str, width: int, indent: int) -> Iterator[HelpLine]:
    """Wrap paragraphs; a list item's further lines stand under its text."""
    for line in safe_text(text).split("\n"):
        hanging = indent + 2 if line.startswith("- ") else indent
        pieces = textwrap.wrap(line, width, initial_indent=" " * indent, subsequent_indent=" " * hanging)
        yield from (HelpLine(piece) for piece in pieces or [""])
