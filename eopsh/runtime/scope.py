"""Scopes: variables, functions and aliases by name, looked up from the innermost scope outwards as PowerShell does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from eopsh.language import tree
from eopsh.objects import Value
from eopsh.runtime.signals import Place, failure

if TYPE_CHECKING:
    from eopsh.runtime.blocks import BlockCode, Function
    from eopsh.runtime.session import Session


class _Nothing:
    """What a statement without output has for a value: null to read, nothing to enumerate (AutomationNull)."""

    def __repr__(self) -> str:
        return "NOTHING"

    def __bool__(self) -> bool:
        return False


NOTHING = _Nothing()
_NONE: frozenset[str] = frozenset()
CALL_DEPTH_LIMIT = 400
Constraint = Callable[[Value], Value]
READ_ONLY = frozenset({"true", "false", "null", "?", "psversiontable", "home", "pid", "host", "executioncontext", "shellid"})


class Details:
    """What was said of a variable or an alias besides its value: its options (`ReadOnly`, `Constant, AllScope`) and a description."""

    __slots__ = ("description", "options")

    def __init__(self, options: str = "None", description: str = "") -> None:
        self.options = options
        self.description = description

    @property
    def constant(self) -> bool:
        """Tell whether nothing can change it."""
        return "Constant" in self.options

    @property
    def protected(self) -> bool:
        """Tell whether only force can change it, if anything."""
        return self.constant or "ReadOnly" in self.options


NO_DETAILS = Details()


class Scope:
    """One scope. `variables` is keyed by the name in lower case; `constraints` holds what assignments must pass (`[int]$x`).

    `details` are those of its variables, `alias_details` of its aliases, for those that have any. `script` is the scope that `$script:`
    means: the global one, or that of a script file, a module or a closure. `home` is the outermost scope of the module or the closure that
    it belongs to, None outside of them; `caller` is where that was called from. `strict` is the version of strict mode that was set here,
    None where nothing was. `code` is what runs in it as its own, not dot-sourced into it; `fed`: objects are piped to that. `hidden` are
    the variables and functions that are private to it.
    """

    __slots__ = (
        "alias_details",
        "aliases",
        "caller",
        "code",
        "constraints",
        "depth",
        "details",
        "failed",
        "fed",
        "function",
        "functions",
        "hidden",
        "home",
        "parent",
        "place",
        "script",
        "session",
        "spellings",
        "strict",
        "variables",
    )

    def __init__(self, session: Session, parent: Scope | None = None) -> None:
        self.session = session
        self.parent = parent
        self.variables: dict[str, Value] = {}
        self.constraints: dict[str, Constraint] = {}
        self.functions: dict[str, Function] = {}
        self.aliases: dict[str, str] = {}
        self.alias_details: dict[str, Details] = {}
        self.details: dict[str, Details] = {}
        self.spellings: dict[str, str] = {}
        self.function = ""
        self.place: Place | None = None
        self.failed = False
        self.fed = False
        self.code: BlockCode | None = None
        self.hidden: frozenset[str] | set[str] = _NONE
        self.strict: int | None = None
        self.home: Scope | None = None if parent is None else parent.home
        self.caller: Scope | None = None if parent is None else parent.caller
        self.script: Scope = self if parent is None else parent.script
        self.depth: int = 0 if parent is None else parent.depth + 1

    def chain(self) -> Iterator[Scope]:
        """Yield this scope and the ones around it."""
        scope: Scope | None = self
        while scope is not None:
            yield scope
            scope = scope.parent

    def find(self, key: str) -> Scope | None:
        """Return the innermost scope that has the variable."""
        scope: Scope | None = self
        while scope is not None:
            if key in scope.variables and (scope is self or key not in scope.hidden):
                return scope
            scope = scope.parent
        return None

    @property
    def body(self) -> tree.ScriptBlock | None:
        """The tree of what runs in the scope as its own."""
        return None if self.code is None else self.code.tree

    def hide(self, key: str) -> None:
        """Make a variable (or `key()`, a function) private: scopes inside do not see it."""
        self.hidden = {*self.hidden, key}

    def raw(self, key: str) -> Value:
        """Return a variable's value by its name in lower case, NOTHING and all; None when there is none."""
        scope: Scope | None = self
        while scope is not None:
            if key in scope.variables and (scope is self or key not in scope.hidden):
                return scope.variables[key]
            scope = scope.parent
        return self.session.automatic(key, self)

    def get(self, name: str) -> Value:
        """Return a variable's value, None when there is none."""
        value = self.raw(name.lower())
        return None if value is NOTHING else value

    def set(self, name: str, value: Value) -> None:
        """Assign to the variable of this scope; a constraint converts or refuses the value.

        Raises:
            ScriptError: VariableNotWritable.
        """
        key = name.lower()
        if key in READ_ONLY:
            raise not_writable(name)
        constraint = self.constraints.get(key)
        if constraint is not None:
            value = constraint(None if value is NOTHING else value)
        elif key not in self.variables:
            self.spellings[key] = name
        self.variables[key] = value

    def alias(self, name: str) -> str | None:
        """Return what the user's alias stands for."""
        return next((scope.aliases[name] for scope in self.chain() if name in scope.aliases), None)

    def function_named(self, name: str) -> Function | None:
        """Return the user's function of this name (in lower case)."""
        for scope in self.chain():
            if name in scope.functions and (scope is self or f"{name}()" not in scope.hidden):
                return scope.functions[name]
        return None

    def outermost(self) -> Scope:
        """Return the global scope."""
        return self.session.globals

    def child(self) -> Scope:
        """Return a new scope inside this one. Raises ScriptError when scripts have called too deep."""
        self._check_depth()
        self.session.check()
        return Scope(self.session, self)

    def called(self, home: Scope | None) -> Scope:
        """Return a new scope for a call from here of what belongs to a module (None: to none). Raises ScriptError as `child` does."""
        if self.home is home:
            return self.child()
        self._check_depth()
        inner = self.inside(home).child()
        inner.caller, inner.depth = self, self.depth + 1
        return inner

    def inside(self, home: Scope | None) -> Scope:
        """Return the innermost scope of a module (None: of none) on the way that calls took to here, else its outermost one."""
        scope: Scope | None = self
        while scope is not None and scope.home is not home:
            scope = scope.caller
        return scope or home or self.session.globals

    def new_home(self, parent: Scope | None) -> Scope:
        """Return the outermost scope of a new module or closure, inside of another one (None: of none)."""
        home = Scope(self.session, parent or self.session.globals)
        home.home = home.script = home
        return home

    def _check_depth(self) -> None:
        if self.depth >= CALL_DEPTH_LIMIT:
            message = "The script failed due to call depth overflow."
            raise failure(message, "CallDepthOverflow", thrown=True)

    def visible(self) -> dict[str, Value]:
        """Return all variables that can be seen from here, under their spellings, innermost first."""
        seen: dict[str, Value] = {}
        done: set[str] = set()
        for scope in self.chain():
            for key, value in scope.variables.items():
                if key not in done and (scope is self or key not in scope.hidden):
                    done.add(key)
                    seen[scope.spellings.get(key, key)] = None if value is NOTHING else value
        return seen


def not_writable(name: str) -> Exception:
    """Make the error for a variable that cannot be changed."""
    return failure(
        f"Cannot overwrite variable {name} because it is read-only or constant.",
        "VariableNotWritable",
        "WriteError",
        target=name,
        exception="System.Management.Automation.SessionStateUnauthorizedAccessException",
    )
