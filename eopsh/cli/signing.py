"""Where the sign-in comes from: options, a file, the environment, standard input, or a question. Never the command line itself."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from eopsh.engine.asking import ask_credential
from eopsh.errors import Advice, NoAnswer, UsageError
from eopsh.objects import Credential, SecureString
from eopsh.remote import Options, parse_auth, parse_endpoint
from eopsh.runtime import Host

VARIABLE = "EOPSH_PASSWORD"
NOBODY_THERE = Advice(
    "An account and its password are needed, and nobody is there to ask.",
    f"Give --user and --password-file, or set {VARIABLE}.",
)


def credential_of(user: str, password_file: str | None, host: Host, *, where: str) -> Credential:
    """Return the account to sign in with. The password comes from the file, else the variable, else it is asked for.

    Raises:
        UsageError: the file cannot be read, or it would have to be asked for and nobody is there.
    """
    password = _from_file(password_file) if password_file else os.environ.get(VARIABLE)
    if user and password is not None:
        return Credential(user, SecureString(password))
    try:
        asked = ask_credential(host, user=user, caption="Sign in", message=f"Enter your credentials for {where}.")
    except NoAnswer:
        raise UsageError(advice=NOBODY_THERE) from None
    return asked if password is None else Credential(asked.user, SecureString(password))


def _from_file(name: str) -> str:
    try:
        return Path(name).read_text(encoding="utf-8").split("\n")[0].rstrip("\r")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(str(error), advice=Advice(f"The password file {name} cannot be read.", "Check its name and rights.")) from None


def options_of(options: argparse.Namespace) -> Options:
    """Return what the command line says of the way to the server."""
    trusted = {host.casefold() for host in options.allow_redirect}
    return Options(
        auth=parse_auth(options.auth) if options.auth else None,
        allow_unencrypted=options.allow_unencrypted,
        consent=(lambda uri: parse_endpoint(uri).host.casefold() in trusted) if trusted else None,
    )
