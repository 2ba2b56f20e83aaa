"""What a catalogue finds under which name, what it leaves out, and that looking never changes it."""

import pytest

from eopsh.catalogue import Catalogue, CatalogueBuilder, Command, Entry, Kind, Parameter

REMOTE = Catalogue.of(
    [
        Command("Get-MailUser", Parameter("Identity"), kind=Kind.REMOTE),
        Command("Sort-Object", Parameter("FromServer"), kind=Kind.REMOTE),
        Command("Set-MailUser", kind=Kind.REMOTE, alias="smu"),
    ]
)
LOCAL = Catalogue.of([Command("Sort-Object", Parameter("Property"), alias="sort"), Command("Where-Object", alias=("?", "where"))])
BOTH = REMOTE.merged(LOCAL)

RESOLVES = [
    pytest.param("Get-MailUser", "Get-MailUser", id="name"),
    pytest.param("gET-mAILuSER", "Get-MailUser", id="any case"),
    pytest.param("WHERE", "Where-Object", id="alias, any case"),
    pytest.param("?", "Where-Object", id="alias of one sign"),
    pytest.param("smu", "Set-MailUser", id="alias of a remote command"),
    pytest.param("Microsoft.PowerShell.Utility\\sort-object", "Sort-Object", id="with its module"),
    pytest.param("Module\\where", None, id="an alias has no module"),
    pytest.param("Get-Mail", None, id="no prefix"),
    pytest.param("", None, id="nothing"),
]


@pytest.mark.parametrize(("word", "name"), RESOLVES)
def test_resolves(word: str, name: str | None) -> None:
    command = BOTH.resolve(word)
    assert (command.name if command else None) == name


def test_order_is_alias_function_local_remote() -> None:
    function = Catalogue.of([Command("Sort-Object", Parameter("Mine"), kind=Kind.FUNCTION)])
    seen = [catalogue.resolve("sort-object") for catalogue in (REMOTE, BOTH, BOTH.merged(function))]
    assert [command.parameters[0].name for command in seen if command] == ["FromServer", "Property", "Mine"]
    hidden = BOTH.merged(Catalogue.of([Command("Get-Sorted", alias="Get-MailUser")]))
    aliased = hidden.resolve("get-mailuser")
    assert aliased is not None
    assert aliased.name == "Get-Sorted"


def test_names_are_sorted_and_without_aliases() -> None:
    assert BOTH.names() == ("Get-MailUser", "Set-MailUser", "Sort-Object", "Where-Object")
    assert dict(BOTH.aliases()) == {"sort": "Sort-Object", "?": "Where-Object", "where": "Where-Object", "smu": "Set-MailUser"}
    assert len(BOTH) == 4
    assert "sort-OBJECT" in BOTH
    assert "sort" not in BOTH


def test_a_command_is_decoded_once() -> None:
    assert BOTH.get("Get-MailUser") is BOTH.get("get-mailuser")


def test_a_damaged_blob_is_no_command() -> None:
    catalogue = Catalogue((Entry("Get-X", Kind.REMOTE, blob=b"?"),))
    assert catalogue.names() == ("Get-X",)
    assert catalogue.get("Get-X") is None


def test_local_commands_keep_their_validation() -> None:
    command = Command("Get-X", Parameter("Name", "string", validation=("a rule",)))
    assert Catalogue.of([command]).get("Get-X") is command


def test_merging_leaves_the_parts_alone_and_the_later_one_holds() -> None:
    newer = Catalogue.of([Command("Get-MailUser", Parameter("New"), kind=Kind.REMOTE)])
    merged = BOTH.merged(newer)
    new, old = merged.get("Get-MailUser"), BOTH.get("Get-MailUser")
    assert new is not None
    assert old is not None
    assert (new.parameters[0].name, old.parameters[0].name) == ("New", "Identity")


@pytest.mark.parametrize(
    "name", ["Get-Command", "get-formatdata", "Get-Help", "Select-Object", "Measure-Object", "Exit-PSSession", "Out-Default"]
)
def test_helpers_of_the_server_are_skipped(name: str) -> None:
    builder = CatalogueBuilder()
    assert not builder.add(Command(name, kind=Kind.REMOTE))
    assert builder.add(Command(name, kind=Kind.LOCAL))
    assert builder.build().names() == (name,)
    assert builder.dropped == []


CLEAN = [
    pytest.param("Get-MailUser", True, id="plain"),
    pytest.param("Größe-Ändern", True, id="letters of any script"),
    pytest.param("取得-邮箱", True, id="letters without case"),
    pytest.param("a" * 100, True, id="100 characters"),
    pytest.param("a" * 101, False, id="101 characters"),
    pytest.param("", False, id="empty"),
    pytest.param("Get MailUser", False, id="space"),
    pytest.param("Get-X;Remove-Y", False, id="semicolon"),
    pytest.param("Get-\x1b[31mX", False, id="escape"),
    pytest.param("Get-$(x)", False, id="sub-expression"),
    pytest.param("Get-X\n", False, id="line break"),
    pytest.param("Get-\u202eX", False, id="direction override"),
    pytest.param("Get-e\u0301", False, id="combining mark"),
]


@pytest.mark.parametrize(("name", "clean"), CLEAN)
def test_names_that_are_not_clean_are_dropped(name: str, clean: bool) -> None:
    builder = CatalogueBuilder()
    assert builder.add(Command(name, kind=Kind.REMOTE)) is clean
    assert builder.dropped == ([] if clean else [name])


def test_what_has_arrived_can_be_built_before_the_rest() -> None:
    builder = CatalogueBuilder()
    builder.add(Command("Get-A", kind=Kind.REMOTE))
    early = builder.build()
    builder.add(Command("Get-B", kind=Kind.REMOTE))
    assert early.names() == ("Get-A",)
    assert builder.build().names() == ("Get-A", "Get-B")
    assert len(builder) == 2


def test_parameters_that_are_not_clean_are_dropped_with_their_aliases() -> None:
    own = (Parameter("Identity", aliases=("Id", "x y")), Parameter("Bad;Name"), Parameter("With:Colon"))
    catalogue = Catalogue.of([Command("Get-X", *own, kind=Kind.REMOTE, alias=("gx", "a|b"))])
    command = catalogue.get("Get-X")
    assert command is not None
    assert [(parameter.name, parameter.aliases) for parameter in command.parameters] == [("Identity", ("Id",))]
    assert list(catalogue.aliases()) == ["gx"]


def test_completed_by_what_is_told_of_remote_commands() -> None:
    asked: list[str] = []

    def complete(command: Command) -> Command:
        asked.append(command.name)
        return Command(command.name, kind=command.kind, synopsis="told")

    completed = BOTH.completed(complete)
    seen = [completed.resolve(word) for word in ("get-mailuser", "Get-MailUser", "sort", "smu")]
    assert [command.synopsis for command in seen if command] == ["told", "told", "", "told"]
    assert asked == ["Get-MailUser", "Set-MailUser"]
    original = BOTH.get("Get-MailUser")
    assert original is not None
    assert original.synopsis == ""
