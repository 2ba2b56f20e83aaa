"""The command line: one small file a subcommand, loaded when it is asked for."""

from eopsh.cli.main import run

__all__ = ["run"]
