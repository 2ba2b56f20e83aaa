"""What commands that take a file share: their parameters, their paths and encodings, and the errors of the file system."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from eopsh.binding import BoundCall
from eopsh.catalogue import Membership, Parameter
from eopsh.objects import like, to_text
from eopsh.runtime.commands.declare import switch
from eopsh.runtime.commands.inputs import texts_of
from eopsh.runtime.local import CommandContext
from eopsh.runtime.locations import drive_of, full_path, matches
from eopsh.runtime.signals import ScriptError
from eopsh.runtime.text_files import FileEncoding, FileWriter, encoding_of

T = TypeVar("T")
ENCODING = Parameter("Encoding", "System.Text.Encoding")
LITERAL_ALIASES = ("PSPath", "LP")
FILTERS = (
    Parameter("Filter", "System.String"),
    Parameter("Include", "System.String[]"),
    Parameter("Exclude", "System.String[]"),
    switch("Force"),
)


def paths_parameters(
    *, piped: bool = True, mandatory: bool = True, sets: tuple[str, str] = ("Path", "LiteralPath")
) -> tuple[Parameter, ...]:
    """Declare -Path and -LiteralPath, each the mark of a set of its own."""
    path = Membership(mandatory=mandatory, position=0, from_pipeline=piped, from_property=True)
    literal = Membership(mandatory=True, from_property=True)
    return (
        Parameter("Path", "System.String[]", sets={sets[0]: path}),
        Parameter("LiteralPath", "System.String[]", aliases=LITERAL_ALIASES, sets={sets[1]: literal}),
    )


def encoding(call: BoundCall, context: CommandContext) -> FileEncoding:
    """Return what -Encoding asks for. Raises ScriptError: there is no such encoding."""
    try:
        return encoding_of(call.get("Encoding"))
    except LookupError:
        name = to_text(call.get("Encoding"))
        message = (
            f"Cannot process argument transformation on parameter 'Encoding'. '{name}' is not a supported encoding name. For information "
            "on defining a custom encoding, see the documentation for the Encoding.RegisterProvider method. (Parameter 'name')"
        )
        raise context.fail(message, "ParameterArgumentTransformationError", "InvalidData", name) from None


def path_texts(call: BoundCall) -> list[str]:
    """Return what -Path or -LiteralPath holds."""
    name = "LiteralPath" if "LiteralPath" in call else "Path"
    return texts_of(call, name)


def existing(text: str, call: BoundCall, context: CommandContext, error_id: str = "PathNotFound", *, hidden: bool = False) -> list[Path]:
    """Return the paths that are there for a text; an error for one without a wildcard that means none."""
    found = matches(text, literal="LiteralPath" in call, hidden=hidden or bool(call.get("Force")))
    if found is None:
        name, _ = drive_of(text)
        no_drive(name, context) if name else not_found(full_path(text), context, error_id)
    return found or []


def all_existing(call: BoundCall, context: CommandContext, error_id: str = "PathNotFound") -> Iterator[Path]:
    """Yield the paths that are there for all of -Path or -LiteralPath."""
    for text in path_texts(call):
        yield from existing(text, call, context, error_id)


def wanted(paths: Iterable[Path], call: BoundCall) -> Iterator[Path]:
    """Yield the paths whose names -Filter, -Include and -Exclude let through."""
    include = [*texts_of(call, "Filter"), *texts_of(call, "Include")]
    exclude = texts_of(call, "Exclude")
    for path in paths:
        included = not include or any(like(path.name, pattern) for pattern in include)
        if included and not any(like(path.name, pattern) for pattern in exclude):
            yield path


def no_drive(name: str, context: CommandContext) -> None:
    """Write the error for a drive that there is not."""
    message = f"Cannot find drive. A drive with the name '{name}' does not exist."
    context.error(message, "DriveNotFound", "ObjectNotFound", name, "System.Management.Automation.DriveNotFoundException")


def not_found(path: Path | str, context: CommandContext, error_id: str = "PathNotFound") -> None:
    """Write the error for a path where nothing is."""
    message = f"Cannot find path '{path}' because it does not exist."
    context.error(message, error_id, "ObjectNotFound", str(path), "System.Management.Automation.ItemNotFoundException")


def target_file(call: BoundCall, context: CommandContext, name: str = "FilePath") -> tuple[Path, str]:
    """Return the one file to write and the text that named it; a wildcard must mean exactly one file.

    Raises:
        ScriptError: ReadWriteMultipleFilesNotSupported.
    """
    literal = "LiteralPath" in call
    text = to_text(call.get("LiteralPath" if literal else name))
    found = matches(text, literal=literal) or []
    if len(found) > 1:
        message = f"Cannot perform operation because the path resolved to more than one file: {text}."
        raise context.fail(message, "ReadWriteMultipleFilesNotSupported", "InvalidArgument", text)
    return (found[0] if found else full_path(text)), text


def writer(path: Path, call: BoundCall, context: CommandContext, how: FileEncoding, *, keep_partial: bool) -> FileWriter:
    """Open a file for writing as -Append, -NoClobber and -Force say.

    Raises:
        ScriptError: NoClobber, FileOpenFailure.
    """
    append = bool(call.get("Append"))
    if call.get("NoClobber") and not append and path.exists():
        raise context.fail(f"The file '{path}' already exists.", "NoClobber", "ResourceExists", str(path), "System.IO.IOException")
    if call.get("Force") and path.is_file():
        opened(lambda: path.chmod(path.stat().st_mode | 0o200), path, context)
    return opened(lambda: FileWriter(path, how, append=append, keep_partial=keep_partial), path, context)


def opened(work: Callable[[], T], path: Path, context: CommandContext) -> T:
    """Return what opening a file gives. Raises ScriptError: FileOpenFailure, in .NET's words."""
    try:
        return work()
    except OSError as error:
        raise open_failure(error, path, context) from error


def open_failure(error: OSError, path: Path, context: CommandContext) -> ScriptError:
    """Make the error that ends a command whose file does not open."""
    return context.fail(file_message(error, path), "FileOpenFailure", "OpenError", str(path), file_exception(error, path))


def file_exception(error: OSError, path: Path) -> str:
    """Name .NET's exception for what is wrong with a file."""
    if isinstance(error, FileNotFoundError):
        return "System.IO.FileNotFoundException" if path.parent.is_dir() else "System.IO.DirectoryNotFoundException"
    is_refused = isinstance(error, PermissionError | IsADirectoryError)
    return "System.UnauthorizedAccessException" if is_refused else "System.IO.IOException"


def file_message(error: OSError, path: Path) -> str:
    """Say in .NET's words what is wrong with a file."""
    if isinstance(error, FileNotFoundError):
        if path.parent.is_dir():
            return f"Could not find file '{path}'."
        return f"Could not find a part of the path '{path}'."
    if isinstance(error, PermissionError | IsADirectoryError):
        return f"Access to the path '{path}' is denied."
    if error.errno == errno.ENOSPC:
        return f"There is not enough space on the disk. : '{path}'"
    return f"{error.strerror or error} : '{path}'"
