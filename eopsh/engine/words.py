"""The words of the classic documentation: sessions and credentials, as typed for Import-PSSession, and how to leave."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING

from eopsh.binding import BoundCall
from eopsh.catalogue import Command, Parameter
from eopsh.engine.asking import accept_retired, ask_credential
from eopsh.engine.connector import Request
from eopsh.engine.link import Link
from eopsh.engine.state import State
from eopsh.objects import Credential, PSObject, Value, like, to_text
from eopsh.remote import Options, Stream, parse_auth
from eopsh.runtime import CommandContext, ExitSignal, LocalCommand, closing, local_command
from eopsh.runtime.confirming import should_process

if TYPE_CHECKING:
    from eopsh.engine.engine import Engine

SESSION_TYPES = ("System.Management.Automation.Runspaces.PSSession", "System.Object")

GET_CREDENTIAL = Command(
    "Get-Credential",
    Parameter("Credential", "System.Object", position=0),
    Parameter("UserName", "System.String"),
    Parameter("Message", "System.String"),
    Parameter("Title", "System.String"),
    output_types=("System.Management.Automation.PSCredential",),
)
NEW_SESSION = Command(
    "New-PSSession",
    Parameter("ConnectionUri", "System.Uri", aliases=("URI", "CU"), mandatory=True, position=0, from_property=True),
    Parameter("Credential", "System.Management.Automation.PSCredential", from_property=True),
    Parameter("ConfigurationName", "System.String", from_property=True),
    Parameter("Authentication", "System.String", values=("Basic", "Default", "Kerberos", "Negotiate")),
    Parameter("AllowRedirection", "switch"),
    Parameter("Name", "System.String"),
    Parameter("SessionOption", "System.Object"),
    alias="nsn",
    output_types=SESSION_TYPES[:1],
)
IMPORT_SESSION = Command(
    "Import-PSSession",
    Parameter("Session", "System.Object", mandatory=True, position=0, from_pipeline=True),
    Parameter("CommandName", "System.String[]", position=1),
    Parameter("FormatTypeName", "System.String[]"),
    Parameter("Prefix", "System.String"),
    Parameter("DisableNameChecking", "switch"),
    Parameter("AllowClobber", "switch"),
    alias="ipsn",
)
GET_SESSION = Command(
    "Get-PSSession",
    Parameter("Id", "System.Int32[]", position=0),
    Parameter("Name", "System.String[]"),
    alias="gsn",
    output_types=SESSION_TYPES[:1],
)
REMOVE_SESSION = Command(
    "Remove-PSSession",
    Parameter("Session", "System.Object[]", position=0, from_pipeline=True),
    Parameter("Id", "System.Int32[]", from_property=True),
    Parameter("Name", "System.String[]"),
    alias="rsn",
    should_process=True,
)
ENTER_SESSION = Command(
    "Enter-PSSession",
    Parameter("ComputerName", "System.String", position=0),
    Parameter("Session", "System.Object"),
    alias="etsn",
)
QUIT = Command("quit")


def commands(engine: Engine) -> Iterable[LocalCommand]:
    """Return the commands of this room."""
    return (*_session_commands(engine), get_credential, enter_session, quit_shell)


@local_command(GET_CREDENTIAL)
def get_credential(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Ask for a user name and a password."""
    given = call.get("Credential")
    if isinstance(given, Credential):
        yield given
        return
    caption = to_text(call.get("Title") or "PowerShell credential request")
    message = to_text(call.get("Message") or "Enter your credentials.")
    user = to_text(call.get("UserName") or given or "")
    yield ask_credential(context.host, user=user, caption=caption, message=message)


@local_command(ENTER_SESSION)
def enter_session(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Say how a session is used here: nothing has to be entered."""
    yield from ()
    raise context.fail("Enter-PSSession is not needed here: Import-PSSession makes every line run on a session.", "NotSupported")


@local_command(QUIT)
def quit_shell(call: BoundCall, objects: Iterator[Value]) -> Iterator[Value]:
    """Leave the shell."""
    yield from ()
    raise ExitSignal(0)


def _session_commands(engine: Engine) -> Iterable[LocalCommand]:
    @local_command(NEW_SESSION)
    def new_session(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
        """Sign in and yield the session."""
        where = to_text(call.get("ConnectionUri"))
        accept_retired(context.host, engine.connector.retired(where))
        target = engine.connector.target(_request(where, call, context), engine.notice)
        link = engine.connect(target, name=to_text(call.get("Name") or ""))
        try:
            engine.wait_open(link, context.host)
        except BaseException:
            engine.disconnect(link)
            raise
        context.session.lend = _lender(engine)
        yield session_object(link)

    @local_command(IMPORT_SESSION)
    def import_session(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
        """Make the commands of a session the ones that lines run."""
        with closing(objects):
            link = _named(engine, call.get("Session"), context)
            _refuse_unsupported(call, context)
            engine.use(link)
            loading = engine.load(link, context.host)
            for sentence in loading.sentences(link.target.host):
                context.emit(Stream.INFORMATION, sentence)
        yield from ()

    @local_command(GET_SESSION)
    def get_session(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
        """Yield the sessions of this shell."""
        context.session.lend = _lender(engine)
        with closing(objects):
            yield from (session_object(link) for link in _chosen(engine, call))

    @local_command(REMOVE_SESSION)
    def remove_session(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
        """Close sessions on the server."""
        with closing(objects):
            sessions = call.get("Session")
            if sessions is None and not ("Id" in call or "Name" in call):
                raise context.fail("Name the sessions to close: a session, -Id or -Name.", "AmbiguousParameterSet")
            if sessions is None:
                links = _chosen(engine, call)
            else:
                links = [_named(engine, session, context) for session in (sessions if isinstance(sessions, list) else [sessions])]
            for link in links:
                if should_process(context, "Remove-PSSession", link.name):
                    engine.disconnect(link)
        yield from ()

    return new_session, import_session, get_session, remove_session


def _request(where: str, call: BoundCall, context: CommandContext) -> Request:
    if "SessionOption" in call:
        raise context.fail("New-PSSession does not take -SessionOption yet: timeouts and certificates follow the defaults.", "NotYet")
    credential = call.get("Credential")
    if not isinstance(credential, Credential):
        credential = ask_credential(context.host, user=to_text(credential or ""))
    authentication = call.get("Authentication")
    configuration = call.get("ConfigurationName")
    options = Options(
        auth=None if authentication is None else parse_auth(to_text(authentication)),
        # What -AllowRedirection says in PowerShell: any https address that the server names.
        consent=(lambda uri: True) if call.get("AllowRedirection") else None,
    )
    return Request(where, credential, None if configuration is None else to_text(configuration), options)


def session_object(link: Link) -> PSObject:
    """Return a connection as Get-PSSession shows it; its state at this moment."""
    is_open = link.state in (State.IDLE, State.BUSY)
    notes: dict[str, Value] = {
        "Id": link.number,
        "Name": link.name,
        "ComputerName": link.target.host,
        "Transport": "WSMan",
        "ComputerType": "RemoteMachine",
        "State": "Opened" if is_open else "Broken" if link.state is State.BROKEN else "Closed",
        "ConfigurationName": link.target.configuration,
        "Availability": {State.IDLE: "Available", State.BUSY: "Busy"}.get(link.state, "None"),
    }
    return PSObject(notes, type_names=SESSION_TYPES, text=f"[PSSession]{link.name}")


def _chosen(engine: Engine, call: BoundCall) -> list[Link]:
    ids, names = call.get("Id"), call.get("Name")
    wanted_ids = set(ids) if isinstance(ids, list) else None
    patterns = [to_text(name) for name in names] if isinstance(names, list) else None
    return [
        link
        for link in engine.links
        if (wanted_ids is None or link.number in wanted_ids) and (patterns is None or any(like(link.name, pattern) for pattern in patterns))
    ]


def _named(engine: Engine, session: Value, context: CommandContext) -> Link:
    number = session.get("Id") if isinstance(session, PSObject) else session
    for link in engine.links:
        if link.number == number:
            return link
    raise context.fail("This is no session of this shell.", "PSSessionNotFound", "ObjectNotFound", session)


def _lender(engine: Engine) -> Callable[[Value, CommandContext], AbstractContextManager[None]]:
    """Return what makes a session the one that calls go to, for the time of an Invoke-Command block."""

    @contextmanager
    def lend(session: Value, context: CommandContext) -> Iterator[None]:
        link, before = _named(engine, session, context), engine.current
        if link is before:
            yield
            return
        kept = engine.interpreter.catalogue, engine.views
        try:
            if not engine.use(link):
                engine.load(link, context.host)
            yield
        finally:
            engine.current = before
            engine.interpreter.catalogue, engine.views = kept
            engine.knowing.forget()

    return lend


def _refuse_unsupported(call: BoundCall, context: CommandContext) -> None:
    for name in ("Prefix", "CommandName"):
        if name in call:
            raise context.fail(f"Import-PSSession does not take -{name} yet: it imports every command under its own name.", "NotYet")
