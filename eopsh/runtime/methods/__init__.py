"""Methods of values and members of types, from tables; nothing of Python can be reached through them."""

from eopsh.runtime.methods.dispatch import call_method, method_names
from eopsh.runtime.methods.types import call_static, construct, get_static, has_static, is_known_type, static_names

__all__ = ["call_method", "call_static", "construct", "get_static", "has_static", "is_known_type", "method_names", "static_names"]
