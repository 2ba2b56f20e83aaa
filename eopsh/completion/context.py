"""What the completer, the highlighter and the diagnostics know of the world: commands, variables, functions, aliases."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from types import MappingProxyType

from eopsh.binding.common import common_parameters, is_common
from eopsh.catalogue import Catalogue, Command, Kind, Parameter
from eopsh.completion.knowledge import NOTHING_KNOWN, Folder, Knowledge, no_folder
from eopsh.errors import EopshError
from eopsh.formatting import Views
from eopsh.frozen import frozen
from eopsh.kept import kept
from eopsh.language import Answer, Parsed, tree
from eopsh.objects import Value
from eopsh.runtime import Scope
from eopsh.runtime.blocks import Function
from eopsh.runtime.parameters import Parameters

_NOTHING: Mapping[str, str] = MappingProxyType({})
_NO_VARIABLES: Mapping[str, Value] = MappingProxyType({})
NO_VIEWS = Views()
_NO_BODIES: Mapping[str, Parsed] = MappingProxyType({})
_NO_FUNCTIONS: Mapping[str, Command] = MappingProxyType({})


@kept
def all_parameters(command: Command) -> tuple[Parameter, ...]:
    """Return a command's parameters in its own order, the common ones last."""
    common = common_parameters(command)
    own = command.parameters
    if any(is_common(parameter.name) for parameter in own):
        # A server lists them among the others.
        own = (*(one for one in own if not is_common(one.name)), *(one for one in own if is_common(one.name)))
    return own + common


@kept
def find_parameters(command: Command, name: str) -> tuple[Parameter, ...]:
    """Return what a typed name may mean: one parameter (by name, alias or unique prefix), several (ambiguous) or none."""
    folded = name.lower()
    parameters = all_parameters(command)
    for parameter in parameters:
        if parameter.name.lower() == folded or any(alias.lower() == folded for alias in parameter.aliases):
            return (parameter,)
    begun = [
        parameter
        for parameter in parameters
        if parameter.name.lower().startswith(folded) or any(alias.lower().startswith(folded) for alias in parameter.aliases)
    ]
    # A command's own parameter goes before a common one.
    own = tuple(parameter for parameter in begun if not is_common(parameter.name))
    return own or tuple(begun)


@frozen
class CompletionContext:
    """A snapshot; the shell builds a new one when the catalogue is swapped or a line has run.

    `variables` maps names without `$` to their values (values serve the keys of splatted hashtables), `functions` the functions that the
    user defined, `aliases` the user's own aliases to what they stand for. `knowledge` is what the session has learnt, `folder` lists a
    folder (nothing is read by this room itself), `environment` are the names for `$env:`, `bodies` the
    functions' bodies by their lower-case names, for what they put out. `asked` tells that the user asked (Tab): completer scripts run
    only then. `views` is the server's format data, which names properties of what its cmdlets put out.
    """

    catalogue: Catalogue = field(default_factory=Catalogue)
    variables: Mapping[str, Value] = field(default_factory=lambda: _NO_VARIABLES)
    functions: Mapping[str, Command] = field(default_factory=lambda: _NO_FUNCTIONS)
    aliases: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    knowledge: Knowledge = NOTHING_KNOWN
    folder: Folder = no_folder
    environment: tuple[str, ...] = ()
    bodies: Mapping[str, Parsed] = field(default_factory=lambda: _NO_BODIES)
    asked: bool = False
    views: Views = NO_VIEWS

    @classmethod
    def of(
        cls,
        catalogue: Catalogue,
        scope: Scope,
        knowledge: Knowledge = NOTHING_KNOWN,
        folder: Folder = no_folder,
        environment: Iterable[str] = (),
        views: Views = NO_VIEWS,
    ) -> CompletionContext:
        """Take the variables, functions and aliases that are seen from a scope; the catalogue is to hold the local commands too."""
        functions: dict[str, Command] = {}
        aliases: dict[str, str] = {}
        bodies: dict[str, Parsed] = {}
        for each in reversed(list(scope.chain())):
            functions.update((function.name, _declared(function)) for function in each.functions.values())
            bodies.update((function.name.lower(), _body(function)) for function in each.functions.values())
            aliases.update(each.aliases)
        return cls(catalogue, scope.visible(), functions, aliases, knowledge, folder, tuple(environment), bodies, views=views)

    def value(self, name: str) -> Value:
        """Return the value of a variable of the session, in any case; None when there is none."""
        folded = name.lower()
        return next((value for key, value in self.variables.items() if key.lower() == folded), None)

    def alias_target(self, word: str) -> str | None:
        """Return what an alias stands for, None when the word is no alias."""
        folded = word.lower()
        for aliases in (self.aliases, self.catalogue.aliases()):
            for alias, target in aliases.items():
                if alias.lower() == folded:
                    return target
        return None

    def resolve(self, word: str) -> Command | None:
        """Return what a word in command position means, in PowerShell's order: alias, function, local command, remote command."""
        if word.startswith("$"):
            held = self.value(word[1:].strip("{}"))
            word = held if isinstance(held, str) else ""
        target = next((name for alias, name in self.aliases.items() if alias.lower() == word.lower()), word)
        folded = target.lower()
        function = next((command for name, command in self.functions.items() if name.lower() == folded), None)
        return function or self.catalogue.resolve(target)


def _body(function: Function) -> Parsed:
    return Parsed(function.code.unit.text, Answer.COMPLETE, function.code.tree, ())


def _declared(function: Function) -> Command:
    return declaration(function.name, lambda: function.code.parts.parameters)


def declaration(name: str, declared: Callable[[], Parameters]) -> Command:
    """Return a function's declaration; what its `[ArgumentCompletions()]` list are values, what it hides is left out.

    Without parameters where they do not compile.
    """
    try:
        block = declared()
        command = block.command(name)
    except EopshError:
        return Command(name, kind=Kind.FUNCTION)
    listed = {code.name: _completions(code.attributes) for code in block.codes}
    if not any(listed.values()):
        return command
    parameters = [_with_values(parameter, listed.get(parameter.name, ())) for parameter in command.parameters]
    return Command(command.name, *parameters, kind=command.kind, default_set=command.default_set, should_process=command.should_process)


def _completions(attributes: tuple[tree.Attribute, ...]) -> tuple[str, ...]:
    for attribute in attributes:
        if attribute.type.name.lower().rpartition(".")[2].removesuffix("attribute") == "argumentcompletions":
            return tuple(value.value for value in attribute.positional if isinstance(value, tree.StringConstantExpression))
    return ()


def _with_values(parameter: Parameter, values: tuple[str, ...]) -> Parameter:
    if not values:
        return parameter
    return Parameter(parameter.name, parameter.type, aliases=parameter.aliases, switch=parameter.switch, values=values, sets=parameter.sets)
