"""Two servers that open one month at the same moment open it once."""

import threading
import time
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection, transaction

from hengjian.lib import clock
from hengjian.matters.actions import opening
from hengjian.matters.kinds import kind_named
from hengjian.matters.models import Matter, MatterRegister
from hengjian.packs import actions as packs
from tests.cast import assemble
from tests.factories import matters as make


TODAY = date(2026, 10, 19)
SERVERS = 2
PATIENCE = 60  # seconds; servers that never come fail the test
WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted"
Opens = Callable[[date], Matter | None]


def monthly_cycle() -> Opens:
    """The act that opens the monthly cycle of Jiangcheng for the month of a day."""
    cast = assemble()
    make.release_kinds()
    packs.release(prepared=packs.prepare([make.PACKS / "monthly_cycle"]), by=make.BY)
    kind = kind_named("monthly_cycle")

    def open_month(day: date) -> Matter | None:
        month = opening.month_of(day, 1)
        bound = opening.bound_for(kind, cast.jiangcheng, month, {})
        found: Matter | None = opening.open_month(
            kind=kind, bound=bound, unit=cast.jiangcheng, month=month, by=make.BY
        )
        return found

    return open_month


def servers(opens: Opens, found: list[object]) -> list[threading.Thread]:
    """As many threads, each with a connection of its own, that begin together."""
    together = threading.Barrier(SERVERS)

    def server() -> None:
        try:
            together.wait(PATIENCE)
            with clock.moved_to(TODAY):
                found.append(opens(TODAY))
        except BaseException as error:
            found.append(error)
        finally:
            connection.close()

    return [threading.Thread(target=server) for _ in range(SERVERS)]


@pytest.mark.django_db(transaction=True)
def test_month_is_opened_once_by_servers_that_open_it_at_once() -> None:
    with clock.moved_to(TODAY):
        opens = monthly_cycle()
    found: list[object] = []

    threads = servers(opens, found)
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(type(each).__name__ for each in found) == ["Matter", "NoneType"]
    assert Matter.objects.count() == 1


@pytest.mark.only_postgresql
@pytest.mark.django_db(transaction=True)
def test_both_servers_are_in_the_act_before_either_ends() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    with clock.moved_to(TODAY):
        opens = monthly_cycle()
        opens(date(2026, 9, 1))
    found: list[object] = []
    threads = servers(opens, found)

    with transaction.atomic():
        # both come as far as the register's row, and neither further
        MatterRegister.objects.select_for_update().get()
        for thread in threads:
            thread.start()
        until = time.monotonic() + PATIENCE
        while waiting() < SERVERS and time.monotonic() < until:
            time.sleep(0.02)
        assert waiting() == SERVERS
    for thread in threads:
        thread.join()

    assert sorted(type(each).__name__ for each in found) == ["Matter", "NoneType"]
    assert Matter.objects.count() == 2  # September's and one of October


def waiting() -> int:
    with connection.cursor() as cursor:
        cursor.execute(WAITING)
        (count,) = cursor.fetchone()
    return int(count)
