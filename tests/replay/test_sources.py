"""How files become lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from eopsh.errors import UsageError
from eopsh.history import SourceKind
from eopsh.replay import from_file, from_text

ENCODED = [
    pytest.param("Get-MailUser 'Zoë'".encode(), id="UTF-8"),
    pytest.param("Get-MailUser 'Zoë'".encode("utf-8-sig"), id="UTF-8 with its mark"),
    pytest.param("Get-MailUser 'Zoë'".encode("utf-16"), id="UTF-16"),
    pytest.param(b"\xfe\xff" + "Get-MailUser 'Zoë'".encode("utf-16-be"), id="UTF-16, big end first"),
    pytest.param("Get-MailUser 'Zoë'".encode("cp1252"), id="Windows-1252"),
]


@pytest.mark.parametrize("data", ENCODED)
def test_encodings(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "lines.ps1"
    path.write_bytes(data)
    assert [line.text for line in from_file(path).lines] == ["Get-MailUser 'Zoë'"]


def test_the_kind_comes_from_the_name(tmp_path: Path) -> None:
    path = tmp_path / "ConsoleHost_history.txt"
    path.write_text("Get-A {`\n}", encoding="utf-8")
    source = from_file(path)
    assert (source.name, source.kind, [line.text for line in source.lines]) == (path.name, SourceKind.PSREADLINE, ["Get-A {\n}"])


def test_a_kind_that_is_given_holds() -> None:
    assert [line.text for line in from_text("x", "Get-A`\n-B", SourceKind.PSREADLINE).lines] == ["Get-A\n-B"]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        from_file(tmp_path / "none.txt")
