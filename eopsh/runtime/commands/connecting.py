"""Connect-ExchangeOnline and its like, so that scripts that begin with it run: the connection is there already, or the error says how."""

from __future__ import annotations

from collections.abc import Iterator

from eopsh.binding import BoundCall
from eopsh.catalogue import ALL_SETS, Command, Membership, Parameter
from eopsh.objects import CUSTOM_TYPES, PSObject, Value
from eopsh.runtime.commands.declare import switch
from eopsh.runtime.local import CommandContext, local_command

_REST = Parameter("RemainingArguments", "System.Object[]", sets={ALL_SETS: Membership(from_remaining=True)})
_SIGN_IN = (
    Parameter("UserPrincipalName", "System.String"),
    Parameter("Credential", "System.Object"),
    Parameter("Organization", "System.String"),
    Parameter("DelegatedOrganization", "System.String"),
    Parameter("AppId", "System.String"),
    Parameter("CertificateThumbprint", "System.String"),
    Parameter("ConnectionUri", "System.String"),
    Parameter("ShowBanner", "switch"),
    switch("ShowProgress"),
    switch("Device"),
    switch("ManagedIdentity"),
    Parameter("CommandName", "System.String[]"),
    Parameter("PageSize", "System.Int32"),
    _REST,
)
CONNECT_EXCHANGE_ONLINE = Command("Connect-ExchangeOnline", *_SIGN_IN)
CONNECT_IPPS_SESSION = Command("Connect-IPPSSession", *_SIGN_IN)


@local_command(CONNECT_EXCHANGE_ONLINE)
def connect_exchange_online(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Say that the connection is there. Raises ScriptError when there is none."""
    remote = context.session.wire.remote
    if remote is None:
        message = f"{call.command.name} does not sign in here: a connection is made before a script runs."
        raise context.fail(
            f"{message} Start with `eopsh connect`, or make a session with New-PSSession.", "NotConnected", "ConnectionError"
        )
    context.warn(f"{call.command.name} does nothing here: the connection is {remote.info.organization or remote.info.uri}.")
    yield from ()


connect_ipps_session = local_command(CONNECT_IPPS_SESSION)(connect_exchange_online.body)
DISCONNECT_EXCHANGE_ONLINE = Command("Disconnect-ExchangeOnline", _REST, should_process=True)


@local_command(DISCONNECT_EXCHANGE_ONLINE)
def disconnect_exchange_online(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Do nothing: the session ends when eopsh does."""
    yield from ()


GET_CONNECTION_INFORMATION = Command("Get-ConnectionInformation", _REST)


@local_command(GET_CONNECTION_INFORMATION)
def get_connection_information(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield what is known of the connection; nothing without one."""
    remote = context.session.wire.remote
    if remote is not None:
        facts: dict[str, Value] = {
            "Name": "eopsh",
            "UserPrincipalName": remote.info.user,
            "ConnectionUri": remote.info.uri,
            "Organization": remote.info.organization,
            "State": "Connected",
            "TokenStatus": "Active",
        }
        yield PSObject(facts, type_names=CUSTOM_TYPES)
