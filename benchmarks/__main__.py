"""`python -m benchmarks`: run every benchmark of this folder, one after the other."""

import runpy
from pathlib import Path


def main() -> None:
    """Run them in alphabetical order."""
    for path in sorted(Path(__file__).parent.glob("*.py")):
        if not path.stem.startswith("_"):
            print(f"== {path.stem}")
            runpy.run_module(f"benchmarks.{path.stem}", run_name="__main__")


if __name__ == "__main__":
    main()
