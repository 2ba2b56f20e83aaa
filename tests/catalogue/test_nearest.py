"""What `did you mean` offers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eopsh.catalogue import nearest
from eopsh.catalogue.nearest import edit_distance

NAMES = ("Get-MailUser", "Set-MailUser", "New-MailUser", "Get-TransportRule", "Get-QuarantineMessage", "Release-QuarantineMessage", "where")

MEANT = [
    pytest.param("Gte-MailUser", "Get-MailUser", id="swapped in the verb"),
    pytest.param("Get-MialUser", "Get-MailUser", id="swapped in the noun"),
    pytest.param("get-mailusr", "Get-MailUser", id="letter left out, other case"),
    pytest.param("Get-TransportRules", "Get-TransportRule", id="plural"),
    pytest.param("Show-TransportRule", "Get-TransportRule", id="right noun, wrong verb"),
    pytest.param("Remove-QuarantineMesage", "Get-QuarantineMessage", id="wrong verb, misspelt noun"),
    pytest.param("wehre", "where", id="alias"),
]
NOT_MEANT = [
    pytest.param("", id="nothing"),
    pytest.param("x", id="one letter"),
    pytest.param("Get-Date", id="another noun"),
    pytest.param("Get-", id="no noun"),
    pytest.param("Clear-Host", id="nothing alike"),
]


@pytest.mark.parametrize(("word", "name"), MEANT)
def test_best_first(word: str, name: str) -> None:
    assert nearest(word, NAMES)[0] == name


@pytest.mark.parametrize("word", NOT_MEANT)
def test_offers_nothing(word: str) -> None:
    assert nearest(word, NAMES) == ()


def test_at_most_three_and_the_right_noun_before_the_rest() -> None:
    assert nearest("Gt-MailUser", NAMES) == ("Get-MailUser", "Set-MailUser", "New-MailUser")


def plain_distance(one: str, two: str) -> int:
    """The same by the book, every cell of the table."""
    table = [[row + column if not row * column else 0 for column in range(len(two) + 1)] for row in range(len(one) + 1)]
    for i in range(1, len(one) + 1):
        for j in range(1, len(two) + 1):
            cost = min(table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (one[i - 1] != two[j - 1]))
            if i > 1 and j > 1 and one[i - 1] == two[j - 2] and one[i - 2] == two[j - 1]:
                cost = min(cost, table[i - 2][j - 2] + 1)
            table[i][j] = cost
    return table[-1][-1]


@given(st.text("abc", max_size=7), st.text("abc", max_size=7), st.integers(0, 4))
def test_the_band_is_wide_enough(one: str, two: str, most: int) -> None:
    distance = plain_distance(one, two)
    assert edit_distance(one, two, most) == (distance if distance <= most else None)
