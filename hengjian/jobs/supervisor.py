"""One command that keeps the platform's processes alive and stops them gracefully."""

import contextlib
import ctypes
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field


logger = logging.getLogger(__name__)

LONGEST_PAUSE_SECONDS = 30.0
STEADY_AFTER_SECONDS = 60.0


@dataclass
class Child:
    """A process that must live: its name, its command, the one that runs now."""

    name: str
    command: Sequence[str]
    process: "subprocess.Popen[bytes] | None" = None
    started_at: float = 0.0
    failures: int = 0
    next_start_at: float = 0.0
    restarts: int = field(default=0)


class Supervisor:
    """Starts children, starts a dead one again and says so, stops them in the end."""

    def __init__(self, children: Sequence[Child], *, grace_seconds: float = 30) -> None:
        self.children = list(children)
        self.grace_seconds = grace_seconds
        self.stopping = threading.Event()
        self.stopped_in_time = False

    def run(self) -> int:
        """Watch until SIGTERM or SIGINT; 0 when every child ended in time."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self.stopping.set())
        self.watch()
        return 0 if self.stopped_in_time else 1

    def watch(self) -> None:
        """Keep the children alive until ``stopping`` is set, then stop them."""
        try:
            while not self.stopping.is_set():
                for child in self.children:
                    self._watch(child)
                self.stopping.wait(0.2)
        finally:
            self.stopped_in_time = self._stop_all()

    def _watch(self, child: Child) -> None:
        now = time.monotonic()
        if child.process is not None:
            code = child.process.poll()
            if code is None:
                return
            steady = now - child.started_at > STEADY_AFTER_SECONDS
            child.failures = 1 if steady else child.failures + 1
            _end_group(child.process)
            pause = min(2.0 ** (child.failures - 1) - 1, LONGEST_PAUSE_SECONDS)
            child.process = None
            child.next_start_at = now + pause
            child.restarts += 1
            logger.warning(
                "%s ended (code %s); starting it again in %.0f s",
                child.name,
                code,
                pause,
            )
        if now >= child.next_start_at:
            # a group of its own: Ctrl-C reaches us alone and we stop them in order
            child.process = subprocess.Popen(  # noqa: S603 (our own commands)
                list(child.command),
                start_new_session=True,
                preexec_fn=_die_with_parent,
            )
            child.started_at = now
            logger.info("%s started (process %s)", child.name, child.process.pid)

    def _stop_all(self) -> bool:
        running = [each.process for each in self.children if each.process is not None]
        for process in running:
            if process.poll() is None:
                process.terminate()
        deadline = time.monotonic() + self.grace_seconds
        in_time = True
        for process in running:
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                logger.warning("process %s did not stop in time; killed", process.pid)
                in_time = False
            _end_group(process)
        return in_time


def _end_group(process: "subprocess.Popen[bytes]") -> None:
    """Kill what a child may have left behind: a web server's own workers keep its port."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _die_with_parent() -> None:
    """In the child: a supervisor that is killed takes its children along (Linux)."""
    parent_death_signal = 1  # PR_SET_PDEATHSIG
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(parent_death_signal, signal.SIGTERM)


def platform_children(*, host: str, port: int, web: int, workers: int) -> list[Child]:
    """The web server, the workers and the schedule."""
    python = sys.executable
    ours = [python, "-m", "hengjian.config.cli"]
    server = [
        *[python, "-m", "granian", "--interface", "wsgi"],
        *["--host", host, "--port", str(port), "--workers", str(web)],
        *["--blocking-threads", "8", "--no-ws", "--log-level", "warning"],
        *["--respawn-failed-workers", "hengjian.config.wsgi:application"],
    ]
    return [
        Child("web", server),
        *[Child(f"worker {n + 1}", [*ours, "worker"]) for n in range(workers)],
        Child("schedule", [*ours, "schedule"]),
    ]
