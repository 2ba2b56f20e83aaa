"""What is wrong with the arguments of a command, in PowerShell's words and under its ids."""

from __future__ import annotations

from collections.abc import Iterable

from eopsh.binding.model import Argument
from eopsh.errors import LineError
from eopsh.objects import Value

Place = tuple[int, int]

_EXCEPTION = "System.Management.Automation.ParameterBindingException"
_TRANSFORMATION = "System.Management.Automation.ParameterBindingArgumentTransformationException"
_VALIDATION = "System.Management.Automation.ParameterBindingValidationException"


class BindingError(LineError):
    """Arguments that a command does not take.

    `start` to `end` is the place that PowerShell names (the command itself for some faults), `argument` the argument at fault where there
    is one. `error_id` comes without the command's name; `category` and `exception_type` are PowerShell's; `target` is the pipeline object.
    `parameter` is the name of the parameter at fault, `reason` what a conversion or a validation said itself.
    `wanted` is the type of that parameter, `given` the type of the value, as far as they matter.
    """

    def __init__(
        self,
        message: str,
        error_id: str,
        place: Place,
        *,
        argument: Argument | None = None,
        category: str = "InvalidArgument",
        exception_type: str = _EXCEPTION,
        target: Value = None,
        hint: str = "",
        parameter: str = "",
        reason: str = "",
        wanted: str = "",
        given: str = "",
    ) -> None:
        super().__init__(message, *place, error_id=error_id, hint=hint)
        self.argument = argument
        self.category = category
        self.exception_type = exception_type
        self.target = target
        self.parameter = parameter or (argument.name or "" if argument is not None else "")
        self.reason = reason
        self.wanted = wanted
        self.given = given


def name_place(argument: Argument) -> Place:
    """Return where an argument begins, its name included."""
    return argument.start, argument.end


def value_place(argument: Argument) -> Place:
    """Return where the value of an argument stands."""
    if argument.value_start is None:
        return argument.start, argument.end
    return argument.value_start, argument.end if argument.value_end is None else argument.value_end


def unknown_parameter(argument: Argument, near: Iterable[str]) -> BindingError:
    """No parameter has this name or begins with it."""
    return BindingError(
        f"A parameter cannot be found that matches parameter name '{argument.name}'.",
        "NamedParameterNotFound",
        name_place(argument),
        argument=argument,
        hint=_perhaps(near),
    )


def ambiguous_parameter(argument: Argument, names: Iterable[str]) -> BindingError:
    """Several parameters begin like this."""
    listed = " ".join(f"-{name}" for name in names)
    return BindingError(
        f"Parameter cannot be processed because the parameter name '{argument.name}' is ambiguous. Possible matches include: {listed}.",
        "AmbiguousParameter",
        name_place(argument),
        argument=argument,
        hint="Type more of the name.",
    )


def already_bound(argument: Argument) -> BindingError:
    """The parameter was given twice."""
    return BindingError(
        f"Cannot bind parameter because parameter '{argument.name}' is specified more than once. To provide multiple values to parameters "
        'that can accept multiple values, use the array syntax. For example, "-parameter value1,value2,value3".',
        "ParameterAlreadyBound",
        name_place(argument),
        argument=argument,
        hint="Leave one of the two away.",
    )


def missing_argument(argument: Argument, name: str, type_name: str) -> BindingError:
    """A parameter that needs a value stands without one."""
    return BindingError(
        f"Missing an argument for parameter '{name}'. Specify a parameter of type '{type_name}' and try again.",
        "MissingArgument",
        name_place(argument),
        argument=argument,
        hint=f"Write a value after -{name}.",
        wanted=type_name,
    )


def no_position(place: Place, argument: Argument, shown: str) -> BindingError:
    """A value without a name that no parameter is left for."""
    return BindingError(
        f"A positional parameter cannot be found that accepts argument '{shown}'.",
        "PositionalParameterNotFound",
        place,
        argument=argument,
        hint="Write the parameter's name before the value, or put a value with spaces or commas into quotes.",
    )


def ambiguous_position(place: Place) -> BindingError:
    """Two parameters of one set claim the same position."""
    return BindingError(
        "Cannot bind positional parameters because no names were given.",
        "AmbiguousPositionalParameterNoName",
        place,
        hint="Write the parameters' names before the values.",
    )


def ambiguous_set(place: Place, hint: str) -> BindingError:
    """What was given belongs to no parameter set, or to several."""
    return BindingError(
        "Parameter set cannot be resolved using the specified named parameters. "
        "One or more parameters issued cannot be used together or an insufficient number of parameters were provided.",
        "AmbiguousParameterSet",
        place,
        hint=hint,
    )


def transformation_failed(name: str, reason: str, place: Place, argument: Argument | None) -> BindingError:
    """A value that a script's parameter cannot be made from."""
    return BindingError(
        f"Cannot process argument transformation on parameter '{name}'. {reason}",
        "ParameterArgumentTransformationError",
        place,
        argument=argument,
        category="InvalidData",
        exception_type=_TRANSFORMATION,
        parameter=name,
        reason=reason,
        hint=f"Give -{name} a value of its type.",
    )


def conversion_failed(name: str, reason: str, place: Place, argument: Argument | None) -> BindingError:
    """A value that does not convert to the type of a cmdlet's parameter."""
    return BindingError(
        f"Cannot bind parameter '{name}'. {reason}",
        "CannotConvertArgumentNoMessage",
        place,
        argument=argument,
        parameter=name,
        reason=reason,
        hint=f"Give -{name} a value of its type.",
    )


def conversion_refused(name: str, given: str, wanted: str, reason: str, place: Place, argument: Argument | None) -> BindingError:
    """A value of a kind that a cmdlet's parameter never takes."""
    return BindingError(
        f"Cannot convert '{given}' to the type '{wanted}' required by parameter '{name}'. {reason}",
        "CannotConvertArgument",
        place,
        argument=argument,
        parameter=name,
        hint=f"Give -{name} a single value of its type.",
    )


def setting_failed(name: str, reason: str, place: Place, argument: Argument | None) -> BindingError:
    """Null for a cmdlet's parameter that has no null."""
    return BindingError(
        f'Cannot bind parameter \'{name}\' to the target. Exception setting "{name}": "{reason}"',
        "ParameterBindingFailed",
        place,
        argument=argument,
        category="WriteError",
        parameter=name,
        hint=f"Give -{name} a value.",
    )


def validation_failed(name: str, reason: str, place: Place, argument: Argument | None) -> BindingError:
    """A value that a validation refuses."""
    return BindingError(
        f"Cannot validate argument on parameter '{name}'. {reason}",
        "ParameterArgumentValidationError",
        place,
        argument=argument,
        category="InvalidData",
        exception_type=_VALIDATION,
        parameter=name,
        reason=reason,
        hint=f"Give -{name} a value that it allows.",
    )


def nothing_given(name: str, what: str, place: Place, argument: Argument | None) -> BindingError:
    """Null, or an empty text or collection, for a mandatory parameter; `what` is `null`, `an empty string`, `an empty array` and so on."""
    error_id = "ParameterArgumentValidationError" + _EMPTY_IDS[what]
    return BindingError(
        f"Cannot bind argument to parameter '{name}' because it is {what}.",
        error_id,
        place,
        argument=argument,
        category="InvalidData",
        exception_type=_VALIDATION,
        parameter=name,
        hint=f"Give -{name} a value.",
    )


_EMPTY_IDS = {
    "null": "NullNotAllowed",
    "an empty string": "EmptyStringNotAllowed",
    "an empty array": "EmptyArrayNotAllowed",
    "an empty collection": "EmptyCollectionNotAllowed",
}


def input_not_bound(place: Place, value: Value) -> BindingError:
    """A pipeline object that no parameter takes."""
    return BindingError(
        "The input object cannot be bound to any parameters for the command either because the command does not take pipeline input "
        "or the input and its properties do not match any of the parameters that take pipeline input.",
        "InputObjectNotBound",
        place,
        target=value,
        hint="Give the value as an argument, for example inside ForEach-Object.",
    )


def input_lacks(place: Place, names: Iterable[str], value: Value) -> BindingError:
    """A pipeline object that binds, but leaves a mandatory parameter without a value."""
    return BindingError(
        "The input object cannot be bound because it did not contain the information required to bind all mandatory parameters:  "
        + " ".join(names),
        "InputObjectMissingMandatory",
        place,
        target=value,
        hint="Give the missing parameters on the command line.",
    )


def block_without_input(name: str, place: Place, argument: Argument) -> BindingError:
    """A script block that is to be worked out for each pipeline object, where there is none."""
    return BindingError(
        f"Cannot evaluate parameter '{name}' because its argument is specified as a script block and there is no input. "
        "A script block cannot be evaluated without input.",
        "ScriptBlockArgumentNoInput",
        place,
        argument=argument,
        category="MetadataError",
        hint="Send objects to the command through the pipeline, or give a value.",
    )


def block_failed(name: str, why: str, place: Place, argument: Argument) -> BindingError:
    """A script block that was to be worked out for a pipeline object ended with an error."""
    return BindingError(
        f"The input to the script block for parameter '{name}' failed. {why}",
        "ScriptBlockArgumentInvocationFailed",
        place,
        argument=argument,
        category="MetadataError",
        parameter=name,
        reason=why,
        hint="Mend the block, or give a value.",
    )


def after_defaults(error: BindingError, names: tuple[str, ...]) -> BindingError:
    """Say with an error that defaults were bound before it arose, which may be why."""
    listed = " ".join(f"-{name}" for name in names)
    error.message += (_AFTER_ONE if len(names) == 1 else _AFTER_SEVERAL) + listed
    return error


_DISABLE = "You can disable the default parameter binding in $PSDefaultParameterValues by setting $PSDefaultParameterValues"
_AFTER_ONE = (
    f' This failure might be caused by applying the default parameter binding. {_DISABLE}["Disabled"] to be $true, and retry. '
    "The following default parameter was successfully bound for this cmdlet when the error occurred: "
)
_AFTER_SEVERAL = (
    f' This error might have been caused by applying the default parameter binding. {_DISABLE}["Disabled"] to be $true, and then trying '
    "again. The following default parameters were successfully bound for this cmdlet when the error occurred: "
)


def _perhaps(near: Iterable[str]) -> str:
    names = [f"-{name}" for name in near]
    return f"Did you mean {' or '.join(names)}?" if names else ""
