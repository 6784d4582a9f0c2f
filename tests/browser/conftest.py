"""A real Chromium on a real server with a small invented city."""

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from tests.browser.visit import DESK, ROOT, Site, Visit


TODAY = "2026-10-20"
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in str(item.path):
            item.add_marker(pytest.mark.browser)


# what a page does takes as long as the machine is busy; a fault is not shorter for that
expect.set_options(timeout=30_000)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


HENGJIAN = str(Path(sys.executable).parent / "hengjian")


def environment(home: Path) -> dict[str, str]:
    return {
        **{k: v for k, v in os.environ.items() if not k.startswith("HENGJIAN_")},
        "HENGJIAN_HOME": str(home),
        "HENGJIAN_TODAY": TODAY,
        "HENGJIAN_SHELF": "1",
        "DJANGO_SETTINGS_MODULE": "hengjian.config.settings",
    }


def build(home: Path) -> None:
    """The small city, ready to be served."""
    run_in(home, [HENGJIAN, "demo", "--size", "0.06", "--no-serve"])


def run_in(home: Path, command: list[str]) -> None:
    """Run a command on a city."""
    subprocess.run(
        command, env=environment(home), cwd=ROOT, check=True, capture_output=True
    )


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The city's home; workers of one run build it once and wait for each other."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    built = shared / "city"
    with (shared / "city.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not built.exists():
            begun = shared / "city-begun"
            build(begun)
            begun.rename(built)
    return built


@pytest.fixture(scope="session")
def site(city: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The worker's own copy of the city, served on a port of its own."""
    home = tmp_path_factory.mktemp("site") / "home"
    shutil.copytree(city, home)
    port = free_port()
    server = subprocess.Popen(
        [HENGJIAN, "serve", "--port", str(port)],
        env=environment(home),
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(address + "/sign-in/")
        yield Site(address, home)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)


def wait_for(address: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(address, timeout=2)
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(address)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport=DESK, locale="zh-CN", accept_downloads=True)
    yield made
    made.close()


@pytest.fixture
def visit(context: BrowserContext, site: Site) -> Visit:
    return Visit(context.new_page(), site).watch()
