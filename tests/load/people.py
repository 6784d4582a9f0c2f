"""What a hundred people do at their desks: ``locust -f tests/load/people.py``.

A file of its own for locust, which turns sockets and threads of its process into its own:
nothing of the product is imported here. ``HENGJIAN_LOAD_PEOPLE`` names the file of their
sign-ins. Each sits behind the proxy at an address of its own and asks for a page every ten
seconds: all together ten in a second.
"""

import json
import os
import re
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

from locust import HttpUser, between, task


ASKED = json.loads(Path(os.environ["HENGJIAN_LOAD_PEOPLE"]).read_text("utf-8"))
WAITING = {kind: [] for kind in ("handler", "manager", "reader")}  # type: ignore[var-annotated]
for _one in ASKED["people"]:
    WAITING[_one["kind"]].append(_one)
NUMBERS = count(1)
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
FINDINGS = re.compile(r'href="(/quality/findings/\d+/)"')
INDICATORS = re.compile(r'href="(/data/indicators/\w+/\?[^"]+)"')
FIRST_INDICATOR = re.compile(r'href="(/data/indicators/non_arrest_rate/\?[^"]+)"')
CARDS = re.compile(r'href="(/data/indicators/\w+/cards/\?[^"]+)"')
IMPORTS = re.compile(r'href="(/imports/\d+/)"')
REPORTS = re.compile(r'href="(/analysis/\d+/)"')
SEARCHED = ("不捕", "诉判", "bpl", "zhangwei", "追捕", "2026")


class AtTheDesk(HttpUser):
    """Somebody signed in; every answer must be the page that was asked for."""

    abstract = True
    kind = ""
    hurries = True  # at first, so that what takes several pages ends in a short time
    first_of_all = True  # the first of a kind does everything of its day once at once
    wait_time = between(5, 15)

    def on_start(self) -> None:
        number = next(NUMBERS)
        self.random = Random(number)
        self.who = WAITING[self.kind].pop(0)
        is_first, type(self).first_of_all = self.first_of_all, False
        self.sign_in()
        # nothing of the day is left out, however short the time and slow the machine:
        # whoever has begun this may end it
        things = list(dict.fromkeys(self.tasks))
        own = [each for each in things if each not in COMMON]
        for thing in things if is_first else [own[len(WAITING[self.kind]) % len(own)]]:
            thing(self)
        self.hurries = False

    def sign_in(self) -> None:
        page = self.page("/sign-in/", "sign-in page", is_inside=False)
        entries = {
            "username": self.who["username"],
            "password": ASKED["password"],
            "csrfmiddlewaretoken": found(TOKEN, page),
        }
        with self.client.post(
            "/sign-in/", entries, name="sign-in", catch_response=True
        ) as answer:
            if "/sign-in" in answer.url:
                answer.failure("not signed in")

    def page(self, path: str, name: str, *, is_inside: bool = True) -> str:
        """A page's text; being led to the sign-in is a failure."""
        with self.client.get(path, name=name, catch_response=True) as answer:
            if is_inside and "/sign-in" in answer.url:
                answer.failure("led to the sign-in")
            return str(answer.text or "")

    def pause(self) -> None:
        """Read a page before the next."""
        if not self.hurries:
            self.wait()

    def follow(self, links: re.Pattern[str], page: str, name: str) -> str:
        """One of the page's links of a kind, or nothing where it has none."""
        addresses = links.findall(page)
        if not addresses:
            return ""
        self.pause()
        return self.page(self.random.choice(addresses).replace("&amp;", "&"), name)

    @task(6)
    def begin_anew(self) -> None:
        self.page("/", "workbench")

    @task(3)
    def search(self) -> None:
        word = self.random.choice(SEARCHED)
        self.page(f"/search/suggestions/?q={word}", "search suggestions")
        self.page(f"/search/?q={word}", "search")

    @task(2)
    def look_at_notices(self) -> None:
        self.page("/notices/", "notices")

    @task(1)
    def sign_out_and_in(self) -> None:
        page = self.page("/", "workbench")
        token = {"csrfmiddlewaretoken": found(TOKEN, page)}
        self.client.post("/sign-out/", token, name="sign-out")
        self.sign_in()

    def answer_a_finding(self, scope: str) -> None:
        """From the list to a finding to its answer, and back by the redirect."""
        listed = self.page(f"/quality/?scope={scope}", "findings")
        address = next(iter(self.random.sample(FINDINGS.findall(listed) or [""], 1)))
        if not address:
            return
        self.pause()
        page = self.page(address, "finding")
        self.pause()
        if f'action="{address}answer/"' not in page:
            return
        entries = {
            "answer": "explained",
            "reason": "案件已另案处理。",
            "csrfmiddlewaretoken": found(TOKEN, page),
        }
        self.client.post(f"{address}answer/", entries, name="answer a finding")

    def look_at_data(self) -> None:
        """From the indicators of a quarter to one of them and the cards behind it."""
        asked = f"unit={self.who['unit']}&kind=quarter&period=2026-Q3"
        listed = self.page(f"/data/?{asked}", "data")
        links = FIRST_INDICATOR if self.hurries else INDICATORS
        page = self.follow(links, listed, "indicator")
        self.follow(CARDS, page, "cards behind a value")


# what everybody does anyway
COMMON = {AtTheDesk.begin_anew, AtTheDesk.search, AtTheDesk.sign_out_and_in}


class Handler(AtTheDesk):
    """Somebody who handles cases: above all findings on their own cards."""

    kind = "handler"
    fixed_count = sum(1 for each in ASKED["people"] if each["kind"] == "handler")

    @task(10)
    def answer(self) -> None:
        self.answer_a_finding("own")


class Manager(AtTheDesk):
    """Case management: findings of the place, imports, lists, exports, data."""

    kind = "manager"
    fixed_count = sum(1 for each in ASKED["people"] if each["kind"] == "manager")

    @task(5)
    def answer(self) -> None:
        self.answer_a_finding("all")

    @task(4)
    def look_after_imports(self) -> None:
        listed = self.page("/imports/", "imports")
        self.follow(IMPORTS, listed, "import")

    @task(4)
    def data(self) -> None:
        self.look_at_data()

    @task(1)
    def export_findings(self) -> None:
        self.page("/quality/?scope=all&export=xlsx", "export of findings")


class Reader(AtTheDesk):
    """Analysts and leaders: data, comparisons, signals, reports."""

    kind = "reader"
    fixed_count = sum(1 for each in ASKED["people"] if each["kind"] == "reader")

    @task(8)
    def data(self) -> None:
        self.look_at_data()

    @task(3)
    def look_at_signals(self) -> None:
        self.page("/data/signals/?state=all", "signals")

    @task(3)
    def read_a_report(self) -> None:
        listed = self.page("/analysis/", "reports")
        self.follow(REPORTS, listed, "report")

    @task(1)
    def export_data(self) -> None:
        asked = f"unit={self.who['unit']}&kind=quarter&period=2026-Q3"
        self.page(f"/data/?{asked}&export=xlsx", "export of data")


def found(pattern: re.Pattern[str], page: str) -> Any:
    """What stands at the pattern's first place in a page; nothing where it stands not."""
    first = pattern.search(page)
    return first.group(1) if first else ""
