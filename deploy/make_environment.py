"""Builds the environment from the hash-locked requirements.

    python3 deploy/make_environment.py .venv requirements-dev.txt

Uses the lock's own uv (fast); where that does not run, pip does the same work.
"""

import re
import subprocess
import sys
from pathlib import Path


def locked(requirements: Path, name: str) -> str:
    """The lock's lines for one package: its pin and hashes."""
    text = requirements.read_text("utf-8")
    found = re.search(
        rf"^{name}==[^\n]*\\\n(?:    --hash=[^\n]*\n?)+", text, re.MULTILINE
    )
    if not found:
        raise SystemExit(f"{requirements} has no pin for {name}")
    return found.group(0).rstrip().rstrip("\\") + "\n"


def main(folder: Path, requirements: Path) -> None:
    """Create or update the environment in ``folder``."""
    if sys.version_info[:2] != (3, 11):
        raise SystemExit(f"Python 3.11 is needed, this is {sys.version.split()[0]}")
    python = folder / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    uv = folder / "bin" / "uv"
    if not uv.exists():
        bootstrap = folder / "bootstrap.txt"
        bootstrap.write_text(locked(requirements, "uv"), "utf-8")
        pip = [python, "-m", "pip", "install", "-q", "--disable-pip-version-check"]
        subprocess.run([*pip, "--require-hashes", "-r", bootstrap], check=True)
    install = [uv, "pip", "install", "-q", "--python", python]
    fast = subprocess.run(
        [*install, "--require-hashes", "-r", requirements], check=False
    )
    if fast.returncode:
        pip = [python, "-m", "pip", "install", "-q", "--require-hashes"]
        subprocess.run([*pip, "-r", requirements], check=True)
    subprocess.run(
        [*install, "--no-deps", "--no-build-isolation", "-e", "."], check=True
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
