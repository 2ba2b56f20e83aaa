"""The signature of the call at the cursor (marked `|`): set, parameter under way, what is missing, and walking the sets."""

import pytest

from eopsh.catalogue import Catalogue, Command, Kind, Membership, Parameter
from eopsh.completion import CompletionContext
from eopsh.completion.signature import Signature, signature_at
from tests.completion.org import CATALOGUE

FLAT = Command("Get-Flat", Parameter("Name", sets={}), Parameter("Size", "System.Int32", sets={}), kind=Kind.REMOTE)
NEW = Command(
    "New-Parcel",
    Parameter("Comment", "System.String"),
    Parameter("Name", "System.String", mandatory=True, position=0),
    Parameter("Weight", "System.Int32", sets={"Heavy": Membership(mandatory=True)}),
    Parameter("Letter", "switch", sets={"Light": Membership(mandatory=True)}),
    Parameter("Confirm", "switch"),
    kind=Kind.REMOTE,
    default_set="Light",
)
GET = Command(
    "Get-Parcel",
    Parameter("Identity", "ParcelIdParameter", sets={"Identity": Membership(position=0)}),
    Parameter("Office", "System.String", sets={"Identity": Membership(position=1)}),
    Parameter("Anr", "System.String", sets={"AnrSet": Membership()}),
    Parameter("Verbose", "switch"),
    kind=Kind.REMOTE,
    default_set="Identity",
)
CONTEXT = CompletionContext(Catalogue.of([FLAT, NEW, GET]))


def at(marked: str, steps: int = 0) -> Signature | None:
    before, _, after = marked.rpartition("|")
    return signature_at(before + after, len(before), CONTEXT, steps)


def current(signature: Signature | None) -> str:
    assert signature is not None
    return next((use.name for use in signature.uses if use.current), "")


CURRENT = [
    pytest.param("Get-Parcel |", "Identity", id="first place"),
    pytest.param("Get-Parcel 1|7", "Identity", id="in the first value"),
    pytest.param("Get-Parcel 17 |", "Office", id="second place"),
    pytest.param("Get-Parcel -Office Rome |", "Identity", id="a named one gives its place away"),
    pytest.param("Get-Parcel -An|", "Anr", id="a name under way"),
    pytest.param("Get-Parcel -Anr |", "Anr", id="before its value"),
    pytest.param("Get-Parcel -Anr a|", "Anr", id="in its value"),
    pytest.param("Get-Parcel -Verb|", "Verbose", id="a common one"),
    pytest.param("New-Parcel -Letter |", "Name", id="a switch takes no value"),
    pytest.param("1 | Get-Parcel |", "Identity", id="behind a pipe"),
    pytest.param("New-Parcel (Get-Parcel |)", "Identity", id="the inner call"),
]


@pytest.mark.parametrize(("marked", "name"), CURRENT)
def test_current(marked: str, name: str) -> None:
    assert current(at(marked)) == name


def test_text_as_in_a_syntax_line() -> None:
    signature = at("New-Parcel |")
    assert signature is not None
    assert [use.text for use in signature.uses] == ["[-Name] <string>", "-Letter", "[-Comment <string>]"]
    assert (signature.set_name, signature.missing) == ("Light", ("Name", "Letter"))


def test_what_is_given_is_no_longer_missing_and_decides_the_set() -> None:
    signature = at("New-Parcel -Weight 3 x|")
    assert signature is not None
    assert (signature.set_name, signature.sets, signature.missing) == ("Heavy", ("Heavy",), ())
    splatted = at("$p = @{Name='x'; Letter=$true}; New-Parcel @p |")
    assert splatted is not None
    assert splatted.missing == ()


def test_walking_the_sets_goes_around() -> None:
    names = [signature.set_name for steps in (0, 1, 2, -1) if (signature := at("Get-Parcel |", steps))]
    assert names == ["Identity", "AnrSet", "Identity", "AnrSet"]


def test_flat_metadata_shows_all_as_they_come() -> None:
    signature = at("Get-Flat |")
    assert signature is not None
    assert [use.text for use in signature.uses] == ["[-Name <object>]", "[-Size <int>]"]
    assert (signature.set_name, signature.missing) == ("", ())


@pytest.mark.parametrize("marked", ["|", "Get-Par|", "Get-Unknown |", "$x |", "Get-Parcel; |"])
def test_no_signature(marked: str) -> None:
    assert at(marked) is None


BLOCKS = [
    pytest.param("Where-Object { $_.Size -gt 5 } |", "ScriptBlockSet", id="a block is a filter"),
    pytest.param("Where-Object Size |", "EqualSet", id="a word is a property"),
    pytest.param("ForEach-Object Size |", "PropertyAndMethodSet", id="a word is a member"),
    pytest.param("ForEach-Object { $_ } |", "ScriptBlockSet", id="a block is what is done"),
]


@pytest.mark.parametrize(("marked", "set_name"), BLOCKS)
def test_a_block_goes_where_blocks_are_taken(marked: str, set_name: str) -> None:
    before, _, after = marked.rpartition("|")
    found = signature_at(before + after, len(before), CompletionContext(CATALOGUE))
    assert found is not None
    assert found.set_name == set_name
