"""Who holds which duty in a body on a day."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.access.queries import visible_units
from hengjian.engines.voting.bodies import Reviewer
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.meetings import catalogue
from hengjian.meetings.faults import NotYourDuty
from hengjian.meetings.models import (
    VOTING,
    AgendaItem,
    Answer,
    Body,
    BodyMember,
    Duty,
    ItemState,
    Meeting,
)
from hengjian.organisation.models import Person
from hengjian.organisation.queries import in_force_on


def members_on(body: Body, day: date) -> QuerySet[BodyMember]:
    """Who votes in a body on a day, the most senior first."""
    return duties_on(day).filter(body=body, duty__in=VOTING)


def duties_on(day: date) -> QuerySet[BodyMember]:
    """Every duty in force on a day."""
    return BodyMember.objects.filter(in_force_on(day)).select_related("person")


def was_there(meeting: Meeting, person: Person) -> bool:
    """Whether somebody voted on a meeting's day or was asked to it, and was not away."""
    answer = meeting.invitations.filter(person=person).values_list("answer", flat=True)
    if Answer.AWAY in answer:
        return False
    members = members_on(meeting.body, meeting.held_on)
    return bool(answer) or members.filter(person=person).exists()


def chair_on(body: Body, day: date) -> BodyMember | None:
    """The chair of a body on a day."""
    return duties_on(day).filter(body=body, duty=Duty.CHAIR).first()


def bodies_with_duty(
    account: Account, duties: Iterable[str] | None = None
) -> QuerySet[Body]:
    """The bodies in which the account's person has a duty today, where it may read."""
    person = account.duty_person_id
    held = duties_on(clock.today())
    held = held.none() if person is None else held.filter(person_id=person)
    if duties is not None:
        held = held.filter(duty__in=list(duties))
    return Body.objects.filter(
        pk__in=held.values("body_id"),
        procuratorate__in=visible_units(account, Permission.MEETING_READ),
    ).select_related("procuratorate")


def bodies_served(account: Account) -> QuerySet[Body]:
    """The bodies whose secretary the account is, where it may hold meetings."""
    units = visible_units(account, Permission.MEETING_HOLD)
    return bodies_with_duty(account, [Duty.SECRETARY]).filter(procuratorate__in=units)


def serves(account: Account, body: Body) -> bool:
    """Whether the account does the body's office work."""
    return bodies_served(account).filter(pk=body.pk).exists()


def require_service(account: Account, body: Body) -> None:
    """Raise ``NotYourDuty`` unless the account does the body's office work."""
    if not serves(account, body):
        raise NotYourDuty(
            Text(
                "只有该会议登记的会务人员可以办理。",
                "Only the secretaries named in this body may do this.",
            )
        )


def reviewing_duty(item: AgendaItem) -> Duty | None:
    """Who gives the item's next review; None where it waits for none."""
    if item.state != ItemState.IN_REVIEW:
        return None
    reviews = catalogue.plan_of(item.body).reviews
    if item.review_step >= len(reviews):
        return None
    by_chair = reviews[item.review_step].by is Reviewer.CHAIR
    return Duty.CHAIR if by_chair else Duty.PRE_REVIEWER


def may_review(account: Account, item: AgendaItem) -> bool:
    """Whether the item waits for a review that is the account's to give."""
    duty = reviewing_duty(item)
    if duty is None:
        return False
    return bodies_with_duty(account, [duty]).filter(pk=item.body_id).exists()


def require_review(account: Account, item: AgendaItem) -> None:
    """Raise ``NotYourDuty`` unless the next review is the account's to give."""
    if not may_review(account, item):
        raise NotYourDuty(
            Text("这一步审查不由您办理。", "This review is not yours to give.")
        )
