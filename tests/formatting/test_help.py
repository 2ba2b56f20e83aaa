"""Help as lines: parts in their order, facts of parameters, wrapping, nothing unsafe."""

import pytest

from eopsh.catalogue import Command, Kind, Parameter
from eopsh.catalogue.pages import command_of, read_page
from eopsh.formatting.help import Part, Shape, help_lines, parameter_lines
from tests.catalogue.pages.sample import SAMPLE

PAGE = read_page(SAMPLE)
COMMAND = command_of(PAGE)


def headings(parts: object = None) -> list[str]:
    lines = help_lines(COMMAND, PAGE) if parts is None else help_lines(COMMAND, PAGE, parts=parts)  # type: ignore[arg-type]
    return [line.text for line in lines if line.shape is Shape.HEADING]


def test_parts_in_their_order() -> None:
    assert headings() == ["NAME", "SYNTAX", "DESCRIPTION", "PARAMETERS", "EXAMPLES", "RELATED LINKS"]
    assert headings([Part.EXAMPLES, Part.NAME]) == ["NAME", "EXAMPLES"]


def test_without_a_page_the_metadata_tells() -> None:
    command = Command("Get-Thing", Parameter("Size", "System.Int32", mandatory=True, aliases=("s",)), kind=Kind.REMOTE, alias="gth")
    text = "\n".join(line.text for line in help_lines(command))
    for part in ("Get-Thing runs on the server.", "Get-Thing -Size <int>", "gth", "Required.", "Aliases: s"):
        assert part in text


def test_a_parameter() -> None:
    parameter = next(each for each in COMMAND.parameters if each.name == "State")
    lines = [line.text.strip() for line in parameter_lines(parameter, PAGE)]
    assert lines[0] == "-State <ParcelState[]>"
    assert "Values: Lost, OnItsWay, Delivered" in lines
    assert "Default: Delivered" in lines


def test_an_example_carries_its_whole_code() -> None:
    (first, second, *_), *_ = ([line for line in help_lines(COMMAND, PAGE) if line.shape is Shape.CODE],)
    assert first.item == second.item == PAGE.examples[0].code
    assert first.text.strip() == "# a comment, not a heading"


@pytest.mark.parametrize("width", [60, 80, 120])
def test_lines_fit(width: int) -> None:
    long = [line.text for line in help_lines(COMMAND, PAGE, width=width) if len(line.text) > width and line.shape is not Shape.CODE]
    assert all("https://" in text for text in long)


def test_nothing_unsafe_leaves() -> None:
    page = read_page(SAMPLE.replace("two lines", "two \x1b[31mlines").replace("Letters", "L\u202eetters").replace("$p.State", "$p\x07"))
    text = "".join(line.text for line in help_lines(command_of(page), page))
    assert not {"\x1b", "\u202e", "\x07"} & set(text)
