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
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from hengjian.demo.accounts import PASSWORD


ROOT = Path(__file__).resolve().parents[2]
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
SIZE = {"width": 1366, "height": 768}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in str(item.path):
            item.add_marker(pytest.mark.browser)


@dataclass(frozen=True)
class Site:
    """A running server: its address and its home."""

    address: str
    home: Path


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
        "DJANGO_SETTINGS_MODULE": "hengjian.config.settings",
    }
    command = [str(Path(sys.executable).parent / "hengjian")]
    build = [*command, "demo", "--size", "0.06", "--no-serve"]
    subprocess.run(build, env=environment, cwd=ROOT, check=True, capture_output=True)
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


@dataclass
class Visit:
    """One person's visit: the page, and every address that it asked for."""

    page: Page
    site: Site
    asked: list[str]
    faults: list[str]

    def sign_in(self, username: str) -> "Visit":
        self.open("/sign-in/")
        self.page.fill("#id_username", username)
        self.page.fill("#id_password", PASSWORD)
        self.page.click("main button")
        self.page.wait_for_url(self.site.address + "/")
        return self

    def open(self, path: str) -> "Visit":
        self.page.goto(self.site.address + path, wait_until="networkidle")
        return self

    def text(self) -> str:
        return self.page.inner_text("main")


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport=SIZE, locale="zh-CN", accept_downloads=True)
    yield made
    made.close()


@pytest.fixture
def visit(context: BrowserContext, site: Site) -> Visit:
    page = context.new_page()
    asked: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "console",
        lambda message: (
            faults.append(message.text) if message.type == "error" else None
        ),
    )
    return Visit(page, site, asked, faults)
