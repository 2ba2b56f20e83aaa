"""What the renderer calls for script: calculated columns of cmdlets, and the blocks of a server's views."""

from __future__ import annotations

from collections.abc import Callable

from eopsh.objects import ScriptBlock, Value, to_text
from eopsh.runtime.blocks import code_of, keep_item, restore_item
from eopsh.runtime.scope import Scope
from eopsh.runtime.script_text import block_from_text
from eopsh.runtime.signals import ScriptError


def block_evaluator(scope: Scope) -> Callable[[Value, Value], Value]:
    """Return what runs a block, or the text of one, with `$_` as the item."""

    def evaluate(script: Value, item: Value) -> Value:
        block = script if isinstance(script, ScriptBlock) else block_from_text(to_text(script))
        kept = keep_item(scope)
        session = scope.session
        session.tries += 1
        try:
            return code_of(block).value(scope, item)
        except ScriptError as error:
            session.remember(error.record)
            raise
        finally:
            session.tries -= 1
            restore_item(scope, kept)

    return evaluate
