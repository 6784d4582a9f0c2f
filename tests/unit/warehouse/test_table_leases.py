"""One writer for each table, taken over from the dead, fenced by a token."""

import os
import subprocess
import sys
import threading
from datetime import timedelta

import pytest
from django.db import connection

from hengjian.lib import clock
from hengjian.warehouse import table_leases
from hengjian.warehouse.actions import tables
from hengjian.warehouse.importing import running
from hengjian.warehouse.models import CardTable, Finding, Import, ImportState, Lease
from hengjian.warehouse.table_leases import Held, LeaseLost, TableBusy
from tests.unit.warehouse.card_files_in import (
    BY,
    arrest_csv,
    card,
    import_bytes,
    stage_bytes,
)


@pytest.fixture
def table(db) -> CardTable:
    return tables.open_table(name="arrest_review", by=BY)


def hold_as(table: CardTable, holder: str, *, minutes: int) -> None:
    until = clock.machine_now() + timedelta(minutes=minutes)
    Lease.objects.update_or_create(
        table=table, defaults={"holder": holder, "until": until, "token": 7}
    )


def ended_process() -> str:
    """The name of a process of this machine that is no more."""
    done = subprocess.Popen([sys.executable, "-c", ""])
    name = table_leases.this_process().split(":")[0]
    began = table_leases._began(done.pid)
    done.wait()
    return f"{name}:{done.pid}:{began}"


def test_second_holder_is_refused_while_the_first_holds(table: CardTable):
    with (
        table_leases.held(table),
        pytest.raises(TableBusy),
        table_leases.held(table),
    ):
        pass


def test_table_is_free_again_after_the_block(table: CardTable):
    with table_leases.held(table) as first:
        pass

    with table_leases.held(table) as second:
        assert second.token == first.token + 1


def test_table_is_free_again_when_the_block_fails(table: CardTable):
    with pytest.raises(ValueError, match="oops"), table_leases.held(table):
        raise ValueError("oops")

    with table_leases.held(table):
        pass


def test_table_held_on_another_machine_is_busy_until_its_lease_ends(table: CardTable):
    hold_as(table, "elsewhere:1:1", minutes=5)
    with pytest.raises(TableBusy), table_leases.held(table):
        pass

    hold_as(table, "elsewhere:1:1", minutes=-1)
    with table_leases.held(table) as holding:
        assert holding.token == 8


def test_table_of_a_dead_process_of_this_machine_is_taken_over_at_once(
    table: CardTable,
):
    hold_as(table, ended_process(), minutes=5)

    with table_leases.held(table) as holding:
        assert holding.token == 8


def test_number_of_a_process_that_came_round_again_is_not_taken_for_it(
    table: CardTable,
):
    host = table_leases.this_process().split(":")[0]
    hold_as(table, f"{host}:{os.getpid()}:1", minutes=5)

    with table_leases.held(table) as holding:
        assert holding.token == 8


def test_holder_that_was_taken_over_can_do_nothing_more(table: CardTable):
    with table_leases.held(table) as first:
        Lease.objects.update(token=first.token + 1, holder="elsewhere:1:1")

        with pytest.raises(LeaseLost):
            first.renew()
        with pytest.raises(LeaseLost):
            first.fence()

    assert Lease.objects.get().holder == "elsewhere:1:1"


def test_import_that_lost_the_table_does_not_go_live(people):
    import_bytes(arrest_csv(card("A1")))
    staged = stage_bytes(arrest_csv(card("A2", outcome="")))

    def lose(done: int, total: int, doing: object) -> None:
        if "写入" in str(doing):
            Lease.objects.update(token=99, holder="elsewhere:1:1")

    with pytest.raises(LeaseLost):
        running.run(staged, by=BY, progress=lose)

    table = CardTable.objects.get(name="arrest_review")
    assert (table.current_version, table.cards) == (1, 1)
    assert not Finding.objects.exists()


def test_fence_of_nobody_is_refused(table: CardTable):
    Lease.objects.create(table=table, token=3)

    with pytest.raises(LeaseLost):
        Held(table, 3).fence()


def test_imports_at_the_same_time_all_go_in(lasting_people):
    staged = [
        stage_bytes(arrest_csv(card(f"A{n}"), card("B1", suspect=f"名{n}")))
        for n in range(4)
    ]
    failures: list[BaseException] = []

    def carry(card_import: Import) -> None:
        try:
            running.run(Import.objects.get(pk=card_import.pk), by=BY)
        except BaseException as failure:
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=carry, args=(one,)) for one in staged]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert set(Import.objects.values_list("state", flat=True)) == {ImportState.LIVE}
    table = CardTable.objects.get(name="arrest_review")
    assert (table.cards, table.current_version) == (5, 4)
