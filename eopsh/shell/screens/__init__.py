"""Full-screen views over the prompt."""

from eopsh.shell.screens.help_pane import HelpPane, help_rows, parameter_row
from eopsh.shell.screens.listing import Listing, Row
from eopsh.shell.screens.screen import ListScreen

__all__ = ["HelpPane", "ListScreen", "Listing", "Row", "help_rows", "parameter_row"]
