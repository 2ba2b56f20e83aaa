"""The records of a pipeline as a server writes them: errors with Exchange's prefixes, warnings, progress, states, host calls."""

from __future__ import annotations

import datetime
import uuid
import zlib
from collections.abc import Iterable, Iterator

from eopsh.objects import EnumValue, Int64, PSDict, PSList, PSObject, Value

SERVER = "EX-DEMO-01"
DOMAIN_CONTROLLER = "DC-DEMO-01.contoso.com"

CATEGORIES = {
    "NotSpecified": 0,
    "InvalidArgument": 5,
    "InvalidData": 6,
    "InvalidOperation": 7,
    "InvalidResult": 8,
    "InvalidType": 9,
    "MetadataError": 10,
    "ObjectNotFound": 13,
    "OperationStopped": 14,
    "ParserError": 17,
    "PermissionDenied": 18,
    "ResourceExists": 20,
    "WriteError": 23,
}
"""System.Management.Automation.ErrorCategory, as far as it is used."""


class CmdletError(Exception):
    """An error of one object: written to the error stream, and the pipeline goes on.

    `exception` is the exception's .NET name; `failure` Exchange's FailureCategory, empty for PowerShell's own errors, whose `error_id`
    then stands alone before the class of the cmdlet.
    """

    def __init__(
        self,
        message: str,
        *,
        exception: str = "Microsoft.Exchange.Configuration.Tasks.TaskException",
        failure: str = "",
        error_id: str = "",
        category: str = "NotSpecified",
        target: Value = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.exception = exception
        self.failure = failure
        self.error_id = error_id
        self.category = category
        self.target = target
        self.command = ""
        self.command_class = ""

    @property
    def reason(self) -> str:
        """Return the exception's name without its namespace."""
        return self.exception.rpartition(".")[2]

    @property
    def full_id(self) -> str:
        """FullyQualifiedErrorId, with the prefixes and the hash that Exchange puts before the class of its cmdlet."""
        if self.failure:
            digest = f"{zlib.crc32(self.message.encode()):08X}"
            return f"{cmdlet_prefix()} [FailureCategory=Cmdlet-{self.failure}] {digest},{self.command_class}"
        return f"{self.error_id},{self.command_class}" if self.command_class else self.error_id


class Terminating(CmdletError):
    """An error that ends the pipeline; it travels in the pipeline's state only."""


def utc_stamp() -> str:
    """Return the time as Exchange stamps its messages."""
    return datetime.datetime.now(datetime.UTC).strftime("%m/%d/%Y %H:%M:%S")


def cmdlet_prefix() -> str:
    """Return what Exchange writes before the id of an error."""
    return f"[Server={SERVER},RequestId={uuid.uuid4()},TimeStamp={utc_stamp()}]"


def front_prefix(failure: str) -> str:
    """Return what the front end writes before a fault's text."""
    return (
        f"[ClientAccessServer={SERVER},BackEndServer={SERVER.lower()}.contoso.com,RequestId={uuid.uuid4()},TimeStamp={utc_stamp()}] "
        f"[FailureCategory={failure}] "
    )


def session_limit(user: str, limit: int) -> str:
    """Return Exchange's words for one session too many."""
    return (
        f"[AuthZRequestId={uuid.uuid4()}][FailureCategory=AuthZ-AuthorizationException] Fail to create a runspace because you have "
        f"exceeded the maximum number of connections allowed : {limit} for the policy party : MaxConcurrency. Please close existing "
        f"runspace and try again.\nPolicy: CN=GlobalThrottlingPolicy_demo; Snapshot: Owner: Sid~{user}~WSMan~false\nBudgetType: WSMan\n"
        f"ActiveRunspaces: {limit}/{limit}\nLocked: False\nLockRemaining: 00:00:00"
    )


def micro_delay(milliseconds: int) -> str:
    """Return Exchange's words for a pipeline that it slowed down."""
    return (
        f"Micro delay applied. Actual delayed: {milliseconds} msecs, Enforced: True, Capped delay: {milliseconds} msecs, Required: False, "
        "Additional info: .; PolicyDN: CN=GlobalThrottlingPolicy_demo; Snapshot: Owner: Sid~demo~PowerShell~false BudgetType: PowerShell "
        "ActiveRunspaces: 1/20 Balance: -160828/2160000/-3000000 PowerShellCmdletsLeft: 384/400"
    )


def exception_bag(name: str, message: str) -> PSObject:
    """Write an exception as its properties."""
    types = (name, "System.Exception", "System.Object") if name != "System.Exception" else (name, "System.Object")
    properties: dict[str, Value] = {
        "Message": message,
        "Data": PSDict(type_names=("System.Collections.ListDictionaryInternal", "System.Object")),
        "InnerException": None,
        "TargetSite": None,
        "StackTrace": None,
        "HelpLink": None,
        "Source": None,
        "HResult": -2146233088,
    }
    return PSObject(adapted=properties, type_names=types, text=f"{name}: {message}")


def error_record(error: CmdletError) -> PSObject:
    """Write an error as MS-PSRP 2.2.3.15 has it, without invocation info."""
    name, kind = _target(error.target)
    place = f"({name}:{kind}) [{error.command}], {error.reason}"
    notes: dict[str, Value] = {
        "Exception": exception_bag(error.exception, error.message),
        "TargetObject": error.target if isinstance(error.target, str) else None,
        "FullyQualifiedErrorId": error.full_id,
        "InvocationInfo": None,
        "ErrorCategory_Category": CATEGORIES[error.category],
        "ErrorCategory_Activity": error.command,
        "ErrorCategory_Reason": error.reason,
        "ErrorCategory_TargetName": name,
        "ErrorCategory_TargetType": kind,
        "ErrorCategory_Message": f"{error.category}: {place}",
        "SerializeExtendedInfo": False,
    }
    types = ("System.Management.Automation.ErrorRecord", "System.Object")
    return PSObject(notes, type_names=types, text=error.message)


def _target(target: Value) -> tuple[str, str]:
    if target is None:
        return "", ""
    if isinstance(target, PSObject):
        return target.text or "", target.type_names[0].rpartition(".")[2] if target.type_names else "PSObject"
    return str(target), "String"


def informational(kind: str, text: str) -> PSObject:
    """Write a warning, verbose or debug record; `kind` is `Warning`, `Verbose` or `Debug`."""
    types = (f"System.Management.Automation.{kind}Record", "System.Management.Automation.InformationalRecord", "System.Object")
    notes: dict[str, Value] = {"InformationalRecord_Message": text, "InformationalRecord_SerializeInvocationInfo": False}
    return PSObject(notes, type_names=types, text=text)


def enum_types(name: str) -> tuple[str, ...]:
    """Return the type names of an enum."""
    return (name, "System.Enum", "System.ValueType", "System.Object")


def progress(activity: str, status: str, percent: int, *, done: bool = False) -> PSObject:
    """Write a progress record (MS-PSRP 2.2.2.25)."""
    kind = EnumValue(enum_types("System.Management.Automation.ProgressRecordType"), "Completed" if done else "Processing", int(done))
    return PSObject(
        {
            "Activity": activity,
            "ActivityId": 0,
            "StatusDescription": status,
            "CurrentOperation": None,
            "ParentActivityId": -1,
            "PercentComplete": percent,
            "Type": kind,
            "SecondsRemaining": -1,
        }
    )


def preparing() -> PSObject:
    """Write the progress that Windows servers often send first, once a session."""
    return progress("Preparing modules for first use.", " ", -1, done=True)


COMPLETED, FAILED, STOPPED = 4, 5, 3
STATE_NAMES = {COMPLETED: "Completed", FAILED: "Failed", STOPPED: "Stopped"}


def pipeline_state(state: int, error: CmdletError | None = None) -> PSObject:
    """Write the state of a pipeline (MS-PSRP 2.2.2.21)."""
    notes: dict[str, Value] = {"PipelineState": state}
    if error is not None:
        notes["ExceptionAsErrorRecord"] = error_record(error)
    return PSObject(notes)


def stopped() -> CmdletError:
    """Return the error that a stopped pipeline ends with."""
    name = "System.Management.Automation.PipelineStoppedException"
    return CmdletError("The pipeline has been stopped.", exception=name, error_id="PipelineStopped", category="OperationStopped")


def broken_pool(message: str) -> PSObject:
    """Write the state of a runspace pool that breaks as it opens."""
    name = "System.Management.Automation.Remoting.PSRemotingDataStructureException"
    error = CmdletError(message, exception=name, error_id="PSSessionStateBroken", category="InvalidOperation")
    return PSObject({"RunspaceState": 5, "ExceptionAsErrorRecord": error_record(error)})


ARRAY_LIST = ("System.Collections.ArrayList", "System.Object")
HOST_METHODS = {"WriteLine2": 16, "Prompt": 23, "PromptForChoice": 26}


def host_call(call_id: int, method: str, arguments: Iterable[Value]) -> PSObject:
    """Write a host call; void ones carry the id -100."""
    name = EnumValue(enum_types("System.Management.Automation.Remoting.RemoteHostMethodId"), method, HOST_METHODS[method])
    return PSObject({"ci": Int64(call_id), "mi": name, "mp": PSList(arguments, ARRAY_LIST)})


CHOICES = (
    ("&Yes", "Continue with only the next step of the operation."),
    ("Yes to &All", "Continue with all the steps of the operation."),
    ("&No", "Skip this operation and proceed with the next operation."),
    ("No to A&ll", "Skip this operation and all subsequent operations."),
)


def confirm_arguments(query: str) -> Iterator[Value]:
    """Yield the arguments of PromptForChoice as ShouldProcess asks."""
    yield "Confirm"
    yield f"Are you sure you want to perform this action?\n{query}"
    yield PSList([PSObject({"label": label, "helpMessage": text}) for label, text in CHOICES], ARRAY_LIST)
    yield 0


def prompt_arguments(command: str, position: int, names: Iterable[str]) -> Iterator[Value]:
    """Yield the arguments of Prompt as a missing mandatory parameter asks."""
    yield f"cmdlet {command} at command pipeline position {position}"
    yield "Supply values for the following parameters:"
    yield PSList([_field(name) for name in names], ARRAY_LIST)


def _field(name: str) -> PSObject:
    return PSObject(
        {
            "name": name,
            "label": f"&{name}",
            "parameterTypeName": "String",
            "parameterTypeFullName": "System.String",
            "parameterAssemblyFullName": "System.String, mscorlib, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089",
            "helpMessage": "",
            "isMandatory": True,
            "metadata": PSList([], ARRAY_LIST),
            "modifiedByRemotingProtocol": False,
            "isFromRemoteHost": False,
        }
    )
