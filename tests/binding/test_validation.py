"""What each validation refuses, in PowerShell's words; what a mandatory parameter refuses besides."""

import pytest

from eopsh.binding import UNKNOWN, BindingError, bind
from eopsh.binding.validation import (
    AllowEmptyCollection,
    AllowEmptyString,
    AllowNull,
    ValidateCount,
    ValidateLength,
    ValidateNotNull,
    ValidateNotNullOrEmpty,
    ValidateNotNullOrWhiteSpace,
    ValidatePattern,
    ValidateRange,
    ValidateRangeKind,
    ValidateScript,
    ValidateSet,
    Validation,
)
from eopsh.catalogue import Command, Parameter
from eopsh.errors import EopshError
from eopsh.language import tree
from eopsh.objects import ErrorRecord, PSDict, ScriptBlock, Value
from tests.binding.builders import Typed, call, fault, function, given_value, typed

LEVELS = ValidateSet(("Low", "Mid level", "High"))
NULL_ELEMENT = (
    "The argument is null, empty, or an element of the argument collection contains a null value. "
    "Supply a collection that does not contain any null values and then try the command again."
)
NULL_OR_EMPTY = "The argument is null or empty. Provide an argument that is not null or empty, and then try the command again."
BLANK = (
    "The argument is null, empty, or consists of only white-space characters. "
    "Provide an argument that contains non white-space characters, and then try the command again."
)


def not_in(text: str, allowed: str) -> str:
    return (
        f'The argument "{text}" does not belong to the set "{allowed}" specified by the ValidateSet attribute. '
        "Supply an argument that is in the set and then try the command again."
    )


def outside(value: str, side: str, bound: str, limit: str, wanted: str) -> str:
    return (
        f"The {value} argument is {side} than the {bound} allowed range of {limit}. "
        f"Supply an argument that is {wanted} than or equal to {limit} and then try the command again."
    )


ACCEPTED = [
    pytest.param(LEVELS, "string", "mid LEVEL", id="any case"),
    pytest.param(LEVELS, "string[]", [], id="no element"),
    pytest.param(ValidateRange(1, 5), "int", 5, id="the limit itself"),
    pytest.param(ValidateRange(1, 5), "object", "3", id="a text that is a number"),
    pytest.param(ValidateRange("a", "m"), "object", "b", id="texts between texts"),
    pytest.param(ValidateRangeKind("nonnegative"), "int", 0, id="zero is not negative"),
    pytest.param(ValidateLength(2, 4), "string[]", ["ab", "abcd"], id="both limits"),
    pytest.param(ValidatePattern("^[a-z]+$"), "string", "ABC", id="a pattern in any case"),
    pytest.param(ValidatePattern("^b$", options=frozenset({"multiline"})), "string", "a\nb", id="a pattern over lines"),
    pytest.param(ValidatePattern("^a.b$", options=frozenset({"singleline"})), "string", "a\nb", id="a dot for line ends"),
    pytest.param(ValidatePattern(r"^(?<letter>\p{L})\z"), "string", "é", id="a pattern in .NET's words"),
    pytest.param(ValidateCount(2, 3), "string[]", ["a", "b"], id="enough"),
    pytest.param(ValidateNotNull(), "object[]", [], id="an empty list is not null"),
    pytest.param(ValidateNotNullOrEmpty(), "string", " ", id="a blank is not empty"),
    pytest.param(ValidateNotNullOrWhiteSpace(), "string", "x ", id="some text"),
    pytest.param(ValidateRange(1, 5), "int", given_value(UNKNOWN), id="not known yet"),
]


@pytest.mark.parametrize(("rule", "type", "value"), ACCEPTED)
def test_accepts(rule: Validation, type: str, value: Typed) -> None:
    assert "P" in call(function(Parameter("P", type, validation=(rule,))), "-P", value)


REFUSED = [
    pytest.param(LEVELS, "string", "Bogus", not_in("Bogus", "Low,Mid level,High"), id="not in the set"),
    pytest.param(LEVELS, "string", None, not_in("", "Low,Mid level,High"), id="null made text, not in the set"),
    pytest.param(LEVELS, "object", None, NULL_ELEMENT, id="null, a set"),
    pytest.param(ValidateSet(("a", "b")), "string[]", ["a", "z"], not_in("z", "a,b"), id="an element not in the set"),
    pytest.param(ValidateSet(("x", "y"), ignore_case=False), "string", "X", not_in("X", "x,y"), id="case counts"),
    pytest.param(ValidateSet(("on",), message="Say on, not {0}{9}"), "string", "maybe", "Say on, not maybe{9}", id="own words"),
    pytest.param(ValidateRange(1, 5), "int", 0, outside("0", "less", "minimum", "1", "greater"), id="too small"),
    pytest.param(ValidateRange(1, 5), "int[]", [1, 9], outside("9", "greater", "maximum", "5", "less"), id="an element too large"),
    pytest.param(ValidateRange(1, 5), "object", 5.5, outside("6", "greater", "maximum", "5", "less"), id="rounded, then too large"),
    pytest.param(
        ValidateRange(1, 5),
        "object",
        "x",
        'The argument cannot be validated because its type "String" is not the same type (Int32) as the maximum and minimum limits of the '
        "parameter. Make sure the argument is of type Int32 and then try the command again.",
        id="of another type",
    ),
    pytest.param(
        ValidateRangeKind("Positive"),
        "int",
        0,
        'The argument "0" cannot be validated because its value is not greater than zero.',
        id="not positive",
    ),
    pytest.param(
        ValidateRangeKind("NonPositive"),
        "int",
        1,
        'The argument "1" cannot be validated because its value is not less than or equal to zero.',
        id="positive",
    ),
    pytest.param(
        ValidateLength(2, 4),
        "string",
        "a",
        "The character length (1) of the argument is too short. "
        'Specify an argument with a length that is greater than or equal to "2", and then try the command again.',
        id="too short",
    ),
    pytest.param(
        ValidateLength(2, 4),
        "string",
        "abcde",
        "The character length (5) of the argument is too long. "
        'Specify an argument with a length that is shorter than or equal to "4", and then try the command again.',
        id="too long",
    ),
    pytest.param(
        ValidateLength(2, 4),
        "object",
        5,
        "The ValidateLength attribute cannot be applied to a parameter that is not a string or string[] parameter. "
        "Make the parameter a string or string[] parameter.",
        id="no text",
    ),
    pytest.param(
        ValidatePattern("^[a-z]+$"),
        "string",
        "A1",
        'The argument "A1" does not match the "^[a-z]+$" pattern. Supply an argument that matches "^[a-z]+$" and try the command again.',
        id="no match",
    ),
    pytest.param(ValidatePattern("("), "string", "x", "Invalid pattern '(' at offset 1. Not enough )'s.", id="no pattern"),
    pytest.param(
        ValidateRangeKind("Positive"),
        "object",
        "x",
        'The argument cannot be validated because its type "String" is not the same type (Int32) as the maximum and minimum limits of the '
        "parameter. Make sure the argument is of type Int32 and then try the command again.",
        id="no number",
    ),
    pytest.param(ValidatePattern(r"^\d+$", message="{0} is no {1}"), "string", "x", r"x is no ^\d+$", id="no match, own words"),
    pytest.param(
        ValidateCount(2, 3),
        "string[]",
        None,
        "The parameter requires at least 2 value(s) and no more than 3 value(s) - 0 value(s) were provided.",
        id="too few",
    ),
    pytest.param(
        ValidateCount(2, 2), "object[]", [1, 2, 3], "The parameter requires exactly 2 value(s) - 3 value(s) were provided.", id="too many"
    ),
    pytest.param(
        ValidateCount(2, 3),
        "object",
        5,
        "The ValidateCount attribute cannot be applied to a non-array parameter. "
        "Either remove the attribute from the parameter or make the parameter an array parameter.",
        id="no list",
    ),
    pytest.param(
        ValidateNotNull(),
        "object",
        None,
        "The argument is null. Provide a valid value for the argument, and then try running the command again.",
        id="null",
    ),
    pytest.param(
        ValidateNotNull(),
        "object[]",
        [1, None],
        "The argument has a null value, or an element of the argument collection contains a null value. "
        "Provide a collection that does not contain any null values, and then try the command again.",
        id="null in a list",
    ),
    pytest.param(ValidateNotNullOrEmpty(), "string", "", NULL_OR_EMPTY, id="empty text"),
    pytest.param(ValidateNotNullOrEmpty(), "object", None, NULL_OR_EMPTY, id="null or empty"),
    pytest.param(ValidateNotNullOrEmpty(), "object", [], NULL_ELEMENT, id="empty list"),
    pytest.param(ValidateNotNullOrEmpty(), "object", given_value(PSDict({})), NULL_ELEMENT, id="empty table"),
    pytest.param(ValidateNotNullOrEmpty(), "string[]", ["a", ""], NULL_ELEMENT, id="empty text in a list"),
    pytest.param(ValidateNotNullOrWhiteSpace(), "string", " ", BLANK, id="blank"),
    pytest.param(
        ValidateNotNullOrWhiteSpace(),
        "string[]",
        ["a", " "],
        "An element of the argument collection is null, empty, or consists of only white-space characters. "
        "Supply a collection that does not contain any those values and then try the command again.",
        id="blank in a list",
    ),
]


@pytest.mark.parametrize(("rule", "type", "value", "reason"), REFUSED)
def test_refuses(rule: Validation, type: str, value: Typed, reason: str) -> None:
    error = fault(function(Parameter("P", type, validation=(rule,))), "-P", value)
    assert error.message == f"Cannot validate argument on parameter 'P'. {reason}"
    assert (error.error_id, error.category, error.start) == ("ParameterArgumentValidationError", "InvalidData", 13)


# --- by script

BLOCK = ScriptBlock(tree.ScriptBlock(0, 9, (), (), None, ()), " $_ -gt 10 ")


def scripted(message: str = "") -> Command:
    return function(Parameter("P", "int[]", validation=(ValidateScript(BLOCK, message),)))


def larger_than_ten(code: Value, variables: dict[str, Value]) -> Value:
    item = variables["_"]
    assert isinstance(item, int)
    return item > 10


def test_a_script_looks_at_each_element() -> None:
    assert bind(scripted(), typed("-P", [11, 12]), larger_than_ten).values == {"P": [11, 12]}
    with pytest.raises(BindingError) as caught:
        bind(scripted(), typed("-P", [11, 9]), larger_than_ten)
    assert caught.value.message == (
        'Cannot validate argument on parameter \'P\'. The " $_ -gt 10 " validation script for the argument with value "9" did not return '
        "a result of True. Determine why the validation script failed, and then try the command again."
    )


def test_a_script_may_have_its_own_words() -> None:
    with pytest.raises(BindingError, match=r"'P'\. 9 is too small$"):
        bind(scripted("{0} is too small"), typed("-P", 9), larger_than_ten)


def test_what_a_script_throws_is_the_reason() -> None:
    class Thrown(EopshError):
        record = ErrorRecord("bad: 1", "bad: 1", "OperationStopped", None)

    def throws(code: Value, variables: dict[str, Value]) -> Value:
        raise Thrown("bad: 1")

    with pytest.raises(BindingError, match=r"Cannot validate argument on parameter 'P'\. bad: 1$"):
        bind(scripted(), typed("-P", 1), throws)


def test_being_stopped_is_no_answer_of_the_script() -> None:
    def stopped(code: Value, variables: dict[str, Value]) -> Value:
        raise EopshError("stopped")

    with pytest.raises(EopshError, match="stopped") as caught:
        bind(scripted(), typed("-P", 1), stopped)
    assert not isinstance(caught.value, BindingError)


def test_a_plan_runs_no_script() -> None:
    assert bind(scripted(), typed("-P", 1)).values == {"P": [1]}


# --- mandatory

NULL, TEXT, ARRAY = "NullNotAllowed", "EmptyStringNotAllowed", "EmptyArrayNotAllowed"
NOTHING = [
    pytest.param("string", (), "", TEXT, id="empty text"),
    pytest.param("string", (), None, TEXT, id="null made text"),
    pytest.param("string", (AllowNull(),), None, TEXT, id="null made text is allowed as null only"),
    pytest.param("string", (AllowEmptyString(),), "", "", id="empty text allowed"),
    pytest.param("string[]", (), None, NULL, id="null for a list"),
    pytest.param("string[]", (), [], ARRAY, id="empty list"),
    pytest.param("string[]", (AllowEmptyCollection(),), [], "", id="empty list allowed"),
    pytest.param("string[]", (), ["a", ""], TEXT, id="empty text in a list"),
    pytest.param("string[]", (), ["a", None], NULL, id="null in a list of texts"),
    pytest.param("string[]", (AllowEmptyString(),), ["a", None], NULL, id="null in a list where empty texts are allowed"),
    pytest.param("int[]", (), ["1", None], "", id="null in a list of numbers"),
    pytest.param("object[]", (), [1, None], NULL, id="null in a list of objects"),
    pytest.param("object[]", (), [1, ""], "", id="empty text in a list of objects"),
    pytest.param("object", (), None, NULL, id="null"),
    pytest.param("object", (AllowNull(),), None, "", id="null allowed"),
    pytest.param("object", (), "", "", id="empty text for an object"),
    pytest.param("object", (), [], "", id="empty list for an object"),
    pytest.param("int", (), None, "", id="null made a number"),
    pytest.param("System.Collections.ArrayList", (), [], "EmptyCollectionNotAllowed", id="empty collection"),
]


@pytest.mark.parametrize(("type", "rules", "value", "error_id"), NOTHING)
def test_mandatory_parameters_want_something(type: str, rules: tuple[object, ...], value: Typed, error_id: str) -> None:
    command = function(Parameter("P", type, mandatory=True, validation=rules))
    if not error_id:
        assert "P" in call(command, "-P", value)
        return
    error = fault(command, "-P", value)
    assert error.error_id == f"ParameterArgumentValidationError{error_id}"
    assert error.message.startswith("Cannot bind argument to parameter 'P' because it is ")
