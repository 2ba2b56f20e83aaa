"""What a replay knows of a line before it runs: what earlier lines defined, and which commands change something."""

from __future__ import annotations

from collections.abc import Iterator

from eopsh.catalogue import Command, Kind
from eopsh.completion import CompletionContext
from eopsh.language import Parsed, tree
from eopsh.language.walk import children, descendants

_READING_VERBS = frozenset(
    {"get", "test", "search", "export", "find", "measure", "trace", "validate", "preview", "resolve", "compare", "show"}
)
_SCRIPT_RUNNERS = frozenset({"invoke-remote", "invoke-command", "invoke-expression", "invoke-history"})
"""What these run stands in no tree, or on the server."""
_ALIAS_CMDLETS = frozenset({"set-alias", "new-alias", "sal", "nal"})
_VARIABLE_CMDLETS = frozenset({"set-variable", "new-variable", "sv", "nv", "set"})
_NOT_REPLAYED = {
    "exit": "it would end the replay",
    "quit": "it would end the replay",
    "invoke-replay": "a replay does not start another one",
}
_AUTOMATIC_NAMES = (
    "_ psitem true false null args input this error matches pshome pid host home pwd psversiontable psboundparameters myinvocation "
    "lastexitcode stacktrace executioncontext foreach switch ofs profile psscriptroot pscommandpath pscmdlet nestedpromptlevel ^ $ ? "
    "psculture psuiculture pssenderinfo shellid isos iswindows islinux ismacos event eventargs sender psdefaultparametervalues "
    "maximumhistorycount"
)
_AUTOMATIC = frozenset(_AUTOMATIC_NAMES.split())
_NAMING_PARAMETERS = (
    "errorvariable ev outvariable ov warningvariable wv informationvariable iv pipelinevariable pv variable sessionvariable"
)
_COMMON_VARIABLES = frozenset(_NAMING_PARAMETERS.split())


class Known:
    """Grows line by line. `context` answers for the catalogue and the session in which the lines will run."""

    def __init__(self, context: CompletionContext) -> None:
        self.context = context
        self._variables = {name.lower() for name in context.variables}
        self._functions: dict[str, tuple[str, ...]] = {}
        self._aliases: dict[str, str] = {}

    def defines(self, name: str) -> bool:
        """Tell whether an earlier line defined a function or an alias of this name."""
        folded = name.strip("'\"").lower()
        return folded in self._functions or folded in self._aliases

    def learn_commands(self, parsed: Parsed) -> None:
        """Take in the functions and aliases that a line defines."""
        for node in descendants(parsed.tree):
            if isinstance(node, tree.FunctionDefinition):
                self._functions[node.name.lower()] = self._changing(node.body)
            elif isinstance(node, tree.Command) and (node.name or "").lower() in _ALIAS_CMDLETS:
                words = _words(node)
                if len(words) >= 2:
                    self._aliases[words[0].lower()] = words[1]

    def learn_variables(self, parsed: Parsed) -> None:
        """Take in the variables that a line sets, after it was looked at."""
        self._variables.update(_defined_variables(parsed))

    def changes(self, parsed: Parsed) -> tuple[str, ...]:
        """Return the names of the commands of a line, its script blocks included, that may change something on the server."""
        return self._changing(parsed.tree)

    def notes(self, parsed: Parsed) -> tuple[str, ...]:
        """Say which variables nothing has set before this line, and which commands cannot be known."""
        own = _defined_variables(parsed)
        read = dict.fromkeys(
            node.name for node in descendants(parsed.tree) if isinstance(node, tree.VariableExpression) and self._is_unset(node.name, own)
        )
        notes = [f"${name} is not set before this line." for name in read]
        if any(isinstance(node, tree.Command) and node.name is None for node in descendants(parsed.tree)):
            notes.append("Which command it runs is known only when it runs.")
        return tuple(notes)

    def reason_to_skip(self, parsed: Parsed) -> str:
        """Return why a line is left out of a replay, empty when it is not."""
        first = parsed.text.split(maxsplit=1)[:1]
        return _NOT_REPLAYED.get(first[0].lower(), "") if first else ""

    def _is_unset(self, name: str, own: frozenset[str]) -> bool:
        folded = _plain(name)
        return (
            ":" not in folded
            and folded not in _AUTOMATIC
            and folded not in self._variables
            and folded not in own
            and not folded.endswith("preference")
        )

    def _changing(self, node: tree.Node) -> tuple[str, ...]:
        names: dict[str, None] = {}
        waiting = [node]
        while waiting:
            part = waiting.pop()
            if isinstance(part, tree.Command):
                names.update(dict.fromkeys(self._changes_of(part)))
            # Defining a function runs nothing; calling it does.
            waiting.extend(child for child in reversed(children(part)) if not isinstance(child, tree.FunctionDefinition))
        return tuple(names)

    def _changes_of(self, node: tree.Command) -> Iterator[str]:
        name = node.name
        if name is None:
            yield "a command known only when it runs"
            return
        name = self._aliases.get(name.lower(), name)
        if name.lower() in self._functions:
            yield from self._functions[name.lower()]
            return
        command = self.context.resolve(name)
        if command is not None and may_change(command) and not _only_asks(node):
            yield command.name


def may_change(command: Command) -> bool:
    """Tell whether a command may change something on the server: by its verb, for nothing else is known of it."""
    name = command.name.lower()
    if command.kind is not Kind.REMOTE:
        return name in _SCRIPT_RUNNERS
    return name.partition("-")[0] not in _READING_VERBS


def _only_asks(node: tree.Command) -> bool:
    """Tell whether -WhatIf is given, and not switched off."""
    for element in node.elements[1:]:
        if isinstance(element, tree.CommandParameter) and element.name.lower() in ("whatif", "wi", "what", "wha", "whati"):
            return element.argument is None or _is_true(element.argument)
    return False


def _is_true(node: tree.Expression) -> bool:
    return isinstance(node, tree.VariableExpression) and node.name.lower() == "true"


def _defined_variables(parsed: Parsed) -> frozenset[str]:
    """Return the lower-case names of the variables that a text sets anywhere."""
    names: set[str] = set()
    for node in descendants(parsed.tree):
        names.update(_plain(name) for name in _set_by(node))
    return frozenset(names)


def _set_by(node: tree.Node) -> Iterator[str]:
    match node:
        case tree.AssignmentStatement(left=left):
            yield from (part.name for part in descendants(left) if isinstance(part, tree.VariableExpression))
        case tree.ForEachStatement(variable=variable):
            yield variable.name
        case tree.Parameter(name=name):
            yield name
        case tree.Command():
            yield from _set_by_command(node)


def _set_by_command(node: tree.Command) -> Iterator[str]:
    if (node.name or "").lower() in _VARIABLE_CMDLETS:
        yield from _words(node)[:1]
    elements = node.elements
    for element, value in zip(elements, (*elements[1:], None), strict=False):
        if isinstance(element, tree.CommandParameter) and element.name.lower() in _COMMON_VARIABLES:
            given = element.argument or value
            if isinstance(given, tree.StringConstantExpression):
                yield given.value.lstrip("+")


def _words(node: tree.Command) -> list[str]:
    return [element.value for element in node.elements[1:] if isinstance(element, tree.StringConstantExpression)]


def _plain(name: str) -> str:
    scope, colon, rest = name.lower().partition(":")
    return rest if colon and scope in ("global", "script", "local", "private", "using", "variable") else name.lower()
