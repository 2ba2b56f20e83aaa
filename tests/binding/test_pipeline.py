"""What one pipeline object binds, by value and by its properties."""

import pytest

from eopsh.binding import BindingError, BoundCall, bind
from eopsh.catalogue import Command, Membership, Parameter
from eopsh.errors import EopshError
from eopsh.language import tree
from eopsh.objects import DateTime, PSDict, PSObject, ScriptBlock, Value
from tests.binding.builders import PLACE, Typed, call, cmdlet, function, given_value, of_set, typed


def taking(name: str, type: str = "object", *, value: bool = False, properties: bool = False, mandatory: bool = False) -> Parameter:
    return Parameter(name, type, from_pipeline=value, from_property=properties, mandatory=mandatory)


ITSELF = function(taking("Identity", value=True, properties=True), taking("Member", value=True))
TYPES = function(
    of_set("Num", "Num", "int", mandatory=True, from_pipeline=True), of_set("Txt", "Txt", "string", mandatory=True, from_pipeline=True)
)
PROPERTIES = function(
    Parameter("Address", "string", aliases=("Mail",), from_property=True), taking("Size", "int", properties=True), taking("Text")
)
MANY = function(taking("Day", "datetime", value=True), taking("Num", "int", value=True), taking("Text", "string", value=True))
LISTS = function(taking("Items", "string[]", value=True))
DEFAULT = function(
    of_set("A", "A", "int", from_pipeline=True), Parameter("B", "string", sets={"B": Membership(False, None, True, True)}), default_set="A"
)
ONE = PSObject({"Mail": "a@b.c", "size": "3", "Other": 1})

TAKEN = [
    pytest.param(ITSELF, (), "a", {"Identity": "a", "Member": "a"}, id="every parameter that fits"),
    pytest.param(ITSELF, ("-Member", "m"), "a", {"Member": "m", "Identity": "a"}, id="but for those that have a value"),
    pytest.param(ITSELF, (), None, {"Identity": None, "Member": None}, id="null is an object too"),
    pytest.param(TYPES, (), 5, {"Num": 5}, id="by type, a number"),
    pytest.param(TYPES, (), "five", {"Txt": "five"}, id="by type, a text"),
    pytest.param(TYPES, (), "5", {"Txt": "5"}, id="as it is before converted"),
    pytest.param(PROPERTIES, ("-Text", 1), ONE, {"Text": 1, "Address": "a@b.c", "Size": 3}, id="alias, other case, converted"),
    pytest.param(PROPERTIES, ("-Size", 7), ONE, {"Size": 7, "Address": "a@b.c"}, id="an argument before a property"),
    pytest.param(MANY, (), 5, {"Num": 5, "Text": "5", "Day": DateTime(5)}, id="converted to all"),
    pytest.param(MANY, (), "x", {"Text": "x"}, id="what does not convert is passed over"),
    pytest.param(LISTS, (), "a", {"Items": ["a"]}, id="one becomes a list"),
    pytest.param(LISTS, (), ["a", "b"], {"Items": ["a", "b"]}, id="a list stays one"),
    pytest.param(DEFAULT, (), 3, {"A": 3}, id="the default set first"),
    pytest.param(DEFAULT, (), "a", {"B": "a"}, id="another set when the default takes nothing"),
    pytest.param(DEFAULT, (), None, {"A": 0}, id="null is made a number"),
]


@pytest.mark.parametrize(("command", "words", "value", "values"), TAKEN)
def test_takes(command: Command, words: tuple[Typed, ...], value: Value, values: dict[str, Value]) -> None:
    before = call(command, *words, piped=True)
    kept = dict(before.values)
    assert before.with_input(value).values == values
    assert before.with_input(value).values == values
    assert before.values == kept


def refused(bound: BoundCall, value: Value) -> BindingError:
    with pytest.raises(BindingError) as caught:
        bound.with_input(value)
    return caught.value


NOT_BOUND = (
    "The input object cannot be bound to any parameters for the command either because the command does not take pipeline input "
    "or the input and its properties do not match any of the parameters that take pipeline input."
)
REFUSED = [
    pytest.param(function(Parameter("A")), (), 1, "InputObjectNotBound", NOT_BOUND, id="takes no input"),
    pytest.param(function(taking("A", value=True)), ("-A", 1), 2, "InputObjectNotBound", NOT_BOUND, id="has a value already"),
    pytest.param(PROPERTIES, (), PSObject({"Other": 1}), "InputObjectNotBound", NOT_BOUND, id="no such property"),
    pytest.param(cmdlet(taking("A", "int", value=True)), (), "x", "InputObjectNotBound", NOT_BOUND, id="does not convert"),
    pytest.param(
        function(taking("Key", properties=True, mandatory=True), taking("Name", properties=True, mandatory=True)),
        (),
        PSObject({"Name": 1}),
        "InputObjectMissingMandatory",
        "The input object cannot be bound because it did not contain the information required to bind all mandatory parameters:  Key",
        id="lacks something mandatory",
    ),
    pytest.param(
        PROPERTIES,
        (),
        PSObject({"Size": "bad"}),
        "ParameterArgumentTransformationError",
        'Cannot process argument transformation on parameter \'Size\'. Cannot convert value "bad" to type "System.Int32". '
        "Error: \"The input string 'bad' was not in a correct format.\"",
        id="a property of the right name does not convert",
    ),
    pytest.param(
        function(taking("S", "string", value=True, mandatory=True)),
        (),
        "",
        "ParameterArgumentValidationErrorEmptyStringNotAllowed",
        "Cannot bind argument to parameter 'S' because it is an empty string.",
        id="empty for a mandatory parameter",
    ),
]


@pytest.mark.parametrize(("command", "words", "value", "error_id", "message"), REFUSED)
def test_refuses(command: Command, words: tuple[Typed, ...], value: Value, error_id: str, message: str) -> None:
    error = refused(call(command, *words, piped=True), value)
    assert (error.error_id, error.message, error.target) == (error_id, message, value)
    assert (error.start, error.end) == PLACE


def test_two_sets_that_both_take_it_are_ambiguous() -> None:
    command = function(of_set("A", "A", mandatory=True, from_pipeline=True), of_set("B", "B", mandatory=True, from_pipeline=True))
    assert refused(call(command, piped=True), 1).error_id == "AmbiguousParameterSet"


def test_each_object_chooses_its_own_set() -> None:
    before = call(TYPES, piped=True)
    assert [before.with_input(value).set_name for value in (5, "five", 6)] == ["Num", "Txt", "Num"]


# --- script blocks that are worked out for each object

BLOCK = ScriptBlock(tree.ScriptBlock(0, 9, (), (), None, ()), "$_.Length")
DELAYING = function(taking("Size", "int", properties=True), taking("In", value=True))


def length(code: Value, variables: dict[str, Value]) -> Value:
    assert code is BLOCK
    return len(str(variables["_"]))


def test_a_block_is_worked_out_for_each_object() -> None:
    before = bind(DELAYING, typed("-Size", given_value(BLOCK)), length, piped=True)
    assert "Size" not in before
    assert [before.with_input(value).values for value in ("abc", "de")] == [{"Size": 3, "In": "abc"}, {"Size": 2, "In": "de"}]


def test_what_the_block_gives_is_converted_at_its_place() -> None:
    before = bind(DELAYING, typed("-Size", given_value(BLOCK)), lambda code, variables: "x", piped=True)
    error = refused(before, "abc")
    assert (error.error_id, error.start) == ("ParameterArgumentTransformationError", 16)


class Thrown(EopshError):
    """As an error of a script, which has a record."""

    record = "no"


def test_a_block_that_fails_is_an_error_of_the_object() -> None:
    def fails(code: Value, variables: dict[str, Value]) -> Value:
        raise Thrown("no")

    error = refused(bind(DELAYING, typed("-Size", given_value(BLOCK)), fails, piped=True), "abc")
    assert (error.error_id, error.category) == ("ScriptBlockArgumentInvocationFailed", "MetadataError")
    assert "The input to the script block for parameter 'Size' failed. no" in error.message


def test_a_lost_session_while_a_block_runs_stays_one() -> None:
    def fails(code: Value, variables: dict[str, Value]) -> Value:
        raise EopshError("lost")

    with pytest.raises(EopshError, match="lost") as caught:
        bind(DELAYING, typed("-Size", given_value(BLOCK)), fails, piped=True).with_input("abc")
    assert not isinstance(caught.value, BindingError)


def test_keys_of_a_dictionary_are_no_properties() -> None:
    command = function(taking("Address", "object", properties=True), taking("Count", "int", properties=True))
    assert bind(command, (), piped=True).with_input(PSDict({"Address": "a"})).values == {"Count": 1}


def test_a_block_without_input_is_refused() -> None:
    with pytest.raises(BindingError, match="is specified as a script block and there is no input") as caught:
        bind(DELAYING, typed("-Size", given_value(BLOCK)), length)
    assert (caught.value.error_id, caught.value.category) == ("ScriptBlockArgumentNoInput", "MetadataError")


@pytest.mark.parametrize("type", ["object", "scriptblock", "object[]"])
def test_a_block_for_a_parameter_that_takes_blocks_is_a_value(type: str) -> None:
    bound = bind(function(taking("Body", type, properties=True)), typed("-Body", given_value(BLOCK)), length, piped=True)
    assert bound.get("Body") == ([BLOCK] if type == "object[]" else BLOCK)


def test_a_call_that_the_binder_did_not_make_stays_as_it_is() -> None:
    bound = BoundCall(DELAYING, {"Size": 1})
    assert bound.with_input("x") is bound
