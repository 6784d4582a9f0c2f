"""Runs the whole suite as CI does: SQLite, then PostgreSQL, then the browser beside a
hundred people.

Every part runs even when an earlier one failed; a skip is printed with its reason and
counts as a failure where ``CI`` is set. Parts of one step run side by side: what the
second prints is told when it has ended. The browser's city is built meanwhile.
"""

import os
import shutil
import subprocess
import sys
import time
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path


BIN = Path(sys.executable).parent
# where the city is built that the browser visits (tests/browser/city.py)
CITY = Path("var/city-of-the-tests").resolve()
DATABASE_TESTS = ["tests/unit", "tests/pages"]
# whole files to a worker, the longest first (tests/longest_first.py)
SPREAD = ["--dist", "loadfile", "--no-loadscope-reorder"]


@dataclass(frozen=True)
class Part:
    """One call of pytest: its name, its words, what it adds to the environment."""

    name: str
    words: list[str]
    environment: dict[str, str] = field(default_factory=dict)


STEPS: list[list[Part]] = [
    [
        Part(
            "SQLite",
            [
                *["tests", "--ignore=tests/browser", "--ignore=tests/load"],
                # Spark is no part of the environment
                *["-m", "not soak and not spark and not only_postgresql"],
                *["-n", "auto", *SPREAD],
            ],
        )
    ],
    [
        Part(
            "PostgreSQL",
            [
                *[*DATABASE_TESTS, "-m", "not soak and not one_database"],
                *["-n", "auto", *SPREAD],
            ],
            {"HENGJIAN_TEST_DATABASE": "postgresql"},
        )
    ],
    # a hundred people mostly read what they see: the machine has room beside them, and
    # neither of the two asks how long anything takes
    [
        Part(
            "browser",
            ["tests/browser", "-m", "not soak", "-n", "4", "--dist", "worksteal"],
        ),
        Part("people", ["tests/load", "-m", "not soak"]),
    ],
]


def environment() -> dict[str, str]:
    """This environment, in which compiled code is kept.

    Each process compiling it anew would cost a quarter of the whole.
    """
    inherited = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return {**inherited, "HENGJIAN_TEST_CITY": str(CITY)}


def run_step(parts: list[Part]) -> bool:
    """True when every test of the parts passed (and, in CI, none was skipped)."""
    folder = Path("var")
    folder.mkdir(exist_ok=True)
    started = time.monotonic()
    running = [_started(part, folder, aside=part is not parts[0]) for part in parts]
    passed = True
    for part, process in zip(parts, running, strict=True):
        passed &= process.wait() == 0
        took = time.monotonic() - started
        log = _log(part, folder)
        told = log.read_text("utf-8", "replace") if log.exists() else ""
        _say(f"{told}=== {part.name}: {took:.0f} s ===")
    return passed


def _started(part: Part, folder: Path, *, aside: bool) -> "subprocess.Popen[bytes]":
    skips = folder / f"skips-{part.name}.txt"
    log = _log(part, folder)
    log.unlink(missing_ok=True)
    _say(f"\n=== {part.name} ===")
    with log.open("wb") if aside else nullcontext() as out:
        return subprocess.Popen(
            [BIN / "pytest", "-q", "-ra", *part.words],
            env={**environment(), **part.environment, "HENGJIAN_SKIPS": str(skips)},
            stdout=out,
            stderr=subprocess.STDOUT if aside else None,
        )


def _log(part: Part, folder: Path) -> Path:
    return folder / f"tests-{part.name}.log"


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def build_city() -> "subprocess.Popen[bytes]":
    """Start building the city that the browser visits: nobody need wait for it then."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.browser.city", str(CITY)], env=environment()
    )


def main() -> int:
    """Exit code 0 when all parts passed."""
    city = build_city()
    try:
        passed = [run_step(parts) for parts in STEPS]
    finally:
        city.kill()
        shutil.rmtree(CITY, ignore_errors=True)
    return 0 if all(passed) else 1


if __name__ == "__main__":
    sys.exit(main())
