"""What of meetings an account may see: members their body's, the office its own.

An item is seen by the people of its body, by who put it and, unless it is restricted, by
who reports it and by the meeting office of the procuratorate. Administrators hold no
permission that opens any of this.
"""

from django.db.models import Q, QuerySet

from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.access.queries import visible_units
from hengjian.meetings.models import (
    AgendaItem,
    Meeting,
    Resolution,
    ResolutionTask,
    Vote,
)
from hengjian.meetings.queries.duties import bodies_with_duty
from hengjian.meetings.queries.unsealed import unsealed


def items_seen(account: Account) -> QuerySet[AgendaItem]:
    """The items that the account may see, the newest first."""
    where = Q(body__in=bodies_with_duty(account))
    person = account.duty_person_id
    readable = visible_units(account, Permission.MEETING_READ)
    if person is not None:
        own = Q(put_by_person=person) | Q(reporter=person, is_restricted=False)
        where |= own & Q(body__procuratorate__in=readable)
    where |= Q(
        is_restricted=False,
        body__procuratorate__in=visible_units(account, Permission.MEETING_HOLD),
    )
    return AgendaItem.objects.filter(where, unsealed()).select_related(
        "body__procuratorate", "meeting", "department", "reporter", "put_by_person"
    )


def item_seen(account: Account, number: int) -> AgendaItem | None:
    """One item, if the account may see it."""
    return items_seen(account).filter(pk=number).first()


def meetings_seen(account: Account) -> QuerySet[Meeting]:
    """The meetings of the account's bodies, the newest first."""
    return Meeting.objects.filter(body__in=bodies_with_duty(account)).select_related(
        "body__procuratorate", "chair"
    )


def meeting_seen(account: Account, number: int) -> Meeting | None:
    """One meeting, if the account may see it."""
    return meetings_seen(account).filter(pk=number).first()


def vote_seen(account: Account, number: int) -> Vote | None:
    """One vote of a body in which the account has a duty."""
    return (
        Vote.objects.filter(
            unsealed("item__"), pk=number, item__body__in=bodies_with_duty(account)
        )
        .select_related("item__body__procuratorate", "meeting__chair")
        .first()
    )


def resolutions_seen(account: Account) -> QuerySet[Resolution]:
    """The resolutions of the account's bodies."""
    return Resolution.objects.filter(
        unsealed("vote__item__"), body__in=bodies_with_duty(account)
    ).select_related("body__procuratorate", "vote__item")


def tasks_seen(account: Account) -> QuerySet[ResolutionTask]:
    """The tasks of the account's bodies, and those that the account's person owns."""
    where = Q(resolution__body__in=bodies_with_duty(account))
    person = account.duty_person_id
    if person is not None:
        readable = visible_units(account, Permission.MEETING_READ)
        where |= Q(owner=person, resolution__body__procuratorate__in=readable)
    is_shown = unsealed("resolution__vote__item__")
    return ResolutionTask.objects.filter(where, is_shown).select_related(
        "resolution__body__procuratorate", "resolution__vote__item", "owner"
    )


def task_seen(account: Account, number: int) -> ResolutionTask | None:
    """One task, if the account may see it."""
    return tasks_seen(account).filter(pk=number).first()
