"""What is written later is written before anybody could see that it was not."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from hengjian.audit import actions as journal
from hengjian.audit import later
from hengjian.audit.actors import System
from hengjian.audit.guarded import WriteOutsideAction
from hengjian.audit.models import JournalEntry
from hengjian.organisation.models import Person
from tests.statements import statements


pytestmark = pytest.mark.django_db

BY = System("test")


def person(number: str = "1") -> Person:
    return Person(number=number, name="陈明")


@journal.action
def add(*, by: System, numbers: tuple[str, ...] = ("1",)) -> list[Person]:
    people = [person(number) for number in numbers]
    for each in people:
        later.insert(each)
    journal.enter("organisation.person_added", subject="person:all")
    return people


@journal.action
def rename(*, who: Person, names: tuple[str, ...], by: System) -> int:
    for name in names:
        who.name = name
        later.update(who, "name")
    journal.enter("organisation.person_renamed", subject=who)
    return Person.objects.filter(name=names[-1]).count()


def test_new_rows_have_their_keys_when_the_action_has_ended() -> None:
    first, second = add(by=BY, numbers=("1", "2"))

    assert Person.objects.get(number="1").pk == first.pk
    assert Person.objects.get(number="2").pk == second.pk


def test_new_row_has_its_key_as_soon_as_it_is_asked_for() -> None:
    @journal.action
    def add_and_name(*, by: System) -> Person:
        made = person()
        later.insert(made)
        later.write_now()
        journal.enter("organisation.person_added", subject=made)
        return made

    made = add_and_name(by=BY)

    assert JournalEntry.objects.get().subject_id == str(made.pk)


def test_question_of_the_same_action_sees_what_is_written_later() -> None:
    [who] = add(by=BY)

    assert rename(who=who, names=("王芳",), by=BY) == 1


def test_two_changes_of_a_row_are_one_statement() -> None:
    [who] = add(by=BY)

    with statements() as asked:
        rename(who=who, names=("王芳", "王方"), by=BY)

    assert sum(sql.startswith('UPDATE "organisation') for sql in asked) <= 1
    assert Person.objects.get().name == "王方"


def test_change_of_a_row_that_was_just_added_follows_it() -> None:
    @journal.action
    def add_and_rename(*, by: System) -> None:
        made = person()
        later.insert(made)
        made.name = "王芳"
        later.update(made, "name")
        journal.enter("organisation.person_added", subject="person:1")

    add_and_rename(by=BY)

    assert Person.objects.get().name == "王芳"


def test_last_of_two_objects_of_one_row_holds() -> None:
    [who] = add(by=BY)

    @journal.action
    def rename_both(*, by: System) -> None:
        for name in ("王芳", "王方"):
            again = Person(pk=who.pk, name=name)
            later.update(again, "name")
        journal.enter("organisation.person_renamed", subject=who)

    rename_both(by=BY)

    assert Person.objects.get().name == "王方"


def test_failing_inner_action_loses_only_what_it_would_have_written_later() -> None:
    @journal.action
    def fail(*, by: System) -> None:
        later.insert(person("inner"))
        raise ValueError

    @journal.action
    def outer(*, by: System) -> None:
        later.insert(person("outer"))
        with pytest.raises(ValueError, match=r"^$"):
            fail(by=by)
        journal.enter("organisation.person_added", subject="person:outer")

    outer(by=BY)

    assert [each.number for each in Person.objects.all()] == ["outer"]


def test_inner_action_that_the_database_refuses_takes_its_later_rows_along() -> None:
    add(by=BY, numbers=("taken",))

    @journal.action
    def refused(*, by: System) -> None:
        later.insert(person("inner"))
        person("taken").save()

    @journal.action
    def outer(*, by: System) -> None:
        later.insert(person("outer"))
        with pytest.raises(IntegrityError):
            refused(by=by)
        later.insert(person("after"))
        journal.enter("organisation.person_added", subject="person:outer")

    outer(by=BY)

    numbers = Person.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == ["after", "outer", "taken"]


def test_row_said_after_the_refusal_of_another_goes_with_it() -> None:
    add(by=BY, numbers=("taken",))

    @journal.action
    def outer(*, by: System) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():  # noqa: PT012
            try:
                person("taken").save()
            finally:
                later.insert(person("too late"))
        journal.enter("organisation.person_added", subject="person:outer")

    outer(by=BY)

    assert [each.number for each in Person.objects.all()] == ["taken"]


def test_failing_action_writes_nothing_later() -> None:
    @journal.action
    def fail(*, by: System) -> None:
        later.insert(person())
        raise ValueError

    with pytest.raises(ValueError, match=r"^$"):
        fail(by=BY)

    assert not Person.objects.exists()


def test_rows_of_the_same_key_are_changed_and_others_deleted() -> None:
    [who] = add(by=BY, numbers=("1",))

    @journal.action
    def put(*, by: System) -> None:
        other = Person(number="1", name="王芳")
        later.insert_or_update(other, meeting=("number",), changing=("name",))
        journal.enter("organisation.person_renamed", subject=who)

    put(by=BY)
    assert Person.objects.get().name == "王芳"

    @journal.action
    def remove(*, by: System) -> None:
        later.delete(Person, number="1", name="王芳")
        journal.enter("organisation.person_removed", subject=who)

    remove(by=BY)
    assert not Person.objects.exists()


def test_many_rows_are_written_in_their_order() -> None:
    numbers = tuple(f"{nth:03}" for nth in range(95))

    people = add(by=BY, numbers=numbers)

    assert [each.number for each in Person.objects.order_by("pk")] == list(numbers)
    assert len({each.pk for each in people}) == len(numbers)


def test_changing_a_row_that_is_gone_is_a_fault_and_rolls_back() -> None:
    with pytest.raises(DatabaseError):
        rename(who=Person(pk=999_999, name="x"), names=("y",), by=BY)

    assert not JournalEntry.objects.exists()


def test_nothing_is_written_later_outside_an_action() -> None:
    with pytest.raises(WriteOutsideAction):
        later.insert(person())
