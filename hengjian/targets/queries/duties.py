"""Who answers for a target, and how: first, directly, for the task; the three tiers.

Which kinds of posts these are stands in the parameters of the pack ``target_setting``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Appointment, Person, Procuratorate
from hengjian.organisation.queries import appointments_on
from hengjian.packs.queries import current
from hengjian.targets.models import Target


PACK = "target_setting"
TIERS = {
    "leaders": Text("院领导", "leaders"),
    "middle": Text("中层干部", "middle cadres"),
    "officers": Text("一般干警", "officers"),
}


@dataclass(frozen=True)
class Duties:
    """The people of an office by what they answer for."""

    first: tuple[Person, ...]
    directly: tuple[Person, ...]
    heads: Mapping[int, tuple[Person, ...]]  # department → responsible for its tasks
    tiers: Mapping[int, str]  # person → tier

    def direct_for(self, target: Target) -> str:
        """The leader named on the target or above it; else nobody in particular."""
        each: Target | None = target
        while each is not None:
            if each.person is not None and each.person in self.directly:
                return str(each.person)
            each = each.parent
        return ""

    def task_for(self, target: Target) -> str:
        """Who is responsible for the task: the person named, else the head."""
        if target.person is not None and target.person not in self.directly:
            return str(target.person)
        heads = self.heads.get(target.department_id or 0, ())
        return "、".join(str(each) for each in heads)

    @property
    def first_names(self) -> str:
        """Who is first responsible."""
        return "、".join(str(each) for each in self.first)

    def tier_of(self, person: Person | None) -> Text | None:
        """The tier of somebody."""
        found = self.tiers.get(person.pk) if person is not None else None
        return TIERS[found] if found is not None else None


def duties_of(unit: Procuratorate, day: date) -> Duties:
    """Who answers for what in an office on a day."""
    seats = list(
        appointments_on(day)
        .filter(procuratorate=unit)
        .order_by("post__code", "person__number")
    )
    heads: dict[int, tuple[Person, ...]] = {}
    for seat in _of(seats, "responsible_for_task", day):
        if seat.department_id is not None:
            heads[seat.department_id] = (
                *heads.get(seat.department_id, ()),
                seat.person,
            )
    leaders = {each.pk for each in _of(seats, "leaders_tier", day)}
    middle = {each.pk for each in _of(seats, "middle_tier", day)}
    tiers = {
        seat.person_id: "leaders"
        if seat.pk in leaders
        else "middle"
        if seat.pk in middle
        else "officers"
        for seat in seats
        if seat.is_main
    }
    return Duties(
        first=tuple(seat.person for seat in _of(seats, "first_responsible", day)),
        directly=tuple(seat.person for seat in _of(seats, "directly_responsible", day)),
        heads=heads,
        tiers=tiers,
    )


def _of(seats: list[Appointment], name: str, day: date) -> list[Appointment]:
    kinds = _kinds(name, day)
    return [seat for seat in seats if seat.post.kind in kinds]


def _kinds(name: str, day: date) -> frozenset[str]:
    pack = current().loaded.packs.get(PACK)
    parameter = pack.parameters.get(name) if pack is not None else None
    if parameter is None:
        return frozenset()
    known = [each for each in parameter.history.values if each.from_on <= day]
    value = known[-1].value if known else ()
    return (
        frozenset(str(each) for each in value)
        if isinstance(value, tuple)
        else frozenset({str(value)})
    )
