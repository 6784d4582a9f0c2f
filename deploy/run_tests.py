"""Runs the whole suite as CI does: SQLite, then PostgreSQL, then the browser, and beside
the two latter a hundred people.

Every part runs even when an earlier one failed; a skip is printed with its reason and
counts as a failure where ``CI`` is set. What the hundred people's part prints is told when
it has ended. The browser's city is built meanwhile.
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


SQLITE = Part(
    "SQLite",
    [
        *["tests", "--ignore=tests/browser", "--ignore=tests/load"],
        # Spark is no part of the environment
        *["-m", "not soak and not spark and not only_postgresql"],
        *["-n", "auto", *SPREAD],
    ],
)
POSTGRESQL = Part(
    "PostgreSQL",
    [
        *[*DATABASE_TESTS, "-m", "not soak and not one_database"],
        *["-n", "auto", *SPREAD],
    ],
    {"HENGJIAN_TEST_DATABASE": "postgresql"},
)
BROWSER = Part(
    "browser", ["tests/browser", "-m", "not soak", "-n", "4", "--dist", "worksteal"]
)
# a hundred people mostly read what they see: the machine has room beside them, and no
# part asks how long anything takes
PEOPLE = Part("people", ["tests/load", "-m", "not soak"])


def environment() -> dict[str, str]:
    """This environment, in which compiled code is kept.

    Each process compiling it anew would cost a quarter of the whole.
    """
    inherited = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return {**inherited, "HENGJIAN_TEST_CITY": str(CITY)}


@dataclass(frozen=True)
class Running:
    """A part under way; one that runs aside writes into a file."""

    part: Part
    process: "subprocess.Popen[bytes]"
    began: float
    log: Path | None

    def passed(self) -> bool:
        """Wait for its end: True when every test passed (and, in CI, none was skipped)."""
        code = self.process.wait()
        told = self.log.read_text("utf-8", "replace") if self.log else ""
        took = time.monotonic() - self.began
        _say(f"{told}=== {self.part.name}: {took:.0f} s ===")
        return code == 0


def begun(part: Part, *, aside: bool = False) -> Running:
    """Start a part; what one prints that runs ``aside`` is kept for its end."""
    folder = Path("var")
    folder.mkdir(exist_ok=True)
    log = folder / f"tests-{part.name}.log" if aside else None
    skips = folder / f"skips-{part.name}.txt"
    _say(f"\n=== {part.name} ===")
    with log.open("wb") if log else nullcontext() as out:
        process = subprocess.Popen(
            [BIN / "pytest", "-q", "-ra", *part.words],
            env={**environment(), **part.environment, "HENGJIAN_SKIPS": str(skips)},
            stdout=out,
            stderr=subprocess.STDOUT if aside else None,
        )
    return Running(part, process, time.monotonic(), log)


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
        passed = [begun(SQLITE).passed()]
        people = begun(PEOPLE, aside=True)
        passed += [begun(part).passed() for part in (POSTGRESQL, BROWSER)]
        passed.append(people.passed())
    finally:
        city.kill()
        shutil.rmtree(CITY, ignore_errors=True)
    return 0 if all(passed) else 1


if __name__ == "__main__":
    sys.exit(main())
