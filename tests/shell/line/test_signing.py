"""The signature line fits, keeps the parameter under way in sight, and walks the sets."""

import pytest

from eopsh.completion.signature import Signature, Use
from eopsh.shell.line.signing import CURRENT, MISSING, SetWalk, signature_line

USES = tuple(Use(f"Name{number}", f"[-Name{number} <string>]", number < 2, False, number == 5) for number in range(12))
SIGNATURE = Signature("Set-Thing", ("Identity", "Other"), 0, USES)


def text(columns: int) -> str:
    return "".join(piece for _, piece in signature_line(SIGNATURE, columns))


@pytest.mark.parametrize("columns", [60, 80, 120, 400])
def test_it_fits_and_shows_the_parameter_under_way(columns: int) -> None:
    line = text(columns)
    assert len(line) <= columns
    assert "[-Name5 <string>]" in line
    assert line.startswith("(Identity 1/2, Alt-Up/Down) " if columns >= 100 else "(Identity 1/2) ")


def test_what_is_left_out_is_marked() -> None:
    assert text(120).count("\u2026") == 2
    assert "\u2026" not in text(400)


def test_styles() -> None:
    pieces = signature_line(SIGNATURE, 400)
    assert (CURRENT, "[-Name5 <string>]") in pieces
    assert (MISSING, "[-Name0 <string>]") in pieces
    assert pieces[-1] == (MISSING, "  missing: -Name0, -Name1")


def test_nothing_unsafe() -> None:
    use = Use("X", "[-X <\x1b[31m>]", True, False, True)
    line = "".join(piece for _, piece in signature_line(Signature("Set-X", ("a\x07b",), 0, (use,)), 80))
    assert not {"\x1b", "\x07"} & set(line)


def test_another_command_begins_at_its_likely_set() -> None:
    walk = SetWalk()
    assert walk.steps_for("Get-A") == 0
    walk.walk(1)
    walk.walk(1)
    assert walk.steps_for("Get-A") == 2
    assert walk.steps_for("Get-B") == 0
    assert walk.steps_for("Get-A") == 0
