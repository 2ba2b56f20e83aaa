"""The parameters of functions and script blocks: declared by script, bound by the one binder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from eopsh.binding import Argument, BindingError, BoundCall, bind
from eopsh.catalogue import ALL_SETS, Command, Kind, Membership, Parameter
from eopsh.language import tree
from eopsh.objects import ErrorRecord, PSDict, SwitchParameter, Value, to_bool, to_text
from eopsh.runtime.blocks import Binding
from eopsh.runtime.cmdlet import CmdletObject
from eopsh.runtime.common import apply_common_parameters
from eopsh.runtime.compiler.unit import Evaluate, Unit, expression
from eopsh.runtime.declarations import validations
from eopsh.runtime.preferences import defaults_for, show_warnings
from eopsh.runtime.scope import Scope
from eopsh.runtime.signals import Place, from_line_error
from eopsh.runtime.stages import evaluator, with_missing
from eopsh.runtime.values import ArgumentName


@dataclass(frozen=True, slots=True)
class ParameterCode:
    """One declared parameter, compiled."""

    name: str
    type: str
    default: Evaluate | None
    constrain: Callable[[Value], Value] | None
    attributes: tuple[tree.Attribute, ...]

    @property
    def switch(self) -> bool:
        return self.type.lower() in ("switch", "switchparameter", "system.management.automation.switchparameter")


class Parameters:
    """A parameter block. `advanced`: it says [CmdletBinding()] or [Parameter()], so that unknown arguments are errors."""

    def __init__(self, nodes: tuple[tree.Parameter, ...], attributes: tuple[tree.Attribute | tree.TypeConstraint, ...], unit: Unit) -> None:
        self.unit = unit
        self._commands: dict[str, Command] = {}
        self.codes = [_compiled(node, unit) for node in nodes]
        self.attributes = [attribute for attribute in attributes if isinstance(attribute, tree.Attribute)]
        self.advanced = any(_named(attribute, "cmdletbinding") for attribute in self.attributes) or any(
            _named(attribute, "parameter") for code in self.codes for attribute in code.attributes
        )

    def __bool__(self) -> bool:
        return bool(self.codes)

    def defaults(self, scope: Scope) -> None:
        """Set every parameter to its default, for a block that is called without arguments."""
        for code in self.codes:
            scope.variables[code.name.lower()] = self._default(code, scope)

    def _default(self, code: ParameterCode, scope: Scope) -> Value:
        value = code.default(scope) if code.default is not None else _empty(code)
        return code.constrain(value) if code.constrain is not None and code.default is not None else value

    def bind(self, scope: Scope, arguments: list[Argument], name: str, piped: bool, place: Place) -> Binding:
        """Bind arguments to the variables of a scope.

        Raises:
            ScriptError: what the binder says.
        """
        if self._plain and all(argument.name is None for argument in arguments):
            self._store_positional(scope, [argument.value for argument in arguments])
            return Binding()
        command = self.command(name)
        rest: list[Value] = []
        if not self.advanced:
            arguments, rest = self._partition(arguments)
        try:
            defaults = defaults_for(scope, command) if self.advanced else ()
            call = bind(command, arguments, evaluator(scope), piped=piped, defaults=defaults)
        except BindingError as error:
            raise from_line_error(error, place, name, name) from error
        show_warnings(scope, call)
        call = with_missing(scope, call, place, fed=piped)
        self._store(scope, call)
        scope.variables["args"] = rest
        if self.advanced:
            scope.variables.pop("args")
            scope.variables["pscmdlet"] = CmdletObject(scope, call, place)
            apply_common_parameters(scope, call)
        return _Bound(self, call) if piped and self.pipeline_names else Binding(call if self.advanced else None)

    @cached_property
    def _plain(self) -> bool:
        """Whether values need neither the binder nor conversion: no types, no attributes."""
        return not self.advanced and all(code.constrain is None and not code.attributes for code in self.codes)

    def _store_positional(self, scope: Scope, values: list[Value]) -> None:
        given = dict(zip((code.name for code in self.codes), values, strict=False))
        variables = scope.variables
        variables["psboundparameters"] = PSDict(given.items(), type_names=_BOUND_TYPES)
        variables["args"] = values[len(self.codes) :]
        for code in self.codes:
            key = code.name.lower()
            scope.spellings[key] = code.name
            variables[key] = given[code.name] if code.name in given else self._default(code, scope)

    def _store(self, scope: Scope, call: BoundCall) -> None:
        scope.variables["psboundparameters"] = PSDict(call.values.items(), type_names=_BOUND_TYPES)
        for code in self.codes:
            key = code.name.lower()
            scope.spellings[key] = code.name
            if code.name in call.values:
                scope.variables[key] = call.values[code.name]
        for code in self.codes:
            if code.name not in call.values:
                scope.variables[code.name.lower()] = self._default(code, scope)
            if code.constrain is not None:
                scope.constraints[code.name.lower()] = code.constrain

    def _partition(self, arguments: list[Argument]) -> tuple[list[Argument], list[Value]]:
        """Split what the parameters take from what goes to $args."""
        taken: list[Argument] = []
        rest: list[Value] = []
        named: set[str] = set()
        waiting: list[Argument] = []
        queue = list(arguments)
        while queue:
            argument = queue.pop(0)
            code = self._find(argument.name) if argument.name is not None else None
            if argument.name is None:
                waiting.append(argument)
            elif code is None:
                if argument.splatted and argument.has_value:
                    continue
                word = ArgumentName(f"-{argument.name}{':' if argument.has_value else ''}")
                waiting.append(Argument(None, word, True, argument.start, argument.end))
                waiting += [Argument(None, argument.value, True, argument.start, argument.end)] if argument.has_value else []
            else:
                named.add(code.name)
                taken.append(argument)
                if not argument.has_value and not code.switch and queue and queue[0].name is None:
                    taken.append(queue.pop(0))
        free = sum(1 for code in self.codes if code.name not in named and not code.switch)
        rest += [argument.value for argument in waiting[free:]]
        return taken + waiting[:free], rest

    def _find(self, name: str) -> ParameterCode | None:
        folded = name.lower()
        exact = [code for code in self.codes if code.name.lower() == folded]
        if exact:
            return exact[0]
        starting = [code for code in self.codes if code.name.lower().startswith(folded)]
        return starting[0] if len(starting) == 1 else None

    @cached_property
    def pipeline_names(self) -> set[str]:
        """The parameters that bind from the pipeline."""
        return {
            parameter.name
            for parameter in self.command("").parameters
            if any(each.from_pipeline or each.from_property for _, each in parameter.sets)
        }

    def command(self, name: str) -> Command:
        """Return the declaration as every other command has it, made once a name."""
        found = self._commands.get(name)
        if found is None:
            found = self._commands[name] = self._declared(name)
        return found

    def _declared(self, name: str) -> Command:
        binding = next((each for each in self.attributes if _named(each, "cmdletbinding")), None)
        options = _options(binding, self.unit)
        positions = iter(range(len(self.codes)))
        positional = to_bool(options.get("positionalbinding", True)) and not any(_places(code) for code in self.codes)
        parameters = [
            _parameter(code, next(positions) if positional and not code.switch else None, self.unit, advanced=self.advanced)
            for code in self.codes
        ]
        default_set = options.get("defaultparametersetname")
        return Command(
            name,
            *parameters,
            kind=Kind.FUNCTION,
            default_set=None if default_set is None else to_text(default_set),
            should_process=to_bool(options.get("supportsshouldprocess", False)),
        )


_BOUND_TYPES = ("System.Management.Automation.PSBoundParametersDictionary", "System.Object")


class _Bound(Binding):
    """A call whose parameters take pipeline objects."""

    def __init__(self, parameters: Parameters, call: BoundCall) -> None:
        super().__init__(call if parameters.advanced else None)
        self._parameters = parameters
        self._call = call

    def take(self, scope: Scope, item: Value) -> bool:
        """Bind one object; one that nothing takes is an error of its own, and the rest goes on."""
        try:
            one = self._call.with_input(item)
        except BindingError as error:
            exception = "System.Management.Automation.ParameterBindingException"
            name = self._call.command.name
            record = ErrorRecord(error.message, f"{error.error_id},{name}", "InvalidArgument", item, exception, name)
            scope.session.write_error(record, scope)
            return False
        bound = scope.variables.get("psboundparameters")
        for name, value in one.values.items():
            scope.variables[name.lower()] = value
            if isinstance(bound, PSDict):
                bound[name] = value
        return True


def _compiled(node: tree.Parameter, unit: Unit) -> ParameterCode:
    from eopsh.runtime.compiler.types import conversion

    constraint = next((each for each in node.attributes if isinstance(each, tree.TypeConstraint)), None)
    return ParameterCode(
        node.name,
        "System.Object" if constraint is None else constraint.type.name,
        None if node.default is None else expression(node.default, unit),
        None if constraint is None else conversion(constraint, unit),
        tuple(each for each in node.attributes if isinstance(each, tree.Attribute)),
    )


def _empty(code: ParameterCode) -> Value:
    """What a parameter without default has: a typed one the zero of its type."""
    kind = code.type.lower()
    if code.switch:
        return SwitchParameter(False)
    if kind in ("bool", "boolean", "system.boolean"):
        return False
    if kind in ("string", "system.string"):
        return ""
    return 0 if kind in ("int", "int32", "system.int32", "long", "double") else None


def _named(attribute: tree.Attribute, name: str) -> bool:
    written = attribute.type.name.lower().rpartition(".")[2]
    return written in (name, f"{name}attribute")


def _options(attribute: tree.Attribute | None, unit: Unit) -> dict[str, Value]:
    """Return the named arguments of an attribute; constants are all that may stand there."""
    if attribute is None:
        return {}
    nowhere: Scope = None  # type: ignore[assignment]
    return {argument.name.lower(): True if argument.omitted else expression(argument.value, unit)(nowhere) for argument in attribute.named}


def _places(code: ParameterCode) -> bool:
    """Tell whether a parameter says its position or its set itself; then no parameter gets a position by its order."""
    return any(
        argument.name.lower() in ("position", "parametersetname")
        for each in code.attributes
        if _named(each, "parameter")
        for argument in each.named
    )


def _parameter(code: ParameterCode, position: int | None, unit: Unit, *, advanced: bool) -> Parameter:
    sets = dict(_memberships(code, position, unit)) or {ALL_SETS: Membership(position=position)}
    aliases = [
        to_text(expression(value, unit)(None))  # type: ignore[arg-type]
        for each in code.attributes
        if _named(each, "alias")
        for value in each.positional
    ]
    return Parameter(
        code.name,
        code.type,
        aliases=tuple(aliases),
        switch=code.switch,
        sets=sets,
        validation=tuple(validations(code.attributes, unit)),
    )


def _memberships(code: ParameterCode, position: int | None, unit: Unit) -> Iterator[tuple[str, Membership]]:
    # PowerShell looks at a parameter's attributes from the last to the first; the sets come into being in that order.
    for attribute in reversed(code.attributes):
        if _named(attribute, "parameter"):
            options = _options(attribute, unit)
            place = options.get("position")
            yield (
                to_text(options.get("parametersetname", ALL_SETS)),
                Membership(
                    mandatory=to_bool(options.get("mandatory", False)),
                    position=place if isinstance(place, int) else position,
                    from_pipeline=to_bool(options.get("valuefrompipeline", False)),
                    from_property=to_bool(options.get("valuefrompipelinebypropertyname", False)),
                    from_remaining=to_bool(options.get("valuefromremainingarguments", False)),
                ),
            )
