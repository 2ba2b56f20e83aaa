"""The `eopsh` command. `--version` is answered before anything is imported: scripts ask for it often."""

from __future__ import annotations

import sys


def main(argv: list[str] | None = None) -> int:
    """Run the command line `argv` (default: the process's own) and return the exit code."""
    arguments = sys.argv[1:] if argv is None else argv
    if arguments in (["--version"], ["-V"]):
        from eopsh import __version__

        sys.stdout.write(f"eopsh {__version__}\n")
        return 0
    from eopsh.cli import run

    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
