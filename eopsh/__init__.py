"""eopsh: an interactive shell for Exchange and Exchange Online Protection remote PowerShell."""

__version__ = "0.1.0"
