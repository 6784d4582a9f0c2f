"""A disk that is full or may not be written: said in words, nothing lost, no hands.

The drills run in a process of their own, which sees small disks that no other process
sees. Where the machine does not let us have any, its files may not grow instead; for
reading only it is somebody whom the modes of files hold.
"""

import json
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests import child


pytestmark = pytest.mark.django_db  # for its empty database, which is copied
PLACES = ("database", "cards", "incoming", "backup", "checkpoints")
MOUNTED = (
    'for disk in "$1"/disks/*; do mount -t tmpfs -o size=6m tmpfs "$disk"; done;'
    ' shift; exec "$@"'
)


def own_disks() -> list[str]:
    """The words before a command that may mount disks of its own; none if it may not."""
    for words in (["unshare", "--mount"], ["unshare", "--mount", "--map-root-user"]):
        mount = [*words, "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
        if shutil.which("unshare") is None:
            return []
        if subprocess.run(mount, capture_output=True, check=False).returncode == 0:
            return [*words, "sh", "-ec", MOUNTED, "disks"]
    return []


@pytest.fixture(scope="module", params=["full", "read-only"])
def drilled(
    request: Any, django_db_setup: None, django_db_blocker: Any
) -> Iterator[tuple[str, dict[str, Any]]]:
    """What came out of the drills at every place."""
    # not below the tests' own folder, which only its owner may enter
    with tempfile.TemporaryDirectory(prefix="hj-disks-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        for place in PLACES:
            (folder / "disks" / place).mkdir(parents=True)
        empty = folder / "empty.sqlite3"
        with django_db_blocker.unblock(), closing(sqlite3.connect(empty)) as copy:
            connection.ensure_connection()
            connection.connection.backup(copy)
        yield request.param, run(folder, request.param, empty)


def run(folder: Path, trouble: str, empty: Path) -> dict[str, Any]:
    words = own_disks() if trouble == "full" else []
    done = subprocess.run(
        [
            *([*words, str(folder)] if words else []),
            *[sys.executable, "-m", "tests.faults.at_work", str(folder), trouble],
        ],
        env={
            **child.bare_environment(),
            "HENGJIAN_HOME": str(folder / "home"),
            "HENGJIAN_DATABASE_URL": f"sqlite:///{folder}/disks/database/h.sqlite3",
            "HENGJIAN_CHECKPOINTS": str(folder / "disks" / "checkpoints"),
            "EMPTY_DATABASE": str(empty),
            "TMPDIR": str(folder),
        },
        cwd=child.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.mark.parametrize("place", PLACES)
def test_trouble_of_a_disk_is_said_and_loses_nothing(
    drilled: tuple[str, dict[str, Any]], place: str
) -> None:
    trouble, found = drilled
    words = {
        # the second where the machine lets us have no small disk
        "full": ("磁盘已满", "磁盘读写失败"),
        # the second of a database whose files beside it cannot be made
        "read-only": ("只能读取", "连接不上"),
    }[trouble]
    told = found[place]["said"]

    assert found[place]["lost"] == 0
    assert found[place]["sound"]
    # what only the signed file lacks is signed with the next act
    is_done = place == "checkpoints" and told == ""
    assert is_done or any(word in told for word in words), told


def test_command_ends_with_a_sentence(drilled: tuple[str, dict[str, Any]]) -> None:
    code, said = drilled[1]["backup"]["as a command"]

    assert code == 2
    assert said.startswith("hengjian: ")
    assert "Traceback" not in said
