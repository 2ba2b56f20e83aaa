"""From objects to lines of terminal-safe text: views, tables, lists, errors.

How the other rooms use it:

- The cmdlets: `Format-Table` makes `TableFormat(columns=columns_from(argument, TableFormat), group_by=group_from(...), evaluate=...)` once
  a call and yields `Formatted(directive, value)` for each object; `ListFormat` and `WideFormat` likewise. The argument is what -Property
  (or -GroupBy) was bound to: a name, a script block, a hashtable, or a list of these. `ColumnError` carries PowerShell's error id.
- Whoever shows output: one `Renderer` a line. `feed(value, now)` takes plain objects, `Formatted` and error records alike, `tick(now)` is
  called from `Host.idle`, `finish()` at the end; each returns the lines that are ready, without line ends. `now` is in seconds of any
  steady clock. Lines of the other streams (warnings, verbose) go straight to the screen, as in PowerShell.
- `format_error`, `format_warning` and their kin make those lines; `format_advice` the ones of an `EopshError`.
- `LocalViews` are the views that scripts add (Update-FormatData, Update-TypeData), over the server's.
- `Views.from_records(format_data)`, `pack` and `unpack` keep the server's views beside the catalogue.
"""

from eopsh.formatting.columns import ColumnError, columns_from, group_from
from eopsh.formatting.directives import Alignment, Column, CustomFormat, Directive, Evaluate, Formatted, ListFormat, TableFormat, WideFormat
from eopsh.formatting.local_views import LocalViews
from eopsh.formatting.messages import (
    ends_line,
    format_advice,
    format_debug,
    format_error,
    format_information,
    format_verbose,
    format_warning,
)
from eopsh.formatting.renderer import ENUMERATION_LIMIT, Renderer
from eopsh.formatting.safe import safe_text
from eopsh.formatting.view import Shape, View
from eopsh.formatting.view_files import ViewFileError, read_view_file
from eopsh.formatting.views import Views

__all__ = [
    "ENUMERATION_LIMIT",
    "Alignment",
    "Column",
    "ColumnError",
    "CustomFormat",
    "Directive",
    "Evaluate",
    "Formatted",
    "ListFormat",
    "LocalViews",
    "Renderer",
    "Shape",
    "TableFormat",
    "View",
    "ViewFileError",
    "Views",
    "WideFormat",
    "columns_from",
    "ends_line",
    "format_advice",
    "format_debug",
    "format_error",
    "format_information",
    "format_verbose",
    "format_warning",
    "group_from",
    "read_view_file",
    "safe_text",
]
