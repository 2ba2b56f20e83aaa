"""From the value given to the type declared, for commands written in script and for compiled ones."""

from collections.abc import Callable
from decimal import Decimal
from uuid import UUID

import pytest

from eopsh.binding import UNKNOWN, Argument
from eopsh.catalogue import Command, Kind, Parameter
from eopsh.objects import DateTime, EnumValue, PSDict, PSObject, Value, convert
from tests.binding.builders import Typed, call, cmdlet, colon, fault, function, given_value, number

STATES = ("Enabled", "Disabled")
DAYS = "System.DayOfWeek"

SAME_FOR_BOTH = [
    pytest.param("int", "7", 7, id="text to number"),
    pytest.param("int", 3.5, 4, id="rounded"),
    pytest.param("int", 2.5, 2, id="rounded to even"),
    pytest.param("int", "0x1F", 31, id="hexadecimal text"),
    pytest.param("int[]", ["1", 2, 3.7], [1, 2, 4], id="each element"),
    pytest.param("int[]", "7", [7], id="one becomes a list"),
    pytest.param("string[]", "a,b", ["a,b"], id="a comma in a text"),
    pytest.param("string[]", [], [], id="an empty list"),
    pytest.param("string[]", None, None, id="no list"),
    pytest.param("string", number(7, "007"), "007", id="a number keeps its spelling"),
    pytest.param("string", number(1.5, "1.50"), "1.50", id="a fraction keeps its spelling"),
    pytest.param("string[]", number(7, "007"), ["007"], id="so does one that becomes a list"),
    pytest.param("string[]", [1, 2], ["1", "2"], id="but not in a list"),
    pytest.param("object", number(7, "007"), 7, id="nor where no text is wanted"),
    pytest.param("string", True, "True", id="truth to text"),
    pytest.param("bool", 1, True, id="number to truth"),
    pytest.param("bool", 0.0, False, id="zero to truth"),
    pytest.param("bool[]", [1, 0, True], [True, False, True], id="numbers to truths"),
    pytest.param("nullable[bool]", None, None, id="nullable"),
    pytest.param("nullable[int]", "3", 3, id="nullable with a value"),
    pytest.param("decimal", "1.5", Decimal("1.5"), id="decimal"),
    pytest.param("guid", "7e0c4d9a-1111-4222-8333-944444444444", UUID("7e0c4d9a-1111-4222-8333-944444444444"), id="guid"),
    pytest.param("datetime", "2024-01-05", convert("2024-01-05", "datetime"), id="date"),
    pytest.param("datetime", 5, DateTime(5), id="ticks"),
    pytest.param("hashtable", given_value(PSDict({"Add": "a"})), {"Add": "a"}, id="hashtable"),
    pytest.param(DAYS, "mon", convert("Monday", DAYS), id="beginning of an enum's member"),
    pytest.param("RuleIdParameter", "x", "x", id="a type that nobody here knows"),
    pytest.param("RuleIdParameter[]", "x", "x", id="a list of a type that nobody here knows"),
    pytest.param("int", given_value(UNKNOWN), UNKNOWN, id="not known yet"),
]


@pytest.mark.parametrize(("type", "given", "value"), SAME_FOR_BOTH)
@pytest.mark.parametrize("make", [function, cmdlet])
def test_converts(make: Callable[[Parameter], Command], type: str, given: Typed, value: Value) -> None:
    assert call(make(Parameter("P", type)), "-P", given).values == {"P": value}


NULL = "ParameterArgumentValidationErrorNullNotAllowed"
DIFFERENT = [
    pytest.param("string", None, "", None, id="null and text"),
    pytest.param("switch", colon("P", 0), "ParameterArgumentTransformationError", False, id="number and switch"),
    pytest.param(
        "bool", None, "ParameterArgumentTransformationError", "ParameterArgumentValidationErrorNullNotAllowed", id="null and truth"
    ),
    pytest.param("bool", "true", "ParameterArgumentTransformationError", "CannotConvertArgument", id="text and truth"),
    pytest.param("int", None, 0, "ParameterBindingFailed", id="null and number"),
    pytest.param("int", "abc", "ParameterArgumentTransformationError", "CannotConvertArgumentNoMessage", id="text and number"),
    pytest.param("int", [1, 2], "ParameterArgumentTransformationError", "CannotConvertArgument", id="list and number"),
    pytest.param("string", ["a", "b"], "ParameterArgumentTransformationError", "CannotConvertArgument", id="list and text"),
]


def behind_name(given: Typed) -> tuple[Typed, ...]:
    """`-P given`, or the argument itself where it has its name."""
    return (given,) if isinstance(given, Argument) and given.name else ("-P", given)


@pytest.mark.parametrize(("type", "given", "script", "compiled"), DIFFERENT)
def test_script_and_compiled_differ(type: str, given: Typed, script: Value, compiled: Value) -> None:
    for make, expected in ((function, script), (cmdlet, compiled)):
        command = make(Parameter("P", type))
        if isinstance(expected, str) and expected:
            assert fault(command, *behind_name(given)).error_id == expected
        else:
            assert call(command, *behind_name(given)).values == {"P": expected}


TRANSFORMATION = "Cannot process argument transformation on parameter 'P'. "
BOOLEANS = "Boolean parameters accept only Boolean values and numbers, such as $True, $False, 1 or 0."
NOT_A_NUMBER = """Cannot convert value "x" to type "System.Int32". Error: "The input string 'x' was not in a correct format.\""""
WORDS = [
    pytest.param(
        function(Parameter("P", "bool")),
        "false",
        f'{TRANSFORMATION}Cannot convert value "System.String" to type "System.Boolean". {BOOLEANS}',
        id="script, truth",
    ),
    pytest.param(
        function(Parameter("P", "switch")),
        colon("P", 0),
        f'{TRANSFORMATION}Cannot convert the "0" value of type "System.Int32" to type "System.Management.Automation.SwitchParameter".',
        id="script, switch",
    ),
    pytest.param(
        function(Parameter("P", "string")), ["a", "b"], f"{TRANSFORMATION}Cannot convert value to type System.String.", id="script, text"
    ),
    pytest.param(
        function(Parameter("P", "int[]")),
        "x",
        f'{TRANSFORMATION}Cannot convert value "x" to type "System.Int32[]". Error: "{NOT_A_NUMBER}"',
        id="script, list of one",
    ),
    pytest.param(
        cmdlet(Parameter("P", "int")),
        [1, 2],
        "Cannot convert 'System.Object[]' to the type 'System.Int32' required by parameter 'P'. Specified method is not supported.",
        id="compiled, list",
    ),
    pytest.param(
        cmdlet(Parameter("P", "bool")),
        "x",
        "Cannot convert 'System.String' to the type 'System.Boolean' required by parameter 'P'. ",
        id="compiled, truth",
    ),
    pytest.param(
        cmdlet(Parameter("P", "int")),
        None,
        """Cannot bind parameter 'P' to the target. Exception setting "P": "Cannot convert null to type "System.Int32".\"""",
        id="compiled, null",
    ),
    pytest.param(cmdlet(Parameter("P", "int")), "x", f"Cannot bind parameter 'P'. {NOT_A_NUMBER}", id="compiled, number"),
]


@pytest.mark.parametrize(("command", "given", "message"), WORDS)
def test_says_it_in_powershells_words(command: Command, given: Typed, message: str) -> None:
    error = fault(command, *behind_name(given))
    assert error.message == message
    assert error.start == 13


# --- enums that only a definition knows

STATE = function(Parameter("State", "RuleState", values=STATES), Parameter("States", "RuleState[]", values=STATES))

MEMBERS = [
    pytest.param("ENABLED", "Enabled", id="any case"),
    pytest.param(" disabled ", "Disabled", id="blanks around"),
    pytest.param("D", "Disabled", id="beginning"),
    pytest.param("1", "Disabled", id="number as text"),
    pytest.param(0, "Enabled", id="number"),
    pytest.param("Enabled, Disabled", "Disabled", id="joined bit by bit"),
    pytest.param(["Enabled", "Disabled"], "Disabled", id="a list joined bit by bit"),
    pytest.param(given_value(EnumValue(("Other",), "Two", 1)), "Disabled", id="another enum's value by its number"),
]


@pytest.mark.parametrize(("given", "member"), MEMBERS)
def test_reads_a_declared_enum(given: Typed, member: str) -> None:
    value = call(STATE, "-State", given).get("State")
    assert isinstance(value, EnumValue)
    assert (value.text, value.number, value.type_names[:2]) == (member, STATES.index(member), ("RuleState", "System.Enum"))
    assert call(STATE, "-State", given_value(value)).get("State") is value


def test_reads_a_list_of_a_declared_enum() -> None:
    value = call(STATE, "-States", ["E", "Dis"]).get("States")
    assert isinstance(value, list)
    assert [str(each) for each in value] == ["Enabled", "Disabled"]


def unmatched(name: str) -> str:
    return (
        f'Cannot convert value "{name}" to type "RuleState". Error: "Unable to match the identifier name {name} to a valid enumerator '
        'name. Specify one of the following enumerator names and try again:\nEnabled, Disabled"'
    )


NO_MEMBERS = [
    pytest.param("-State", "Broken", unmatched("Broken"), id="unknown"),
    pytest.param("-State", "E,Nope", unmatched("E,Nope"), id="one of two unknown"),
    pytest.param("-State", number(1.0, "1.0"), unmatched("1.0"), id="a fraction as typed"),
    pytest.param("-States", "Nope", f'Cannot convert value "Nope" to type "RuleState[]". Error: "{unmatched("Nope")}"', id="in a list"),
    pytest.param(
        "-State",
        "",
        'Cannot convert value "" to type "RuleState". Error: "The identifier name  cannot be processed because it is either too similar or '
        'identical to the following enumerator names: Enabled, Disabled. Use a more specific identifier name."',
        id="empty",
    ),
    pytest.param(
        "-State",
        None,
        'Cannot convert null to type "RuleState" due to enumeration values that are not valid. Specify one of the following enumeration '
        'values and try again. The possible enumeration values are "Enabled,Disabled".',
        id="null",
    ),
]


@pytest.mark.parametrize(("name", "given", "reason"), NO_MEMBERS)
def test_refuses_what_is_no_member(name: str, given: Typed, reason: str) -> None:
    assert fault(STATE, name, given).message == f"Cannot process argument transformation on parameter '{name[1:]}'. {reason}"


def test_values_of_a_list_type_are_offered_and_not_enforced() -> None:
    command = Command("Set-X", Parameter("Members", "MultiValuedProperty", values=("A", "B")), kind=Kind.REMOTE)
    assert call(command, "-Members", ["C", "D"]).values == {"Members": ["C", "D"]}


def test_a_wrapped_value_is_looked_into() -> None:
    wrapped = PSObject({"Note": 1}, base=5)
    assert call(function(Parameter("P", "int", position=0)), given_value(wrapped)).values == {"P": 5}
