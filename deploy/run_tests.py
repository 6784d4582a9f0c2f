"""Runs the whole suite as CI does: SQLite, then PostgreSQL, then the browser,
then a hundred people.

Every part runs even when an earlier one failed; a skip is printed with its reason and
counts as a failure where ``CI`` is set.
"""

import os
import subprocess
import sys
import time
from pathlib import Path


BIN = Path(sys.executable).parent
DATABASE_TESTS = ["tests/unit", "tests/pages"]
PARTS: list[tuple[str, list[str], dict[str, str]]] = [
    (
        "SQLite",
        [
            "tests",
            "--ignore=tests/browser",
            "--ignore=tests/load",
            "-m",
            "not soak and not spark",  # Spark is no part of the environment
            "-n",
            "auto",
            "--dist",
            "loadfile",
        ],
        {},
    ),
    (
        "PostgreSQL",
        [*DATABASE_TESTS, "-m", "not soak", "-n", "2", "--dist", "loadfile"],
        {"HENGJIAN_TEST_DATABASE": "postgresql"},
    ),
    ("browser", ["tests/browser", "-m", "not soak"], {}),
    # by itself: a hundred people would slow what else runs, and it them
    ("people", ["tests/load", "-m", "not soak"], {}),
]


def run_part(name: str, arguments: list[str], environment: dict[str, str]) -> bool:
    """True when every test of the part passed (and, in CI, none was skipped)."""
    started = time.monotonic()
    sys.stdout.write(f"\n=== {name} ===\n")
    sys.stdout.flush()
    report = Path("var") / f"skips-{name}.txt"
    report.parent.mkdir(exist_ok=True)
    process = subprocess.run(
        [BIN / "pytest", "-q", "-ra", *arguments],
        env={**os.environ, **environment, "HENGJIAN_SKIPS": str(report)},
        check=False,
    )
    sys.stdout.write(f"=== {name}: {time.monotonic() - started:.0f} s ===\n")
    return process.returncode == 0


def main() -> int:
    """Exit code 0 when all parts passed."""
    passed = [run_part(*part) for part in PARTS]
    return 0 if all(passed) else 1


if __name__ == "__main__":
    sys.exit(main())
