"""Grant roles and end them."""

from datetime import date

from hengjian.access.faults import AccountFault
from hengjian.access.granting import BACKWARDS, planned, require_another
from hengjian.access.models import Account, RoleGrant
from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.organisation.models import Department, Procuratorate


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
    reason: str = "",
) -> RoleGrant:
    """Grant a role in a procuratorate and below, in a department, or everywhere.

    A working role goes with the person's post where the person sits in that place: it
    follows to the next department and ends with the post. ``goes_with_post=False`` ties
    it to the place instead, whoever sits where; ``True`` insists. The reason is kept in
    the journal.

    Raises ``AccountFault``: unknown role; one of the three administrators together with
    any other role; a working role without a place; the same role there on the same
    days; one's own account.
    """
    # two grants at once would each miss the other
    account = Account.objects.select_for_update().get(pk=account.pk)
    added = planned(
        account=account,
        role=role,
        from_on=from_on,
        unit=unit,
        department=department,
        until_on=until_on,
        goes_with_post=goes_with_post,
    )
    require_another(account, by)
    added.save()
    journal.enter(
        "access.role_granted",
        subject=added,
        new={
            "account": account.username,
            "role": role,
            "unit": unit.code if unit else None,
            "department": department.code if department else None,
            "post": added.post.code if added.post else None,
            "from_on": from_on,
            "until_on": until_on,
        },
        detail={"reason": reason} if reason else None,
    )
    return added


@journal.action
def end(*, grant: RoleGrant, until_on: date, by: Actor, reason: str = "") -> RoleGrant:
    """End a grant on its last day; the reason is kept in the journal.

    Raises ``AccountFault`` before its first day, and on one's own account.
    """
    require_another(grant.account, by)
    if until_on < grant.from_on:
        raise AccountFault(BACKWARDS)
    old, grant.until_on = grant.until_on, until_on
    grant.save(update_fields=["until_on"])
    journal.enter(
        "access.role_ended",
        subject=grant,
        old={"until_on": old},
        new={"until_on": until_on},
        detail={"reason": reason} if reason else None,
    )
    return grant
