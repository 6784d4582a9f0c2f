"""Twenty writers at once: every act is entered once, in one sound chain."""

import threading

import pytest
from django.db import connection

from hengjian.audit.actors import System
from hengjian.audit.models import JournalEntry
from hengjian.audit.verifying import verify
from hengjian.organisation.actions import people
from hengjian.organisation.models import Person


WRITERS, ACTS = 20, 10


@pytest.mark.django_db(transaction=True)
def test_twenty_writers_lose_nothing() -> None:
    start = threading.Barrier(WRITERS)
    failed: list[BaseException] = []

    def write(writer: int) -> None:
        try:
            start.wait(20)
            for act in range(ACTS):
                people.add(number=f"{writer}-{act}", name="陈明", by=System("test"))
        except BaseException as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(each,)) for each in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == []
    assert Person.objects.count() == WRITERS * ACTS
    assert JournalEntry.objects.count() == WRITERS * ACTS
    assert verify().faults == ()
