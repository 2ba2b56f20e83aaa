"""A host that keeps everything in one text, as the console would show it."""

from __future__ import annotations

from eopsh.errors import NoAnswer
from eopsh.formatting import Renderer, format_debug, format_information, format_verbose, format_warning
from eopsh.objects import ErrorRecord, Value, get_property, to_text
from eopsh.remote import HostCall, Record, Stream
from eopsh.runtime import Interpreter, block_evaluator
from eopsh.runtime.signals import failure

_SHOWN = {Stream.WARNING: format_warning, Stream.VERBOSE: format_verbose, Stream.DEBUG: format_debug}


class ConsoleHost:
    """Shows values and records; nobody is there to answer a question."""

    def __init__(self, width: int, interpreter: Interpreter) -> None:
        self.width = width
        self.text: list[str] = []
        self.renderer = Renderer(
            width,
            terminal=False,
            views=interpreter.session.formats,
            evaluate=block_evaluator(interpreter.scope),
            variable=interpreter.scope.get,
        )

    def show(self, value: Value) -> None:
        """Show a value of the output."""
        self._write(self.renderer.feed(value, 0.0))

    def error(self, record: ErrorRecord) -> None:
        """Show an error in its place among the rows of a table."""
        self._write(self.renderer.feed(record, 0.0))

    def finish(self) -> None:
        """Show what the last table still keeps."""
        self._write(self.renderer.finish())

    def emit(self, record: Record) -> None:
        """Show a record of another stream."""
        value = record.value
        if record.stream is Stream.ERROR and isinstance(value, ErrorRecord):
            self.error(value)
        elif record.stream is Stream.OUTPUT:
            self.show(value)
        elif record.stream is Stream.INFORMATION:
            self._information(value)
        elif record.stream in _SHOWN:
            self._write(_SHOWN[record.stream](value))

    def _information(self, value: Value) -> None:
        text = "\n".join(format_information(value))
        data = get_property(value, "MessageData")
        self.text.append(text if get_property(data, "NoNewLine") is True else text + "\n")

    def ask(self, call: HostCall) -> Value:
        """Show what is asked for; take the default of a choice, and fail at any other question as the recorded host did."""
        if call.method == "PromptForChoice":
            return self._choose(call)
        if call.method != "Prompt":
            raise NoAnswer
        self._write([to_text(text) for text in call.arguments[:2] if text])
        raise failure("no input", "System.NotSupportedException", "OperationStopped", exception="System.NotSupportedException")

    def _choose(self, call: HostCall) -> Value:
        caption, text, choices, default = call.arguments
        labels = [to_text(get_property(each, "label")) for each in choices] if isinstance(choices, list) else []
        self._write([to_text(caption), *to_text(text).split("\n"), f"{'  '.join(labels)} (default {default})"])
        return default

    def idle(self) -> None:
        """Nothing waits here."""

    def cancelled(self) -> bool:
        """Nobody presses Ctrl-C."""
        return False

    def _write(self, lines: list[str]) -> None:
        self.text += [line + "\n" for line in lines]
