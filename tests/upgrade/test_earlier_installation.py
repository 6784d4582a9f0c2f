"""An installation of an earlier state is brought up to today's program and is whole.

The installations are those of commit 00d8ed2; ``make_installation.py`` says how they were
made.
"""

import json
import os
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests import postgresql
from tests.child import ROOT, bare_environment


TODAY = "2026-10-20"
HENGJIAN = Path(sys.executable).with_name("hengjian")


def unpacked(database: str, folder: Path) -> Path:
    with tarfile.open(Path(__file__).with_name(f"{database}.tar.xz")) as packed:
        packed.extractall(folder, filter="data")
    return folder / "home"


@pytest.fixture(params=["sqlite", "postgresql"])
def earlier(request: Any, tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of an earlier installation, as it was left."""
    home = unpacked(request.param, tmp_path)
    environment = {
        **bare_environment(),
        "HENGJIAN_HOME": str(home),
        "HENGJIAN_TODAY": TODAY,
    }
    if request.param == "sqlite":
        yield environment
        return
    # the server's own account must reach the folder, and a socket's path is short
    cluster = Path(f"/tmp/hj-upgrade-{os.getpid()}")
    postgresql.start(cluster)
    try:
        address = f"postgresql://hengjian@/postgres?host={cluster}"
        dump = home / "database.sql"
        with psycopg.connect(address) as connection:
            connection.execute(dump.read_text("utf-8").encode())
        yield {**environment, "HENGJIAN_DATABASE_URL": address}
    finally:
        postgresql.stop(cluster)


def run(*command: object, environment: dict[str, str]) -> str:
    done = subprocess.run(
        [str(part) for part in command],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, (
        f"{command}: {done.stdout[-2000:]}{done.stderr[-2000:]}"
    )
    return done.stdout


def test_earlier_installation_migrates_and_verifies(earlier: dict[str, str]) -> None:
    # what stands there is older: the test would prove nothing on today's tables
    waiting = subprocess.run(
        [HENGJIAN, "doctor", "--json"], env=earlier, capture_output=True, check=False
    )
    states = {each["name"]: each["state"] for each in json.loads(waiting.stdout)}
    assert states["migrations"] == "bad"

    run(HENGJIAN, "migrate", environment=earlier)

    journal = json.loads(
        run(HENGJIAN, "audit", "verify", "--json", environment=earlier)
    )
    assert journal["faults"] == []
    assert journal["entries"] > 50
    tables = json.loads(
        run(HENGJIAN, "warehouse", "verify", "--json", environment=earlier)
    )
    assert len(tables) == 12
    assert [each["faults"] for each in tables if each["faults"]] == []
    examined = json.loads(run(HENGJIAN, "doctor", "--json", environment=earlier))
    assert not [each for each in examined if each["state"] == "bad"]
    opened = json.loads(
        run(
            sys.executable,
            "-m",
            "tests.upgrade.opened_installation",
            environment=earlier,
        )
    )
    assert set(opened["pages"].values()) == {200}, opened["pages"]
    again, before = opened["digests"]
    assert again == before
    assert opened["values"] > 1000


def test_the_kept_installations_stay_small() -> None:
    for archive in Path(__file__).parent.glob("*.tar.xz"):
        assert archive.stat().st_size < 1024**2
