"""Give somebody roles of one's own to act in for a while, and take them back."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Q

from hengjian.access.faults import AccountFault, NotAllowed
from hengjian.access.held_roles import holds_in
from hengjian.access.models import Account, Delegation, RoleGrant
from hengjian.access.permissions import Permission
from hengjian.access.queries import may
from hengjian.access.roles import ROLES
from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Department, Procuratorate


LONGEST_REASON = 300


@journal.action
def delegate(
    *,
    grants: Sequence[RoleGrant],
    receiver: Account,
    from_on: date,
    until_on: date,
    reason: str,
    by: Actor,
    unit: Procuratorate | None = None,
    department: Department | None = None,
) -> list[Delegation]:
    """Let ``receiver`` act in these roles of one account's, on these days and between.

    ``unit`` or ``department`` narrows where. Raises ``NotAllowed`` (neither the giver's
    nor the security administrator's act) and ``AccountFault``: an administrator's role
    or account, a role not held throughout, days in the past or too many, no reason.
    """
    if not grants:
        raise AccountFault(Text("请至少选择一个角色", "choose one role at least"))
    giver = grants[0].account
    if any(grant.account_id != giver.pk for grant in grants):
        raise AccountFault(Text("只能代理一个人的角色", "the roles of one person only"))
    _require_theirs(giver, by)
    _require_days(from_on, until_on)
    # two acts at once would each miss the other
    receiver = Account.objects.select_for_update().get(pk=receiver.pk)
    _require_fit(giver, receiver, from_on, until_on)
    reason = reason.strip()
    if not reason or len(reason) > LONGEST_REASON:
        raise AccountFault(
            Text(
                f"请说明理由(不超过 {LONGEST_REASON} 字)",
                f"give a reason of at most {LONGEST_REASON} characters",
            )
        )
    made = []
    for grant in grants:
        _require_grant(grant, from_on, until_on, unit, department)
        delegation = Delegation(
            grant=grant,
            receiver=receiver,
            unit=unit,
            department=department,
            from_on=from_on,
            until_on=until_on,
            reason=reason,
            made_by=by.journal_name,
            made_at=clock.now(),
        )
        delegation.save()
        journal.enter(
            "access.delegation_made", subject=delegation, new=_values(delegation)
        )
        made.append(delegation)
    return made


@journal.action
def revoke(*, delegation: Delegation, by: Actor) -> Delegation:
    """End a delegation at once. Raises ``NotAllowed``.

    The giver, the receiver and the security administrator may.
    """
    if not (isinstance(by, Account) and by.pk == delegation.receiver_id):
        _require_theirs(delegation.giver, by)
    if delegation.revoked_at is not None:
        journal.nothing_changed()
        return delegation
    delegation.revoked_at = clock.now()
    delegation.revoked_by = by.journal_name
    delegation.save(update_fields=["revoked_at", "revoked_by"])
    journal.enter("access.delegation_revoked", subject=delegation)
    return delegation


@journal.action
def begin_acting(*, giver: Account, by: Actor) -> None:
    """Enter that somebody takes another's duties on for the rest of a session."""
    journal.enter("access.acting_begun", subject=giver)


@journal.action
def end_acting(*, giver: Account, by: Actor) -> None:
    """Enter that somebody puts another's duties down again."""
    journal.enter("access.acting_ended", subject=giver)


def administrators_on(account: Account, from_on: date, until_on: date | None) -> bool:
    """Whether an account holds one of the administrators' roles in these days."""
    held = account.grants.filter(Q(until_on__isnull=True) | Q(until_on__gte=from_on))
    if until_on is not None:
        held = held.filter(from_on__lte=until_on)
    names = held.values_list("role", flat=True)
    return any(name in ROLES and ROLES[name].is_administrator for name in names)


def _require_theirs(giver: Account, by: Actor) -> None:
    if not isinstance(by, Account):
        return  # the platform itself: installation, demonstration
    is_giver = by.pk == giver.pk and by.acting_for is None
    if not is_giver and not may(by, Permission.ROLE_GRANT):
        raise NotAllowed(
            Text(
                "只能由本人或安全管理员办理。",
                "Only the person or the security administrator may do this.",
            )
        )


def _require_days(from_on: date, until_on: date) -> None:
    if until_on < from_on:
        raise AccountFault(Text("终止日早于起始日", "the last day is before the first"))
    if from_on < clock.today():
        raise AccountFault(Text("起始日已过", "the first day is past"))
    if until_on >= from_on + timedelta(days=settings.DELEGATION_DAYS):
        days = settings.DELEGATION_DAYS
        raise AccountFault(Text(f"代理最长 {days} 天", f"{days} days at most"))


def _require_fit(
    giver: Account, receiver: Account, from_on: date, until_on: date
) -> None:
    if giver.pk == receiver.pk:
        raise AccountFault(Text("不能代理自己", "nobody acts for themselves"))
    if not (giver.is_active and receiver.is_active):
        raise AccountFault(Text("账号已停用", "the account is closed"))
    for account in (giver, receiver):
        if administrators_on(account, from_on, until_on):
            raise AccountFault(
                Text(
                    "三员分立：管理员的职责不能代理，管理员也不能代理他人",
                    "an administrator's duties are never delegated, nor does an"
                    " administrator act for others",
                ),
                status=409,
            )


def _require_grant(
    grant: RoleGrant,
    from_on: date,
    until_on: date,
    unit: Procuratorate | None,
    department: Department | None,
) -> None:
    """The giver holds it throughout, and the narrower place lies within its place."""
    ends = grant.until_on
    if grant.from_on > from_on or (ends is not None and ends < until_on):
        raise AccountFault(
            Text(
                "授权人在代理期间不全程担任该角色",
                "the giver does not hold the role on all of these days",
            )
        )
    place = department.procuratorate if department is not None else unit
    if place is None:
        return
    same = department is not None and grant.department_id == department.pk
    if not same and not holds_in(grant, place.path):
        raise AccountFault(
            Text("该角色不及于这个单位", "the role does not reach that place")
        )


def _values(delegation: Delegation) -> dict[str, object]:
    return {
        "giver": delegation.giver.username,
        "receiver": delegation.receiver.username,
        "role": delegation.grant.role,
        "unit": delegation.unit.code if delegation.unit else None,
        "department": delegation.department.code if delegation.department else None,
        "from_on": delegation.from_on,
        "until_on": delegation.until_on,
        "reason": delegation.reason,
    }
