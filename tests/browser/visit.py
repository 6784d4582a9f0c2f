"""One person's visit to the running product."""

from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import ConsoleMessage, Page, expect
from playwright.sync_api import TimeoutError as TooLong

from hengjian.demo.accounts import PASSWORD


ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "hengjian" / "ui" / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
DESK = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
LANGUAGES = ("zh-hans", "en")
FITS = "width => document.documentElement.scrollWidth <= width"
SETTLED_MS = 3_000


@dataclass(frozen=True)
class Site:
    """A running server: its address and its home."""

    address: str
    home: Path


@dataclass
class Visit:
    """The page, every address that it asked for, everything it complained of."""

    page: Page
    site: Site
    asked: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def watch(self) -> "Visit":
        """Take down requests and faults from now on."""
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", self._told)
        return self

    def _told(self, message: ConsoleMessage) -> None:
        if message.type != "error":
            return
        # a draft is given up on purpose for a newer one, and when its form is sent
        if message.text.startswith("htmx:sendAbort"):
            if self.faults and self.faults[-1].startswith("htmx:afterRequest"):
                self.faults.pop()
            return
        self.faults.append(message.text)

    def sign_in(self, username: str, language: str = "zh-hans") -> "Visit":
        """Sign in and see to the language, which the account keeps."""
        self.open("/sign-in/")
        self.page.fill("#id_username", username)
        self.page.fill("#id_password", PASSWORD)
        self.page.click("main button")
        self.page.wait_for_url(self.site.address + "/")
        switch = self.page.locator("button[name=language]")
        if switch.get_attribute("value") == language:
            switch.click()
        other = {"zh-hans": "en", "en": "zh-hans"}[language]
        expect(switch).to_have_attribute("value", other)
        return self

    def open(self, path: str) -> "Visit":
        """Open a page and wait until it and its scripts are there."""
        self.page.goto(self.site.address + path, wait_until="load")
        return self

    def text(self) -> str:
        """What stands in the page's main part."""
        return self.page.inner_text("main")

    def elsewhere(self) -> list[str]:
        """Addresses of other hosts that the page asked for."""
        own = (self.site.address, "data:", "blob:")
        return [url for url in self.asked if not url.startswith(own)]

    def findings_of_axe(self) -> list[str]:
        """Rule and first element of everything axe objects to."""
        # evaluated by the browser's debugger: the page's own policy allows no such script
        self.page.evaluate(AXE.read_text("utf-8"))
        # the rules are all asked; of what is sound no elements are told
        found = self.page.evaluate(
            "async () => (await axe.run({resultTypes: ['violations']})).violations"
        )
        return [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in found]

    def overflow(self, size: dict[str, int]) -> int:
        """By how many pixels the page is wider than a screen."""
        self.page.set_viewport_size(size)  # type: ignore[arg-type]
        # a chart is drawn anew for the new width a moment after it was told
        with suppress(TooLong):
            self.page.wait_for_function(FITS, arg=size["width"], timeout=SETTLED_MS)
        width = self.page.evaluate("document.documentElement.scrollWidth")
        return max(0, int(width) - size["width"])
