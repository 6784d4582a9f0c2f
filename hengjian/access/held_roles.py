"""The roles somebody holds on a day: own ones where one sits, or another's one acts in."""

from collections.abc import Iterable, Iterator
from copy import copy
from datetime import date

from hengjian.access.models import Account, Delegation, RoleGrant
from hengjian.lib import clock
from hengjian.organisation.models import Appointment
from hengjian.organisation.queries import in_force_on


_PLACES = ("unit", "department__procuratorate", "account")


def roles_held(account: Account, day: date) -> list[RoleGrant]:
    """The grants that count on a day, each with the place where it holds.

    Who acts for another has that person's delegated roles and not the own ones. The
    grants are copies where their place was computed: to be read, never saved.
    """
    if not account.is_active:
        return []
    if account.acting_for is not None:
        return list(_delegated(account, account.acting_for, day))
    own = account.grants.filter(in_force_on(day)).select_related(*_PLACES)
    return list(placed(own, day))


def placed(grants: Iterable[RoleGrant], day: date) -> Iterator[RoleGrant]:
    """Grants with their places on a day; one with a post where its person sits in it."""
    given = list(grants)
    following = [grant for grant in given if grant.post_id is not None]
    sitting: dict[tuple[int | None, int | None], list[Appointment]] = {}
    if following:
        found = Appointment.objects.filter(
            in_force_on(day),
            person__in={grant.account.person_id for grant in following},
            post__in={grant.post_id for grant in following},
        ).select_related("procuratorate", "department__procuratorate")
        for each in found:
            sitting.setdefault((each.person_id, each.post_id), []).append(each)
    for grant in given:
        if grant.post_id is None:
            yield grant
            continue
        for each in sitting.get((grant.account.person_id, grant.post_id), []):
            if grant.department_id is None:
                yield _at(grant, unit=each.procuratorate)
            elif each.department is not None:
                yield _at(grant, department=each.department)


def delegations_on(receiver: Account, day: date | None = None) -> list[Delegation]:
    """What others have given somebody to act in on a day (today)."""
    day = day or clock.today()
    found = Delegation.objects.filter(
        in_force_on(day),
        in_force_on(day, "grant__"),
        receiver=receiver,
        revoked_at__isnull=True,
        grant__account__is_active=True,
    )
    return list(
        found.select_related(
            "grant__account__person",
            "grant__unit",
            "grant__department__procuratorate",
            "unit",
            "department__procuratorate",
        )
    )


def givers(receiver: Account) -> list[Account]:
    """For whom somebody may act today, each once, by name."""
    found = {each.giver.pk: each.giver for each in delegations_on(receiver)}
    return sorted(found.values(), key=lambda account: account.username)


def _delegated(receiver: Account, giver: Account, day: date) -> Iterator[RoleGrant]:
    for delegation in delegations_on(receiver, day):
        if delegation.giver.pk != giver.pk:
            continue
        for grant in placed([delegation.grant], day):
            narrowed = _narrowed(grant, delegation)
            if narrowed is not None:
                yield narrowed


def _narrowed(grant: RoleGrant, delegation: Delegation) -> RoleGrant | None:
    """The grant within what was delegated; None where its place has moved away."""
    if delegation.department is not None:
        inside = holds_in(grant, delegation.department.procuratorate.path)
        same = grant.department_id == delegation.department_id
        wanted = _at(grant, department=delegation.department)
        return wanted if inside or same else None
    if delegation.unit is not None:
        inside = holds_in(grant, delegation.unit.path)
        return _at(grant, unit=delegation.unit) if inside else None
    return grant


def holds_in(grant: RoleGrant, path: str) -> bool:
    """Whether a grant holds in the whole of a procuratorate with a path."""
    if grant.department_id is not None:
        return False
    return grant.unit is None or path.startswith(grant.unit.path)


def _at(
    grant: RoleGrant, *, unit: object = None, department: object = None
) -> RoleGrant:
    found = copy(grant)
    # a copy of a model shares its cache of related objects
    found._state = copy(grant._state)
    found._state.fields_cache = dict(grant._state.fields_cache)
    found.unit = unit  # type: ignore[assignment]
    found.department = department  # type: ignore[assignment]
    return found
