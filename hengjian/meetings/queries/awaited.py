"""What of meetings waits for somebody: a review, an answer, minutes to confirm."""

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from hengjian.access.models import Account
from hengjian.meetings.models import (
    AgendaItem,
    Answer,
    Duty,
    Invitation,
    ItemState,
    Meeting,
    MeetingState,
    Minutes,
)
from hengjian.meetings.queries.duties import bodies_with_duty, reviewing_duty
from hengjian.meetings.queries.sight import items_seen, meetings_seen


def items_to_review(account: Account) -> QuerySet[AgendaItem]:
    """The items whose next review is the account's to give."""
    seen = items_seen(account)
    bodies = {
        duty: set(bodies_with_duty(account, [duty]).values_list("pk", flat=True))
        for duty in (Duty.CHAIR, Duty.PRE_REVIEWER)
    }
    held = frozenset[int]().union(*bodies.values())
    mine = [
        item.pk
        for item in seen.filter(state=ItemState.IN_REVIEW, body__in=held)
        if (duty := reviewing_duty(item)) and item.body_id in bodies[duty]
    ]
    return seen.filter(pk__in=mine)


def meetings_to_answer(account: Account) -> QuerySet[Meeting]:
    """The meetings to come whose invitation the account's person has not answered."""
    asked = Invitation.objects.filter(
        meeting=OuterRef("pk"), person=account.duty_person_id, answer=Answer.WAITING
    )
    called = meetings_seen(account).filter(state=MeetingState.CALLED)
    return called.filter(Exists(asked))


def minutes_to_confirm(account: Account) -> QuerySet[Meeting]:
    """The meetings that the account's person held and whose minutes wait for that."""
    made = Minutes.objects.filter(meeting=OuterRef("pk"))
    newest = made.order_by("-number").values("confirmed_at")[:1]
    held = meetings_seen(account).filter(chair=account.duty_person_id)
    return held.annotate(newest_confirmed_at=Subquery(newest)).filter(
        Exists(made), newest_confirmed_at__isnull=True
    )
