"""Which matters an account sees, and what it may do with each."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.access.queries import (
    grants_in_force,
    may,
    permissions_of,
    where_may,
    where_may_by_keys,
)
from hengjian.matters.models import UNDER_WAY, Matter, Recusal, WorkItem
from hengjian.matters.queries.unsealed import unsealed
from hengjian.organisation.models import Procuratorate


MOST_KEYS = 5_000
"""Of one's own matters, so many are named in a statement one by one."""


def _own(person: int | None) -> Q:
    """Matters in which somebody takes part."""
    if person is None:
        return Q(pk__in=[])
    return (
        Q(registrant=person)
        | Q(handler=person)
        | Q(leader_in_charge=person)
        | Q(pk__in=WorkItem.objects.filter(person=person).values("matter"))
    )


def matters_seen(account: Account) -> QuerySet[Matter]:
    """The matters of the account's places, and those in which it takes part.

    Restricted kinds are seen by those who take part and those who steer there; those of
    sealed cards and persons by nobody.
    """
    if Permission.MATTER_READ not in permissions_of(account):
        return Matter.objects.none()
    place = where_may(
        account, Permission.MATTER_READ, unit="procuratorate", department="department"
    )
    steering = where_may(
        account,
        Permission.MATTER_SUPERVISE,
        unit="procuratorate",
        department="department",
    )
    person = account.duty_person_id
    return Matter.objects.filter(
        (place & Q(is_restricted=False))
        | (place & steering & Q(is_restricted=True))
        | _own(person),
        unsealed(),
    )


def under_way_seen(account: Account) -> QuerySet[Matter]:
    """Of the matters that an account sees those under way, for lists of many.

    The same matters as ``matters_seen`` gives; places and one's own by their keys, so
    that no list reads what was closed long ago.
    """
    own = Q(pk__in=_own_under_way(account.duty_person_id))
    return _seen_by_keys(account, own).filter(state__in=UNDER_WAY)


def seen_in_lists(account: Account) -> QuerySet[Matter]:
    """The same matters as ``matters_seen`` gives, for lists of many in every state."""
    return _seen_by_keys(account, _own_by_keys(account.duty_person_id))


def _seen_by_keys(account: Account, own: Q) -> QuerySet[Matter]:
    if Permission.MATTER_READ not in permissions_of(account):
        return Matter.objects.none()
    names = {"unit": "procuratorate", "department": "department"}
    place = where_may_by_keys(account, Permission.MATTER_READ, **names)
    steering = where_may_by_keys(account, Permission.MATTER_SUPERVISE, **names)
    if not place and not steering:
        return Matter.objects.filter(unsealed())
    return Matter.objects.filter(
        (place & Q(is_restricted=False))
        | (place & steering & Q(is_restricted=True))
        | own,
        unsealed(),
    )


def _own_by_keys(person: int | None) -> Q:
    """As ``_own``, the matters of one's tasks by their keys unless they are very many."""
    if person is None:
        return Q(pk__in=[])
    tasks = WorkItem.objects.filter(person=person).order_by()
    keys = list(tasks.values_list("matter", flat=True).distinct()[: MOST_KEYS + 1])
    if len(keys) > MOST_KEYS:
        return _own(person)
    named = Q(registrant=person) | Q(handler=person) | Q(leader_in_charge=person)
    return named | Q(pk__in=keys)


def _own_under_way(person: int | None) -> list[int]:
    """Matters under way in which somebody takes part, or did."""
    if person is None:
        return []
    named = Q(registrant=person) | Q(handler=person) | Q(leader_in_charge=person)
    tasks = WorkItem.objects.filter(person=person, matter__state__in=UNDER_WAY)
    found = Matter.objects.filter(named, state__in=UNDER_WAY)
    return [
        *found.order_by().values_list("pk", flat=True),
        *tasks.order_by().values_list("matter", flat=True),
    ]


def waiting_for(account: Account) -> Q:
    """Open work that is the account's, or may be taken by it.

    A role is held in the very office or department of the task: the chief of the city
    above is not asked what the county's own chief decides. Whoever keeps away from a
    matter is not asked for it.
    """
    person = account.duty_person_id
    found = Q(person=person) if person is not None else Q(pk__in=[])
    away = Recusal.objects.filter(person=person).order_by().values("matter")
    for grant in grants_in_force(account):
        free = Q(person__isnull=True, role=grant.role)
        if person is not None:
            free &= ~Q(matter__in=away)
        if grant.department_id is not None:
            found |= free & Q(department=grant.department_id)
        elif grant.unit_id is not None:
            found |= free & Q(procuratorate=grant.unit_id)
    return found


def may_take(account: Account, item: WorkItem) -> bool:
    """Whether an open task is the account's or may be taken by it."""
    return (
        WorkItem.objects.filter(pk=item.pk, done_at__isnull=True)
        .filter(waiting_for(account))
        .exists()
    )


def may_on(account: Account, permission: Permission, matter: Matter) -> bool:
    """Whether the account may do something where the matter lies."""
    return may(account, permission, unit=matter.procuratorate) or (
        matter.department is not None
        and may(account, permission, department=matter.department)
    )


def may_work_on(account: Account, matter: Matter) -> bool:
    """Whether an account takes part in a matter, or acts for others where it lies."""
    person = account.duty_person_id
    takes_part = person is not None and (
        person in (matter.registrant_id, matter.handler_id, matter.leader_in_charge_id)
        or matter.work_items.filter(person=person).exists()
    )
    return takes_part or may_on(account, Permission.MATTER_HANDLE_FOR_OTHERS, matter)


def may_unmask(account: Account, matter: Matter) -> bool:
    """Whether an account may read a matter's personal items, with a reason."""
    return may_work_on(account, matter) or may_on(
        account, Permission.PERSONAL_ITEM_UNMASK, matter
    )


@dataclass(frozen=True)
class MayDo:
    """What an account may do with one matter."""

    handle: bool
    for_others: bool
    allocate: bool
    urge: bool
    supervise: bool
    extend: bool
    change: bool


def may_do(account: Account, matter: Matter) -> MayDo:
    """Everything at once, for the page of a matter."""
    held = permissions_of(account)

    def there(permission: Permission) -> bool:
        return permission in held and may_on(account, permission, matter)

    supervise = there(Permission.MATTER_SUPERVISE)
    person = account.duty_person_id
    takes_part = person is not None and person in (
        matter.registrant_id,
        matter.leader_in_charge_id,
    )
    return MayDo(
        handle=Permission.MATTER_HANDLE in held,
        for_others=there(Permission.MATTER_HANDLE_FOR_OTHERS),
        allocate=there(Permission.MATTER_ALLOCATE),
        urge=supervise or takes_part,
        supervise=supervise,
        extend=there(Permission.MATTER_EXTEND),
        change=there(Permission.MATTER_CHANGE),
    )


def may_complete(account: Account, item: WorkItem) -> bool:
    """Whether the account may do an open task: its own, or others' where it may."""
    if Permission.MATTER_HANDLE not in permissions_of(account):
        return False
    return may_take(account, item) or may_on(
        account, Permission.MATTER_HANDLE_FOR_OTHERS, item.matter
    )


def registering_units(account: Account) -> QuerySet[Procuratorate]:
    """The offices in which the account may register a matter: where it sits or acts."""
    places = {
        grant.unit_id or grant.department.procuratorate_id  # type: ignore[union-attr]
        for grant in grants_in_force(account)
        if grant.unit_id or grant.department_id
    }
    return Procuratorate.objects.filter(pk__in=places).order_by("level", "code")
