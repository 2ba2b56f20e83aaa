"""A reader who sleeps for a minute, in real time, before a real PowerShell server whose sessions idle out after ten seconds."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from eopsh.objects import Credential, SecureString
from eopsh.remote import Ended, Options, parse_endpoint
from eopsh.remote.psrp import PsrpConnection
from tests.remote.support import calls, run, segment, texts
from tests.support import shared

SLEEP_SECONDS = 60


@pytest.mark.slow
def test_a_reader_sleeps_for_a_minute() -> None:
    session = Path(__file__).with_name("session.ps1")
    command = [sys.executable, str(shared("psengine", "wsman.py")), "--session", str(session), "--idle", "10"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        endpoint = parse_endpoint(process.stdout.readline().split()[1])
        connection = PsrpConnection(endpoint, Credential("u", SecureString("p")), Options(queue_bytes=2_000))
        connection.open()
        under_way = connection.run(segment("Watch-Clock", Seconds=600))
        time.sleep(SLEEP_SECONDS)
        began = time.monotonic()
        under_way.stop()
        ended: list[Ended] = []
        ticks = texts(calls(under_way, ended))
        stopped_after = time.monotonic() - began
        alive = texts(run(connection, "Get-Many", Count=1))
        connection.close()
        process.terminate()
    assert ended == [Ended.STOPPED]
    assert stopped_after < 5
    assert len(ticks) > SLEEP_SECONDS * 8
    assert ticks == [f"tick {number}" for number in range(1, len(ticks) + 1)]
    assert alive == ["1"]
