"""PostgreSQL is stopped and started again under ``hengjian serve``.

Whoever asks meanwhile is told in words; jobs wait; nothing that was acknowledged is lost,
and nobody has to do anything but start the server.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg

from tests import postgresql
from tests.child import ROOT, bare_environment


HENGJIAN = Path(sys.executable).with_name("hengjian")
JOBS = 40


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(happens: Callable[[], object], seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < deadline, "did not happen in time"
        time.sleep(0.2)


def answer(address: str, **headers: str) -> tuple[int, str, str]:
    """Status, type and text of an answer; nothing where nobody answers yet."""
    request = urllib.request.Request(address, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=60) as found:
            return found.status, found.headers["Content-Type"], found.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers["Content-Type"], error.read().decode()
    except (urllib.error.URLError, ConnectionError):
        return 0, "", ""


@contextmanager
def cluster() -> Iterator[Path]:
    # the server's own account must reach the folder, and a socket's path is short
    folder = Path(f"/tmp/hj-away-{os.getpid()}")
    postgresql.start(folder, durable=True)
    try:
        yield folder
    finally:
        postgresql.stop(folder)


@contextmanager
def serving(environment: dict[str, str], log: Path) -> Iterator[str]:
    port = free_port()
    with log.open("wb") as output:
        server = subprocess.Popen(
            [HENGJIAN, "serve", "--port", str(port)],
            env=environment,
            cwd=ROOT,
            stdout=output,
            stderr=output,
        )
    try:
        yield f"http://127.0.0.1:{port}"
        server.send_signal(signal.SIGTERM)
        assert server.wait(60) == 0
    finally:
        server.kill()
        server.wait()


def states(address: str) -> list[str]:
    with closing(psycopg.connect(address)) as connection:
        found = connection.execute(
            "SELECT state FROM jobs_job WHERE key LIKE 'drill-%'"
        ).fetchall()
    return [state for (state,) in found]


def test_database_goes_and_comes_back_under_the_running_platform(
    tmp_path: Path,
) -> None:
    with cluster() as server:
        address = f"postgresql://hengjian@/postgres?host={server}"
        environment = {
            **bare_environment(),
            "HENGJIAN_HOME": str(tmp_path / "home"),
            "HENGJIAN_DATABASE_URL": address,
        }
        run = {"env": environment, "cwd": ROOT, "check": True, "capture_output": True}
        subprocess.run([HENGJIAN, "migrate"], **run)  # type: ignore[call-overload]
        asked = [sys.executable, "-m", "tests.faults.ask_for_jobs", str(JOBS)]
        with serving(environment, tmp_path / "log") as site:
            wait_until(lambda: answer(f"{site}/health/ready")[0] == 200)
            subprocess.run(asked, **run)  # type: ignore[call-overload]

            postgresql.halt(server)
            session = {"Cookie": "sessionid=somebody"}
            page = answer(f"{site}/", **session)
            api = answer(f"{site}/api/notices", Authorization="Bearer any")
            ready = answer(f"{site}/health/ready")
            live = answer(f"{site}/health/live")
            refused = subprocess.run(
                [HENGJIAN, "audit", "verify"],
                env=environment,
                cwd=ROOT,
                capture_output=True,
                text=True,
                check=False,
            )
            postgresql.resume(server)

            wait_until(lambda: answer(f"{site}/health/ready")[0] == 200)
            wait_until(lambda: set(states(address)) == {"done"})

        done = states(address)
        verified = subprocess.run([HENGJIAN, "audit", "verify", "--json"], **run)  # type: ignore[call-overload]

    assert page[0] == 503
    assert "没有生效" in page[2] or "连接不上" in page[2]
    assert "Traceback" not in page[2]
    assert api[0] == 503
    assert api[1].startswith("application/problem+json")
    assert json.loads(api[2])["status"] == 503
    assert (ready[0], live[0]) == (503, 200)
    assert refused.returncode == 2
    assert "Traceback" not in refused.stderr
    assert done == ["done"] * JOBS
    assert json.loads(verified.stdout)["faults"] == []
