"""The interpreter: scopes, pipelines of generators, local commands, and the remote stages of a pipeline.

- `Interpreter(commands, catalogue=..., remote=...)` with `run(parsed, host)` runs a line; what it keeps lives across lines.
- `Host` is whoever runs a line; `Remote` is what the runtime needs of a connection.
- `local_command(COMMAND)` makes a `LocalCommand` of a generator; `closing(objects)` closes a stage's upstream.
- `ScriptError`, `Stopped`, `ExitSignal` are the ways a line ends early.
"""

from eopsh.runtime.closing import closing
from eopsh.runtime.host import Host
from eopsh.runtime.interpreter import Interpreter
from eopsh.runtime.local import CommandContext, LocalCommand, local_command
from eopsh.runtime.methods import method_names, static_names
from eopsh.runtime.rendering import block_evaluator
from eopsh.runtime.scope import Scope
from eopsh.runtime.signals import ExitSignal, Place, ScriptError
from eopsh.runtime.spool import Spool
from eopsh.runtime.wire import Remote

__all__ = [
    "CommandContext",
    "ExitSignal",
    "Host",
    "Interpreter",
    "LocalCommand",
    "Place",
    "Remote",
    "Scope",
    "ScriptError",
    "Spool",
    "block_evaluator",
    "closing",
    "local_command",
    "method_names",
    "static_names",
]
