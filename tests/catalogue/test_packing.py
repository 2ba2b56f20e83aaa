"""A command survives being packed, whatever it has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eopsh.catalogue import ALL_SETS, Command, Kind, Membership, Origin, Parameter
from eopsh.catalogue.packing import pack, unpack
from tests.catalogue.reference import reference_commands

texts = st.text(max_size=20)
some_texts = st.lists(texts, max_size=3).map(tuple)
memberships = st.builds(Membership, st.booleans(), st.none() | st.integers(0, 20), st.booleans(), st.booleans(), st.booleans())
parameters = st.builds(
    Parameter,
    texts,
    texts,
    aliases=some_texts,
    switch=st.booleans(),
    values=some_texts,
    sets=st.dictionaries(st.sampled_from([ALL_SETS, "Identity", "Anr Set"]), memberships),
    dynamic=st.booleans(),
    origin=st.sampled_from(Origin),
    summary=texts,
    default=texts,
)
commands = st.builds(
    lambda name, own, **facts: Command(name, *own, **facts),
    texts,
    st.lists(parameters, max_size=4),
    kind=st.sampled_from(Kind),
    default_set=st.none() | texts.filter(bool),
    alias=some_texts,
    output_types=some_texts,
    help_uri=texts,
    should_process=st.booleans(),
    synopsis=texts,
)


@given(commands)
def test_comes_back_the_same(command: Command) -> None:
    assert unpack(pack(command)) == command


def test_lone_surrogates_come_back() -> None:
    command = Command("Get-\ud800", Parameter("\udfff"))
    assert unpack(pack(command)) == command


def test_every_command_of_the_documentation_comes_back() -> None:
    commands = reference_commands()
    assert (len(commands), sum(len(command.parameters) for command in commands)) == (1_437, 15_258)
    assert [unpack(pack(command)) for command in commands] == list(commands)


DAMAGED = [
    pytest.param(b"", id="empty"),
    pytest.param(b"\xff\xfe", id="no text"),
    pytest.param(b"{}", id="no array"),
    pytest.param(b'["Get-X",0]', id="too short"),
    pytest.param(b'["Get-X",9,0,"",[],[],"",""]', id="unknown kind"),
    pytest.param(b'["Get-X",0,0,"",[],[],"","",["Name","string",99]]', id="unknown origin"),
    pytest.param(b'["Get-X",0,0,"",[],[],"","",7]', id="parameter is no row"),
]


@pytest.mark.parametrize("blob", DAMAGED)
def test_damage_is_one_kind_of_error(blob: bytes) -> None:
    with pytest.raises(ValueError, match="damaged command"):
        unpack(blob)


@given(commands, st.data())
def test_a_cut_blob_is_refused(command: Command, data: st.DataObject) -> None:
    blob = pack(command)
    with pytest.raises(ValueError, match="damaged command"):
        unpack(blob[: data.draw(st.integers(0, len(blob) - 1))])
