"""From arguments to an exit code; the place where errors that ended a command are shown."""

from __future__ import annotations

import argparse
import contextlib
import importlib
import io
import logging
import sys
import threading
from collections.abc import Sequence

from eopsh.cli import exits
from eopsh.cli.loading import uncollected
from eopsh.cli.parser import build
from eopsh.errors import Advice, EopshError, RemoteError, Stopped, UsageError
from eopsh.settings import Paths

logger = logging.getLogger("eopsh")


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code. Nothing is raised but what argparse raises for --help."""
    debug = False
    _never_fail_on_a_letter()
    _show_no_traceback()
    try:
        options = build().parse_args(arguments)
        debug = getattr(options, "debug", False)
        if debug:
            _start_log(Paths.of_user())
        return _command(options)
    except EopshError as error:
        logger.info("ended by an error", exc_info=True)
        return _fail(error)
    except KeyboardInterrupt:
        return exits.STOPPED
    except BrokenPipeError:
        return exits.PIPE_CLOSED
    except OSError as error:
        advice = Advice(f"Reading or writing failed: {error}.", "See to the space and the rights of the place, then run it again.")
        return _fail(EopshError(advice=advice))
    except Exception as error:
        if debug:
            logger.exception("a fault of eopsh itself")
        return _fail(EopshError(f"{type(error).__name__}: {error}"))


def _never_fail_on_a_letter() -> None:
    """Let output in an encoding that lacks a letter show a question mark in its place."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _show_no_traceback() -> None:
    """Keep faults of ours for the log: without a handler Python writes them to the screen, and so do threads."""
    logging.getLogger().addHandler(logging.NullHandler())
    if threading.excepthook is threading.__excepthook__:
        threading.excepthook = lambda fault: logger.error("a thread failed", exc_info=fault.exc_value)


def _command(options: argparse.Namespace) -> int:
    with uncollected():
        module = importlib.import_module(f"eopsh.cli.{options.command or 'welcome'}")
    code = module.run(options)
    if not isinstance(code, int):
        raise TypeError(f"{module.__name__} returned no exit code")
    return code


def _fail(error: EopshError) -> int:
    from eopsh.formatting import format_error

    if not isinstance(error, Stopped):
        with contextlib.suppress(OSError):
            sys.stderr.write("".join(f"{line}\n" for line in format_error(error, width=sys.maxsize)))
    return exit_code(error)


def exit_code(error: EopshError) -> int:
    """Return the documented exit code of an error that ended a command."""
    match error:
        case Stopped():
            return exits.STOPPED
        case UsageError():
            return exits.USAGE
        case RemoteError():
            return exits.NO_CONNECTION
    return exits.FAILED


def _start_log(paths: Paths) -> None:
    """Log everything, pypsrp's envelopes included, without secrets."""
    from logging.handlers import RotatingFileHandler

    from eopsh.redaction import RedactingFormatter

    paths.state.mkdir(mode=0o700, parents=True, exist_ok=True)
    paths.log.touch(mode=0o600)
    handler = RotatingFileHandler(paths.log, maxBytes=20_000_000, backupCount=1, encoding="utf-8")
    handler.setFormatter(RedactingFormatter("%(asctime)s %(threadName)s %(name)s %(levelname)s %(message)s"))
    logging.basicConfig(level=logging.DEBUG, handlers=[handler], force=True)
    sys.stderr.write(f"The log is written to {paths.log}.\n")
