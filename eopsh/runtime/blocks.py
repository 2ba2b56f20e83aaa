"""Script blocks and functions: compiled once, on first use, and then run many times."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from eopsh.frozen import frozen
from eopsh.language import tree
from eopsh.objects import ScriptBlock, Value
from eopsh.runtime.closing import closing
from eopsh.runtime.common import with_common_parameters
from eopsh.runtime.compiler.unit import Evaluate, Flow, Unit
from eopsh.runtime.enumerators import Enumerator
from eopsh.runtime.scope import NOTHING, Scope
from eopsh.runtime.signals import Place, ReturnSignal, ScriptError
from eopsh.runtime.values import collected, plain, unrolled

if TYPE_CHECKING:
    from eopsh.binding import Argument, BoundCall
    from eopsh.runtime.parameters import Parameters


@frozen
class Parts:
    """A compiled block. `single` is there when the whole body is one expression: then nothing needs a generator.

    `quick` is there when it is one operation on `$_` and a whole number (`$_ * 2`): the operation and the number.
    """

    parameters: Parameters
    begin: Flow | None = None
    process: Flow | None = None
    end: Flow | None = None
    clean: Flow | None = None
    single: Evaluate | None = None
    quick: tuple[Callable[[int, int], int], int] | None = None


class BlockCode:
    """A block's tree with its compiled parts. `home` is the outermost scope of the module or closure that it belongs to."""

    __slots__ = ("_parts", "body_text", "extra", "filter", "home", "tree", "unit")

    def __init__(
        self,
        body: tree.ScriptBlock,
        unit: Unit,
        body_text: str,
        *,
        extra: tuple[tree.Parameter, ...] = (),
        is_filter: bool = False,
        home: Scope | None = None,
    ) -> None:
        self.tree = body
        self.unit = unit
        self.body_text = body_text
        self.extra = extra
        self.filter = is_filter
        self.home = home
        self._parts: Parts | None = None

    @property
    def parts(self) -> Parts:
        """The compiled parts, made on first use."""
        if self._parts is None:
            from eopsh.runtime.compiler.script import compile_parts

            self._parts = compile_parts(self)
        return self._parts

    def block(self) -> ScriptBlock:
        """Return the block as a value."""
        return ScriptBlock(self.tree, self.body_text, self, self.unit.text)

    def closure(self, scope: Scope) -> BlockCode:
        """Return a copy that remembers the variables that this scope has at this moment (GetNewClosure)."""
        home = scope.new_home(self.home)
        home.variables.update((key, value) for key, value in scope.variables.items() if key not in _OF_THE_SESSION)
        home.spellings.update(scope.spellings)
        return self.at(home)

    def at(self, home: Scope | None) -> BlockCode:
        """Return the same code as a part of a module or closure."""
        code = BlockCode(self.tree, self.unit, self.body_text, extra=self.extra, is_filter=self.filter, home=home)
        code._parts = self._parts
        return code

    def for_item(self, scope: Scope, item: Value) -> Iterator[Value]:
        """Yield what the block puts out for one object, run in the scope itself, as Where-Object and ForEach-Object do."""
        parts = self._parts or self.parts
        scope.session.check()
        if scope.home is not self.home:
            scope = scope.inside(self.home)
        scope.variables["_"] = item
        if parts.single is not None:
            return iter(unrolled(parts.single(scope)))
        return self._body(scope, item, parts)

    def _body(self, scope: Scope, item: Value, parts: Parts) -> Iterator[Value]:
        if parts.parameters:
            scope = scope.child()
            parts.parameters.defaults(scope)
            scope.variables["_"] = item
        variables = scope.variables
        try:
            for flow in (parts.begin, parts.process, parts.end):
                if flow is not None:
                    for value in flow(scope):
                        yield value
                        # Another stage of the same scope has set its own meanwhile.
                        variables["_"] = item
        except ReturnSignal:
            return

    def value(self, scope: Scope, item: Value) -> Value:
        """Return what the block puts out for one object as a value."""
        parts = self._parts or self.parts
        if parts.single is not None and scope.home is self.home:
            scope.variables["_"] = item
            return plain(parts.single(scope))
        return plain(collected(self.for_item(scope, item)))

    def call(
        self,
        scope: Scope,
        arguments: list[Argument],
        upstream: Iterator[Value] | None = None,
        *,
        place: Place,
        dotted: bool = False,
        name: str = "",
    ) -> Iterator[Value]:
        """Bind the arguments and yield what the block puts out, in a scope of its own unless dot-sourced."""
        inner = scope.inside(self.home) if dotted else scope.called(self.home)
        if not dotted:
            inner.function, inner.place, inner.code, inner.fed = name, place, self, upstream is not None
        bound = self._bound(inner, arguments, name, upstream is not None, place)
        stream = self._run(inner, upstream, bound)
        return stream if bound.call is None else with_common_parameters(_as_command(stream, name, place), bound.call, scope)

    def _bound(self, scope: Scope, arguments: list[Argument], name: str, piped: bool, place: Place) -> Binding:
        try:
            return self.parts.parameters.bind(scope, arguments, name, piped, place)
        except ScriptError as error:
            if not name and not error.record.activity:
                error.record = replace(error.record, activity=self.body_text, category_message=error.record.category_text)
            raise

    def _run(self, scope: Scope, upstream: Iterator[Value] | None, bound: Binding) -> Iterator[Value]:
        parts = self.parts
        session = scope.session
        failures = session.failures
        with closing(upstream):
            try:
                if parts.begin is not None:
                    yield from _until_return(parts.begin, scope)
                if parts.process is not None:
                    yield from self._process(scope, upstream, bound, parts.process)
                elif upstream is not None:
                    scope.variables["input"] = Enumerator([item for item in upstream if bound.take(scope, item)])
                if parts.end is not None:
                    yield from parts.end(scope)
            except ReturnSignal:
                pass
            finally:
                if parts.clean is not None:
                    collected(_until_return(parts.clean, scope))
        # Errors that a function reported do not make its call a failed one, but for those it wrote as its own.
        session.failures = failures + scope.failed

    def _process(self, scope: Scope, upstream: Iterator[Value] | None, bound: Binding, process: Flow) -> Iterator[Value]:
        if upstream is None:
            yield from _until_return(process, scope)
            return
        for item in upstream:
            scope.session.check()
            if bound.take(scope, item):
                scope.variables["_"] = item
                scope.variables["input"] = Enumerator([item])
                yield from _until_return(process, scope)
                scope.variables["input"] = _NO_INPUT


_NO_INPUT = Enumerator([])
_OF_THE_SESSION = frozenset({"error", "lastexitcode", "pwd"})


def _as_command(stream: Iterator[Value], name: str, place: Place) -> Iterator[Value]:
    """Yield what an advanced function puts out; an error of a statement that Stop made more of ends the function, not the script."""
    try:
        yield from stream
    except ScriptError as error:
        if error.ending or (error.escalated and (error.preferred or not error.thrown)):
            renamed = bool(name) and not error.commanded
            error.thrown = error.preferred = error.escalated = error.ending = False
            error.commanded = True
            if renamed:
                error_id = f"{error.record.fully_qualified_id},{name}"
                record = replace(error.record, fully_qualified_id=error_id, activity=name, position=place.message())
                error.record, error.place = replace(record, source_line=place.whole_line), place
        raise


def _until_return(process: Flow, scope: Scope) -> Iterator[Value]:
    try:
        yield from process(scope)
    except ReturnSignal:
        return


class Binding:
    """What became of a block's arguments; refined by parameters that bind from the pipeline.

    `call` is there when the block takes the common parameters.
    """

    def __init__(self, call: BoundCall | None = None) -> None:
        self.call = call

    def take(self, scope: Scope, item: Value) -> bool:
        """Bind one pipeline object; False when nothing takes it."""
        return True


@frozen
class Function:
    """A function of the user's."""

    name: str
    code: BlockCode


def code_of(block: ScriptBlock) -> BlockCode:
    """Return a block value's compiled code; one that came without (from text) is compiled now."""
    if isinstance(block.scope, BlockCode):
        return block.scope
    return BlockCode(block.block, Unit(block.parsed_text or block.text), block.text)


def keep_item(scope: Scope) -> Value:
    """Return `$_` as it is, to be restored with `restore_item` when a stage that sets it ends."""
    return scope.variables.get("_", NOTHING)


def restore_item(scope: Scope, kept: Value) -> None:
    """Put `$_` back."""
    if kept is NOTHING:
        scope.variables.pop("_", None)
    else:
        scope.variables["_"] = kept
