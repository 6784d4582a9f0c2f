"""An action is one transaction with its entries."""

import json

import pytest
from django.db import DatabaseError, transaction

from hengjian.audit import act
from hengjian.audit import actions as journal
from hengjian.audit.actors import System
from hengjian.audit.appending import JournalBroken
from hengjian.audit.guarded import WriteOutsideAction
from hengjian.audit.models import AppendOnly, JournalEntry, JournalHead
from hengjian.audit.texts import Personal
from hengjian.organisation.models import Person
from tests.failing_journal import failing_journal


pytestmark = pytest.mark.django_db

BY = System("test")


@journal.action
def note(*, by: System, event: str = "thing.noted", **values: object) -> None:
    journal.enter(event, subject="thing:1", new=values)


@journal.action
def add_person(*, number: str, by: System, fails: bool = False) -> Person:
    person = Person(number=number, name="陈明")
    person.save()
    journal.enter("organisation.person_added", subject=person)
    if fails:
        raise RuntimeError("after the write")
    return person


def events() -> list[str]:
    return list(JournalEntry.objects.values_list("event", flat=True))


def test_action_leaves_its_entry_with_the_next_number() -> None:
    note(by=BY)
    note(by=BY)

    first, second = JournalEntry.objects.all()
    assert (first.event, first.by, first.subject_id) == (
        "thing.noted",
        "system:test",
        "1",
    )
    assert second.number == first.number + 1
    assert JournalHead.objects.get().link == second.link


def test_failing_action_leaves_neither_change_nor_entry() -> None:
    with pytest.raises(RuntimeError):
        add_person(number="1", by=BY, fails=True)

    assert not Person.objects.exists()
    assert events() == []


def test_failing_journal_takes_the_change_back() -> None:
    with failing_journal(), pytest.raises(DatabaseError):
        add_person(number="1", by=BY)

    assert not Person.objects.exists()


def test_inner_action_joins_the_outer_one() -> None:
    @journal.action
    def outer(*, by: System) -> None:
        journal.enter("outer.begun", subject="thing:1")
        add_person(number="1", by=System("other"))
        journal.enter("outer.ended", subject="thing:1")

    outer(by=BY)

    assert events() == ["outer.begun", "organisation.person_added", "outer.ended"]
    by = list(JournalEntry.objects.values_list("by", flat=True))
    assert by == ["system:test", "system:other", "system:test"]


def test_inner_action_takes_the_outer_one_back_with_it() -> None:
    @journal.action
    def outer(*, by: System) -> None:
        add_person(number="1", by=by)
        add_person(number="2", by=by, fails=True)

    with pytest.raises(RuntimeError):
        outer(by=BY)

    assert not Person.objects.exists()
    assert events() == []


def test_inner_action_that_fails_and_is_caught_loses_only_its_own() -> None:
    @journal.action
    def outer(*, by: System) -> None:
        add_person(number="1", by=by)
        with pytest.raises(RuntimeError):
            add_person(number="2", by=by, fails=True)
        journal.enter("outer.ended", subject="thing:1")

    outer(by=BY)

    assert [person.number for person in Person.objects.all()] == ["1"]
    assert events() == ["organisation.person_added", "outer.ended"]


def counted() -> int:
    return act.once("test.people", lambda: int(Person.objects.count()))


@journal.action
def count_twice(*, by: System, forgets: bool = False) -> int:
    counted()
    add_person(number="A1", by=by)
    if forgets:
        act.forget("test.people")
    return counted()


def test_what_an_act_goes_by_is_looked_up_once_until_it_is_forgotten() -> None:
    assert count_twice(by=BY) == 0
    assert counted() == 1  # outside every act, and anew


def test_what_an_act_wrote_itself_is_looked_up_again() -> None:
    assert count_twice(by=BY, forgets=True) == 1


def test_what_was_looked_up_in_an_act_rolled_back_is_looked_up_again() -> None:
    seen: list[int] = []

    @journal.action
    def adding(*, by: System) -> None:
        add_person(number="A1", by=by)
        counted()
        raise RuntimeError

    @journal.action
    def outer(*, by: System) -> None:
        journal.nothing_changed()
        with pytest.raises(RuntimeError):
            adding(by=by)
        seen.append(counted())

    outer(by=BY)

    assert seen == [0]


def test_action_refuses_to_hide_in_a_transaction_of_the_caller(
    transactional_db: None,
) -> None:
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        note(by=BY)


def test_action_without_entry_is_refused() -> None:
    @journal.action
    def forgets(*, by: System) -> None:
        Person(number="1", name="陈明").save()

    with pytest.raises(journal.ActionWithoutEntry):
        forgets(by=BY)

    assert not Person.objects.exists()


def test_action_may_say_that_nothing_changed() -> None:
    @journal.action
    def idle(*, by: System) -> None:
        journal.nothing_changed()

    idle(by=BY)

    assert events() == []


def test_action_needs_a_keyword_for_who_acts() -> None:
    with pytest.raises(TypeError, match="by="):

        @journal.action
        def wrong(by: System) -> None:
            pass


def test_entering_outside_an_action_is_refused() -> None:
    with pytest.raises(journal.EnteredOutsideAction):
        journal.enter("thing.done", subject="thing:1")
    with pytest.raises(journal.EnteredOutsideAction):
        journal.nothing_changed()


@pytest.mark.parametrize(
    "event", ["done", "Thing.done", "thing.done.twice", "thing done"]
)
def test_event_that_does_not_read_noun_and_verb_is_refused(event: str) -> None:
    with pytest.raises(ValueError, match="noun"):
        note(by=BY, event=event)


def test_subject_that_is_not_saved_is_refused() -> None:
    @journal.action
    def early(*, by: System) -> None:
        journal.enter("person.added", subject=Person(number="1"))

    with pytest.raises(ValueError, match="not saved"):
        early(by=BY)


def test_entry_keeps_values_as_canonical_json() -> None:
    note(by=BY, b=1, a="审结")

    assert JournalEntry.objects.get().new == '{"a":"审结","b":1}'


def test_entry_keeps_a_digest_of_a_personal_value() -> None:
    note(by=BY, name=Personal("张三"))
    note(by=BY, name=Personal("张三"))
    note(by=BY, name=Personal("李四"))

    kept = [
        json.loads(text)["name"]
        for text in JournalEntry.objects.values_list("new", flat=True)
    ]
    assert kept[0] == kept[1] != kept[2]
    assert kept[0].startswith("digest:")
    assert "张三" not in kept[0]


def test_entry_says_from_where() -> None:
    with journal.coming_from("web 192.0.2.7"):
        note(by=BY)

    assert JournalEntry.objects.get().origin == "web 192.0.2.7"


def test_guarded_model_is_not_written_outside_an_action() -> None:
    person = add_person(number="1", by=BY)

    for write in (
        person.save,
        person.delete,
        Person(number="2", name="刘正").save,
        lambda: Person.objects.update(name="刘正"),
        lambda: Person.objects.all().delete(),
        lambda: Person.objects.bulk_create([Person(number="2", name="刘正")]),
        lambda: Person.objects.create(number="2", name="刘正"),
        lambda: Person.objects.filter(number="1").update(name="刘正"),
        lambda: Person.objects.bulk_update([person], ["name"]),
        lambda: Person.objects.get_or_create(number="9"),
    ):
        with pytest.raises(WriteOutsideAction), transaction.atomic():
            write()


def test_entries_are_neither_changed_nor_deleted() -> None:
    note(by=BY)
    entry = JournalEntry.objects.get()

    for write in (
        entry.save,
        entry.delete,
        JournalEntry.objects.all().delete,
        lambda: JournalEntry.objects.update(event="x.y"),
    ):
        with pytest.raises(AppendOnly):
            write()


def test_missing_head_stops_every_write() -> None:
    note(by=BY)
    JournalHead.objects.all().delete()

    with pytest.raises(JournalBroken):
        note(by=BY)


def test_guarded_rows_are_written_and_deleted_inside_an_action() -> None:
    @journal.action
    def replace_people(*, by: System) -> None:
        Person.objects.all().delete()
        Person.objects.bulk_create([Person(number="2", name="刘正")])
        Person.objects.update(name="刘正正")
        Person.objects.get().delete()
        journal.enter("people.replaced", subject="people:")

    add_person(number="1", by=BY)
    replace_people(by=BY)

    assert not Person.objects.exists()


def test_rows_of_the_journal_read_well() -> None:
    note(by=BY)

    assert str(JournalEntry.objects.get()) == "1 thing.noted thing:1"
    assert str(JournalHead.objects.get()).startswith("1 ")
