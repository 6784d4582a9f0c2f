"""``hengjian serve`` runs the platform whole, keeps it alive and stops it in order."""

import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import child


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(happens: Callable[[], object], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < deadline, "did not happen in time"
        time.sleep(0.1)


def answers(port: int) -> bool:
    address = f"http://127.0.0.1:{port}/api/openapi.json"
    try:
        with urllib.request.urlopen(address, timeout=5) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, ConnectionError):
        return False


def children_of(process: int) -> list[tuple[int, str]]:
    """The processes right below one, with the words of their commands."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(status.read_text().rsplit(")", 1)[1].split()[1])
            words = (status.parent / "cmdline").read_bytes().replace(b"\0", b" ")
        except (FileNotFoundError, ProcessLookupError):
            continue
        if parent == process:
            found.append((int(status.parent.name), words.decode()))
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_platform_is_served_restarted_and_stopped(tmp_path: Path) -> None:
    port, log = free_port(), tmp_path / "log"
    home = tmp_path / "home"
    environment = {
        **child.bare_environment(),
        "HENGJIAN_HOME": str(home),
    }
    with log.open("wb") as output:
        serving = subprocess.Popen(
            [sys.executable, "-m", "hengjian.config.cli", "serve", "--port", str(port)],
            env=environment,
            cwd=child.ROOT,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_until(lambda: answers(port))
        wait_until(lambda: len(children_of(serving.pid)) == 4)
        [web] = [pid for pid, words in children_of(serving.pid) if "granian" in words]

        subprocess.run(["kill", "-9", str(web)], check=True)

        wait_until(lambda: "web ended (code -9)" in log.read_text())
        wait_until(lambda: answers(port))
        below = [pid for pid, _ in children_of(serving.pid)]
        serving.send_signal(signal.SIGTERM)
        assert serving.wait(40) == 0
        assert not [pid for pid in below if Path(f"/proc/{pid}").exists()]
        assert not answers(port)
    finally:
        serving.kill()
        serving.wait()
