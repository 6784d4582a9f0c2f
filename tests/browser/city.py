"""The small invented city that the browser visits.

``python -m tests.browser.city var/city`` builds it ahead of the tests, which take it from
``HENGJIAN_TEST_CITY``; without it they build their own.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path


ROOT = Path(__file__).resolve().parents[2]
TODAY = "2026-10-20"
HENGJIAN = str(Path(sys.executable).parent / "hengjian")
BUILT_AHEAD = "HENGJIAN_TEST_CITY"


def environment(home: Path) -> dict[str, str]:
    """What a command on the city runs with."""
    return {
        **{k: v for k, v in os.environ.items() if not k.startswith("HENGJIAN_")},
        "HENGJIAN_HOME": str(home),
        "HENGJIAN_TODAY": TODAY,
        "HENGJIAN_SHELF": "1",
        "DJANGO_SETTINGS_MODULE": "hengjian.config.settings",
    }


def build(home: Path) -> None:
    """The small city, ready to be served; it is there when it is whole."""
    begun = home.with_name(f"{home.name}-begun")
    run_in(begun, [HENGJIAN, "demo", "--size", "0.06", "--no-serve"])
    begun.rename(home)


def run_in(home: Path, command: list[str]) -> None:
    """Run a command on a city."""
    subprocess.run(
        command, env=environment(home), cwd=ROOT, check=True, capture_output=True
    )


def built_ahead() -> Path | None:
    """The city that was built before the tests, where there is one."""
    named = os.environ.get(BUILT_AHEAD)
    return Path(named) if named and Path(named).is_dir() else None


if __name__ == "__main__":
    wanted = Path(sys.argv[1]).resolve()
    for left in (wanted, wanted.with_name(f"{wanted.name}-begun")):
        shutil.rmtree(left, ignore_errors=True)
    wanted.parent.mkdir(exist_ok=True)
    build(wanted)
