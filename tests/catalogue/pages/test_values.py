"""Values and defaults are found in the ways in which authors word them."""

import pytest

from eopsh.catalogue.pages.values import named_default, named_values, summary

VALUES = [
    pytest.param(["Valid values are:", "- Low", "- High"], ("Low", "High"), id="list"),
    pytest.param(
        ["Use one of the following values:", "- A1: first", "- B-2 (second)", "- C3, or nothing"],
        ("A1", "B-2", "C3"),
        id="items with remarks",
    ),
    pytest.param(["Valid values for this parameter are:", "- $true", "- $false"], ("$true", "$false"), id="truth values"),
    pytest.param(["Valid values are Low, Medium, and High."], ("Low", "Medium", "High"), id="in the sentence"),
    pytest.param(["Valid values are: Allow or Block."], ("Allow", "Block"), id="two in the sentence"),
    pytest.param(["Valid values are one or more SMTP domains."], (), id="a description"),
    pytest.param(["A valid value is an integer from 1 to 9."], (), id="a range"),
    pytest.param(["You can use any value that identifies it. For example:", "- Name", "- GUID"], (), id="ways to identify"),
    pytest.param(["Valid values are:", "- On", "The other list:", "- Off"], ("On",), id="the list ends"),
    pytest.param(["Valid values are:", "- A sentence that is no value"], (), id="a sentence in the list"),
    pytest.param(["Valid values are:", "- on", "- On"], ("on",), id="once in any case"),
]


@pytest.mark.parametrize(("parts", "values"), VALUES)
def test_values(parts: list[str], values: tuple[str, ...]) -> None:
    assert named_values(parts) == values


DEFAULTS = [
    pytest.param(["The default value is 1000."], "1000", id="number"),
    pytest.param(["The default value is $true."], "$true", id="truth"),
    pytest.param(["The default value for this parameter is Unlimited, which is much."], "Unlimited", id="word and more"),
    pytest.param(["The default value is blank ($null)."], "", id="blank"),
    pytest.param(["- All (this is the default value)"], "All", id="marked in a list"),
    pytest.param(["- Block: This value is the default."], "Block", id="said in a list"),
    pytest.param(["Nothing is said."], "", id="none"),
]


@pytest.mark.parametrize(("parts", "default"), DEFAULTS)
def test_defaults(parts: list[str], default: str) -> None:
    assert named_default(parts) == default


SUMMARIES = [
    pytest.param(["The Page parameter specifies the page. More."], "Specifies the page", id="opening cut"),
    pytest.param(
        ["This parameter is available only in on-premises Exchange.", "The X switch hides it."], "Hides it", id="where it is available"
    ),
    pytest.param(["The value is e.g. 5. Next."], "The value is e.g. 5", id="an abbreviation ends no sentence"),
    pytest.param(["- only a list"], "", id="a list"),
    pytest.param([], "", id="nothing"),
]


@pytest.mark.parametrize(("parts", "line"), SUMMARIES)
def test_summaries(parts: list[str], line: str) -> None:
    assert summary(parts) == line
