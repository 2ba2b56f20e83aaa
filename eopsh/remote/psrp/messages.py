"""PSRP messages, written and read (MS-PSRP 2.2.2)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from eopsh.binding import BoundCall
from eopsh.frozen import frozen
from eopsh.objects import (
    Credential,
    DateTime,
    EnumValue,
    Int64,
    PSDict,
    PSList,
    PSObject,
    ScriptBlock,
    SecureString,
    TimeSpan,
    Value,
    Version,
    read_value,
    write_value,
)

SESSION_CAPABILITY = 0x00010002
INIT_RUNSPACEPOOL = 0x00010004
PUBLIC_KEY = 0x00010005
ENCRYPTED_SESSION_KEY = 0x00010006
PUBLIC_KEY_REQUEST = 0x00010007
RUNSPACEPOOL_STATE = 0x00021005
CREATE_PIPELINE = 0x00021006
APPLICATION_PRIVATE_DATA = 0x00021009
GET_COMMAND_METADATA = 0x0002100A
RUNSPACEPOOL_HOST_CALL = 0x00021100
RUNSPACEPOOL_HOST_RESPONSE = 0x00021101
PIPELINE_INPUT = 0x00041002
END_OF_PIPELINE_INPUT = 0x00041003
PIPELINE_OUTPUT = 0x00041004
ERROR_RECORD = 0x00041005
PIPELINE_STATE = 0x00041006
DEBUG_RECORD = 0x00041007
VERBOSE_RECORD = 0x00041008
WARNING_RECORD = 0x00041009
PROGRESS_RECORD = 0x00041010
INFORMATION_RECORD = 0x00041011
PIPELINE_HOST_CALL = 0x00041100
PIPELINE_HOST_RESPONSE = 0x00041101

PROTOCOL = Version(2, 3)
"""The version that this side speaks: Windows PowerShell 5.1's, and the last with a session key."""
NO_KEY_PROTOCOL = Version(2, 4)

POOL_OPENED, POOL_CLOSED, POOL_BROKEN = 2, 3, 5
STOPPED, COMPLETED, FAILED = 3, 4, 5
ENDED_STATES = (STOPPED, COMPLETED, FAILED)

ALIAS, FUNCTION, FILTER, CMDLET, CONFIGURATION = 1, 2, 4, 8, 256
VOID_CALL = -100
"""The `ci` of a host call that wants no answer; those that do count from 1."""

Encrypt = Callable[[str], bytes]
_ENUM = ("System.Enum", "System.ValueType", "System.Object")


def _enum(type_name: str, text: str, number: int) -> EnumValue:
    return EnumValue((type_name, *_ENUM), text, number)


_STRINGS = ("System.String[]", "System.Array", "System.Object")
_PS_LIST = (
    "System.Collections.Generic.List`1[[System.Management.Automation.PSObject, System.Management.Automation, "
    "Version=1.0.0.0, Culture=neutral, PublicKeyToken=31bf3856ad364e35]]",
    "System.Object",
)
_THREADS = _enum("System.Management.Automation.Runspaces.PSThreadOptions", "Default", 0)
_APARTMENT = _enum("System.Threading.ApartmentState", "Unknown", 2)
_NO_MERGE = _enum("System.Management.Automation.Runspaces.PipelineResultTypes", "None", 0)
_NO_EXTRAS = _enum("System.Management.Automation.RemoteStreamOptions", "0", 0)
_DICTIONARY = ("System.Management.Automation.PSPrimitiveDictionary", "System.Collections.Hashtable", "System.Object")


def _host(*, own: bool) -> PSObject:
    """A host with a UI but without a screen buffer. Without the UI the server refuses every prompt and drops -WhatIf's lines."""
    return PSObject({"_isHostNull": not own, "_isHostUINull": not own, "_isHostRawUINull": True, "_useRunspaceHost": not own})


def session_capability() -> bytes:
    """2.2.2.1."""
    versions = {"protocolversion": PROTOCOL, "PSVersion": Version(2, 0), "SerializationVersion": Version(1, 1, 0, 1)}
    return write_value(PSObject(dict(versions)))


def init_runspace_pool() -> bytes:
    """2.2.2.2: one runspace, for Exchange refuses a second pipeline anyway."""
    notes: dict[str, Value] = {
        "MinRunspaces": 1,
        "MaxRunspaces": 1,
        "PSThreadOptions": _THREADS,
        "ApartmentState": _APARTMENT,
        "HostInfo": _host(own=True),
        "ApplicationArguments": PSDict(type_names=_DICTIONARY),
    }
    return write_value(PSObject(notes))


def public_key(key: str) -> bytes:
    """2.2.2.3."""
    return write_value(PSObject({"PublicKey": key}))


def get_command_metadata(names: Iterable[str] = ("*",)) -> bytes:
    """2.2.2.14. Exchange's commands are functions to the session's user, so ask for more than cmdlets; never for scripts and programs."""
    types = _enum(
        "System.Management.Automation.CommandTypes",
        "Alias, Function, Filter, Cmdlet, Configuration",
        ALIAS | FUNCTION | FILTER | CMDLET | CONFIGURATION,
    )
    notes: dict[str, Value] = {
        "Name": PSList(names, _STRINGS),
        "CommandType": types,
        "Namespace": PSList((), _STRINGS),
        "FullyQualifiedModule": None,
        "ArgumentList": None,
    }
    return write_value(PSObject(notes))


def create_pipeline(calls: Iterable[BoundCall], *, takes_input: bool, encrypt: Encrypt | None = None) -> bytes:
    """2.2.2.10: the calls as one pipeline of commands, never as script text, which a NoLanguage session refuses."""
    commands = PSList([_command(call) for call in calls], _PS_LIST)
    pipeline = {"IsNested": False, "Cmds": commands, "History": None, "RedirectShellErrorOutputPipe": False}
    notes: dict[str, Value] = {
        "NoInput": not takes_input,
        "ApartmentState": _APARTMENT,
        "RemoteStreamOptions": _NO_EXTRAS,
        "AddToHistory": True,
        "HostInfo": _host(own=False),
        "PowerShell": PSObject(dict(pipeline)),
        "IsNested": False,
    }
    return write_value(PSObject(notes), encrypt=encrypt)


_MERGES = ("MergeMyResult", "MergeToResult", "MergePreviousResults", "MergeError", "MergeWarning", "MergeVerbose", "MergeDebug")


def _command(call: BoundCall) -> PSObject:
    notes: dict[str, Value] = {"Cmd": call.command.name, "IsScript": False, "UseLocalScope": None}
    notes.update(dict.fromkeys((*_MERGES, "MergeInformation"), _NO_MERGE))
    named = [_argument(name, argument_value(value)) for name, value in call.values.items()]
    unnamed = [_argument(None, argument_value(value)) for value in call.positionals]
    notes["Args"] = PSList([*named, *unnamed], _PS_LIST)
    return PSObject(notes)


def _argument(name: str | None, value: Value) -> PSObject:
    return PSObject({"N": name, "V": value})


def argument_value(value: Value) -> Value:
    """Return a parameter's value in the form that every Exchange parameter takes.

    Dates, spans, enums and filters go as text, for the server knows how to read its own types from text and not from ours.
    """
    match value:
        case DateTime():
            return value.wire()
        case TimeSpan() | EnumValue():
            return str(value)
        case ScriptBlock():
            return value.text
        case PSDict():
            return PSDict([(value.spelling(key), argument_value(item)) for key, item in value.items()])
        case list():
            return [argument_value(item) for item in value]
        case _:
            return value


def has_secret(value: Value) -> bool:
    """Tell whether the session key is needed to write this value."""
    match value:
        case SecureString() | Credential():
            return True
        case list():
            return any(has_secret(item) for item in value)
        case dict():
            return any(has_secret(item) for item in value.values())
        case PSObject():
            return any(has_secret(item) for _, item in value.items())
        case _:
            return False


def host_response(call_id: int, method_id: int, method: str, value: Value, encrypt: Encrypt | None = None) -> bytes:
    """2.2.2.28: the answer to a host call; nothing but the answer's absence tells the server that a call failed."""
    notes: dict[str, Value] = {
        "mr": value,
        "ci": Int64(call_id),
        "mi": _enum("System.Management.Automation.Remoting.RemoteHostMethodId", method, method_id),
    }
    return write_value(PSObject(notes), encrypt=encrypt)


_STATE = re.compile(rb'<I32 N="PipelineState">(\d+)</I32>')
_CALL_ID = re.compile(rb'<I64 N="ci">(-?\d+)</I64>')
_POOL_STATE = re.compile(rb'<I32 N="RunspaceState">(\d+)</I32>')


def _number(pattern: re.Pattern[bytes], body: bytes, missing: int) -> int:
    match = pattern.search(body)
    return missing if match is None else int(match[1])


def pipeline_state(body: bytes) -> int:
    """Return the state that a PIPELINE_STATE message names (2.2.3.5); 0 when it names none."""
    return _number(_STATE, body, 0)


def pool_state(body: bytes) -> int:
    """Return the state that a RUNSPACEPOOL_STATE message names (2.2.3.4)."""
    return _number(_POOL_STATE, body, 0)


def call_id(body: bytes) -> int:
    """Return the id of a host call without reading the rest."""
    return _number(_CALL_ID, body, VOID_CALL)


@frozen
class Call:
    """A host call as it came (2.2.2.27)."""

    id: int
    method_id: int
    method: str
    arguments: tuple[Value, ...]


def read_call(body: bytes) -> Call:
    """Read a PIPELINE_HOST_CALL or RUNSPACEPOOL_HOST_CALL. Raises ValueError when it is none."""
    message = read_value(body)
    if not isinstance(message, PSObject):
        raise ValueError("this is no host call")
    method, arguments, number = message.get("mi"), message.get("mp"), message.get("ci")
    method_id = method.number if isinstance(method, EnumValue) else 0
    name = method.text if isinstance(method, EnumValue) else ""
    given = tuple(arguments) if isinstance(arguments, list) else ()
    return Call(int(number) if isinstance(number, int) else VOID_CALL, method_id, name, given)


def read_note(body: bytes, name: str) -> Value:
    """Return one property of a message; None where it has none."""
    message = read_value(body)
    return message.get(name) if isinstance(message, PSObject) else None


def read_protocol(body: bytes) -> Version:
    """Return the protocol version of a SESSION_CAPABILITY message; 2.0 where it does not say."""
    version = read_note(body, "protocolversion")
    return version if isinstance(version, Version) else Version(2, 0)
