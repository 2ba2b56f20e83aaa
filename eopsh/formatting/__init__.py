"""From objects to lines of terminal-safe text: views, tables, lists, errors.

How the other rooms use it:

- The cmdlets: `Format-Table` makes `TableFormat(columns=columns_from(argument), evaluate=..., ...)` once a call and yields
  `Formatted(directive, value)` for each object; `ListFormat` and `WideFormat` likewise. `columns_from` takes what -Property (or -GroupBy)
  was bound to: a name, a script block, a hashtable (Label/Name, Expression, Width, Alignment, FormatString), or a list of these.
- Whoever shows output: one `Renderer` a line. `feed(value, now)` takes plain objects and `Formatted` alike, `tick(now)` is called from
  `Host.idle`, `finish()` at the end; each returns the lines that are ready, without line ends. `now` is in seconds of any steady clock.
  Lines between (errors, warnings) go straight to the screen; call `Renderer.flush()` first, so that order holds.
- `format_error`, `format_warning` and their kin make the lines of the other streams; `format_advice` those of an `EopshError`.
"""

from eopsh.formatting.directives import Alignment, Column, Directive, Evaluate, Formatted, ListFormat, TableFormat, WideFormat

__all__ = ["Alignment", "Column", "Directive", "Evaluate", "Formatted", "ListFormat", "TableFormat", "WideFormat"]
