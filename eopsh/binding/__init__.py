"""Arguments and a command make a bound call."""

from eopsh.binding.binder import bind
from eopsh.binding.common import (
    COMMON_PARAMETERS,
    LOCAL_PARAMETERS,
    SHOULD_PROCESS_PARAMETERS,
    common_parameters,
    is_common,
    is_taken_everywhere,
)
from eopsh.binding.errors import BindingError
from eopsh.binding.model import UNKNOWN, Argument, BoundCall, Default, Evaluate
from eopsh.binding.syntax import display_type, syntax

__all__ = [
    "COMMON_PARAMETERS",
    "LOCAL_PARAMETERS",
    "SHOULD_PROCESS_PARAMETERS",
    "UNKNOWN",
    "Argument",
    "BindingError",
    "BoundCall",
    "Default",
    "Evaluate",
    "bind",
    "common_parameters",
    "display_type",
    "is_common",
    "is_taken_everywhere",
    "syntax",
]
