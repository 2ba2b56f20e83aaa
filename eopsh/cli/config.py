"""`eopsh config`: the settings file, its place and what it sets."""

from __future__ import annotations

import argparse
import sys

from eopsh.cli import exits
from eopsh.errors import Advice, UsageError
from eopsh.settings import Paths, Settings


def run(options: argparse.Namespace) -> int:
    """Write a file with every default, show what is set, or say where the file is."""
    path = Paths.of_user().settings
    if options.action == "path":
        sys.stdout.write(f"{path}\n")
    elif options.action == "show":
        sys.stdout.write(Settings.load(path).text())
    else:
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8") as file:
                file.write(Settings().text())
        except FileExistsError:
            raise UsageError(advice=Advice(f"{path} is there already.", "Edit it, or move it away first.")) from None
        except OSError as error:
            raise UsageError(advice=Advice(f"{path} cannot be written: {error.strerror}.", "Check the rights of the folder.")) from error
        sys.stdout.write(f"{path} holds every setting with its default.\n")
    return exits.OK
