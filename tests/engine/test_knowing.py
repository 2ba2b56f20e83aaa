"""What is learnt from lines that run, and what the server is asked for on Tab."""

from __future__ import annotations

import contextlib
import threading
from pathlib import Path

import pytest

from eopsh.binding import Argument, bind
from eopsh.catalogue import Catalogue, Command, Kind, Parameter
from eopsh.completion import Wanted
from eopsh.engine import Engine
from eopsh.engine.knowing import LIVE_COUNT, LIVE_SECONDS, Knowing, list_folder
from eopsh.errors import PipelineFailed
from eopsh.objects import ErrorRecord, PSObject
from eopsh.remote import Ended, Record, Segment, Stream
from tests.engine.doubles import PlayedRun, RecordingFront, World, rows, wait_for

GET = Command("Get-MailUser", Parameter("Identity", position=0), Parameter("Filter"), Parameter("ResultSize"), kind=Kind.REMOTE)
SET = Command("Set-MailUser", Parameter("Identity", position=0), Parameter("Format"), kind=Kind.REMOTE)
ADA = PSObject({"Name": "ada.berg", "DisplayName": "Ada Berg", "Size": 3})
WANTED = Wanted("Set-MailUser", "Identity", "ad", "MailUser", "Get-MailUser", True)


def segment(command: Command, *values: object) -> Segment:
    return Segment((bind(command, [Argument(None, value) for value in values]),))


def consume(knowing: Knowing, work: Segment, *items: object) -> None:
    run = knowing.watch(work, PlayedRun(list(items)))  # type: ignore[arg-type]
    while not isinstance(run.receive(0.0), Ended):
        pass


def test_shapes_come_from_results() -> None:
    knowing = Knowing()
    consume(knowing, segment(GET), *rows(ADA))
    shape = knowing.output_of("get-mailuser")
    assert shape is not None
    assert [name for name, _ in shape.own] == ["Name", "DisplayName", "Size"]
    assert knowing.output_of("Set-MailUser") is None


MESSAGE = (
    'Cannot process argument transformation on parameter \'Format\'. Cannot convert value "x" to type "F". '
    'The possible enumeration values are "Text,Html,TextAndHtml".'
)


@pytest.mark.parametrize("way", ["record", "failure"])
def test_values_come_from_the_servers_refusal(way: str) -> None:
    knowing = Knowing()
    error = ErrorRecord(MESSAGE, "ParameterArgumentTransformationError,Set-MailUser")
    run = knowing.watch(segment(SET), PlayedRun([Record(Stream.ERROR, error)] if way == "record" else [PipelineFailed(record=error)]))
    if way == "record":
        run.receive(0.0)
    else:
        with pytest.raises(PipelineFailed):
            run.receive(0.0)
    assert knowing.values_of("set-mailuser", "format") == ("Text", "Html", "TextAndHtml")
    assert knowing.values_of("set-mailuser", "identity") == ()


def test_live_answers_serve_what_is_typed_on_and_grow_old() -> None:
    now = [0.0]
    knowing = Knowing(lambda: now[0])
    knowing.keep_answer(WANTED, (("ada.berg", ""),), whole=True)
    longer = Wanted("Set-MailUser", "Identity", "ada", "MailUser", "Get-MailUser", True)
    assert knowing.live(longer) == (("ada.berg", ""),)
    now[0] = LIVE_SECONDS + 1
    assert knowing.live(longer) is None


def test_an_answer_that_was_cut_serves_only_its_own_question() -> None:
    knowing = Knowing()
    knowing.keep_answer(WANTED, (("ada.berg", ""),), whole=False)
    assert knowing.live(WANTED) is not None
    assert knowing.live(Wanted("Set-MailUser", "Identity", "ada", "MailUser", "Get-MailUser", True)) is None


@pytest.mark.parametrize(
    ("name", "items", "kept"),
    [
        pytest.param("Get-MailUser", [Ended.COMPLETED], True, id="reading changes nothing"),
        pytest.param("Set-MailUser", [Ended.COMPLETED], False, id="a change of the noun"),
        pytest.param("Import-Contacts", [Ended.COMPLETED], False, id="any verb that does not only read"),
        pytest.param("New-DistributionGroup", [Ended.STOPPED], False, id="stopped half-way"),
        pytest.param("Set-MailUser", [PipelineFailed(record=None)], False, id="failed half-way"),
    ],
)
def test_a_change_forgets_the_answers(name: str, items: list[object], kept: bool) -> None:
    knowing = Knowing()
    knowing.keep_answer(WANTED, (("x", ""),), whole=True)
    with contextlib.suppress(PipelineFailed):
        consume(knowing, segment(Command(name, kind=Kind.REMOTE)), *items)
    assert (knowing.live(WANTED) is not None) is kept


def test_old_answers_are_thrown_away() -> None:
    now = [0.0]
    knowing = Knowing(lambda: now[0])
    knowing.keep_answer(WANTED, (("x", ""),), whole=True)
    now[0] = LIVE_SECONDS + 1
    knowing.keep_answer(Wanted("Get-User", "Identity", "", "User", "Get-User"), (), whole=True)
    assert len(knowing._answers) == 1


LISTS = [
    pytest.param("Text,Html, TextAndHtml", ("Text", "Html", "TextAndHtml"), id="names"),
    pytest.param("1.0, 2.0;Exchange Server", ("1.0", "2.0", "Exchange Server"), id="names with periods and blanks"),
    pytest.param("Text,\x1b]0;x\x07Html,a;b", (), id="what is no name"),
    pytest.param("A" * 101 + ",B", (), id="too long a name"),
    pytest.param(",".join(f"Value{number:05}" for number in range(100_000)), (), id="a list without end"),
]


SENTENCES = [
    pytest.param(
        'Cannot bind parameter \'Format\'. Cannot convert value "x" to type "F". Error: "Unable to match the identifier name x to a valid '
        'enumerator name. Specify one of the following enumerator names and try again:\nText, Html"',
        id="enumerator names",
    ),
    pytest.param(
        'Cannot bind parameter \'Format\'. Cannot convert value "x" to type "F" due to enumeration values that are not valid. Specify one '
        'of the following enumeration values and try again. The possible enumeration values are "Text,Html".',
        id="enumeration values",
    ),
    pytest.param(
        'Cannot validate argument on parameter \'Format\'. The argument "x" does not belong to the set "Text,Html" specified by the '
        "ValidateSet attribute. Supply an argument that is in the set and then try the command again.",
        id="a set",
    ),
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_every_sentence_that_lists_values_is_read(sentence: str) -> None:
    knowing = Knowing()
    knowing.learn_error(segment(SET), ErrorRecord(sentence))
    assert knowing.values_of("Set-MailUser", "Format") == ("Text", "Html")


@pytest.mark.parametrize(("listed", "values"), LISTS)
def test_a_list_is_learnt_whole_or_not_at_all(listed: str, values: tuple[str, ...]) -> None:
    knowing = Knowing()
    knowing.learn_error(segment(SET), ErrorRecord(f"on parameter 'Format'. The possible enumeration values are \"{listed}\"."))
    assert knowing.values_of("Set-MailUser", "Format") == values


# --- through the engine


@pytest.fixture
def connected(engine: Engine, world: World, front: RecordingFront) -> Engine:
    link = engine.connect(world.target())
    engine.use(link)
    engine.load(link, front)
    engine.interpreter.catalogue = engine.local.merged(Catalogue.of([GET, SET]))
    return engine


def test_the_server_is_asked_and_the_answer_completes(connected: Engine, world: World) -> None:
    world.plays = [PlayedRun(rows(ADA))]
    done = threading.Event()
    assert connected.ask_live(WANTED, done.set)
    assert done.wait(5)
    assert connected.knowing.live(WANTED) == (("ada.berg", "Ada Berg"),)
    assert world.segments == ["Get-MailUser"]
    wait_for(lambda: connected.asking_text == "")


def test_a_line_goes_first_and_the_question_is_dropped(connected: Engine, world: World, front: RecordingFront) -> None:
    asked = PlayedRun([])
    world.plays = [asked, PlayedRun(rows("row"))]
    called = threading.Event()
    connected.ask_live(WANTED, called.set)
    wait_for(lambda: world.segments)
    assert connected.asking_text == "asking Get-MailUser"
    connected.run_line("Get-MailUser", front)
    assert front.of(Stream.OUTPUT) == ["row"]
    assert asked.stopped.is_set()
    assert not called.is_set()
    assert connected.knowing.live(WANTED) is None


def test_another_question_takes_the_first_back(connected: Engine, world: World) -> None:
    first = PlayedRun([])
    world.plays = [first, PlayedRun(rows(ADA))]
    connected.ask_live(WANTED, lambda: None)
    wait_for(lambda: world.segments)
    done = threading.Event()
    other = Wanted("Set-MailUser", "Identity", "", "MailUser", "Get-MailUser", True)
    connected.ask_live(other, done.set)
    assert done.wait(5)
    assert first.stopped.is_set()


def test_a_server_that_refuses_has_no_values(connected: Engine, world: World) -> None:
    world.plays = [PlayedRun([PipelineFailed(record=None)])]
    done = threading.Event()
    connected.ask_live(WANTED, done.set)
    assert done.wait(5)
    assert connected.knowing.live(WANTED) == ()


def test_many_values_are_not_taken_for_all(connected: Engine, world: World) -> None:
    world.plays = [PlayedRun(rows(*(PSObject({"Name": f"ad{number}"}) for number in range(LIVE_COUNT))))]
    done = threading.Event()
    connected.ask_live(WANTED, done.set)
    assert done.wait(5)
    assert connected.knowing.live(Wanted("Set-MailUser", "Identity", "ad1", "MailUser", "Get-MailUser", True)) is None


@pytest.mark.parametrize(
    ("typed", "filter_text"),
    [
        pytest.param("ad", "Name -like 'ad*'", id="plain"),
        pytest.param("o'b", "Name -like 'o''b*'", id="a quote"),
        pytest.param("a\u2019 -or \u2019", "Name -like 'a*'", id="a curly quote may end a text as well"),
        pytest.param("a*b", "Name -like 'a*'", id="an asterisk"),
        pytest.param("\u2019", None, id="nothing plain"),
        pytest.param('$(x)`"', "Name -like '$(x)`\"*'", id="nothing is expanded"),
    ],
)
def test_what_is_typed_stays_a_text_in_the_filter(connected: Engine, world: World, typed: str, filter_text: str | None) -> None:
    world.plays = [PlayedRun(rows(ADA))]
    done = threading.Event()
    connected.ask_live(Wanted("Set-MailUser", "Identity", typed, "MailUser", "Get-MailUser", True), done.set)
    assert done.wait(5)
    assert world.calls[0].get("Filter") == filter_text
    assert world.calls[0].get("ResultSize") == LIVE_COUNT


def test_names_that_would_move_the_cursor_are_not_offered(connected: Engine, world: World) -> None:
    world.plays = [PlayedRun(rows(PSObject({"Name": "a\x1b[2J"}), PSObject({"Name": "two\nlines"}), ADA))]
    done = threading.Event()
    connected.ask_live(WANTED, done.set)
    assert done.wait(5)
    assert connected.knowing.live(WANTED) == (("ada.berg", "Ada Berg"),)


def test_an_answer_of_another_connection_is_not_kept(connected: Engine, world: World) -> None:
    run = PlayedRun([])
    world.plays = [run]
    connected.ask_live(WANTED, lambda: None)
    wait_for(lambda: world.segments)
    connected.use(connected.connect(world.target()))
    run.stop()
    wait_for(lambda: connected.asking_text == "")
    assert connected.knowing.live(WANTED) is None


def test_an_answer_that_the_server_cut_serves_nothing_else(connected: Engine, world: World) -> None:
    run = PlayedRun([Record(Stream.OUTPUT, ADA), Ended.STOPPED])
    world.plays = [run]
    done = threading.Event()
    connected.ask_live(WANTED, done.set)
    assert done.wait(5)
    assert connected.knowing.live(Wanted("Set-MailUser", "Identity", "ada", "MailUser", "Get-MailUser", True)) is None


def test_a_question_is_not_asked_again_after_a_line(connected: Engine, world: World, front: RecordingFront) -> None:
    world.plays = [PlayedRun([]), PlayedRun(rows("row"))]
    connected.ask_live(WANTED, lambda: None)
    wait_for(lambda: world.segments)
    connected.run_line("Get-MailUser", front)
    wait_for(lambda: connected.asking_text == "")
    assert world.segments == ["Get-MailUser", "Get-MailUser"]


def test_without_a_connection_nobody_is_asked(engine: Engine) -> None:
    assert not engine.ask_live(WANTED, lambda: None)


def test_folders(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / "file.csv").touch()
    assert list_folder(str(tmp_path)) == [("below", True), ("file.csv", False)]
    assert list_folder("/no/such/folder") == ()
    assert list_folder("\0") == ()
