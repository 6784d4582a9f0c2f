"""Sessions end after so long without use, and so long after the sign-in, used or not."""

from datetime import timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone

from hengjian.access.browser_names import browser_name
from hengjian.access.models import Account, Session
from hengjian.access.personal import living_sessions
from hengjian.access.tasks import forget_sessions
from hengjian.lib import clock
from tests.cast import Cast
from tests.factories import access as make


pytestmark = pytest.mark.django_db


@pytest.fixture
def chen(db: None) -> Account:
    return make.account(username="chen")


def signed_in(account: Account) -> tuple[Client, Session]:
    client = Client()
    client.post("/sign-in/", {"username": account.username, "password": make.PASSWORD})
    return client, Session.objects.get(account=account)


def is_in(client: Client) -> bool:
    return client.get("/personal/").status_code == 200


def shift(session: Session, **columns: timedelta) -> None:
    """Let a moment of the session lie so far back."""
    now = clock.machine_now()
    values = {name: now - back for name, back in columns.items()}
    Session.objects.filter(pk=session.pk).update(**values)


def test_session_without_use_ends(chen: Account) -> None:
    client, session = signed_in(chen)
    shift(session, seen_at=timedelta(minutes=59))
    assert is_in(client)
    shift(session, seen_at=timedelta(minutes=61))

    assert not is_in(client)
    assert not Session.objects.filter(pk=session.pk).exists()


def test_session_ends_after_its_whole_time_though_in_use(chen: Account) -> None:
    client, session = signed_in(chen)
    shift(session, started_at=timedelta(minutes=479))
    assert is_in(client)
    shift(session, started_at=timedelta(minutes=481))

    assert not is_in(client)


def test_shorter_limit_holds_at_once_for_running_sessions(
    chen: Account, settings: Any
) -> None:
    client, session = signed_in(chen)
    shift(session, seen_at=timedelta(minutes=6))

    settings.SESSION_IDLE_MINUTES = 5

    assert not is_in(client)


def test_use_puts_the_end_off_but_never_past_the_whole(chen: Account) -> None:
    client, session = signed_in(chen)
    shift(
        session,
        started_at=timedelta(minutes=470),
        seen_at=timedelta(minutes=5),
    )

    client.get("/personal/")

    session.refresh_from_db()
    left = session.expire_date - timezone.now()
    assert timedelta(minutes=9) < left <= timedelta(minutes=10)
    assert timezone.now() - session.seen_at < timedelta(minutes=1)


def test_use_within_the_minute_writes_nothing(chen: Account) -> None:
    client, session = signed_in(chen)
    before = session.seen_at

    client.get("/personal/")

    session.refresh_from_db()
    assert session.seen_at == before


def test_database_that_cannot_write_still_lets_people_read(chen: Account) -> None:
    client, session = signed_in(chen)
    shift(session, seen_at=timedelta(minutes=5))

    def refuse(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith("UPDATE"):
            raise OperationalError("attempt to write a readonly database")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        assert is_in(client)


def test_session_says_whose_it_is_and_keeps_its_key_to_itself(chen: Account) -> None:
    _, session = signed_in(chen)

    assert living_sessions(chen) == [session]
    assert session.handle not in session.session_key
    assert session.session_key not in session.handle
    assert Session.get_session_store_class()(session.session_key).load()


def test_strangers_session_is_nobodys(cast: Cast) -> None:
    Client().get("/sign-in/")

    assert not Session.objects.exclude(account=None).exists()


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/130.0.0.0",
            "Chrome 130 · Windows",
        ),
        (
            "… (Windows NT 10.0) Chrome/130.0 Safari/537.36 Edg/130.0",
            "Edge 130 · Windows",
        ),
        ("… (X11; Linux x86_64; rv:128.0) Firefox/128.0", "Firefox 128 · Linux"),
        ("… (iPhone) Version/17.5 Mobile/15E148 Safari/604.1", "Safari 17 · iOS"),
        ("… (Windows NT 6.1) Chrome/86.0 QIHU 360SE", "360 · Windows"),
        ("curl/8.0", ""),
        ("", ""),
    ],
)
def test_browser_is_called_by_its_name(agent: str, name: str) -> None:
    assert browser_name(agent) == name


def test_ended_sessions_and_old_failures_are_forgotten(chen: Account) -> None:
    client, session = signed_in(chen)
    Client().post("/sign-in/", {"username": "nobody", "password": "wrong"})
    nothing = forget_sessions(None)
    shift(session, expire_date=timedelta(seconds=1))
    AccessAttempt.objects.update(attempt_time=session.started_at - timedelta(hours=1))

    ended = forget_sessions(None)

    assert nothing == {"sessions": 0, "failures": 0}
    assert ended == {"sessions": 1, "failures": 1}
    assert not is_in(client)
    assert not Session.objects.filter(pk=session.pk).exists()
    assert not AccessAttempt.objects.exists()
