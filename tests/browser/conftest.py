"""A real Chromium on a real server with a small invented city."""

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
from playwright.sync_api import Browser, BrowserContext, sync_playwright

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


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    home = tmp_path_factory.mktemp("home")
    port = free_port()
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith("HENGJIAN_")},
        "HENGJIAN_HOME": str(home),
        "HENGJIAN_TODAY": TODAY,
        "HENGJIAN_SHELF": "1",
        "DJANGO_SETTINGS_MODULE": "hengjian.config.settings",
    }
    command = [str(Path(sys.executable).parent / "hengjian")]
    build = [*command, "demo", "--size", "0.06", "--no-serve"]
    tell = [sys.executable, "-m", "tests.browser.one_notice"]
    for step in (build, tell):
        subprocess.run(step, env=environment, cwd=ROOT, check=True, capture_output=True)
    server = subprocess.Popen(
        [*command, "serve", "--port", str(port)],
        env=environment,
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
