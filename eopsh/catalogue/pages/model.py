"""What a page of the cmdlet documentation says, as data."""

from __future__ import annotations

from dataclasses import dataclass

from eopsh.errors import Advice, EopshError


class PageUnreadable(EopshError):
    """A text that is no page of a cmdlet: it has no name or no syntax."""

    advice = Advice(
        "This is not a help page of a cmdlet.", "Give the folder `ExchangePowerShell` of the documentation, or an archive of it."
    )


@dataclass(frozen=True, slots=True)
class Use:
    """A parameter as one line of syntax shows it. `order` counts the positional ones of that line from 0; None is a named one."""

    name: str
    type: str
    """Empty for a switch."""
    mandatory: bool
    order: int | None


@dataclass(frozen=True, slots=True)
class PageSet:
    """A block of the syntax: a parameter set. The only block of a page has no name."""

    name: str
    default: bool
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class PageParameter:
    """A section of the page's parameters. `sets` is empty where the page says "(All)"."""

    name: str
    type: str
    text: str
    """Plain paragraphs, parted by empty lines; list items begin with "- "."""
    summary: str
    sets: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    required: bool = False
    position: int | None = None
    default: str = ""
    from_pipeline: bool = False
    from_property: bool = False
    wildcards: bool = False
    values: tuple[str, ...] = ()
    """The values that its text names: to be offered, never to be enforced."""


@dataclass(frozen=True, slots=True)
class Example:
    """An example: its title, the lines to run, and what they do."""

    title: str
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class HelpPage:
    """A page. All texts are plain: no links, no marks."""

    name: str
    synopsis: str
    """One line: what the cmdlet does."""
    introduction: str
    description: str
    url: str
    applies_to: tuple[str, ...]
    sets: tuple[PageSet, ...]
    parameters: tuple[PageParameter, ...]
    examples: tuple[Example, ...]

    def parameter(self, name: str) -> PageParameter | None:
        """Return the section of a parameter, found in any case."""
        folded = name.casefold()
        return next((parameter for parameter in self.parameters if parameter.name.casefold() == folded), None)
