"""The ledger: what it writes, who may read it, whose sessions are orphans."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
from dataclasses import replace
from pathlib import Path

import pytest

from eopsh.remote import Cookie, Ledger, parse_endpoint

ENDPOINT = parse_endpoint("https://ex01.contoso.com/powershell/")
COOKIES = (Cookie("MS-WSMAN", "affinity", "ex01.contoso.com", "/powershell", secure=True),)


def test_an_entry_comes_back(tmp_path: Path) -> None:
    holding = Ledger(tmp_path).begin(ENDPOINT, "ABC", "admin@contoso.com")
    holding.update(endpoint=ENDPOINT, shell_id="DEF", cookies=COOKIES)
    (entry,) = Ledger(tmp_path).entries()
    assert entry == holding.entry
    assert (entry.shell_id, entry.cookies) == ("DEF", COOKIES)


def test_finished_leaves_nothing(tmp_path: Path) -> None:
    holding = Ledger(tmp_path).begin(ENDPOINT, "ABC", "admin")
    holding.finish()
    holding.finish()
    assert list(tmp_path.iterdir()) == []


def test_the_living_are_no_orphans(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    holding = ledger.begin(ENDPOINT, "ABC", "admin")
    assert ledger.orphans() == []
    assert ledger.claim(holding.entry) is None
    holding.release()
    assert ledger.orphans() == [holding.entry]


def test_a_claim_shuts_others_out(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    holding = ledger.begin(ENDPOINT, "ABC", "admin")
    holding.release()
    claimed = ledger.claim(holding.entry)
    assert claimed is not None
    assert ledger.claim(holding.entry) is None
    claimed.finish()
    assert ledger.entries() == []


def test_a_claim_on_what_is_gone_leaves_no_lock(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    holding = ledger.begin(ENDPOINT, "ABC", "admin")
    holding.finish()
    assert ledger.claim(holding.entry) is None
    assert list(tmp_path.iterdir()) == []


def test_forgotten_is_gone_though_held(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    ledger.forget(ledger.begin(ENDPOINT, "ABC", "admin").entry)
    assert ledger.entries() == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has access lists")
def test_only_the_user_reads_it(tmp_path: Path) -> None:
    folder = tmp_path / "state" / "sessions"
    Ledger(folder).begin(ENDPOINT, "ABC", "admin")
    assert folder.stat().st_mode & 0o777 == 0o700
    assert [path.stat().st_mode & 0o777 for path in folder.glob("*.json")] == [0o600]


def test_a_cookie_never_shows(tmp_path: Path) -> None:
    holding = Ledger(tmp_path).begin(ENDPOINT, "ABC", "admin")
    holding.update(endpoint=ENDPOINT, shell_id="ABC", cookies=COOKIES)
    assert "affinity" not in repr(holding.entry)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("[]", id="a list"),
        pytest.param("{", id="cut"),
        pytest.param('{"cookies": []}', id="fields missing"),
        pytest.param('{"cookies": [], "endpoint": {}, "future": 1}', id="fields unknown"),
    ],
)
def test_a_damaged_file_is_passed_over(tmp_path: Path, text: str) -> None:
    ledger = Ledger(tmp_path)
    good = ledger.begin(ENDPOINT, "ABC", "admin")
    (tmp_path / "x.json").write_text(text)
    assert ledger.entries() == [good.entry]


def test_the_oldest_comes_first(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    entries = [ledger.begin(ENDPOINT, name, "admin").entry for name in ("A", "B", "C")]
    path = tmp_path / f"{entries[2].key}.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"opened": 1.0}))
    assert ledger.entries() == [replace(entries[2], opened=1.0), *entries[:2]]


def test_a_lock_without_entry_is_cleaned_away(tmp_path: Path) -> None:
    (tmp_path / "x.lock").write_text("")
    holding = Ledger(tmp_path).begin(ENDPOINT, "ABC", "admin")
    assert Ledger(tmp_path).orphans() == []
    assert sorted(path.stem for path in tmp_path.iterdir()) == [holding.entry.key] * 2


def test_no_folder_is_no_entries(tmp_path: Path) -> None:
    assert Ledger(tmp_path / "nowhere").orphans() == []


def test_a_killed_process_leaves_an_orphan(tmp_path: Path) -> None:
    code = f"""
        import os, signal
        from pathlib import Path
        from eopsh.remote import Ledger, parse_endpoint
        Ledger(Path({str(tmp_path)!r})).begin(parse_endpoint("ex01"), "ABC", "admin")
        os.kill(os.getpid(), signal.SIGKILL if os.name != "nt" else signal.SIGTERM)
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(code)], check=False, timeout=30)
    assert [entry.shell_id for entry in Ledger(tmp_path).orphans()] == ["ABC"]
