"""Script modules: a scope of their own, and what they show to whoever imports them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from eopsh.binding import Argument
from eopsh.objects import PSDict, PSObject, ScriptBlock, Value, Version, like
from eopsh.runtime.blocks import Function, code_of
from eopsh.runtime.scope import NOTHING, Scope
from eopsh.runtime.script_text import block_from_text
from eopsh.runtime.signals import Place

_TYPES = ("System.Management.Automation.PSModuleInfo", "System.Object")
Shown = Callable[[str], bool]
T = TypeVar("T")


class Module(PSObject):
    """A module. `scope` is its outermost one; `exports` maps `Function`, `Variable`, `Alias` to patterns, None until it says any.

    `limits` are those of its manifest, which narrow what it exports.
    """

    __slots__ = ("exports", "limits", "output", "scope")

    def __init__(self, name: str, scope: Scope, path: str = "") -> None:
        adapted: dict[str, Value] = {"Name": name, "Path": path, "ModuleType": "Script", "Version": Version(0, 0), "PreRelease": ""}
        super().__init__(adapted=adapted, type_names=_TYPES, text=name)
        self.scope = scope
        self.exports: dict[str, list[str]] | None = None
        self.limits: dict[str, list[str]] = {}
        self.output: list[Value] = []

    @property
    def name(self) -> str:
        """The name that it is imported under."""
        return self.text or ""

    def functions(self) -> dict[str, Function]:
        """Return the exported functions by their names in lower case; all of them where the module says nothing."""
        shown = self._shown("Function", everything=True)
        return {key: function for key, function in self.scope.functions.items() if shown(function.name)}

    def variables(self) -> dict[str, Value]:
        """Return the exported variables under their spellings; none where the module says nothing."""
        shown = self._shown("Variable", everything=False)
        named = ((self.scope.spellings.get(key, key), value) for key, value in self.scope.variables.items())
        return {name: None if value is NOTHING else value for name, value in named if shown(name)}

    def aliases(self) -> dict[str, str]:
        """Return the exported aliases; all of them where the module says nothing."""
        shown = self._shown("Alias", everything=True)
        return {name: meaning for name, meaning in self.scope.aliases.items() if shown(name)}

    def export(self, kind: str, patterns: list[str]) -> None:
        """Show what these patterns name, and from now on nothing that was not named."""
        self.exports = self.exports or {}
        self.exports.setdefault(kind, []).extend(patterns)

    def narrow(self, kind: str, patterns: list[str]) -> None:
        """Export only what these patterns name, whatever the module itself says."""
        self.limits[kind] = patterns

    def _shown(self, kind: str, *, everything: bool) -> Shown:
        limits = self.limits.get(kind, ["*"])
        patterns = (["*"] if everything else []) if self.exports is None else self.exports.get(kind, [])
        return lambda name: any(like(name, pattern) for pattern in patterns) and any(like(name, limit) for limit in limits)

    def describe(self) -> None:
        """Note what it exports where scripts look for it."""
        functions: dict[str, Value] = {function.name: function.name for function in self.functions().values()}
        tables: dict[str, dict[str, Value]] = {
            "ExportedFunctions": functions,
            "ExportedVariables": self.variables(),
            "ExportedAliases": dict(self.aliases()),
            "ExportedCommands": {**functions, **self.aliases()},
        }
        self.adapted.update({name: PSDict(table.items()) for name, table in tables.items()})


def run_module(module: Module, block: ScriptBlock, arguments: list[Argument], place: Place) -> None:
    """Run the body of a module in its scope; what it puts out is kept in `output`."""
    session = module.scope.session
    session.loading.append(module)
    try:
        code = code_of(block).at(module.scope)
        module.output = list(code.call(module.scope, arguments, place=place, dotted=True))
    finally:
        session.loading.remove(module)
    module.describe()


def module_from_file(path: Path, scope: Scope, arguments: list[Argument], place: Place, *, name: str = "") -> Module:
    """Read and run a .psm1 file, under a name of its own or the file's. Raises ScriptError: what its body raises."""
    home = scope.new_home(None)
    home.variables.update(psscriptroot=str(path.parent), pscommandpath=str(path))
    module = Module(name or path.stem, home, str(path))
    run_module(module, block_from_text(path.read_text(encoding="utf-8-sig"), file=str(path)), arguments, place)
    return module


def bring_in(module: Module, scope: Scope, prefix: str = "", chosen: dict[str, list[str]] | None = None) -> None:
    """Make what a module exports known in a scope; `chosen` narrows it by patterns, `prefix` stands before each noun."""
    target = scope.home or scope.session.globals
    for function in _narrowed(module.functions(), "Function", chosen).values():
        name = prefixed(function.name, prefix)
        target.functions[name.lower()] = Function(name, function.code)
    for name, value in _narrowed(module.variables(), "Variable", chosen).items():
        target.set(name, value)
    for name, meaning in _narrowed(module.aliases(), "Alias", chosen).items():
        target.aliases[prefixed(name, prefix).lower()] = prefixed(meaning, prefix)


def _narrowed(found: dict[str, T], kind: str, chosen: dict[str, list[str]] | None) -> dict[str, T]:
    if not chosen:
        return found
    return {name: value for name, value in found.items() if any(like(name, pattern) for pattern in chosen.get(kind, []))}


def prefixed(name: str, prefix: str) -> str:
    """Return a command's name with a prefix before its noun."""
    verb, dash, noun = name.partition("-")
    return f"{verb}{dash}{prefix}{noun}" if dash else f"{prefix}{name}"


def take_out(module: Module, scope: Scope) -> None:
    """Forget what a module brought in."""
    target = scope.home or scope.session.globals
    for key in [key for key, function in target.functions.items() if function.code.home is module.scope]:
        del target.functions[key]
    for alias in module.aliases():
        target.aliases.pop(alias, None)
    scope.session.modules.pop(module.name.lower(), None)


def module_of(scope: Scope) -> Module | None:
    """Return the module that a scope is in while the module's body runs."""
    return next((module for module in reversed(scope.session.loading) if module.scope is scope.home), None)


def function_of(name: str, modules: dict[str, Module]) -> Function | None:
    """Return the function that `Tools\\Get-Tag` names, None when no imported module has it."""
    owner, slash, function = name.rpartition("\\")
    module = modules.get(owner) if slash else None
    return None if module is None else module.functions().get(function)


def called(module: Module, arguments: list[Argument]) -> tuple[ScriptBlock, list[Argument]] | None:
    """Return the block that `& $module { }` runs in the module's scope, and its arguments; None without a block."""
    block = arguments[0].value if arguments else None
    if not isinstance(block, ScriptBlock):
        return None
    return code_of(block).at(module.scope).block(), arguments[1:]


def imported(modules: dict[str, Module], patterns: list[str]) -> Iterator[Module]:
    """Yield the imported modules whose names are wanted, by name."""
    for _, module in sorted(modules.items()):
        if any(like(module.name, pattern) for pattern in patterns):
            yield module
