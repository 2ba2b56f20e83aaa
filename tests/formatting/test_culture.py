"""Results in another culture: dates and numbers only, and only where they are shown."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from eopsh.formatting import Renderer
from eopsh.objects import CUSTOM_TYPES, DateTime, PSObject, Value, culture_names, find_culture
from eopsh.settings import CULTURES, Settings
from tests.runtime.doubles import run_line

ROW = PSObject({"Name": "a.b", "Size": 1234.5, "Received": DateTime.of(2024, 5, 1, 14, 5, 6, kind="Utc")}, type_names=CUSTOM_TYPES)


def shown(values: list[Value], name: str) -> str:
    culture = find_culture(name)
    assert culture is not None
    renderer = Renderer(80, terminal=False, culture=culture)
    lines = [line for value in values for line in renderer.feed(value, 0.0)]
    return "\n".join([*lines, *renderer.finish()])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("en-US", ["1234.500", "5/1/2024 2:05:06 PM"], id="en-US"),
        pytest.param("de-DE", ["1234,500", "01.05.2024 14:05:06"], id="de-DE"),
        pytest.param("fr-FR", ["1234,500", "01/05/2024 14:05:06"], id="fr-FR"),
        pytest.param("ja-JP", ["1234.500", "2024/05/01 14:05:06"], id="ja-JP"),
    ],
)
def test_a_table_in_a_culture(name: str, expected: list[str]) -> None:
    text = shown([ROW], name)
    assert [part for part in expected if part not in text] == []
    assert "a.b" in text


def test_plain_values_in_a_culture() -> None:
    assert shown([1.5, "1.5", 7], "de-DE").splitlines() == ["1,5", "1.5", "7"]


def test_what_a_script_writes_stays_en_us() -> None:
    line = "\"$(1.5)\"; (1.5).ToString(); '{0:N1}' -f 1234.5; ([datetime]'5/1/2024').ToString(); [datetime]'5/1/2024' | % Month"
    assert run_line(line) == ["1.5", "1.5", "1,234.5", "5/1/2024 12:00:00 AM", 5]


def test_the_setting_knows_every_culture() -> None:
    assert sorted(CULTURES) == [name for name in culture_names() if name]
    assert Settings().culture == "en-US"


_LINES = (
    "[datetime]'5/1/2024' | % Month; '{0:N2} {0:C}' -f 1234.5; (1.5).ToString(); ([datetime]'2024-05-01 14:05').ToString(); [double]'1.5'"
)


@pytest.mark.parametrize(
    ("language", "zone"),
    [
        pytest.param("C", "UTC", id="C"),
        pytest.param("de_DE.UTF-8", "Europe/Berlin", id="German"),
        pytest.param("fr_FR.UTF-8", "America/New_York", id="French"),
        pytest.param("tr_TR.UTF-8", "Asia/Tokyo", id="Turkish"),
    ],
)
def test_the_machines_language_changes_nothing(language: str, zone: str, tmp_path: Path) -> None:
    environment = {**os.environ, "LANG": language, "LC_ALL": language, "TZ": zone, "EOPSH_HOME": str(tmp_path)}
    code = "from tests.runtime.doubles import run_line; import sys; print([str(value) for value in run_line(sys.argv[1])])"
    root = Path(__file__).resolve().parents[2]
    ran = subprocess.run([sys.executable, "-c", code, _LINES], env=environment, cwd=root, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == str(["5", "1,234.50 $1,234.50", "1.5", "5/1/2024 2:05:00 PM", "1.5"])
