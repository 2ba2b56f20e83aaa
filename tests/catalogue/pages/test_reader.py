"""Pages are read into data: names, sets, sections, examples, and plain text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eopsh.catalogue.pages import PageUnreadable, Use, read_page
from eopsh.catalogue.pages.markdown import plain
from eopsh.catalogue.pages.syntax import page_set
from tests.catalogue.pages.sample import SAMPLE

PAGE = read_page(SAMPLE)


def test_head() -> None:
    assert PAGE.name == "Get-Parcel"
    assert PAGE.synopsis == "View parcels, see parcels"
    assert PAGE.url.endswith("/get-parcel")
    assert PAGE.applies_to == ("Exchange Server SE", "Exchange Online", "Built-in security add-on for on-premises mailboxes")


def test_texts_are_plain_and_without_what_every_page_says() -> None:
    assert "For information about" not in PAGE.introduction
    assert PAGE.description == "Parcels are kept for 30 days."


def test_sets_and_what_is_mandatory_or_positional_in_them() -> None:
    identity, sender = PAGE.sets
    assert (identity.name, identity.default, sender.name, sender.default) == ("Identity", True, "Sender", False)
    assert identity.uses[0] == Use("Identity", "ParcelIdParameter", False, 0)
    assert sender.uses[:3] == (
        Use("Sender", "SmtpAddress", True, 0),
        Use("Weight", "Int32", False, 1),
        Use("Reason", "String", True, None),
    )
    assert sender.uses[3:] == (Use("Confirm", "", False, None), Use("State", "ParcelState[]", False, None))


def test_examples_keep_their_lines() -> None:
    first, second = PAGE.examples
    assert first.code.splitlines()[0] == "# a comment, not a heading"
    assert first.text == "This example shows all parcels of Ada."
    assert (second.title, second.code) == ("Example 2: two lines", "$p = Get-Parcel 17\n$p.State")


SECTIONS = [
    pytest.param("identity", "summary", "Specifies the parcel, as Office\\Number", id="one line"),
    pytest.param("Identity", "from_pipeline", True, id="by value"),
    pytest.param("Identity", "from_property", True, id="by property name"),
    pytest.param("Identity", "wildcards", True, id="wildcards"),
    pytest.param("Identity", "sets", ("Identity",), id="its set"),
    pytest.param("Identity", "values", (), id="ways to name it are no values"),
    pytest.param("Confirm", "aliases", ("cf",), id="alias"),
    pytest.param("Confirm", "sets", (), id="all sets"),
    pytest.param("Reason", "summary", "", id="a page that was never filled in"),
    pytest.param("Sender", "from_pipeline", True, id="a bare True leaves the way open"),
    pytest.param("State", "values", ("Lost", "OnItsWay", "Delivered"), id="values, not the other list"),
    pytest.param("State", "default", "Delivered", id="default marked in the list"),
    pytest.param("Weight", "default", "5", id="default in a sentence"),
    pytest.param("Weight", "position", 2, id="position as written"),
]


@pytest.mark.parametrize(("name", "field", "value"), SECTIONS)
def test_sections(name: str, field: str, value: object) -> None:
    assert getattr(PAGE.parameter(name), field) == value


def test_list_items_stay_lines() -> None:
    parameter = PAGE.parameter("Identity")
    assert parameter is not None
    assert parameter.text.endswith("For example:\n\n- Name\n- GUID")
    confirm = PAGE.parameter("Confirm")
    assert confirm is not None
    assert "Remove-* cmdlets" in confirm.text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("# Get-X\n\nno syntax", id="no syntax"),
        pytest.param("## SYNTAX\n```\nGet-X\n```", id="no title"),
        pytest.param("<html>not found</html>", id="another thing"),
    ],
)
def test_what_is_no_page_is_refused(text: str) -> None:
    with pytest.raises(PageUnreadable):
        read_page(text)


@given(st.integers(0, len(SAMPLE)), st.integers(0, 60))
def test_a_damaged_page_never_fails_otherwise(cut: int, more: int) -> None:
    try:
        read_page(SAMPLE[:cut] + SAMPLE[cut + more :])
    except PageUnreadable as error:
        assert error.detail  # noqa: PT017


def test_windows_line_ends_and_a_byte_order_mark() -> None:
    assert read_page("\ufeff" + SAMPLE.replace("\n", "\r\n")) == PAGE


HOSTILE = [
    pytest.param(" _a", id="emphasis"),
    pytest.param("**a ", id="strong"),
    pytest.param("`", id="code marks"),
    pytest.param("[a", id="links"),
    pytest.param('[a](b "', id="titles of links"),
    pytest.param("valid values ", id="values"),
    pytest.param("valid values are a, ", id="listed values"),
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_line_without_end_is_read_in_its_time(piece: str) -> None:
    """What looks ahead to the end of the line from each of these would take hours."""
    page = read_page(SAMPLE.replace("30 days", piece * (200_000 // len(piece)), 1))
    assert page.name == "Get-Parcel"


@pytest.mark.parametrize("piece", [pytest.param("[-A <B ", id="types"), pytest.param("[", id="brackets")])
def test_syntax_without_end_is_read_in_its_time(piece: str) -> None:
    assert page_set("x", ["Get-X " + piece * (200_000 // len(piece))]).name == "x"


MARKS = [
    pytest.param("a **strong** word", "a strong word", id="strong"),
    pytest.param("**two** **of them**", "two of them", id="two strong ones"),
    pytest.param("an _open_ *word*", "an open word", id="emphasis"),
    pytest.param("snake_case_name", "snake_case_name", id="no emphasis inside a word"),
    pytest.param("`$a` and ``b`c``", "$a and b`c", id="code"),
    pytest.param('see [the page](https://x.y/z "title").', "see the page.", id="link"),
]


@pytest.mark.parametrize(("marked", "text"), MARKS)
def test_marks_are_taken_off(marked: str, text: str) -> None:
    assert plain(marked) == text


@pytest.mark.parametrize("place", ["0" * 5_000, "named", "-1", "\u00b2", "1.5"])
def test_a_position_that_is_none(place: str) -> None:
    parameter = read_page(SAMPLE.replace("Position: 1", f"Position: {place}")).parameter("Identity")
    assert parameter is not None
    assert parameter.position is None
