"""Entries are stored behind the head however it moved, in transactions of their own."""

import threading

import pytest
from django.db import DatabaseError, connection

from hengjian.audit import actions as journal
from hengjian.audit.actors import System
from hengjian.audit.models import JournalEntry, JournalHead
from hengjian.audit.verifying import verify
from hengjian.organisation.actions import people
from hengjian.organisation.models import Person
from tests.failing_journal import failing_journal
from tests.statements import statements


pytestmark = pytest.mark.django_db(transaction=True)

BY = System("test")


@journal.action
def note(*, by: System, entries: int = 1) -> None:
    for number in range(entries):
        journal.enter("thing.noted", subject=f"thing:{number}")


def in_a_thread_of_its_own(write: object) -> None:
    def run() -> None:
        try:
            write()  # type: ignore[operator]
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()


def test_entries_of_many_sizes_stand_in_one_chain() -> None:
    for entries in (1, 1, 3, 1, 1, 2, 1):
        note(entries=entries, by=BY)

    assert [entry.number for entry in JournalEntry.objects.all()] == list(range(1, 11))
    assert verify().faults == ()


@pytest.mark.one_database
def test_head_is_moved_and_entries_stored_by_the_last_statements() -> None:
    people.add(number="1", name="陈明", by=BY)

    with statements() as said:
        people.add(number="2", name="刘正", by=BY)

    # whoever holds the head makes every other writer wait: nothing comes after
    [read, moved, stored] = said[-3:]
    assert read.startswith("SELECT number, link FROM audit_journalhead")
    assert moved.startswith("UPDATE audit_journalhead")
    assert stored.startswith("INSERT INTO audit_journalentry")
    assert any("organisation_person" in each for each in said[:-3])
    assert not any("audit_journal" in each for each in said[:-3])


def test_head_moved_by_somebody_else_is_followed() -> None:
    for _ in range(3):
        note(by=BY)

    # as another process would: this one does not know of it
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_journalentry")
        cursor.execute("DELETE FROM audit_journalhead")
    note(by=BY)
    note(by=BY)

    assert JournalHead.objects.get().number == 2
    assert verify().faults == ()


def test_act_that_is_taken_back_leaves_the_chain_to_the_next() -> None:
    @journal.action
    def adds_and_fails(*, by: System) -> None:
        people.add(number="2", name="刘正", by=by)
        raise RuntimeError

    for number in ("1", "3"):
        people.add(number=number, name="陈明", by=BY)
        with pytest.raises(RuntimeError):
            adds_and_fails(by=BY)
    with failing_journal(), pytest.raises(DatabaseError):
        people.add(number="4", name="孙红", by=BY)
    people.add(number="5", name="林青", by=BY)

    assert sorted(each.number for each in Person.objects.all()) == ["1", "3", "5"]
    assert JournalEntry.objects.count() == 3
    assert verify().faults == ()


def test_writer_who_was_alone_meets_another() -> None:
    for _ in range(3):
        note(by=BY)
        note(by=BY)
        in_a_thread_of_its_own(lambda: note(by=System("other")))

    assert JournalEntry.objects.count() == 9
    assert verify().faults == ()
