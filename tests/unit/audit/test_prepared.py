"""Statements said to PostgreSQL's own library behave as those of a cursor do."""

from collections.abc import Callable

import psycopg
import pytest
from django.db import connection, transaction

from hengjian.audit.prepared import rows_of


pytestmark = [pytest.mark.only_postgresql, pytest.mark.django_db(transaction=True)]

ADD = (
    "INSERT INTO organisation_post (code, name, name_en, kind) VALUES (%s, %s, '', %s)"
)


def added(code: str, name: str) -> int:
    return rows_of(ADD, [code, name, "procurator"], connection.connection)


def in_one_transaction(*acts: Callable[[], object]) -> None:
    with transaction.atomic():
        for act in acts:
            act()


def fails() -> None:
    raise RuntimeError


def ended_by_the_server() -> None:
    own = connection.connection.info.backend_pid
    with psycopg.connect(**connection.get_connection_params()) as other:
        other.execute("SELECT pg_terminate_backend(%s)", [own])


def names() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM organisation_post ORDER BY code")
        return [row[0] for row in cursor.fetchall()]


@pytest.fixture(autouse=True)
def connected() -> None:
    connection.ensure_connection()


def test_rows_are_counted_and_kept() -> None:
    with transaction.atomic():
        assert added("a", "检察官 '甲' \\ %s $1") == 1
        assert added("b", "") == 1

    assert names() == ["检察官 '甲' \\ %s $1", ""]


def test_first_statement_of_a_transaction_is_taken_back_with_it() -> None:
    with pytest.raises(RuntimeError):
        in_one_transaction(lambda: added("a", "检察官"), fails)

    assert names() == []


def test_text_with_a_nul_is_refused_and_never_cut_short() -> None:
    with pytest.raises(psycopg.DataError):
        in_one_transaction(lambda: added("a", "检察\0官"))

    assert names() == []


def test_refusal_of_the_database_is_told_as_a_cursor_tells_it() -> None:
    with pytest.raises(psycopg.errors.UniqueViolation):
        in_one_transaction(lambda: added("a", "甲"), lambda: added("a", "乙"))

    assert names() == []


def test_connection_that_broke_is_told_as_such() -> None:
    with pytest.raises(psycopg.OperationalError):
        in_one_transaction(
            lambda: added("a", "甲"), ended_by_the_server, lambda: added("b", "乙")
        )
    connection.close()

    assert names() == []


def test_new_connection_learns_its_statements_anew() -> None:
    for code in ("a", "b"):
        with transaction.atomic():
            added(code, code)
        connection.close()
        connection.ensure_connection()

    assert names() == ["a", "b"]
