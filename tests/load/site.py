"""An office at work on PostgreSQL: the invented city served, a hundred people in it."""

import csv
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests import postgresql
from tests.child import ROOT, bare_environment


TODAY = "2026-10-20"
BIN = Path(sys.executable).parent
PEOPLE = Path(__file__).with_name("people.py")
ACCOUNTS = "tests.load.open_accounts"
ALL = "Aggregated"


@dataclass(frozen=True)
class Served:
    """A running office: its address, its environment, the sign-ins of its people."""

    address: str
    environment: dict[str, str]
    people: Path


@dataclass(frozen=True)
class Asked:
    """How often something was asked, with what success, how long it took (ms)."""

    name: str
    requests: int
    failures: int
    median: int
    p95: int
    slowest: int


@dataclass(frozen=True)
class Figures:
    """What a time of work came to, by what was asked and all together."""

    rows: tuple[Asked, ...]
    failures: tuple[str, ...] = field(default=())

    @property
    def all(self) -> Asked:
        return next(row for row in self.rows if row.name == ALL)

    def table(self) -> str:
        """The figures as a table, with the load of the machine while they were taken."""
        head = "| asked | requests | failed | median | p95 | slowest |\n"
        lines = [
            f"| {row.name} | {row.requests} | {row.failures} | {row.median} ms"
            f" | {row.p95} ms | {row.slowest} ms |\n"
            for row in self.rows
        ]
        load = f"\nLoad at the end {os.getloadavg()[0]:.0f}, {os.cpu_count()} cores.\n"
        return f"{head}| --- | --- | --- | --- | --- | --- |\n{''.join(lines)}{load}"


@contextmanager
def served(folder: Path, *, size: float, cores: int | None = None) -> Iterator[Served]:
    """Build the city in ``folder`` and serve it, on so many cores where it is said."""
    # PostgreSQL's account must reach its folder, and a socket's path is short
    cluster = Path(f"/tmp/hj-load-{os.getpid()}")
    postgresql.start(cluster, durable=True)
    try:
        environment = {
            **bare_environment(),
            "HENGJIAN_HOME": str(folder / "home"),
            "HENGJIAN_TODAY": TODAY,
            "HENGJIAN_DATABASE_URL": f"postgresql://hengjian@/postgres?host={cluster}",
            # everybody sits at an address of their own, which the proxy tells
            "HENGJIAN_BEHIND_PROXY": "1",
        }
        yield from _running(folder, environment, size, cores)
    finally:
        postgresql.stop(cluster)


def _running(
    folder: Path, environment: dict[str, str], size: float, cores: int | None
) -> Iterator[Served]:
    _run([BIN / "hengjian", "demo", "--size", str(size), "--no-serve"], environment)
    people = folder / "people.json"
    people.write_bytes(_run([sys.executable, "-m", ACCOUNTS], environment))
    port = _free_port()
    log = (folder / "server.log").open("wb")
    server = subprocess.Popen(
        [*_on(cores), BIN / "hengjian", "serve", "--port", str(port), "--web", "2"],
        env=environment,
        cwd=ROOT,
        stdout=log,
        stderr=log,
    )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(f"{address}/health/ready")
        yield Served(address, environment, people)
    finally:
        server.terminate()
        server.wait(60)
        log.close()


def work(site: Served, folder: Path, *, seconds: int, coming: int) -> Figures:
    """Let the hundred people work for so long, ``coming`` of them arriving each second.

    A sign-in hashes a password, by design half a second of one core's work.
    """
    many = len(json.loads(site.people.read_text("utf-8"))["people"])
    prefix = folder / "figures"
    done = subprocess.run(
        [
            *[BIN / "locust", "-f", PEOPLE, "--headless", "--host", site.address],
            *["--users", str(many), "--spawn-rate", str(coming)],
            # at the end whoever is still at their first thing may finish it: what was
            # asked does not hang on how busy the machine is
            *["--run-time", f"{seconds}s", "--stop-timeout", "300"],
            *["--csv", prefix, "--only-summary", "--exit-code-on-error", "0"],
        ],
        env={**site.environment, "HENGJIAN_LOAD_PEOPLE": str(site.people)},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-4000:])
    return Figures(tuple(_rows(prefix)), tuple(_failures(prefix)))


def _rows(prefix: Path) -> Iterator[Asked]:
    with Path(f"{prefix}_stats.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            yield Asked(
                name=row["Name"],
                requests=int(row["Request Count"]),
                failures=int(row["Failure Count"]),
                median=round(float(row["Median Response Time"] or 0)),
                p95=round(float(row["95%"] or 0)),
                slowest=round(float(row["Max Response Time"] or 0)),
            )


def _failures(prefix: Path) -> Iterator[str]:
    with Path(f"{prefix}_failures.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            yield f"{row['Occurrences']} × {row['Method']} {row['Name']}: {row['Error']}"


def _on(cores: int | None) -> list[str]:
    return [] if cores is None else ["taskset", "-c", f"0-{cores - 1}"]


def _run(command: list[object], environment: dict[str, str]) -> bytes:
    parts = [str(part) for part in command]
    done = subprocess.run(
        parts, env=environment, cwd=ROOT, capture_output=True, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stderr.decode("utf-8", "replace")[-4000:])
    return done.stdout


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str) -> None:
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(address, timeout=5)
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(address)
