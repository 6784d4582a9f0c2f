"""One migrated database for a run of several workers, each of which takes a copy.

The controller lets a process of its own make it while the workers collect their tests:
``python -m tests.template_database``.
"""

import fcntl
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path


EXPECTED = "HENGJIAN_TEST_TEMPLATE"
NAME = "template_of_tests"
LONGEST = 300  # seconds that a worker waits for it


_making: "list[subprocess.Popen[bytes]]" = []


def begin() -> None:
    """Start making it; the workers find it expected."""
    os.environ[EXPECTED] = "1"
    with (_home() / "template.log").open("wb") as log:
        making = subprocess.Popen(
            [sys.executable, "-m", __name__],
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"},
            cwd=Path(__file__).resolve().parents[1],
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    _making.append(making)


def end() -> None:
    """Nobody waits for it any more."""
    for making in _making:
        making.kill()
        making.wait()
    _making.clear()


def is_expected() -> bool:
    """Whether this process is a worker of a run that makes one."""
    return bool(os.environ.get(EXPECTED)) and "PYTEST_XDIST_WORKER" in os.environ


def copy() -> None:
    """Lay a copy where this worker's database will be. Raises ``RuntimeError``."""
    from django.db import connection

    _wait()
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        shutil.copyfile(_sqlite(), settings["TEST"]["NAME"])
        return
    name = connection.creation._get_test_db_name()
    with (
        (_home() / "template.lock").open("w") as lock,
        connection._nodb_cursor() as cursor,
    ):
        fcntl.flock(lock, fcntl.LOCK_EX)
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{NAME}"')


def _wait() -> None:
    until = time.monotonic() + LONGEST
    while not (ended := _home() / "template.ended").exists():
        if time.monotonic() > until:
            raise RuntimeError("no database to copy: the one to copy takes too long")
        time.sleep(0.1)
    if ended.read_text() != "made":
        raise RuntimeError((_home() / "template.log").read_text("utf-8", "replace"))


def _home() -> Path:
    return Path(os.environ["HENGJIAN_TEST_HOME"])


def _sqlite() -> Path:
    return _home() / f"{NAME}.sqlite3"


def make() -> None:
    """Migrate it, empty as it is."""
    import django

    django.setup()
    from django.db import connection

    name = str(_sqlite()) if connection.vendor == "sqlite" else NAME
    connection.settings_dict["TEST"]["NAME"] = name
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    connection.close()


if __name__ == "__main__":
    told = "failed"
    try:
        make()
        told = "made"
    finally:
        ended = _home() / "template.ended"
        ended.with_suffix(".half").write_text(told)
        ended.with_suffix(".half").rename(ended)
