"""The command line as data: every subcommand and option. Importing this file imports nothing heavy."""

from __future__ import annotations

import argparse
from typing import NoReturn

from eopsh import __version__
from eopsh.cli.endings import ENDINGS
from eopsh.errors import Advice, UsageError

PROG = "eopsh"

DESCRIPTION = """\
An interactive shell for Exchange and Exchange Online Protection remote PowerShell.

  eopsh demo                    try everything on a demonstration organization, on this computer
  eopsh connect mail01          sign in to an Exchange Server and start the shell
  eopsh local                   the shell without a connection
  eopsh replay FILE --plan      check a file of lines against an organization, run nothing"""

EXIT_CODES = """\
exit codes: 0 all went well; 1 a line failed; 2 the command line, a line or a plan has errors, nothing was run;
3 no connection; 130 stopped by Ctrl-C"""


class _Parser(argparse.ArgumentParser):
    """Errors become ours: one cause, one next step."""

    def error(self, message: str) -> NoReturn:
        """Raise UsageError instead of printing the whole usage."""
        cause = message[:1].upper() + message[1:] + "."
        raise UsageError(advice=Advice(cause, f"{_nearest(message)}Run `{self.prog} --help` to see what it takes."))


def _nearest(message: str) -> str:
    """Return a question for the choice that was meant, when the message is about choices and one is near."""
    given, choosing, choices = message.partition("(choose from ")
    if not choosing:
        return ""
    # Loaded only here: most command lines are right.
    import difflib
    import re

    near = difflib.get_close_matches(given.split("'")[-2], re.findall(r"[\w-]+", choices), 1)
    return f"Did you mean `{near[0]}`? " if near else ""


def build() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    parser = _Parser(prog=PROG, description=DESCRIPTION, epilog=EXIT_CODES, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-V", "--version", action="version", version=f"eopsh {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    _demo(commands.add_parser("demo", help="a demonstration organization on this computer, and the shell on it"))
    _connect(commands.add_parser("connect", help="sign in to a server and start the shell"))
    _lines(commands.add_parser("local", help="the shell without a connection"))
    _replay(commands.add_parser("replay", help="check a file of lines, then run it line by line"))
    _help(commands.add_parser("help", help="fetch help pages from Microsoft's documentation"))
    _config(commands.add_parser("config", help="the settings file: make one, show what is set, say where it is"))
    _history(commands.add_parser("history", help="list or export the history"))
    _sessions(commands.add_parser("sessions", help="list or close sessions that this computer left behind"))
    return parser


def _debug(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--debug", action="store_true", help="write a log (secrets removed) and say where")


def _format(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=tuple(ENDINGS), help="show what the lines put out as this")


def _lines(parser: argparse.ArgumentParser) -> None:
    """Add what every way into the shell takes: lines instead of a terminal."""
    source = parser.add_mutually_exclusive_group()
    source.add_argument("-c", dest="line", metavar="LINE", help="run LINE and exit")
    source.add_argument("-f", dest="file", metavar="FILE", help="run the lines of FILE and exit")
    _format(parser)
    parser.add_argument("--no-input", action="store_true", help="never ask: take the default, or fail clearly where there is none")
    _debug(parser)


def _sign_in(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--user", metavar="NAME", help="the account, as user@domain or DOMAIN\\user")
    parser.add_argument("--password-file", metavar="FILE", help="read the password from FILE (else EOPSH_PASSWORD, else it is asked for)")
    parser.add_argument("--auth", choices=("basic", "negotiate", "kerberos"), help="how to sign in (default: by the address)")
    parser.add_argument("--allow-unencrypted", action="store_true", help="send a password over plain http")
    parser.add_argument("--allow-redirect", action="append", default=[], metavar="HOST", help="follow a redirect to HOST")
    parser.add_argument("--try-retired", action="store_true", help="try an endpoint that Microsoft has switched off")


def _scale(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--store", metavar="FILE", help="keep the organization in FILE (default: in memory)")
    parser.add_argument("--recipients", type=_count, default=300, metavar="N", help="how many recipients (default 300)")
    parser.add_argument("--messages", type=_count, default=5000, metavar="N", help="how many traced messages (default 5000)")
    parser.add_argument("--fault", action="append", default=[], metavar="NAME[=VALUE]", help="misbehave; `--fault list` lists the faults")


def _count(text: str) -> int:
    value = int(text)
    if value < 0:
        raise argparse.ArgumentTypeError("must not be negative")
    return value


def _demo(parser: argparse.ArgumentParser) -> None:
    _lines(parser)
    _scale(parser)
    actions = parser.add_subparsers(dest="action", metavar="ACTION", parser_class=_Parser)
    serve = actions.add_parser("serve", help="run the organization for other clients until Ctrl-C")
    serve.add_argument("--port", type=int, default=0, metavar="N", help="the port on 127.0.0.1 (default: a free one)")
    serve.add_argument("--json", action="store_true", help="print url, user and password as one line of JSON first")
    _scale(serve)
    _debug(serve)


def _connect(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("target", nargs="?", metavar="PRESET|SERVER|URI", help="where to sign in; without it the presets are listed")
    _sign_in(parser)
    _lines(parser)


def _replay(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="plain lines, a .ps1 file, a PSReadLine history or an export of ours")
    place = parser.add_mutually_exclusive_group()
    place.add_argument("--demo", action="store_true", help="on a fresh demonstration organization")
    place.add_argument("--on", dest="target", metavar="PRESET|SERVER|URI", help="where to sign in")
    parser.add_argument("--plan", action="store_true", help="check every line, run nothing; exit code 2 when there are errors")
    parser.add_argument("--yes", action="store_true", help="do not ask before running")
    parser.add_argument("--from-line", type=_count, default=1, metavar="N", help="begin at line N of the file")
    _format(parser)
    _sign_in(parser)
    parser.add_argument("--no-input", action="store_true", help="never ask: take the default, or fail clearly where there is none")
    _debug(parser)


def _help(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True, parser_class=_Parser)
    update = actions.add_parser("update", help="fetch pages: sets, values, texts, examples; they stay on this computer")
    update.add_argument("cmdlets", nargs="*", metavar="CMDLET", help="whose pages (default: all cmdlets of the servers known here)")
    update.add_argument("--from", dest="place", metavar="FOLDER|ARCHIVE|URL", help="a copy of the documentation (default: its repository)")
    _debug(update)


def _config(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True, parser_class=_Parser)
    for name, about in (
        ("init", "write a file with every setting and its default"),
        ("show", "show what is set"),
        ("path", "say where it is"),
    ):
        _debug(actions.add_parser(name, help=about))


def _history(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True, parser_class=_Parser)
    for name, about in (("list", "show the newest lines"), ("export", "write all lines")):
        action = actions.add_parser(name, help=about)
        if name == "list":
            action.add_argument("--limit", type=_count, default=50, metavar="N", help="how many lines (default 50)")
        else:
            action.add_argument("--format", choices=("text", "jsonl"), default="text", help="lines only, or one JSON object a line")
        _debug(action)


def _sessions(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True, parser_class=_Parser)
    _debug(actions.add_parser("list", help="show the sessions that are open or were left behind"))
    close = actions.add_parser("close", help="close sessions that were left behind")
    which = close.add_mutually_exclusive_group(required=True)
    which.add_argument("id", nargs="?", metavar="ID", help="the beginning of a session's id")
    which.add_argument("--all", action="store_true", help="every session left behind")
    close.add_argument("--password-file", metavar="FILE", help="read the password from FILE (else EOPSH_PASSWORD, else it is asked for)")
    _debug(close)
