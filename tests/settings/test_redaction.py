"""No secret survives redaction, in whatever form it comes."""

import base64
import logging

import pytest

from eopsh.redaction import MASK, RedactingFormatter, Redactor

SECRETS = [
    pytest.param("Authorization: Basic dXNlcjpodW50ZXIy", "dXNlcjpodW50ZXIy", id="basic header"),
    pytest.param("{'Authorization': 'Bearer eyJ0eXAiOi.abc-def'}", "eyJ0eXAiOi", id="bearer in a dict"),
    pytest.param("send: Cookie: MS-WSMAN=abc123; path=/", "abc123", id="cookie"),
    pytest.param("Set-Cookie: MS-WSMAN=abc123; secure", "abc123", id="set-cookie"),
    pytest.param('<SS N="Password">AAECAw==</SS>', "AAECAw==", id="secure string element"),
    pytest.param("password=hunter2 user=kim", "hunter2", id="password pair"),
    pytest.param("Password: 'two words'", "two words", id="quoted password"),
    pytest.param('<S N="AccessToken">abcdef</S>', "abcdef", id="token property"),
]


@pytest.mark.parametrize(("text", "secret"), SECRETS)
def test_looks_like_a_secret(text: str, secret: str) -> None:
    redacted = Redactor()(text)
    assert secret not in redacted
    assert MASK in redacted


def test_known_secret_in_every_encoding() -> None:
    redact = Redactor()
    redact.learn("Wörter-123", user="kim")
    header = base64.b64encode("kim:Wörter-123".encode()).decode()
    assert redact(f"x Wörter-123 {header} y") == f"x {MASK} {MASK} y"


def test_short_secrets_do_not_mask_ordinary_text() -> None:
    redact = Redactor()
    redact.learn("ab")
    assert redact("cabbage") == "cabbage"


def test_ordinary_text_stays() -> None:
    assert Redactor()("Get-MailUser -Identity kim | Format-Table Name") == "Get-MailUser -Identity kim | Format-Table Name"


def test_tracebacks_are_redacted() -> None:
    formatter = RedactingFormatter("%(message)s")
    try:
        raise ValueError("password=hunter2")
    except ValueError as error:
        record = logging.LogRecord("x", logging.ERROR, __file__, 1, "failed", None, (type(error), error, error.__traceback__))
    assert "hunter2" not in formatter.format(record)
