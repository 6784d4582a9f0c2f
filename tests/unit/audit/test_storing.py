"""Entries are stored behind the head however it moved, in transactions of their own."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection

from hengjian.audit import actions as journal
from hengjian.audit.actors import System
from hengjian.audit.models import JournalEntry, JournalHead
from hengjian.audit.verifying import verify
from hengjian.lib.keyring import Keyring
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


def in_a_thread_of_its_own(write: Callable[[], object]) -> None:
    def run() -> None:
        try:
            write()
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


class InterruptedKeyring(Keyring):
    """Somebody else acts while the first entry after it is linked."""

    def __init__(self, folder: Path, act: Callable[[], object]) -> None:
        super().__init__(folder)
        self.act: Callable[[], object] | None = act

    def key(self, name: str) -> bytes:
        act, self.act = self.act, None
        if act is not None:
            in_a_thread_of_its_own(act)
        return super().key(name)


@pytest.mark.only_postgresql
def test_writer_who_is_overtaken_while_linking_follows_the_other(
    settings: Any,
) -> None:
    for _ in range(3):
        note(by=BY)

    settings.KEYRING = InterruptedKeyring(
        settings.KEYRING.folder, lambda: note(by=System("other"))
    )
    note(by=BY)

    assert [entry.by for entry in JournalEntry.objects.order_by("number")][3:] == [
        "system:other",
        "system:test",
    ]
    assert verify().faults == ()


@pytest.mark.only_postgresql
def test_acts_taken_back_leave_a_lone_writer_its_statement() -> None:
    def stopped() -> None:
        raise RuntimeError

    @journal.action
    def notes_and_fails(*, by: System) -> None:
        note(by=by)
        stopped()

    @journal.action
    def goes_on_after_a_failure(*, by: System) -> None:
        with pytest.raises(RuntimeError):
            notes_and_fails(by=by)
        note(by=by)

    for _ in range(3):
        note(by=BY)
        with pytest.raises(RuntimeError):
            notes_and_fails(by=BY)
        goes_on_after_a_failure(by=BY)

    assert JournalEntry.objects.count() == 6
    assert verify().faults == ()


@pytest.mark.only_postgresql
def test_writer_whose_statements_the_server_forgot_is_refused_once_only() -> None:
    for _ in range(3):
        note(by=BY)

    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")
    with pytest.raises(DatabaseError):
        note(by=BY)
    note(by=BY)

    assert JournalEntry.objects.count() == 4
    assert verify().faults == ()
