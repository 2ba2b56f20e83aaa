"""Export-Alias and Import-Alias: aliases in files, as CSV or as lines that set them."""

from __future__ import annotations

import getpass
import platform
from collections.abc import Iterator

from eopsh.binding import BoundCall
from eopsh.catalogue import Command, Membership, Parameter
from eopsh.objects import Value, has_wildcard, like, to_text
from eopsh.runtime.commands.aliases import alias_object, known_aliases
from eopsh.runtime.commands.declare import switch
from eopsh.runtime.commands.files import LITERAL_ALIASES, all_existing, encoding, target_file, writer
from eopsh.runtime.commands.inputs import texts_of
from eopsh.runtime.commands.naming import SCOPE, scope_of
from eopsh.runtime.confirming import should_process
from eopsh.runtime.csv_text import CsvReader, lines_of
from eopsh.runtime.local import CommandContext, local_command
from eopsh.runtime.methods.dates import now
from eopsh.runtime.scope import NO_DETAILS
from eopsh.runtime.text_files import NEWLINE, read_text

_PATHS = (
    Parameter("Path", "System.String", sets={"ByPath": Membership(mandatory=True, position=0)}),
    Parameter("LiteralPath", "System.String", aliases=LITERAL_ALIASES, sets={"ByLiteralPath": Membership(mandatory=True)}),
)
EXPORT_ALIAS = Command(
    "Export-Alias",
    *_PATHS,
    Parameter("Name", "System.String[]", position=1, from_property=True),
    Parameter("As", "System.String", values=("Csv", "Script")),
    Parameter("Description", "System.String"),
    switch("Append"),
    switch("Force"),
    switch("NoClobber", aliases=("NoOverwrite",)),
    switch("PassThru"),
    SCOPE,
    default_set="ByPath",
    alias="epal",
    should_process=True,
)


@local_command(EXPORT_ALIAS)
def export_alias(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Write the aliases of these names to a file."""
    path, text = target_file(call, context, "Path")
    names = texts_of(call, "Name") or ["*"]
    chosen = {name: target for name, target in known_aliases(call, context).items() if any(like(name, pattern) for pattern in names)}
    for name in names:
        if not has_wildcard(name) and name.lower() not in chosen:
            message = f"The alias with the name '{name}' cannot be found."
            context.error(message, "ItemNotFoundException", "ObjectNotFound", name, "System.Management.Automation.ItemNotFoundException")
    if not should_process(context, "Export-Alias", text):
        return
    with writer(path, call, context, encoding(call, context), keep_partial=False) as file:
        for line in _lines(chosen, call, context):
            file.write(line + NEWLINE)
    if call.get("PassThru"):
        yield from (alias_object(name, target, context) for name, target in sorted(chosen.items()))


def _lines(chosen: dict[str, str], call: BoundCall, context: CommandContext) -> Iterator[str]:
    yield "# Alias File"
    yield f"# Exported by : {getpass.getuser()}"
    yield f"# Date/Time : {to_text(now())}"
    yield f"# Computer : {platform.node()}"
    if "Description" in call:
        yield f"# {to_text(call.get('Description'))}"
    as_script = to_text(call.get("As")).lower() == "script"
    for name, target in sorted(chosen.items()):
        details = next((each.alias_details[name] for each in context.scope.chain() if name in each.alias_details), NO_DETAILS)
        if as_script:
            yield f'set-alias -Name:"{name}" -Value:"{target}" -Description:"{details.description}" -Option:"{details.options}"'
        else:
            yield ",".join(f'"{each}"' for each in (name, target, details.description, details.options))


IMPORT_ALIAS = Command(
    "Import-Alias", *_PATHS, SCOPE, switch("PassThru"), switch("Force"), default_set="ByPath", alias="ipal", should_process=True
)


@local_command(IMPORT_ALIAS)
def import_alias(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Read the aliases of a file that Export-Alias wrote as CSV."""
    for path in all_existing(call, context):
        rows = [line for line in lines_of(read_text(path)) if line.strip() and not line.startswith("#")]
        for row in rows:
            name, target = [*CsvReader(iter([row])).record(), "", ""][:2]
            if not should_process(context, "Import Alias", f"Name: {name} Value: {target}"):
                continue
            if context.scope.alias(name.lower()) is not None and not call.get("Force"):
                message = f"The alias is not allowed, because an alias with the name '{name}' already exists."
                exception = "System.Management.Automation.SessionStateException"
                context.error(message, "AliasAlreadyExists", "ResourceExists", name, exception)
                continue
            scope_of(call, context).aliases[name.lower()] = target
            if call.get("PassThru"):
                yield alias_object(name, target, context)
