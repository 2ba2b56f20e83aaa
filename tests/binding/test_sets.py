"""Which parameter set is chosen, what it lacks, and when nothing decides."""

import pytest

from eopsh.catalogue import ALL_SETS, Command, Kind, Membership, Origin, Parameter
from eopsh.objects import Value
from tests.binding.builders import PLACE, Typed, call, cmdlet, fault, function, of_set

AMBIGUOUS = (
    "Parameter set cannot be resolved using the specified named parameters. "
    "One or more parameters issued cannot be used together or an insufficient number of parameters were provided."
)

BY_NAME = function(
    of_set("ByName", "Name", "string", position=0),
    of_set("ById", "Id", "int", position=0),
    of_set("", "Other", position=1),
    default_set="ByName",
)
OPEN = function(of_set("A", "A"), of_set("B", "B"), of_set("", "C"))
DEFAULT_B = function(of_set("A", "A"), of_set("B", "B"), of_set("", "C"), default_set="B")
DEFAULT_ELSEWHERE = function(of_set("A", "A", mandatory=True), of_set("", "C"), default_set="Z")
TYPED = function(of_set("Num", "Num", "int", mandatory=True, position=0), of_set("Txt", "Txt", "string", mandatory=True, position=0))
MIXED = function(
    Parameter("X", sets={"A": Membership(mandatory=True), "B": Membership()}), of_set("B", "Y", mandatory=True), default_set="A"
)
MESSAGES = function(
    Parameter("Identity", sets={"Details": Membership(mandatory=True, from_pipeline=True)}),
    of_set("Summary", "Subject"),
    of_set("", "Type"),
)
NEEDS = function(
    of_set("", "Name", mandatory=True),
    of_set("", "Size", "int", mandatory=True),
    of_set("One", "Only"),
    of_set("Two", "Extra", mandatory=True),
    default_set="One",
)

CHOSEN = [
    pytest.param(BY_NAME, ("12",), "ByName", {"Name": "12"}, id="the default set first"),
    pytest.param(BY_NAME, (12,), "ById", {"Id": 12}, id="the set whose type the value has"),
    pytest.param(BY_NAME, ("-Id", 4, "x"), "ById", {"Id": 4, "Other": "x"}, id="a name excludes the others"),
    pytest.param(BY_NAME, (), "ByName", {}, id="nothing given"),
    pytest.param(DEFAULT_B, ("-A", 1), "A", {"A": 1}, id="another than the default"),
    pytest.param(DEFAULT_B, ("-C", 1), "B", {"C": 1}, id="default for what is in all"),
    pytest.param(DEFAULT_ELSEWHERE, ("-A", 2), "A", {"A": 2}, id="a default set without parameters of its own"),
    pytest.param(DEFAULT_ELSEWHERE, (), "Z", {}, id="a default set without parameters"),
    pytest.param(TYPED, (5,), "Num", {"Num": 5}, id="a number"),
    pytest.param(TYPED, ("x",), "Txt", {"Txt": "x"}, id="a text"),
    pytest.param(MIXED, ("-Y", 1), "B", {"Y": 1}, id="default excluded"),
    pytest.param(MESSAGES, (), "Summary", {}, id="the set that lacks nothing"),
    pytest.param(MESSAGES, ("-Identity", "a"), "Details", {"Identity": "a"}, id="the one that has it"),
    pytest.param(function(of_set("", "A")), ("-A", 1), ALL_SETS, {"A": 1}, id="no sets"),
    pytest.param(function(of_set("Only", "A"), of_set("", "C")), ("-C", 1), ALL_SETS, {"C": 1}, id="the only set, untouched"),
    pytest.param(function(of_set("Only", "A"), of_set("", "C")), ("-A", 1), "Only", {"A": 1}, id="the only set"),
]


@pytest.mark.parametrize(("command", "words", "set_name", "values"), CHOSEN)
def test_chooses(command: Command, words: tuple[Typed, ...], set_name: str, values: dict[str, Value]) -> None:
    bound = call(command, *words)
    assert (bound.set_name, bound.values) == (set_name, values)
    assert set_name == ALL_SETS or bound.candidates == (set_name,)


UNDECIDED = [
    pytest.param(OPEN, ("-C", 1), "Add a parameter that belongs to one set only: A, B.", id="nothing decides"),
    pytest.param(OPEN, ("-A", 1, "-B", 2), "These parameters belong to different sets: -A (A), -B (B).", id="two exclude each other"),
    pytest.param(
        MESSAGES,
        ("-Identity", 1, "-Subject", 2),
        "These parameters belong to different sets: -Identity (Details), -Subject (Summary).",
        id="d",
    ),
    pytest.param(TYPED, (), "Add a parameter that belongs to one set only: Num, Txt.", id="both lack something"),
]


@pytest.mark.parametrize(("command", "words", "hint"), UNDECIDED)
def test_says_what_would_decide(command: Command, words: tuple[Typed, ...], hint: str) -> None:
    error = fault(command, *words)
    assert (error.error_id, error.message, error.hint) == ("AmbiguousParameterSet", AMBIGUOUS, hint)
    assert (error.start, error.end) == PLACE


def test_a_position_of_an_excluded_set_is_not_there() -> None:
    command = function(of_set("Identity", "Identity", position=1), of_set("Anr", "Anr"))
    assert fault(command, "kim", "-Anr", "kim").error_id == "PositionalParameterNotFound"


def test_a_cmdlet_passes_over_a_type_that_does_not_convert_where_a_script_stops() -> None:
    sets = (of_set("Num", "Num", "int", mandatory=True, position=0), of_set("Day", "Day", "datetime", mandatory=True, position=0))
    assert fault(function(*sets), "2024-05-05").error_id == "ParameterArgumentTransformationError"
    assert call(cmdlet(*sets), "2024-05-05").set_name == "Day"
    assert fault(cmdlet(Parameter("Count", "int", position=0)), "x").error_id == "CannotConvertArgumentNoMessage"


LACKING = [
    pytest.param(("-Name", "x"), ("Size",), id="one"),
    pytest.param((), ("Name", "Size"), id="two, in the order of declaration"),
    pytest.param(("-Extra", 1), ("Name", "Size"), id="of another set"),
    pytest.param(("-Name", "x", "-Size", 2), (), id="none"),
]


@pytest.mark.parametrize(("words", "missing"), LACKING)
def test_missing_mandatory_parameters_are_returned(words: tuple[Typed, ...], missing: tuple[str, ...]) -> None:
    assert call(NEEDS, *words).missing == missing


def test_what_input_may_bind_is_not_missing_before_it_comes() -> None:
    command = function(of_set("", "In", mandatory=True, from_pipeline=True), of_set("", "Key", mandatory=True))
    assert call(command).missing == ("In", "Key")
    assert call(command, piped=True).missing == ("Key",)


def test_sets_without_pipeline_input_fall_away_before_it_comes() -> None:
    command = function(of_set("A", "A", from_pipeline=True), of_set("B", "B", from_pipeline=True), of_set("C", "C"))
    bound = call(command, piped=True)
    assert (bound.candidates, bound.set_name, bound.takes_input) == (("A", "B"), None, True)


def test_help_pages_advise_and_do_not_decide() -> None:
    sets = {"A": Membership(mandatory=True, position=0)}
    command = Command(
        "Get-X",
        Parameter("A", "RuleIdParameter", sets=sets, origin=Origin.HELP),
        Parameter("B", "RuleIdParameter", sets={"B": Membership(mandatory=True)}, origin=Origin.HELP),
        kind=Kind.REMOTE,
    )
    bound = call(command, "x", "-B", 1, "y")
    assert (bound.values, bound.positionals, bound.missing) == ({"B": 1}, ("x", "y"), ())
    assert call(command, "x", "y").positionals == ("y",)
    assert call(command).missing == ()
