"""Prints what an optional extra of pyproject.toml asks for, one package to a line.

    python3 deploy/list_extra.py spark

So that the extra's lock holds its own packages alone and goes on top of any other.
"""

import sys
import tomllib
from pathlib import Path


def main(extra: str) -> None:
    """Read the extra; raises ``KeyError`` where there is none of that name."""
    project = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["project"]
    sys.stdout.writelines(f"{one}\n" for one in project["optional-dependencies"][extra])


if __name__ == "__main__":
    main(sys.argv[1])
