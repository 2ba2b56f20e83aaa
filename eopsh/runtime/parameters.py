"""The parameters of functions and script blocks: declared by script, bound by the one binder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property

from eopsh.binding import Argument, BindingError, BoundCall, bind
from eopsh.binding.conflicts import conflict
from eopsh.binding.validation import Transformation, Validation
from eopsh.catalogue import ALL_SETS, Command, Kind, Membership, Parameter
from eopsh.errors import EopshError
from eopsh.frozen import frozen
from eopsh.language import tree
from eopsh.objects import ConversionError, ErrorRecord, PSDict, SwitchParameter, Value, can_convert, to_bool, to_text
from eopsh.runtime.blocks import Binding
from eopsh.runtime.cmdlet import CmdletObject
from eopsh.runtime.common import apply_common_parameters
from eopsh.runtime.compiler.unit import Evaluate, Unit, expression
from eopsh.runtime.declarations import check_variable, validations
from eopsh.runtime.preferences import defaults_for, show_warnings
from eopsh.runtime.references import Reference
from eopsh.runtime.scope import Scope
from eopsh.runtime.signals import Place, as_script_error, failure, from_line_error
from eopsh.runtime.stages import evaluator, with_missing
from eopsh.runtime.values import ArgumentName


@frozen
class ParameterCode:
    """One declared parameter, compiled."""

    name: str
    type: str
    default: Evaluate | None
    constrain: Callable[[Value], Value] | None
    attributes: tuple[tree.Attribute, ...]

    @property
    def switch(self) -> bool:
        """Whether the parameter is declared as a switch."""
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
        if code.constrain is None or code.default is None:
            return value
        try:
            return code.constrain(value)
        except EopshError as error:
            raise _not_transformed(error, code.name, scope.function) from error

    def reset(self, scope: Scope, names: set[str]) -> None:
        """Give parameters their defaults again."""
        for code in self.codes:
            if code.name in names:
                scope.variables[code.name.lower()] = self._default(code, scope)

    def bind(self, scope: Scope, arguments: list[Argument], name: str, piped: bool, place: Place) -> Binding:
        """Bind arguments to the variables of a scope.

        Raises:
            ScriptError: what the binder says.
        """
        if self._plain and all(argument.name is None for argument in arguments):
            self._store_positional(scope, [argument.value for argument in arguments])
            return Binding()
        command = self.command(name)
        try:
            defaults = defaults_for(scope, command) if self.advanced else ()
            call = bind(command, arguments, evaluator(scope), piped=piped, defaults=defaults)
        except BindingError as error:
            raise from_line_error(error, place, name, name) from error
        show_warnings(scope, call)
        call = with_missing(scope, call, place, fed=piped)
        self._store(scope, call)
        if not self.advanced:
            scope.variables["args"] = list(_left_over(call))
        else:
            scope.variables["pscmdlet"] = CmdletObject(scope, call, place, self._impact)
            apply_common_parameters(scope, call)
        return _Bound(self, call) if piped and self.advanced else Binding(call if self.advanced else None)

    @cached_property
    def _plain(self) -> bool:
        """Whether values need neither the binder nor conversion: no types, no attributes."""
        return not self.advanced and all(code.constrain is None and not code.attributes for code in self.codes)

    @cached_property
    def _impact(self) -> str:
        """What [CmdletBinding(ConfirmImpact = ...)] says, in lower case."""
        binding = next((each for each in self.attributes if _named(each, "cmdletbinding")), None)
        return to_text(_options(binding, self.unit).get("confirmimpact", "medium")).lower()

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
        rules = {parameter.name: parameter.validation for parameter in call.command.parameters}
        for code in self.codes:
            checks = [rule for rule in rules[code.name] if isinstance(rule, Validation)]
            if code.constrain is not None or checks:
                scope.constraints[code.name.lower()] = _constraint(code, checks, scope)

    def command(self, name: str) -> Command:
        """Return the declaration as every other command has it, made once a name.

        Raises:
            ScriptError: a name or an alias means two parameters.
        """
        found = self._commands.get(name)
        if found is None:
            found = self._declared(name)
            wrong = conflict(found)
            if wrong is not None:
                exception = "System.Management.Automation.MetadataException"
                raise failure(wrong.message, wrong.error_id, "MetadataError", exception=exception, activity=name)
            self._commands[name] = found
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
            simple=not self.advanced,
        )


def _constraint(code: ParameterCode, checks: list[Validation], scope: Scope) -> Callable[[Value], Value]:
    """Return what later assignments to a parameter must pass: its type, then its validations."""
    if not checks and code.constrain is not None:
        return code.constrain

    def constrain(value: Value) -> Value:
        found = value if code.constrain is None else code.constrain(value)
        check_variable(checks, found, code.name, evaluator(scope))
        return found

    return constrain


def _not_transformed(error: EopshError, parameter: str, function: str) -> EopshError:
    """Make the error of a default that its parameter's type does not take."""
    found = as_script_error(error)
    if found is None:
        return error
    message = f"Cannot process argument transformation on parameter '{parameter}'. {found.record.message}"
    exception = "System.Management.Automation.ParameterBindingArgumentTransformationException"
    error_id = f"ParameterArgumentTransformationError,{function}"
    return failure(message, error_id, "InvalidData", exception=exception, activity=function)


_BOUND_TYPES = ("System.Management.Automation.PSBoundParametersDictionary", "System.Object")


def _left_over(call: BoundCall) -> Iterator[Value]:
    """Yield what `$args` holds: the names that no parameter has, as they were written, and values."""
    for argument in call.rest:
        if argument.name is not None:
            yield ArgumentName(argument.text)
        if argument.name is None or argument.has_value:
            yield argument.value


class _Bound(Binding):
    """The call of an advanced function that pipeline objects are sent to."""

    def __init__(self, parameters: Parameters, call: BoundCall) -> None:
        super().__init__(call)
        self._parameters = parameters
        self._call = call
        self._from_input: set[str] = set()

    def take(self, scope: Scope, item: Value) -> bool:
        """Bind one object; one that nothing takes is an error of its own, and the rest goes on."""
        try:
            one = self._call.with_input(item)
        except BindingError as error:
            name = self._call.command.name
            record = ErrorRecord(error.message, f"{error.error_id},{name}", error.category, item, error.exception_type, name)
            scope.session.write_error(record, scope, place=scope.place)
            return False
        self._store(scope, one)
        return True

    def _store(self, scope: Scope, one: BoundCall) -> None:
        """Set what this object bound; what only the one before it bound has its default again, but stays in $PSBoundParameters."""
        bound = scope.variables.get("psboundparameters")
        names = one.values.keys() - self._call.values.keys()
        if self._from_input != names:
            self._parameters.reset(scope, self._from_input - names)
        self._from_input = names
        for name in names:
            scope.variables[name.lower()] = one.values[name]
            if isinstance(bound, PSDict):
                bound[name] = one.values[name]
        cmdlet = scope.variables.get("pscmdlet")
        if isinstance(cmdlet, CmdletObject):
            cmdlet.adapted["ParameterSetName"] = one.set_name or ALL_SETS


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
        validation=(*validations(code.attributes, unit), *_transformations(code)),
    )


def _transformations(code: ParameterCode) -> Iterator[object]:
    """Yield the conversion of a type that the binder does not know itself."""
    if code.type.lower() in _REFERENCE:
        yield Transformation(_reference)
    elif code.constrain is not None and (code.type.lower() in _OWN_CONVERSION or not can_convert(code.type)):
        yield Transformation(code.constrain)


_REFERENCE = ("ref", "psreference", "system.management.automation.psreference")
_OWN_CONVERSION = ("regex", "text.regularexpressions.regex", "system.text.regularexpressions.regex", "char[]", "pscustomobject")


def _reference(value: Value) -> Value:
    if not isinstance(value, Reference):
        raise ConversionError("Reference type is expected in argument.")
    return value


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
