"""Import-Csv, Export-Csv, ConvertTo-Csv and ConvertFrom-Csv."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from eopsh.binding import BoundCall
from eopsh.binding.validation import ValidateNotNullOrEmpty
from eopsh.catalogue import ALL_SETS, Command, Membership, Parameter
from eopsh.objects import CUSTOM_TYPES, PSDict, PSList, PSObject, Value, get_property, properties, to_string, to_text, type_names
from eopsh.runtime.closing import closing
from eopsh.runtime.commands.declare import MANDATORY, switch
from eopsh.runtime.commands.files import ENCODING, LITERAL_ALIASES, encoding, open_failure, opened, path_texts, target_file, writer
from eopsh.runtime.commands.inputs import not_null
from eopsh.runtime.confirming import should_process
from eopsh.runtime.csv_text import CsvReader, CsvWriter, Quotes, header, lines_of, type_line
from eopsh.runtime.local import CommandContext, local_command
from eopsh.runtime.locations import full_path, matches
from eopsh.runtime.text_files import NEWLINE, FileEncoding, FileWriter, marked_encoding, open_text
from eopsh.runtime.values import unrolled

_BY_CHAR, _BY_CULTURE = "Delimiter", "UseCulture"
_CULTURE_SEPARATOR = ","
_OBJECTS = Membership(mandatory=True, position=0, from_pipeline=True)
_FULL = (ValidateNotNullOrEmpty(),)
_WRITING = (
    Parameter("Delimiter", "System.Char", sets={_BY_CHAR: Membership(position=1)}),
    switch("UseCulture", _BY_CULTURE),
    switch("IncludeTypeInformation", aliases=("ITI",)),
    switch("NoTypeInformation", aliases=("NTI",)),
    Parameter("QuoteFields", "System.String[]", aliases=("QF",)),
    Parameter(
        "UseQuotes",
        "Microsoft.PowerShell.Commands.BaseCsvWritingCommand+QuoteKind",
        aliases=("UQ",),
        values=("Never", "Always", "AsNeeded"),
    ),
    switch("NoHeader"),
)

# --- writing


def _columns(item: Value) -> list[str]:
    """Return the column names that the first object of a file gives."""
    if isinstance(item, PSDict):
        return [to_text(key) for key in item] + list(item.notes)
    return [name for name, _ in properties(item)]


def cell_text(item: Value, name: str) -> str | None:
    """Return an object's text for a column; None where it has no value. The texts of a server's list are joined by blanks."""
    value = item[name] if isinstance(item, PSDict) and name in item else get_property(item, name)
    if value is None:
        return None
    if isinstance(value, PSObject) and value.text is None and value.base is None:
        return to_text(value)
    if isinstance(value, PSList) and value.type_names and value.type_names[0].startswith("Deserialized."):
        return to_text(value)
    return to_string(value)


def _csv_writer(call: BoundCall) -> CsvWriter:
    fields = frozenset(to_text(name).lower() for name in unrolled(call.get("QuoteFields"))) if "QuoteFields" in call else None
    quotes = Quotes(to_text(call.get("UseQuotes")).lower()) if "UseQuotes" in call else Quotes.ALWAYS
    return CsvWriter(_delimiter(call), quotes, fields)


def _delimiter(call: BoundCall) -> str:
    return to_text(call.get("Delimiter")) if "Delimiter" in call else _CULTURE_SEPARATOR


_NOT_BOTH = (("QuoteFields", "UseQuotes"), ("IncludeTypeInformation", "NoTypeInformation"))


def _check_pairs(call: BoundCall, context: CommandContext) -> None:
    for one, other in _NOT_BOTH:
        if one in call and other in call:
            raise _not_both(context, one, other, f"CannotSpecify{one}And{other}")


def _not_both(context: CommandContext, one: str, other: str, error_id: str) -> Exception:
    return context.fail(f"You must specify either the -{one} or -{other} parameters, but not both.", error_id, "InvalidData")


def _head(item: Value, names: list[str], call: BoundCall, csv: CsvWriter) -> Iterator[str]:
    """Yield the lines in front of the first row."""
    if call.get("NoHeader"):
        return
    if call.get("IncludeTypeInformation"):
        yield f"#TYPE {type_names(item)[0].removeprefix('CSV:')}"
    if names:
        yield csv.header(names)


def _row(item: Value, names: list[str], csv: CsvWriter) -> str:
    return csv.line(names, [cell_text(item, name) for name in names])


CONVERT_TO_CSV = Command(
    "ConvertTo-Csv",
    Parameter("InputObject", "System.Management.Automation.PSObject", sets={ALL_SETS: _OBJECTS}),
    *_WRITING,
    default_set=_BY_CHAR,
)


@local_command(CONVERT_TO_CSV)
def convert_to_csv(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield objects as lines; the first one's properties are the columns of all."""
    _check_pairs(call, context)
    csv = _csv_writer(call)
    names: list[str] | None = None
    with closing(objects):
        for item in not_null(objects, context):
            if names is None:
                names = _columns(item)
                yield from _head(item, names, call, csv)
            if names:
                yield _row(item, names, csv)


EXPORT_CSV = Command(
    "Export-Csv",
    Parameter("Path", "System.String", position=0, validation=_FULL),
    Parameter("LiteralPath", "System.String", aliases=LITERAL_ALIASES, validation=_FULL),
    Parameter("InputObject", "System.Management.Automation.PSObject", sets={ALL_SETS: Membership(mandatory=True, from_pipeline=True)}),
    *_WRITING,
    switch("Append"),
    switch("Force"),
    switch("NoClobber", aliases=("NoOverwrite",)),
    ENCODING,
    default_set=_BY_CHAR,
    alias="epcsv",
    should_process=True,
)


@local_command(EXPORT_CSV)
def export_csv(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Write objects to a file of delimited text; the file is there, or is changed, only once all are written."""
    if ("Path" in call) == ("LiteralPath" in call):
        raise _not_both(context, "Path", "LiteralPath", "CannotSpecifyPathAndLiteralPath")
    _check_pairs(call, context)
    how = encoding(call, context)
    path, text = target_file(call, context, "Path")
    with closing(objects):
        if should_process(context, "Export-Csv", text):
            present = _present_columns(path, call, context)
            with writer(path, call, context, how, keep_partial=False) as file:
                _export(not_null(objects, context), file, _Target(call, context, text, present))
    yield from ()


class _Target:
    """The file of an export: what its call asks for, and the columns it has already (None: it has no row)."""

    def __init__(self, call: BoundCall, context: CommandContext, text: str, present: list[str] | None) -> None:
        self.call = call
        self.context = context
        self.text = text
        self.present = present

    def columns(self, first: Value) -> list[str]:
        """Return the columns to write: those of the file where it has some.

        Raises:
            ScriptError: CannotAppendCsvWithMismatchedPropertyNames.
        """
        names = _columns(first)
        if self.present is None:
            return names
        given = {name.lower() for name in names}
        lacking = next((name for name in self.present if name.lower() not in given), None)
        if lacking is not None and not self.call.get("Force"):
            message = (
                f"Cannot append CSV content to the following file: {self.text}. The appended object does not have a property that "
                f"corresponds to the following column: {lacking}. To continue with mismatched properties, add the -Force parameter, and "
                "then retry the command."
            )
            raise self.context.fail(message, "CannotAppendCsvWithMismatchedPropertyNames", "InvalidData", lacking)
        return self.present


def _export(objects: Iterable[Value], file: FileWriter, target: _Target) -> None:
    csv = _csv_writer(target.call)
    names: list[str] | None = None
    for item in objects:
        target.context.check()
        if names is None:
            names = target.columns(item)
            if target.present is None:
                for line in _head(item, names, target.call, csv):
                    file.write(line + NEWLINE)
        if names:
            file.write(_row(item, names, csv) + NEWLINE)


def _present_columns(path: Path, call: BoundCall, context: CommandContext) -> list[str] | None:
    """Return the columns of the file that -Append adds to; a last line without its end gets one."""
    if not call.get("Append") or not path.is_file() or path.stat().st_size == 0:
        return None
    how = encoding(call, context)
    with opened(lambda: open_text(path, how, ""), path, context) as file:
        reader = CsvReader(iter(file), _delimiter(call))
        type_line(reader)
        names = header(reader)
        last = _last_line(file)
    if last and not last.endswith(("\n", "\r")):
        with path.open("ab") as end:
            end.write((marked_encoding(path) or how).encode(NEWLINE))
    return names


def _last_line(file: Iterable[str]) -> str:
    last = "\n"
    for line in file:
        last = line
    return last


# --- reading

_DELIMITED, _CULTURED = ("DelimiterPath", "DelimiterLiteralPath"), ("CulturePath", "CultureLiteralPath")
_PATH = Membership(mandatory=True, position=0, from_pipeline=True, from_property=True)
_LITERAL = Membership(mandatory=True, from_property=True)
IMPORT_CSV = Command(
    "Import-Csv",
    Parameter("Path", "System.String[]", sets={_DELIMITED[0]: _PATH, _CULTURED[0]: _PATH}, validation=_FULL),
    Parameter(
        "LiteralPath", "System.String[]", aliases=LITERAL_ALIASES, sets={_DELIMITED[1]: _LITERAL, _CULTURED[1]: _LITERAL}, validation=_FULL
    ),
    Parameter("Delimiter", "System.Char", sets=dict.fromkeys(_DELIMITED, Membership(position=1))),
    Parameter("UseCulture", "switch", sets=dict.fromkeys(_CULTURED, MANDATORY)),
    Parameter("Header", "System.String[]", validation=_FULL),
    ENCODING,
    default_set=_DELIMITED[0],
    alias="ipcsv",
)


class _Rows:
    """Makes objects of records. What the first text says about columns and type holds for the texts after it, where asked to."""

    def __init__(self, call: BoundCall, context: CommandContext) -> None:
        self.context = context
        self.delimiter = _delimiter(call)
        self.names = [to_text(name) for name in unrolled(call.get("Header"))] if "Header" in call else None
        self.type = ""
        self.warned = False

    def read(self, lines: Iterator[str], *, remember: bool) -> Iterator[Value]:
        """Yield the objects of one text. Raises ScriptError: two columns have the same name."""
        reader = CsvReader(lines, self.delimiter)
        kind = self.type or type_line(reader)
        names = self.names if self.names is not None else header(reader)
        _check_names(names or [], self.context)
        if remember:
            self.type, self.names = kind, names
        if names:
            yield from self._objects(reader, self._named(names), (kind, f"CSV:{kind}") if kind else CUSTOM_TYPES)

    def _named(self, names: list[str]) -> list[tuple[str, bool]]:
        """Return the names of the properties; `H1` and so on where the text has none, and whether that is so."""
        unnamed = 0
        found = []
        for name in names:
            unnamed += name == ""
            found.append((name or f"H{unnamed}", name == ""))
        return found

    def _objects(self, reader: CsvReader, names: list[tuple[str, bool]], types: tuple[str, ...]) -> Iterator[Value]:
        made_up = any(unnamed for _, unnamed in names)
        while record := reader.record():
            self.context.check()
            if record == [""]:
                continue
            if made_up and not self.warned:
                self.warned = True
                self.context.warn(_UNNAMED)
            values = [*record, *[None] * (len(names) - len(record))]
            yield PSObject({name: value for (name, _), value in zip(names, values, strict=False)}, type_names=types)


_UNNAMED = 'One or more headers were not specified. Default names starting with "H" have been used in place of any missing headers.'


def _check_names(names: list[str], context: CommandContext) -> None:
    seen: set[str] = set()
    for name in names:
        if name and name.lower() in seen:
            raise context.fail(
                f'The member "{name}" is already present.', "AlreadyPresentPSMemberInfoInternalCollectionAdd", "NotSpecified"
            )
        seen.add(name.lower())


@local_command(IMPORT_CSV)
def import_csv(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield an object for each record of files of delimited text."""
    how = encoding(call, context)
    for text in path_texts(call):
        found = matches(text, literal="LiteralPath" in call)
        for path in found or [full_path(text)]:
            yield from _import(path, how, call, context)


def _import(path: Path, how: FileEncoding, call: BoundCall, context: CommandContext) -> Iterator[Value]:
    try:
        with open_text(path, how, "") as file:
            yield from _Rows(call, context).read(iter(file), remember=False)
    except OSError as error:
        raise open_failure(error, path, context) from error


CONVERT_FROM_CSV = Command(
    "ConvertFrom-Csv",
    Parameter("InputObject", "System.Management.Automation.PSObject[]", sets={ALL_SETS: _OBJECTS}),
    Parameter("Delimiter", "System.Char", sets={_BY_CHAR: Membership(position=1)}),
    Parameter("UseCulture", "switch", sets={_BY_CULTURE: MANDATORY}),
    Parameter("Header", "System.String[]", validation=_FULL),
    default_set=_BY_CHAR,
)


@local_command(CONVERT_FROM_CSV)
def convert_from_csv(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield an object for each record of the texts; the first line of the first one names the columns."""
    rows = _Rows(call, context)
    with closing(objects):
        for item in not_null(objects, context):
            for text in unrolled(item):
                yield from rows.read(lines_of(to_text(text)), remember=True)
