"""What the command line says of the way to a server: retired places, accounts, redirects."""

from __future__ import annotations

import argparse
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from eopsh.cli.connecting import target_of
from eopsh.cli.parser import build
from eopsh.cli.signing import VARIABLE, credential_of, options_of
from eopsh.cli.surroundings import Surroundings
from eopsh.engine import Connector
from eopsh.errors import EndpointRetired, NoAnswer, UsageError
from eopsh.objects import Credential, SecureString, Value
from eopsh.remote import Auth, HostCall, Record
from eopsh.shell.notices import Notices


class Answering:
    """A host that answers as told, and remembers what it was asked."""

    def __init__(self, *answers: Value) -> None:
        self._answers = list(answers)
        self.asked: list[HostCall] = []

    def ask(self, call: HostCall) -> Value:
        self.asked.append(call)
        if not self._answers:
            raise NoAnswer
        return self._answers.pop(0)

    def emit(self, record: Record) -> None:
        raise AssertionError("nothing is shown while connecting is prepared")

    def idle(self) -> None:
        """Nothing waits."""

    def cancelled(self) -> bool:
        return False


def parsed(*words: str) -> argparse.Namespace:
    return build().parse_args(["connect", *words])


def around(host: Answering) -> Surroundings:
    engine = SimpleNamespace(connector=Connector(None))
    return cast(Surroundings, SimpleNamespace(engine=engine, host=host, notices=Notices()))


@pytest.fixture
def password(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv(VARIABLE, "from-the-environment")
    return "from-the-environment"


NO, YES = 1, 0


def test_a_retired_place_is_asked_about_and_left_alone(password: str) -> None:
    host = Answering(NO)
    with pytest.raises(EndpointRetired):
        target_of(parsed("worldwide", "--user", "kim"), around(host))
    assert host.asked[0].arguments[3] == NO, "no is the default"
    assert "October 2023" in str(host.asked[0].arguments[1])


def test_a_retired_place_is_tried_when_the_user_insists(password: str) -> None:
    assert target_of(parsed("worldwide", "--user", "kim"), around(Answering(YES))).host == "ps.protection.outlook.com"
    silent = Answering()
    assert target_of(parsed("worldwide", "--user", "kim", "--try-retired"), around(silent)).host == "ps.protection.outlook.com"
    assert silent.asked == []


def test_the_password_comes_from_the_file_before_the_environment(password: str, tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("from the file\nsecond line\n", encoding="utf-8")
    assert credential_of("kim", str(file), Answering(), where="x").password.reveal() == "from the file"
    assert credential_of("kim", None, Answering(), where="x").password.reveal() == password


def test_what_is_not_given_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    typed = Credential("lee", SecureString("typed"))
    assert credential_of("", None, Answering(typed), where="x") is typed
    monkeypatch.setenv(VARIABLE, "known")
    asked = credential_of("", None, Answering(typed), where="x")
    assert (asked.user, asked.password.reveal()) == ("lee", "known")


def test_nobody_there_and_no_such_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    with pytest.raises(UsageError, match="account"):
        credential_of("kim", None, Answering(), where="x")
    with pytest.raises(UsageError) as caught:
        credential_of("kim", "/no/such/file", Answering(), where="x")
    assert "/no/such/file" in caught.value.advice.cause


def test_options() -> None:
    options = options_of(parsed("x", "--auth", "basic", "--allow-unencrypted", "--allow-redirect", "Other.Example"))
    assert options.auth is Auth.BASIC
    assert options.allow_unencrypted
    assert options.consent is not None
    assert options.consent("https://other.example/powershell/")
    assert not options.consent("https://evil.example/powershell/")
    assert options_of(parsed("x")).consent is None
