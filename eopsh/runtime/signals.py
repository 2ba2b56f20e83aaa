"""How a script is left other than at its end: errors that scripts can catch, and jumps."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TypeAlias

from eopsh.binding import BindingError
from eopsh.errors import Advice, EopshError, LineError
from eopsh.frozen import frozen
from eopsh.objects import ErrorRecord, FormatError, Value
from eopsh.objects.bounds import OutOfMemory
from eopsh.runtime.binding_faults import binding_exception
from eopsh.runtime.exceptions import exception_name, exception_object

logger = logging.getLogger(__name__)


@frozen
class Place:
    """A span of the text that was parsed, for the mark under an error."""

    text: str
    start: int
    end: int
    stage: int = 1
    """Which command of its pipeline stands here."""
    stages: int = 1
    """How many commands that pipeline has."""
    file: str = ""
    """The script file that the text is from."""

    @property
    def line(self) -> int:
        """The number of the line that the span starts on, from 1."""
        return self.text.count("\n", 0, self.start) + 1

    @property
    def column(self) -> int:
        """The column that the span starts on, from 1."""
        return self.start - (self.text.rfind("\n", 0, self.start) + 1) + 1

    @property
    def source_line(self) -> str:
        """The whole line that the span starts on."""
        first = self.text.rfind("\n", 0, self.start) + 1
        last = self.text.find("\n", self.start)
        return self.text[first : len(self.text) if last < 0 else last].rstrip("\r")

    @property
    def whole_line(self) -> str:
        """The line that the span starts on, with its line end."""
        return self.source_line + ("\n" if self.text.find("\n", self.start) >= 0 else "")

    def message(self) -> str:
        """Return PowerShell's PositionMessage: where, the line cut around the fault, and the mark under it."""
        line, before, length = self._untabbed()
        shown, at, length = _window(line, before, length)
        where = f"{self.file}:" if self.file else "line:"
        return f"At {where}{self.line} char:{self.column}\n+ {shown}\n+ {' ' * at}{'~' * max(1, length)}"

    def _untabbed(self) -> tuple[str, int, int]:
        """Return the line with tabs as four blanks, where the fault starts in it, and how long it is there."""
        line = self.source_line.rstrip()
        head = line[: self.column - 1].replace("\t", "    ")
        marked = line[self.column - 1 : self.column - 1 + self.end - self.start].replace("\t", "    ")
        return line.replace("\t", "    "), len(head), len(marked)


_SHOWN, _LEAST_BEFORE, _AFTER = 69, 12, 8
_CUT_LEFT, _CUT_RIGHT = "… ", " …"


def _window(line: str, before: int, length: int) -> tuple[str, int, int]:
    """Cut a long line to 69 columns that hold the fault and eight more; return them, where the fault starts, and its length there."""
    if len(line) <= _SHOWN:
        return line, before, min(length, len(line) - before)
    first = max(0, min(before + length + _AFTER - _SHOWN, before - _LEAST_BEFORE, len(line) - _SHOWN))
    left, right = _CUT_LEFT if first else "", _CUT_RIGHT if first + _SHOWN < len(line) else ""
    shown = left + line[first : first + _SHOWN] + right
    return shown, before - first + len(left), min(length, first + _SHOWN - before)


class ScriptError(EopshError):
    """An error that ends a statement (`thrown`: the whole script), and that `try` can catch.

    `record` is what `$_` is in a `catch`. `place` is where it arose, None until a statement adds its own. `preferred` marks one that
    ends the script only because a preference says Stop; `escalated`: so did an error of a statement, which
    ends an advanced function alone, once (`commanded`). `ending`: it ends the function that raised it.
    """

    advice = Advice("The line ended in an error.", "Correct the marked place.")

    def __init__(self, record: ErrorRecord, place: Place | None = None, *, thrown: bool = False, hint: str = "") -> None:
        super().__init__(record.message, advice=Advice(record.message or self.advice.cause, hint or self.advice.next_step))
        self.record = replace(record, hint=hint) if hint else record
        self.place = place
        self.thrown = thrown
        self.hint = hint
        self.preferred = False
        self.escalated = False
        self.commanded = False
        self.ending = False

    @property
    def start(self) -> int:
        """Where the fault starts in the line, 0 when no place is known."""
        return self.place.start if self.place else 0

    @property
    def end(self) -> int:
        """Where the fault ends in the line, 0 when no place is known."""
        return self.place.end if self.place else 0

    def at(self, place: Place) -> ScriptError:
        """Note the place where none is known yet."""
        if self.place is None:
            self.place = place
            if not self.record.position:
                self.record = replace(self.record, position=place.message(), source_line=place.whole_line)
        return self


class Signal(Exception):
    """Base of the jumps; never an error."""


class LoopSignal(Signal):
    """`break` or `continue`, with the label of the loop it means (empty: the nearest)."""

    def __init__(self, label: str = "") -> None:
        super().__init__(label)
        self.label = label


class BreakSignal(LoopSignal):
    """`break`."""


class ContinueSignal(LoopSignal):
    """`continue`."""


class ReturnSignal(Signal):
    """`return`; what it returns has been put out already."""


class ExitSignal(Signal):
    """`exit`, with its code."""

    def __init__(self, code: Value = 0) -> None:
        super().__init__(code)
        self.code = code


def failure(
    message: str,
    error_id: str = "RuntimeException",
    category: str = "InvalidOperation",
    *,
    target: Value = None,
    exception: str = "System.Management.Automation.RuntimeException",
    place: Place | None = None,
    hint: str = "",
    thrown: bool = False,
    activity: str = "",
    inner: str = "",
    inner_message: str = "",
) -> ScriptError:
    """Make the error of PowerShell's id and message. `inner` names the exception inside."""
    wrapped = exception_object(exception, message, exception_object(inner, inner_message or message) if inner else None)
    record = ErrorRecord(message, error_id, category, target, exception, activity, exception=wrapped)
    error = ScriptError(record, thrown=thrown, hint=hint)
    return error.at(place) if place else error


def wrapped(error: ScriptError, method: str, count: int) -> ScriptError:
    """Make the error of a method that ended in another error."""
    cause = error.record
    message = f'Exception calling "{method}" with "{count}" argument(s): "{cause.message}"'
    name = "System.Management.Automation.MethodInvocationException"
    inner = cause.exception if cause.exception is not None else exception_object(cause.exception_type, cause.message)
    error_id = cause.exception_type.rpartition(".")[2]
    return ScriptError(ErrorRecord(message, error_id, "NotSpecified", None, name, exception=exception_object(name, message, inner)))


def not_yet(what: str, place: Place) -> ScriptError:
    """Make the one error for what PowerShell has and this shell does not have yet."""
    return failure(f"not yet: {what}", "NotYet", "NotImplemented", place=place, hint="Write it another way for now.")


def from_line_error(error: LineError, call: Place, suffix: str, command: str) -> ScriptError:
    """Turn an error of the binder into one that scripts can catch; its place is the argument's, else the call's."""
    place = Place(call.text, error.start, error.end) if error.end > error.start else call
    error_id = f"{error.error_id},{suffix}" if suffix else error.error_id
    if not isinstance(error, BindingError):
        exception = "System.Management.Automation.ParameterBindingException"
        return ScriptError(ErrorRecord(error.message, error_id, "InvalidArgument", None, exception, command), hint=error.hint).at(place)
    raised = binding_exception(error, place.line, place.column, command)
    record = ErrorRecord(error.message, error_id, error.category, error.target, error.exception_type, command, exception=raised)
    return ScriptError(record, hint=error.hint).at(place)


Caught: TypeAlias = EopshError | OSError | RecursionError | MemoryError | ValueError | ArithmeticError | LookupError | NotImplementedError
CAUGHT = (EopshError, OSError, RecursionError, MemoryError, ValueError, ArithmeticError, LookupError, NotImplementedError)
"""What ends a statement: faults of the script and of files, calls that went too deep, values that nobody reckoned with.

Other exceptions of Python's are faults of the program and end the line.
"""


def as_script_error(error: Caught) -> ScriptError | None:
    """Return the error as one that scripts can catch; None for what is no fault of the script (a lost session, Ctrl-C).

    The errors of `objects` carry PowerShell's id, message and category themselves.
    """
    if isinstance(error, ScriptError):
        return error
    if not isinstance(error, EopshError | OSError | RecursionError | MemoryError):
        return _value_error(error)
    if isinstance(error, MemoryError):
        error = OutOfMemory()
    if isinstance(error, RecursionError):
        return failure("The script failed due to call depth overflow.", "CallDepthOverflow", thrown=True)
    if isinstance(error, OSError):
        return _file_error(error)
    error_id = getattr(error, "error_id", None)
    if not isinstance(error_id, str) or isinstance(error, LineError):
        return None
    message = getattr(error, "message", str(error))
    name, inner = _exception_of(error_id, message)
    name = getattr(error, "exception_type", "") or name
    exception = exception_object(name, message, exception_object(inner, message) if inner else None)
    record = ErrorRecord(message, error_id, getattr(error, "category", "InvalidOperation"), None, name, exception=exception)
    return ScriptError(record)


def _value_error(error: Exception) -> ScriptError:
    """Make the error for a value that a function was not written for; what Python says of it goes to the log alone."""
    logger.debug("a value that nobody reckoned with", exc_info=error)
    message = str(error) if isinstance(error, FormatError) else "Value does not fall within the expected range."
    return failure(message, "System.ArgumentException", "OperationStopped", exception="System.ArgumentException")


def _file_error(error: OSError) -> ScriptError:
    name = "System.IO.FileNotFoundException" if isinstance(error, FileNotFoundError) else "System.IO.IOException"
    message = f"{error.strerror or 'The file cannot be used'}: '{error.filename}'" if error.filename else str(error)
    return failure(message, "FileOpenFailure", "OpenError", target=error.filename, exception=name)


def _exception_of(error_id: str, message: str) -> tuple[str, str | None]:
    """Name the exception behind an error of `objects`, and the one inside it."""
    runtime = "System.Management.Automation.RuntimeException"
    if message == "Attempted to divide by zero.":
        return runtime, "System.DivideByZeroException"
    if "Cast" in error_id or error_id.startswith("ConvertTo"):
        return runtime, "System.Management.Automation.PSInvalidCastException"
    known = exception_name(error_id) if error_id.startswith("System.") else None
    return known or runtime, None
