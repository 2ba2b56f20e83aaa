"""What a page of the cmdlet documentation says, as data."""

from __future__ import annotations

from eopsh.errors import Advice, EopshError
from eopsh.frozen import frozen


class PageUnreadable(EopshError):
    """A text that is no page of a cmdlet: it has no name or no syntax."""

    advice = Advice(
        "This is not a help page of a cmdlet.", "Give the folder `ExchangePowerShell` of the documentation, or an archive of it."
    )


@frozen
class Use:
    """A parameter as one line of syntax shows it. `order` counts the positional ones of that line from 0; None is a named one."""

    name: str
    type: str
    """Empty for a switch."""
    mandatory: bool
    order: int | None


@frozen
class PageSet:
    """A block of the syntax: a parameter set. The only block of a page has no name."""

    name: str
    default: bool
    uses: tuple[Use, ...]


@frozen
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


@frozen
class Example:
    """An example: its title, the lines to run, and what they do."""

    title: str
    code: str
    text: str


@frozen
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
