"""Many who register at once: no number is missing, none stands twice."""

import threading

import pytest
from django.db import connection

from hengjian.audit.models import JournalEntry
from hengjian.audit.verifying import verify
from hengjian.lib import clock
from hengjian.matters.models import Matter, MatterRegister
from tests.cast import assemble
from tests.factories import matters as make
from tests.unit.matters.conftest import TODAY


WRITERS, EACH = 6, 3


@pytest.mark.django_db(transaction=True)
def test_numbers_have_no_gaps_whoever_registers_at_once() -> None:
    cast = assemble()
    make.release_kinds()
    start = threading.Barrier(WRITERS)
    failed: list[BaseException] = []

    def register() -> None:
        try:
            start.wait(20)
            with clock.moved_to(TODAY):
                for _ in range(EACH):
                    make.matter("supply_request", cast.chen)
        except BaseException as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=register) for _ in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == []
    serials = Matter.objects.order_by("serial").values_list("serial", flat=True)
    assert list(serials) == list(range(1, WRITERS * EACH + 1))
    assert MatterRegister.objects.get().last == WRITERS * EACH
    assert JournalEntry.objects.filter(event="matters.registered").count() == 18
    assert verify().faults == ()
