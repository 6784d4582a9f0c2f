"""Disk full, read-only, database gone and back: said in words, nothing lost, no hands."""

import errno
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager

import pytest
from django.db import DatabaseError, InterfaceError, OperationalError, connection

from hengjian.access.models import Account
from hengjian.audit.actors import System
from hengjian.audit.verifying import verify
from hengjian.organisation.actions import people
from hengjian.organisation.models import Person
from hengjian.ui.outages import outage
from tests.factories import access as make
from tests.factories.organisation import procuratorate
from tests.pages.asking import signed_in


pytestmark = pytest.mark.django_db(transaction=True)

BY = System("test")
IS_SQLITE = connection.vendor == "sqlite"


def sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@contextmanager
def full_disk() -> Iterator[None]:
    """SQLite may not grow any more."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        pages = cursor.fetchone()[0]
    sql(f"PRAGMA max_page_count = {pages}")
    try:
        yield
    finally:
        sql("PRAGMA max_page_count = 1073741823")


@contextmanager
def read_only() -> Iterator[None]:
    """The database may only be read."""
    is_sqlite = connection.vendor == "sqlite"
    sql(
        "PRAGMA query_only = ON"
        if is_sqlite
        else "SET default_transaction_read_only=on"
    )
    try:
        yield
    finally:
        sql(
            "PRAGMA query_only = OFF"
            if is_sqlite
            else "SET default_transaction_read_only = off"
        )


@contextmanager
def journal_away() -> Iterator[None]:
    """The journal's table is not there."""
    sql("ALTER TABLE audit_journalentry RENAME TO journal_away")
    try:
        yield
    finally:
        sql("ALTER TABLE journal_away RENAME TO audit_journalentry")


@pytest.fixture
def clerk() -> Account:
    """Somebody who may look at the organisation."""
    account = make.account()
    make.grant(account, "clerk", procuratorate())
    return account


def numbers() -> set[str]:
    return set(Person.objects.values_list("number", flat=True))


@pytest.mark.parametrize("disk", [full_disk] if IS_SQLITE else [read_only])
def test_full_disk_changes_nothing_and_is_over_when_there_is_room(
    disk: Callable[[], AbstractContextManager[None]],
) -> None:
    """PostgreSQL tells of a full disk as of a statement that may not write."""
    people.add(number="before", name="陈明", by=BY)
    lost = []
    with disk():
        for number in range(20_000):  # pages set free before are used first
            try:
                people.add(number=f"{number}", name="陈明" * 20, by=BY)
            except DatabaseError as error:
                lost.append((number, outage(error)))
                break
    people.add(number="after", name="陈明", by=BY)

    [(failed, said)] = lost
    assert said is not None
    assert ("磁盘已满" if IS_SQLITE else "只能读取") in said.zh
    assert numbers() == {"before", "after", *map(str, range(failed))}
    assert verify().faults == ()


def test_read_only_database_is_said_and_ends_by_itself(clerk: Account) -> None:
    client = signed_in(clerk)
    client.raise_request_exception = False

    with read_only():
        page = client.get("/organisation/")
        refused = client.post("/language/", {"language": "en"})
    done = client.post("/language/", {"language": "en"})

    assert page.status_code in {200, 503}
    assert refused.status_code == 503
    assert "没有生效" in refused.content.decode()
    assert refused["Retry-After"] == "30"
    assert done.status_code == 302
    clerk.refresh_from_db()
    assert clerk.language == "en"


def test_database_that_is_away_is_said_and_comes_back(clerk: Account) -> None:
    client = signed_in(clerk)
    client.raise_request_exception = False

    with journal_away():
        gone = client.post("/language/", {"language": "en"})
    back = client.post("/language/", {"language": "en"})

    assert gone.status_code in {500, 503}
    assert "没有生效" in gone.content.decode()
    assert "Traceback" not in gone.content.decode()
    assert back.status_code == 302
    assert verify().faults == ()


def test_connection_that_was_cut_is_made_anew(clerk: Account) -> None:
    client = signed_in(clerk)
    client.raise_request_exception = False
    if connection.vendor == "sqlite":
        connection.connection.close()
    else:
        with closing(connection.copy()) as apart, apart.cursor() as other:
            other.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )

    cut = client.get("/organisation/")
    connection.close()
    again = client.get("/organisation/")

    assert cut.status_code in {200, 500, 503}
    assert again.status_code == 200


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OperationalError("database or disk is full"), "磁盘已满"),
        (OSError(errno.ENOSPC, "No space left on device"), "磁盘已满"),
        (OSError(errno.EACCES, "Permission denied"), "只能读取"),
        (sqlite3.OperationalError("disk I/O error"), "磁盘读写失败"),
        (OSError(errno.EROFS, "Read-only file system"), "只能读取"),
        (OperationalError("attempt to write a readonly database"), "只能读取"),
        (OperationalError("database is locked"), "繁忙"),
        (OperationalError("connection refused"), "连接不上"),
        (InterfaceError("connection already closed"), "连接不上"),
        (DatabaseError("syntax error"), None),
        (OSError(errno.ENOENT, "No such file"), None),
        (ValueError("any"), None),
        (None, None),
    ],
)
def test_error_is_told_in_words(error: BaseException | None, said: str | None) -> None:
    told = outage(error)

    assert (told is None) == (said is None)
    if told is not None and said is not None:
        assert said in told.zh
