"""What every answer tells the browser, and what it keeps."""

import re
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client, RequestFactory
from django.views.decorators.csrf import csrf_exempt

from hengjian.config.door_table import PAGE, Door, operation_doors, page_doors
from tests.attack.asking import ask
from tests.attack.world import World, built_office, unchanged, world
from tests.factories.access import PASSWORD
from tests.failing_journal import everything_but_the_journal


__all__ = ["built_office", "unchanged", "world"]

FRONTEND = Path(__file__).resolve().parents[2] / "hengjian" / "ui" / "frontend" / "src"
PAGES = [door for door in page_doors() if "GET" in door.methods]
WRITES = [
    (door, method)
    for door in [*page_doors(), *operation_doors()]
    for method in door.methods
    if method not in {"GET", "HEAD"}
]
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")[^>]*>|<style|\sstyle="
    r"|\son\w+=|javascript:|hx-on|hx-vars|hx-vals=[\"']js:",
    re.IGNORECASE,
)
ELSEWHERE = re.compile(r"(?:src|href|action|content)=\"(?:https?:)?//", re.IGNORECASE)


def named(door: Door) -> str:
    return door.name


@pytest.mark.parametrize("door", PAGES, ids=named)
def test_page_runs_no_script_of_its_own_and_asks_no_other_host(
    door: Door, unchanged: World
) -> None:
    for role in ("case_manager", "leader", "system_administrator"):
        answer = ask(unchanged.client(role), door, "GET", unchanged)

        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert "no-store" in answer.headers["Cache-Control"]
        if answer.headers["Content-Type"].startswith("text/html"):
            text = answer.content.decode()
            assert not INLINE.search(text)
            assert not ELSEWHERE.search(text)


@pytest.mark.parametrize(
    ("path", "host", "status"),
    [
        ("/organisation/", "testserver", HTTPStatus.OK),
        ("/organisation/?format=xlsx", "testserver", HTTPStatus.OK),
        ("/api/calendars/2026", "testserver", HTTPStatus.OK),
        ("/api/docs", "testserver", HTTPStatus.OK),
        ("/organisation", "testserver", HTTPStatus.MOVED_PERMANENTLY),
        ("/organisation/\0/", "testserver", HTTPStatus.BAD_REQUEST),
        ("/organisation/", "evil.example", HTTPStatus.BAD_REQUEST),
        ("/roles/", "testserver", HTTPStatus.FORBIDDEN),
        ("/api/journal", "testserver", HTTPStatus.FORBIDDEN),
        ("/nowhere/", "testserver", HTTPStatus.NOT_FOUND),
        ("/sign-out/", "testserver", HTTPStatus.METHOD_NOT_ALLOWED),
    ],
)
def test_every_kind_of_answer_is_framed_and_kept_by_nobody(
    path: str, host: str, status: HTTPStatus, unchanged: World
) -> None:
    answer = unchanged.client("case_manager").get(path, headers={"host": host})

    assert answer.status_code == status
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert {"private", "no-store"} <= set(answer.headers["Cache-Control"].split(", "))


def test_htmx_may_not_evaluate() -> None:
    main = (FRONTEND / "main.js").read_text("utf-8")

    assert "htmx.config.allowEval = false" in main
    scripts = "".join(file.read_text("utf-8") for file in FRONTEND.glob("*.js"))
    assert not re.search(r"\beval\(|new Function\(|document\.write\(", scripts)


@pytest.mark.parametrize(
    ("door", "method"), WRITES, ids=[f"{m} {d.name}" for d, m in WRITES]
)
def test_write_without_the_pages_token_is_refused(
    door: Door, method: str, unchanged: World
) -> None:
    client = unchanged.client("case_manager")
    client.handler.enforce_csrf_checks = True
    before = everything_but_the_journal()

    answer = ask(client, door, method, unchanged)

    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert everything_but_the_journal() == before


def test_no_page_is_exempt_from_the_token() -> None:
    from django.urls import get_resolver

    from hengjian.config.door_table import API, _routes

    exempt = {
        route
        for route, view in _routes(get_resolver().url_patterns)
        if getattr(view, "csrf_exempt", False) and not route.startswith(API)
    }

    assert exempt == set()
    assert csrf_exempt(lambda request: None).csrf_exempt  # what was looked for


def test_cookies_are_kept_from_scripts_and_other_sites(
    unchanged: World, settings: Any
) -> None:
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    client = Client()
    client.get("/sign-in/")

    client.post("/sign-in/", {"username": "chen", "password": PASSWORD})

    session = client.cookies[settings.SESSION_COOKIE_NAME]
    assert (session["httponly"], session["secure"]) == (True, True)
    assert session["samesite"] in {"Lax", "Strict"}
    forgery = client.cookies[settings.CSRF_COOKIE_NAME]
    assert (forgery["secure"], forgery["samesite"]) == (True, "Lax")


def test_session_is_a_new_one_after_the_sign_in(unchanged: World) -> None:
    client = Client()
    client.get("/sign-in/")
    planted = "0123456789abcdefghijklmnopqrstuv"
    client.cookies["sessionid"] = planted

    client.post("/sign-in/", {"username": "chen", "password": PASSWORD})

    assert client.cookies["sessionid"].value != planted


def test_https_and_hsts_are_set_by_settings(settings: Any, db: None) -> None:
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 31536000

    plain = Client().get("/sign-in/")
    secure = Client().get("/sign-in/", secure=True)

    assert plain.status_code == HTTPStatus.MOVED_PERMANENTLY
    assert plain["Location"].startswith("https://")
    assert secure.headers["Strict-Transport-Security"].startswith("max-age=31536000")


@pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example", "a b"])
def test_other_host_is_not_served(host: str, db: None) -> None:
    assert Client().get("/sign-in/", headers={"host": host}).status_code == 400


OPEN_REDIRECTS = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example",
    "\\\\evil.example",
    "/\\evil.example",
    "javascript:alert(1)",
    "http:evil.example",
    "https:///evil.example",
    "\thttps://evil.example",
    "/%09/evil.example",
    "https://testserver@evil.example/",
]


@pytest.mark.parametrize("wanted", OPEN_REDIRECTS)
def test_nobody_is_sent_to_another_site(wanted: str, unchanged: World) -> None:
    client = Client()
    answer = client.post(
        "/sign-in/", {"username": "chen", "password": PASSWORD, "next": wanted}
    )
    changed = client.post("/language/", {"language": "en", "next": wanted})
    read = unchanged.client("leader").post("/notices/read/", {"next": wanted})

    for each in (answer, changed, read):
        there = each["Location"]
        address = RequestFactory().get("/").build_absolute_uri(there)
        assert address.startswith("http://testserver/")
        assert "evil" not in there or there.startswith("/%09")


def test_page_of_a_fault_repeats_nothing_unescaped(unchanged: World) -> None:
    answer = unchanged.client("leader").get("/organisation/<script>alert(1)</script>/")

    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert b"<script>alert" not in answer.content


def test_deployment_check_finds_only_what_settings_decide(
    capsys: pytest.CaptureFixture[str], settings: Any
) -> None:
    settings.SECURE_SSL_REDIRECT = True
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SECURE_HSTS_SECONDS = 31536000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True

    call_command("check", deploy=True, fail_level="WARNING")

    assert "W" not in capsys.readouterr().err
    assert {door.kind for door in PAGES} == {PAGE}
