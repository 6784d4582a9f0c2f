"""The unit's own line starts the platform where the unit lets it write, and nowhere else.

systemd itself is process 1 of no test: what it would do (environment, read-only system,
folders that may be written, no capabilities, no new privileges) is done in a namespace.
"""

import os
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.child import ROOT
from tests.offline.test_units import SERVICES, UNITS, settings_file, unit


SERVICE = unit(UNITS / "hengjian.service")["Service"]
# the checkout may itself lie below a folder that the unit sees empty, as a clone in /tmp
# does: it is kept aside and put back there
NAMESPACE = """
set -e
mount --make-rprivate /
mount -t tmpfs tmpfs /mnt && mkdir /mnt/checkout && mount --bind {checkout} /mnt/checkout
mount -t tmpfs tmpfs /opt
mount -t tmpfs tmpfs /var/lib && mkdir -m 700 {writable}
mount -t tmpfs tmpfs /tmp
mkdir -p {checkout} && mount --bind /mnt/checkout {checkout} && umount -l /mnt
mount -o remount,bind,ro {checkout}
mkdir -p /opt/hengjian && ln -s {programs} /opt/hengjian/bin
mount -o remount,bind,ro /
cd /
umask {umask}
exec setpriv --no-new-privs --bounding-set=-all --inh-caps=-all sh -c '
    /opt/hengjian/bin/hengjian migrate >&2
    if touch /etc/hengjian.probe 2>/dev/null; then exit 70; fi
    exec {command}'
"""


def may_unshare() -> bool:
    programs = [shutil.which(each) for each in ("unshare", "setpriv")]
    return os.geteuid() == 0 and all(programs)


@pytest.fixture
def started(tmp_path: Path) -> Iterator[tuple["subprocess.Popen[bytes]", int]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    script = NAMESPACE.format(
        checkout=ROOT,
        programs=Path(sys.prefix) / "bin",
        writable=SERVICE["ReadWritePaths"],
        umask=SERVICE["UMask"],
        command=SERVICE["ExecStart"],
    )
    with (tmp_path / "told").open("wb") as told:
        running = subprocess.Popen(
            ["unshare", "--mount", "sh", "-c", script],
            env={"PATH": os.environ["PATH"], **settings_file(), "PORT": str(port)},
            stdout=told,
            stderr=told,
            start_new_session=True,
        )
    yield running, port
    if running.poll() is None:
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()


@pytest.mark.soak
@pytest.mark.skipif(not may_unshare(), reason="needs root for a namespace of its own")
def test_service_starts_answers_and_ends_as_its_unit_says(
    started: tuple["subprocess.Popen[bytes]", int], tmp_path: Path
) -> None:
    running, port = started

    answer = asked(f"http://127.0.0.1:{port}/health/ready", running)
    running.send_signal(signal.SIGTERM)

    assert answer == b"ready", (tmp_path / "told").read_text("utf-8")[-2000:]
    assert running.wait(int(SERVICE["TimeoutStopSec"])) == 0


def asked(address: str, running: "subprocess.Popen[bytes]") -> bytes:
    """What it answers once it does; nothing when it ended before."""
    while running.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return bytes(answer.read()).strip()
        except OSError:
            time.sleep(0.1)
    return b""


@pytest.mark.soak
@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_systemd_finds_nothing_wrong_with_the_units(tmp_path: Path) -> None:
    for each in (*SERVICES, *UNITS.glob("*.timer")):
        text = each.read_text("utf-8").replace(
            "/opt/hengjian/bin/hengjian", "/bin/true"
        )
        (tmp_path / each.name).write_text(text, "utf-8")

    told = subprocess.run(
        ["systemd-analyze", "verify", *sorted(tmp_path.iterdir())],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (told.returncode, told.stderr) == (0, "")


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_service_is_started_again_or_ends_by_itself(path: Path) -> None:
    service = unit(path)["Service"]

    # ``exec``: started once the program runs; ``oneshot``: done when it ends
    expected = ("oneshot", None) if "backup" in path.name else ("exec", "always")
    assert (service["Type"], service.get("Restart")) == expected
    assert shlex.split(service["ExecStart"])[0].startswith("/")
