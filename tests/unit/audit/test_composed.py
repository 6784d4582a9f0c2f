"""A question composed once gives what the model layer gives."""

import pytest

from hengjian.audit import actions as journal
from hengjian.audit import later
from hengjian.audit.actors import System
from hengjian.audit.composed import Composed
from hengjian.matters.locking import locked, open_items
from hengjian.matters.models import Matter, WorkItem
from hengjian.organisation.models import Person
from tests.cast import Cast
from tests.factories import matters as make
from tests.statements import statements


pytestmark = pytest.mark.django_db

BY = System("test")
_BY_KEYS = Composed(
    lambda one, two: Person.objects.filter(pk__in=[one, two]).order_by("-number")
)


@journal.action
def add(*, by: System, numbers: tuple[str, ...]) -> list[Person]:
    people = [Person(number=number, name=number) for number in numbers]
    for each in people:
        later.insert(each)
    later.write_now()
    journal.enter("organisation.person_added", subject=people[0])
    return people


def test_values_change_and_the_order_stays() -> None:
    one, two, three = add(by=BY, numbers=("1", "2", "3"))

    assert _BY_KEYS(one.pk, two.pk) == [two, one]
    assert _BY_KEYS(three.pk, one.pk) == [three, one]
    assert _BY_KEYS(0, 0) == []


def test_it_sees_what_its_action_writes_later() -> None:
    @journal.action
    def add_and_ask(*, by: System) -> list[Person]:
        made = Person(number="1", name="陈明")
        later.insert(made)
        later.write_now()
        made.name = "王芳"
        later.update(made, "name")
        journal.enter("organisation.person_added", subject=made)
        return _BY_KEYS(made.pk, 0)

    assert [each.name for each in add_and_ask(by=BY)] == ["王芳"]


def test_locked_matter_is_the_one_the_model_layer_reads(cast: Cast) -> None:
    make.release_kinds()
    matter = make.matter("supply_request", cast.chen)

    @journal.action
    def look(*, by: System) -> tuple[Matter, list[WorkItem]]:
        journal.nothing_changed()
        found = locked(matter)
        return found, open_items(found)

    found, items = look(by=BY)

    plain = Matter.objects.get(pk=matter.pk)
    for field in Matter._meta.concrete_fields:
        assert getattr(found, field.attname) == getattr(plain, field.attname)
    with statements() as asked:
        assert found.procuratorate == plain.procuratorate
        assert found.release.digest
        assert items[0].matter is found
    assert [sql for sql in asked if "packs_packrelease" in sql] == []
    assert items == list(plain.work_items.filter(done_at__isnull=True))
