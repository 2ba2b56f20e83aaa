"""Get-Help: what the metadata and the help pages say of a command, and the topics about eopsh itself."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

from eopsh.about import TOPICS, folded, topic
from eopsh.binding import BoundCall
from eopsh.catalogue import ALL_SETS, Command, Kind, Membership, Parameter
from eopsh.formatting.help import OVERVIEW, WHOLE, HelpLine, Part, help_lines, parameter_lines
from eopsh.formatting.safe import safe_text
from eopsh.objects import PSObject, Value, has_wildcard, like, to_text
from eopsh.runtime.closing import closing
from eopsh.runtime.commands.catalogue import command_info, commands_named, every_command
from eopsh.runtime.commands.declare import OPTIONAL
from eopsh.runtime.commands.inputs import texts_of
from eopsh.runtime.local import CommandContext, local_command

if TYPE_CHECKING:
    from eopsh.catalogue.pages import HelpPage

GET_HELP = Command(
    "Get-Help",
    Parameter("Name", "System.String", sets={ALL_SETS: Membership(position=0, from_property=True)}),
    Parameter("Parameter", "System.String[]", sets={"Parameters": Membership(mandatory=True)}),
    Parameter("Full", "switch", sets={"AllUsersView": OPTIONAL}),
    Parameter("Detailed", "switch", sets={"DetailedView": Membership(mandatory=True)}),
    Parameter("Examples", "switch", sets={"Examples": Membership(mandatory=True)}),
    Parameter("Online", "switch", sets={"Online": Membership(mandatory=True)}),
    default_set="AllUsersView",
    alias=("help", "man"),
    synopsis="Show what a command does, how it is written, what it takes, and examples",
)

_WIDEST = 120

OVERVIEW_OF_EOPSH = """\
TOPIC
    eopsh help

    Get-Help NAME             what a command does and how it is written; NAME may hold wildcards
    Get-Help NAME -Parameter P, -Examples, -Full, -Online
    Get-Command -Noun MailUser, -Verb Get, -ParameterName Identity, NAME -Syntax
    F1 on a command or parameter opens the same in a pane.

TOPICS
"""


@local_command(GET_HELP)
def get_help(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield help as text; for several names a list of them."""
    with closing(objects):
        name = to_text(call.get("Name"))
    if not name:
        yield OVERVIEW_OF_EOPSH + "".join(f"    {each:<22}{about}\n" for each, about in TOPICS.items())
        return
    topics = [each for each in TOPICS if like(each, name)]
    found = [] if topics and not has_wildcard(name) else commands_named(name, every_command(context), context)
    if len(topics) + len(found) > 1:
        yield from map(command_info, found)
        yield from map(_topic_info, topics)
        return
    yield from (safe_text(folded(topic(each), _width())) for each in topics)
    yield from (_text(command, call, context) for command in found)


def _text(command: Command, call: BoundCall, context: CommandContext) -> str:
    page = context.session.pages(command.name)
    if call.get("Online"):
        address = _address(command, page, context)
        context.session.browse(address)
        return safe_text(address)
    if page is not None and command.kind is Kind.REMOTE:
        # Loaded with the first page.
        from eopsh.catalogue.pages import command_of, described

        command = described(command, command_of(page))
    return "\n".join(line.text for line in _lines(command, page, call))


def _lines(command: Command, page: HelpPage | None, call: BoundCall) -> list[HelpLine]:
    patterns = texts_of(call, "Parameter")
    if patterns:
        wanted = [parameter for parameter in command.parameters if any(like(parameter.name, pattern) for pattern in patterns)]
        return [line for parameter in wanted for line in parameter_lines(parameter, page, width=_width())]
    if call.get("Examples"):
        return help_lines(command, page, width=_width(), parts=(Part.NAME, Part.EXAMPLES))
    # Without a page the parameters are all that is known.
    parts = WHOLE if call.get("Full") or call.get("Detailed") or page is None else OVERVIEW
    return [HelpLine(""), *help_lines(command, page, width=_width(), parts=parts)]


def _width() -> int:
    """Return the columns of the window; a very wide one is not filled."""
    return min(shutil.get_terminal_size((_WIDEST, 0)).columns, _WIDEST)


def _address(command: Command, page: HelpPage | None, context: CommandContext) -> str:
    address = (page.url if page is not None else "") or command.help_uri
    if not address:
        raise context.fail(f"No web page is known for {command.name}.", "InvalidHelpUri", "ObjectNotFound", command.name)
    return address


def _topic_info(name: str) -> PSObject:
    return PSObject({"Name": name, "Synopsis": TOPICS[name]}, type_names=("HelpInfoShort", "System.Object"), text=name)
