"""Names, positions, switches, splatting, the rest: what goes where, and the error that PowerShell reports first."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eopsh.binding import UNKNOWN, Argument, bind
from eopsh.catalogue import Command, Kind, Origin, Parameter
from eopsh.objects import SwitchParameter, Value
from tests.binding.builders import PLACE, Typed, call, cmdlet, colon, fault, function, number, splat, text, typed

POSITIONS = function(Parameter("C", position=2), Parameter("A", position=0), Parameter("B", position=1), Parameter("N"))
ALIASES = function(Parameter("User", "string", aliases=("Upn", "Mail", "UserId")), Parameter("Usage", "int", aliases=("Us",)))
SWITCHES = function(Parameter("On", "switch"), Parameter("Off", "switch"), Parameter("Name", "string", position=0))
ON, OFF = SwitchParameter(True), SwitchParameter(False)
CHANGES = function(Parameter("Identity", position=1), Parameter("CustomAttribute1"), Parameter("CustomAttribute10"), should_process=True)
TRACE = function(Parameter("StartDate"), Parameter("Status"), Parameter("SubjectFilterType"), Parameter("Subject"))
REST = function(Parameter("First", position=0), Parameter("Rest", "string[]", from_remaining=True), Parameter("Sw", "switch"))
REST_OF_ANY = function(Parameter("First", position=0), Parameter("Rest", from_remaining=True))

BARE_DASHES = Argument(None, "--", True, 0, 2, "--", bare=True)

BINDS = [
    pytest.param(POSITIONS, (1, 2, 3), {"A": 1, "B": 2, "C": 3}, id="positions, not the order of declaration"),
    pytest.param(POSITIONS, ("-C", "z", "x", "y"), {"C": "z", "A": "x", "B": "y"}, id="positions that are left"),
    pytest.param(POSITIONS, (None,), {"A": None}, id="null by position"),
    pytest.param(POSITIONS, (text("-N"),), {"A": "-N"}, id="a quoted name is a value"),
    pytest.param(POSITIONS, ("-N", "-7"), {"N": "-7"}, id="an unknown name is the value of the parameter before it"),
    pytest.param(POSITIONS, (colon("n", 5), colon("a", [1, 2])), {"N": 5, "A": [1, 2]}, id="colons, other case"),
    pytest.param(ALIASES, ("-Upn", "a@b.c"), {"User": "a@b.c"}, id="alias"),
    pytest.param(ALIASES, ("-Ma", "x"), {"User": "x"}, id="beginning of an alias"),
    pytest.param(ALIASES, ("-Us", 3), {"Usage": 3}, id="a whole alias before a beginning"),
    pytest.param(ALIASES, ("-Use", "x"), {"User": "x"}, id="two names of one parameter are not ambiguous"),
    pytest.param(TRACE, ("-Subject", "hello"), {"Subject": "hello"}, id="a whole name before a longer one"),
    pytest.param(TRACE, ("-SubjectF", "x"), {"SubjectFilterType": "x"}, id="beginning of a name"),
    pytest.param(SWITCHES, ("-On", "kim"), {"On": ON, "Name": "kim"}, id="a switch takes no value"),
    pytest.param(SWITCHES, (colon("On", False), "-Off"), {"On": OFF, "Off": ON}, id="a switch with a colon"),
    pytest.param(SWITCHES, (colon("On", None),), {"On": OFF}, id="null switches off"),
    pytest.param(CHANGES, ("-v",), {"Verbose": ON}, id="beginning of a common parameter"),
    pytest.param(CHANGES, ("-wi", colon("cf", False)), {"WhatIf": ON, "Confirm": OFF}, id="aliases of WhatIf and Confirm"),
    pytest.param(CHANGES, ("g", "-CustomAttribute1", "x"), {"Identity": "g", "CustomAttribute1": "x"}, id="a name that others begin with"),
    pytest.param(REST, ("a", "-Sw", "b", "c"), {"First": "a", "Sw": ON, "Rest": ["b", "c"]}, id="the rest as a list"),
    pytest.param(REST, (["b", "c"], "d"), {"First": ["b", "c"], "Rest": ["d"]}, id="the rest is one value"),
    pytest.param(REST, ("a",), {"First": "a"}, id="no rest"),
    pytest.param(REST, ("a", "-Bogus", "x"), {"First": "a", "Rest": ["-Bogus", "x"]}, id="unknown names go to the rest"),
    pytest.param(REST, ("a", colon("Bogus", 1)), {"First": "a", "Rest": ["-Bogus:", "1"]}, id="with their colon"),
    pytest.param(REST_OF_ANY, ("a", [1, 2]), {"First": "a", "Rest": [1, 2]}, id="a single list is the rest itself"),
    pytest.param(REST_OF_ANY, ("a", [1, 2], 3), {"First": "a", "Rest": [[1, 2], 3]}, id="a list among others stays one value"),
    pytest.param(POSITIONS, ("1", BARE_DASHES, 2, "-N"), {"A": "1", "B": 2, "C": "-N"}, id="two dashes end the names"),
    pytest.param(POSITIONS, (BARE_DASHES, colon("N", 5)), {"A": "-N:", "B": 5}, id="a colon behind two dashes"),
    pytest.param(POSITIONS, ("--", "-N", "--"), {"A": "-N", "B": "--"}, id="two dashes as the parser has them"),
    pytest.param(POSITIONS, (BARE_DASHES, BARE_DASHES), {"A": "--"}, id="only the first two dashes"),
    pytest.param(POSITIONS, (text("--"), "-N", 1), {"A": "--", "N": 1}, id="quoted dashes are a value"),
    pytest.param(POSITIONS, ("x", *splat(N=1)), {"A": "x", "N": 1}, id="splatted table"),
    pytest.param(POSITIONS, (*splat(N=1, a=2), "-N", 3), {"N": 3, "A": 2}, id="what is typed goes before what is splatted"),
    pytest.param(SWITCHES, splat(On=True, Off=False), {"On": ON, "Off": OFF}, id="splatted switches"),
]


@pytest.mark.parametrize(("command", "words", "values"), BINDS)
def test_binds(command: Command, words: tuple[Typed, ...], values: dict[str, Value]) -> None:
    assert call(command, *words).values == values


MORE_THAN_ONCE = (
    " is specified more than once. To provide multiple values to parameters that can accept multiple values, "
    'use the array syntax. For example, "-parameter value1,value2,value3".'
)
FAULTS = [
    pytest.param(
        POSITIONS,
        ("-Bogus", 1),
        "NamedParameterNotFound",
        "A parameter cannot be found that matches parameter name 'Bogus'.",
        10,
        id="unknown",
    ),
    pytest.param(
        POSITIONS,
        (1, 2, 3, 4),
        "PositionalParameterNotFound",
        "A positional parameter cannot be found that accepts argument '4'.",
        0,
        id="too many",
    ),
    pytest.param(
        POSITIONS,
        (1, 2, 3, [4, 5]),
        "PositionalParameterNotFound",
        "A positional parameter cannot be found that accepts argument 'System.Object[]'.",
        0,
        id="too many, a list",
    ),
    pytest.param(
        POSITIONS,
        (1, 2, 3, None),
        "PositionalParameterNotFound",
        "A positional parameter cannot be found that accepts argument '$null'.",
        0,
        id="too many, null",
    ),
    pytest.param(
        POSITIONS,
        (1, 2, 3, number(7, "007")),
        "PositionalParameterNotFound",
        "A positional parameter cannot be found that accepts argument '007'.",
        0,
        id="too many, a number as typed",
    ),
    pytest.param(
        POSITIONS,
        ("-N",),
        "MissingArgument",
        "Missing an argument for parameter 'N'. Specify a parameter of type 'System.Object' and try again.",
        10,
        id="no value at the end",
    ),
    pytest.param(
        POSITIONS,
        ("-n", "-A", 1),
        "MissingArgument",
        "Missing an argument for parameter 'N'. Specify a parameter of type 'System.Object' and try again.",
        10,
        id="a parameter in place of the value",
    ),
    pytest.param(
        POSITIONS,
        ("-a", 1, "-a", 2),
        "ParameterAlreadyBound",
        f"Cannot bind parameter because parameter 'A'{MORE_THAN_ONCE}",
        15,
        id="twice",
    ),
    pytest.param(
        POSITIONS,
        ("-A", 1, colon("a", 2)),
        "ParameterAlreadyBound",
        f"Cannot bind parameter because parameter 'a'{MORE_THAN_ONCE}",
        15,
        id="twice, as it was typed",
    ),
    pytest.param(
        POSITIONS,
        (*splat(A=1), *splat(a=2)),
        "ParameterAlreadyBound",
        f"Cannot bind parameter because parameter 'a'{MORE_THAN_ONCE}",
        17,
        id="twice splatted",
    ),
    pytest.param(
        TRACE,
        ("-Sub", "x"),
        "AmbiguousParameter",
        "Parameter cannot be processed because the parameter name 'Sub' is ambiguous. "
        "Possible matches include: -SubjectFilterType -Subject.",
        10,
        id="ambiguous",
    ),
    pytest.param(
        CHANGES,
        ("-w",),
        "AmbiguousParameter",
        "Parameter cannot be processed because the parameter name 'w' is ambiguous. "
        "Possible matches include: -WarningAction -WarningVariable -WhatIf.",
        10,
        id="ambiguous among the common ones",
    ),
    pytest.param(
        function(Parameter("N", "int")),
        ("-Bogus", 1, "-N", "x"),
        "ParameterArgumentTransformationError",
        'Cannot process argument transformation on parameter \'N\'. Cannot convert value "x" to type "System.Int32". '
        "Error: \"The input string 'x' was not in a correct format.\"",
        22,
        id="a bad value is reported before an unknown name",
    ),
    pytest.param(
        function(Parameter("A", position=0), Parameter("B", position=0)),
        (1,),
        "AmbiguousPositionalParameterNoName",
        "Cannot bind positional parameters because no names were given.",
        0,
        id="one position, two parameters",
    ),
]


@pytest.mark.parametrize(("command", "words", "error_id", "message", "start"), FAULTS)
def test_refuses(command: Command, words: tuple[Typed, ...], error_id: str, message: str, start: int) -> None:
    error = fault(command, *words)
    assert (error.error_id, error.message, error.start) == (error_id, message, start)
    assert error.end > error.start


def test_own_parameters_go_before_common_ones() -> None:
    assert call(function(Parameter("Description")), "-D", "x").values == {"Description": "x"}


def test_hints_name_what_was_perhaps_meant() -> None:
    assert fault(TRACE, "-Sttaus", 1).hint == "Did you mean -Status?"
    assert fault(TRACE, "-Zebra", 1).hint != "Did you mean ?"


def test_faults_name_the_argument_too() -> None:
    error = fault(POSITIONS, 1, 2, 3, "four")
    assert (error.start, error.end) == PLACE
    assert error.argument is not None
    assert error.argument.value == "four"


# --- what the server alone can judge

FLAT = Command(
    "Get-Flat",
    Parameter("Identity", "Microsoft.Exchange.Configuration.Tasks.RuleIdParameter", origin=Origin.SERVER),
    Parameter("State", "Microsoft.Exchange.Data.RuleState", origin=Origin.SERVER),
    Parameter("Force", "System.Management.Automation.SwitchParameter", origin=Origin.SERVER),
    Parameter("Enabled", "System.Boolean", origin=Origin.SERVER),
    Parameter("Name", "System.String", origin=Origin.SERVER),
    Parameter("StartDate", "System.DateTime", origin=Origin.SERVER),
    kind=Kind.REMOTE,
)

TOLERATED = [
    pytest.param(("contoso",), {}, ("contoso",), id="a lone value"),
    pytest.param(("a", "-Force", "b"), {"Force": True}, ("a", "b"), id="values between names"),
    pytest.param(("-Id", [1, "x"]), {"Identity": [1, "x"]}, (), id="a type that only the server knows"),
    pytest.param(("-State", "Nonsense"), {"State": "Nonsense"}, (), id="an enum that only the server knows"),
    pytest.param(("-Start", "13/06/2024"), {"StartDate": "13/06/2024"}, (), id="a date goes as typed"),
    pytest.param(("-Name", number(7, "007")), {"Name": "007"}, (), id="a number for a text, as typed"),
    pytest.param(("-Enabled", True), {"Enabled": True}, (), id="truth"),
    pytest.param(("-Name", None), {"Name": None}, (), id="null"),
]


@pytest.mark.parametrize(("words", "values", "positionals"), TOLERATED)
def test_flat_metadata_is_taken_as_optional_and_named(
    words: tuple[Typed, ...], values: dict[str, Value], positionals: tuple[Value, ...]
) -> None:
    bound = call(FLAT, *words)
    assert (bound.values, bound.positionals, bound.missing) == (values, positionals, ())


def test_flat_metadata_still_knows_names_and_truth() -> None:
    assert fault(FLAT, "-Identty", "x").hint == "Did you mean -Identity?"
    assert fault(FLAT, "value", "-Bogus").error_id == "NamedParameterNotFound"
    assert fault(FLAT, "-Enabled", "true").error_id == "CannotConvertArgument"


def test_a_plan_binds_what_it_does_not_know() -> None:
    command = function(Parameter("Count", "int", position=0, mandatory=True), Parameter("Other", "datetime[]"))
    unknown = Argument(None, UNKNOWN, True, 10, 12, "$x")
    assert bind(command, [unknown]).values == {"Count": UNKNOWN}
    assert bind(command, [Argument("Other", UNKNOWN, True), unknown]).values == {"Other": UNKNOWN, "Count": UNKNOWN}
    assert bind(command, [Argument(None, UNKNOWN, True, splatted=True)]).missing == ()


names = st.sampled_from(["A", "B", "C", "N", "a", "n"])
values = st.integers() | st.text(max_size=3).filter(lambda word: not word.startswith("-"))


@given(st.dictionaries(names, values), st.randoms(use_true_random=False))
def test_order_of_named_parameters_does_not_matter(given_values: dict[str, Value], random: Random) -> None:
    once = {name.upper(): (name, value) for name, value in given_values.items()}
    words: list[Typed] = [colon(name, value) for name, value in once.values()]
    random.shuffle(words)
    assert call(POSITIONS, *words).values == {upper: value for upper, (_, value) in once.items()}


@given(st.lists(values, max_size=3))
def test_binding_leaves_the_arguments_alone(words: list[Typed]) -> None:
    arguments = typed(*words)
    kept = list(arguments)
    assert bind(POSITIONS, arguments).values == bind(cmdlet(*POSITIONS.parameters), arguments).values
    assert arguments == kept
