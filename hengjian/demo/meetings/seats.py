"""The four bodies of the invented city's procuratorate and who sits in them."""

from dataclasses import dataclass
from datetime import date

from hengjian.access.models import Account
from hengjian.audit.actors import Actor
from hengjian.demo.city.places import CITY_CODE
from hengjian.meetings import catalogue
from hengjian.meetings.actions import bodies as acts
from hengjian.meetings.models import Body, Duty
from hengjian.organisation.models import Appointment, Person, Procuratorate


SINCE = date(2024, 1, 1)
OFFICE = "meeting-office"
HANDLING = ("first", "second", "third", "fourth", "fifth")


@dataclass(frozen=True)
class Staff:
    """The leaders and heads of the city's procuratorate."""

    unit: Procuratorate
    chief: Person
    deputies: tuple[Person, ...]
    heads: dict[str, Person]
    secretary: Person

    @classmethod
    def of_the_city(cls) -> "Staff":
        """As the roster has them."""
        unit = Procuratorate.objects.get(code=CITY_CODE)
        sitting = Appointment.objects.filter(procuratorate=unit).select_related(
            "person", "post", "department"
        )
        ordered = list(sitting.order_by("person__number"))
        by_post = {
            post: tuple(each.person for each in ordered if each.post.code == post)
            for post in ("chief", "deputy")
        }
        heads = {
            each.department.code: each.person
            for each in ordered
            if each.department is not None and each.post.code == "head"
        }
        secretary = Account.objects.get(username=OFFICE).person
        assert secretary is not None  # noqa: S101  (the demo's sign-ins have people)
        return cls(unit, by_post["chief"][0], by_post["deputy"], heads, secretary)


def set_up(staff: Staff, *, by: Actor) -> dict[str, Body]:
    """The four bodies, by their plan."""
    heads = staff.heads
    leaders = list(staff.deputies)
    everybody = {
        "party_leadership_group": [
            heads[each] for each in ("political", "first", "office")
        ],
        "procuratorial_committee": [heads[each] for each in HANDLING],
        "office_meeting": list(heads.values()),
        "procurator_appraisal_committee": [
            heads[each] for each in ("political", "first")
        ],
    }
    found = {}
    for plan, others in everybody.items():
        deputies = leaders[:2] if plan == "procurator_appraisal_committee" else leaders
        found[plan] = _seated(staff, plan, deputies, others, by=by)
    return found


def _seated(
    staff: Staff, plan: str, deputies: list[Person], others: list[Person], *, by: Actor
) -> Body:
    body = acts.set_up(
        procuratorate=staff.unit,
        plan=plan,
        set_up_on=SINCE,
        bodies=catalogue.bodies(),
        by=by,
    )
    reviewer = staff.secretary
    if plan == "party_leadership_group":
        reviewer = staff.heads["political"]
    duties = [
        (staff.chief, Duty.CHAIR),
        *((person, Duty.DEPUTY_CHAIR) for person in deputies),
        *((person, Duty.MEMBER) for person in others),
        (reviewer, Duty.PRE_REVIEWER),
        (staff.secretary, Duty.SECRETARY),
    ]
    for rank, (person, duty) in enumerate(duties, start=1):
        acts.add_member(
            body=body, person=person, duty=duty, from_on=SINCE, seniority=rank, by=by
        )
    return body
