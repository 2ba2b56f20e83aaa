"""Commands of PowerShell that are not here are answered by name, with what to do instead."""

import re

import pytest

from eopsh.runtime import Interpreter, ScriptError, elsewhere
from tests.runtime.doubles import RecordingHost, run_line


@pytest.mark.parametrize("name", ["Get-HotFix", "Invoke-CimMethod", "Resolve-DnsName", "Start-Job"])
def test_the_error_says_why_and_what_to_do(name: str) -> None:
    with pytest.raises(ScriptError) as caught:
        run_line(f"$ErrorActionPreference = 'Stop'; {name}", host=RecordingHost())
    assert elsewhere.why_not(name) is not None
    assert caught.value.advice.next_step == (elsewhere.why_not(name) or ("", ""))[1]


def test_the_names_are_whole_and_none_is_here() -> None:
    here = {local.command.name.lower() for local in Interpreter().local_commands}
    assert [name for name in elsewhere._SENTENCES if not re.fullmatch(r"[a-z]+-[a-z]+", name) or name in here] == []
