"""Grant roles and end them."""

from datetime import date

from django.db.models import Q

from hengjian.access.faults import AccountFault, AdministratorsApart
from hengjian.access.models import Account, Delegation, RoleGrant
from hengjian.access.permissions import ROLES
from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Department, Post, Procuratorate
from hengjian.organisation.queries import appointments_on


@journal.action
def grant(
    *,
    account: Account,
    role: str,
    from_on: date,
    by: Actor,
    unit: Procuratorate | None = None,
    department: Department | None = None,
    until_on: date | None = None,
    goes_with_post: bool | None = None,
) -> RoleGrant:
    """Grant a role in a procuratorate and below, in a department, or everywhere.

    A working role goes with the person's post where the person sits in that place: it
    follows to the next department and ends with the post. ``goes_with_post=False`` ties
    it to the place instead, whoever sits where; ``True`` insists.

    Raises ``AccountFault``: unknown role; one of the three administrators together with
    any other role; a working role without a place.
    """
    wanted = ROLES.get(role)
    if wanted is None:
        raise AccountFault(Text(f"没有角色“{role}”", f"there is no role “{role}”"))
    if until_on is not None and until_on < from_on:
        raise AccountFault(Text("终止日早于起始日", "the last day is before the first"))
    if not wanted.is_administrator and unit is None and department is None:
        raise AccountFault(
            Text("请指明在哪个单位", "say in which procuratorate"), where=role
        )
    # two grants at once would each miss the other
    account = Account.objects.select_for_update().get(pk=account.pk)
    _require_apart(account, role, from_on, until_on)
    post = None
    if goes_with_post is not False and not wanted.is_administrator:
        post = _post_there(account, unit, department, max(from_on, clock.today()))
    if goes_with_post and post is None:
        raise AccountFault(
            Text("该人员不在这个单位或部门任职", "the person has no post there")
        )
    added = RoleGrant(
        account=account,
        role=role,
        unit=unit,
        department=department,
        post=post,
        from_on=from_on,
        until_on=until_on,
    )
    added.save()
    journal.enter(
        "access.role_granted",
        subject=added,
        new={
            "account": account.username,
            "role": role,
            "unit": unit.code if unit else None,
            "department": department.code if department else None,
            "post": post.code if post else None,
            "from_on": from_on,
            "until_on": until_on,
        },
    )
    return added


@journal.action
def end(*, grant: RoleGrant, until_on: date, by: Actor) -> RoleGrant:
    """End a grant on its last day. Raises ``AccountFault`` before its first day."""
    if until_on < grant.from_on:
        raise AccountFault(Text("终止日早于起始日", "the last day is before the first"))
    old, grant.until_on = grant.until_on, until_on
    grant.save(update_fields=["until_on"])
    journal.enter(
        "access.role_ended",
        subject=grant,
        old={"until_on": old},
        new={"until_on": until_on},
    )
    return grant


def _post_there(
    account: Account,
    unit: Procuratorate | None,
    department: Department | None,
    day: date,
) -> Post | None:
    """The post in which the account's person sits in that very place on a day."""
    if account.person is None:
        return None
    where = {"department": department} if department else {"procuratorate": unit}
    found = appointments_on(day).filter(person=account.person, **where)
    sitting = found.order_by("-is_main", "from_on").first()
    return sitting.post if sitting else None


def _require_apart(
    account: Account, role: str, from_on: date, until_on: date | None
) -> None:
    """The three administrators are three accounts, and none of them works on cases."""
    if ROLES[role].is_administrator and _acts_for_others(account, from_on, until_on):
        raise AdministratorsApart(
            Text(
                "三员分立:该账号在此期间代理他人,不能担任管理员",
                "the account acts for others in these days: it cannot be an"
                " administrator",
            ),
            status=409,
        )
    others = account.grants.exclude(role=role).filter(
        Q(until_on__isnull=True) | Q(until_on__gte=from_on)
    )
    if until_on is not None:
        others = others.filter(from_on__lte=until_on)
    for other in others:
        either = ROLES[role].is_administrator, ROLES[other.role].is_administrator
        if any(either):
            raise AdministratorsApart(
                Text(
                    f"三员分立:“{ROLES[role].title.zh}”不能与"
                    f"“{ROLES[other.role].title.zh}”兼任",
                    f"{ROLES[role].title.en} and {ROLES[other.role].title.en} must be"
                    " different accounts",
                ),
                status=409,
            )


def _acts_for_others(account: Account, from_on: date, until_on: date | None) -> bool:
    either = Q(receiver=account) | Q(grant__account=account)
    found = Delegation.objects.filter(
        either, revoked_at__isnull=True, until_on__gte=from_on
    )
    if until_on is not None:
        found = found.filter(from_on__lte=until_on)
    return bool(found.exists())
