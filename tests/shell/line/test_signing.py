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


def use(name: str, *, mandatory: bool = False, given: bool = False, current: bool = False) -> Use:
    return Use(name, f"-{name} <string>" if mandatory else f"[-{name} <string>]", mandatory, given, current)


CENTRES = [
    pytest.param([use("A", given=True), use("B"), use("C", current=True)], "[-C <string>]", id="the one under way"),
    pytest.param([use("A", given=True), use("B"), use("C", mandatory=True)], "-C <string>", id="what is missing"),
    pytest.param([use("A", given=True), use("B"), use("C")], "[-B <string>]", id="what comes next"),
    pytest.param([use("A", given=True), use("B", given=True)], "[-A <string>]", id="all is there"),
]


@pytest.mark.parametrize(("uses", "shown"), CENTRES)
def test_a_narrow_line_shows_what_matters_now(uses: list[Use], shown: str) -> None:
    line = signature_line(Signature("Set-X", ("",), 0, tuple(uses)), 17)
    assert shown in "".join(piece for _, piece in line)


TAILS = [
    pytest.param(80, "  missing: -First, -Second, -Third", id="all"),
    pytest.param(40, "  missing: -First and 2 more", id="one"),
    pytest.param(24, "  missing: 3", id="the count"),
]


@pytest.mark.parametrize(("columns", "tail"), TAILS)
def test_what_is_missing_is_named_as_far_as_there_is_room(columns: int, tail: str) -> None:
    uses = tuple(Use(name, f"-{name}", True, False, False) for name in ("First", "Second", "Third"))
    line = signature_line(Signature("Set-X", ("",), 0, uses), columns)
    assert line[-1] == (MISSING, tail)
    assert sum(len(piece) for _, piece in line) <= columns


def test_nothing_unsafe() -> None:
    unsafe = Use("X", "[-X <\x1b[31m>]", True, False, True)
    line = "".join(piece for _, piece in signature_line(Signature("Set-X", ("a\x07b",), 0, (unsafe,)), 80))
    assert not {"\x1b", "\x07"} & set(line)


def test_another_command_begins_at_its_likely_set() -> None:
    walk = SetWalk()
    assert walk.steps_for("Get-A") == 0
    walk.walk(1)
    walk.walk(1)
    assert walk.steps_for("Get-A") == 2
    assert walk.steps_for("Get-B") == 0
    assert walk.steps_for("Get-A") == 0
