"""The supervisor keeps its children alive and stops them in the end."""

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from hengjian.jobs.supervisor import Child, Supervisor, platform_children


LIVES = "import signal,time; time.sleep(600)"
ENDS_GRACEFULLY = (
    "import signal,sys,time,pathlib;"
    "signal.signal(signal.SIGTERM, lambda *_:"
    " (pathlib.Path(sys.argv[1]).write_text('bye'), sys.exit(0)));"
    "pathlib.Path(sys.argv[1]).write_text('up'); time.sleep(600)"
)
SUPERVISES = """
import sys
from hengjian.jobs.supervisor import Child, Supervisor

script = "import os, sys, time; open(sys.argv[1], 'w').write(str(os.getpid()));"
script += "time.sleep(600)"
Supervisor([Child("web", [sys.executable, "-c", script, sys.argv[1]])]).run()
"""
NEVER_ENDS = (
    "import signal,time;signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)"
)


def watching(supervisor: Supervisor) -> threading.Thread:
    """Run the supervisor's loop in a thread (signals stay the main thread's)."""
    thread = threading.Thread(target=supervisor.watch)
    thread.start()
    return thread


def wait_until(happens: object, seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not happens():  # type: ignore[operator]
        assert time.monotonic() < deadline, "did not happen in time"
        time.sleep(0.02)


def test_dead_child_is_started_again_and_said(
    caplog: pytest.LogCaptureFixture,
) -> None:
    child = Child("worker", [sys.executable, "-c", LIVES])
    supervisor = Supervisor([child])
    caplog.set_level(logging.INFO, "hengjian")

    thread = watching(supervisor)
    wait_until(lambda: child.process is not None)
    first = child.process
    assert first is not None
    first.kill()
    wait_until(lambda: child.restarts == 1 and child.process is not None)
    second = child.process
    supervisor.stopping.set()
    thread.join()

    assert second is not None
    assert second.pid != first.pid
    assert "worker ended (code -9)" in caplog.text


def test_children_are_asked_to_stop(tmp_path: Path) -> None:
    note = tmp_path / "note"
    child = Child("web", [sys.executable, "-c", ENDS_GRACEFULLY, str(note)])
    supervisor = Supervisor([child])

    thread = watching(supervisor)
    wait_until(lambda: note.exists() and note.read_text() == "up")
    supervisor.stopping.set()
    thread.join()

    assert note.read_text() == "bye"
    assert supervisor.stopped_in_time


def test_child_that_does_not_stop_is_killed() -> None:
    child = Child("web", [sys.executable, "-c", NEVER_ENDS])
    supervisor = Supervisor([child], grace_seconds=0.5)

    thread = watching(supervisor)
    wait_until(lambda: child.process is not None)
    time.sleep(0.5)
    supervisor.stopping.set()
    thread.join()

    assert child.process is not None
    assert child.process.returncode == -signal.SIGKILL
    assert not supervisor.stopped_in_time


def test_children_go_with_a_supervisor_that_is_killed(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    parent = subprocess.Popen([sys.executable, "-c", SUPERVISES, str(note)])
    try:
        wait_until(lambda: note.exists() and note.read_text())
    finally:
        parent.kill()
        parent.wait()
    child = int(note.read_text())

    def is_gone() -> bool:
        try:
            state = Path(f"/proc/{child}/stat").read_text().rsplit(")", 1)[1].split()[0]
        except FileNotFoundError:
            return True
        return state == "Z"

    wait_until(is_gone)
    assert os.getpid() != child


def test_platform_has_web_jobs_and_schedule() -> None:
    children = platform_children(host="127.0.0.1", port=8000, web=2, workers=2)

    assert [child.name for child in children] == [
        "web",
        "worker 1",
        "worker 2",
        "schedule",
    ]
    assert "hengjian.config.wsgi:application" in children[0].command
