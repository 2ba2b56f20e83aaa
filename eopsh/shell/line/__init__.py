"""The line editor: prompt_toolkit's seams, each over a pure part of eopsh."""

from eopsh.shell.line.editor import Editor, Surroundings

__all__ = ["Editor", "Surroundings"]
