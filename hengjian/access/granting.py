"""What a grant would be, before it is one: its place, its post, what it makes possible."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from hengjian.access.faults import AccountFault, AdministratorsApart
from hengjian.access.held_roles import holds_in, placed, roles_held
from hengjian.access.models import Account, Delegation, RoleGrant
from hengjian.access.permissions import LABELS, Permission
from hengjian.access.queries import grants_in_force, may, visible_units
from hengjian.access.roles import ROLES
from hengjian.audit.actors import Actor
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Department, Post, Procuratorate
from hengjian.organisation.queries import appointments_on


BACKWARDS = Text("终止日早于起始日", "the last day is before the first")
OUT_OF_REACH = Text(
    "没有这个单位或部门，或不在您可以授权的范围内。",
    "No such place, or not one where you may grant roles.",
)


class OutOfReach(AccountFault):
    """The place is none, or none where the account grants roles; both read the same."""

    status = 404


@dataclass(frozen=True)
class Change:
    """What a grant makes possible (or its end impossible), and what is so anyway."""

    differing: list[Text]
    same: list[Text]


def planned(
    *,
    account: Account,
    role: str,
    from_on: date,
    unit: Procuratorate | None = None,
    department: Department | None = None,
    until_on: date | None = None,
    goes_with_post: bool | None = None,
) -> RoleGrant:
    """The grant as it would be saved. Raises ``AccountFault`` as ``grants.grant``."""
    wanted = ROLES.get(role)
    if wanted is None:
        raise AccountFault(Text(f"没有角色“{role}”", f"there is no role “{role}”"))
    if until_on is not None and until_on < from_on:
        raise AccountFault(BACKWARDS)
    if not wanted.is_administrator and unit is None and department is None:
        raise AccountFault(
            Text("请指明在哪个单位", "say in which procuratorate"), where=role
        )
    _require_apart(account, role, from_on, until_on)
    post = None
    if goes_with_post is not False and not wanted.is_administrator:
        post = _post_there(account, unit, department, max(from_on, clock.today()))
    if goes_with_post and post is None:
        raise AccountFault(
            Text("该人员不在这个单位或部门任职", "the person has no post there")
        )
    found = RoleGrant(
        account=account,
        role=role,
        unit=unit,
        department=department,
        post=post,
        from_on=from_on,
        until_on=until_on,
    )
    _require_new(found)
    return found


def require_another(account: Account, by: Actor) -> None:
    """Nobody grants or ends their own roles. Raises ``AccountFault``."""
    if isinstance(by, Account) and by.pk == account.pk:
        raise AccountFault(
            Text(
                "自己的角色不能由自己授予或终止。",
                "Nobody grants or ends their own roles.",
            ),
            status=409,
        )


def require_endable(grant: RoleGrant, until_on: date) -> None:
    """Raises ``AccountFault``: before its first day, in the past, or later than it ends."""
    if until_on < grant.from_on:
        raise AccountFault(BACKWARDS)
    yesterday = clock.today() - timedelta(days=1)
    if until_on < yesterday:
        raise AccountFault(
            Text(
                f"最后一天不能早于昨天({yesterday})：已经过去的日子不改写",
                f"the last day is yesterday ({yesterday}) at the earliest: days gone by"
                " are not rewritten",
            )
        )
    if grant.until_on is not None and until_on > grant.until_on:
        raise AccountFault(
            Text(
                f"该角色到 {grant.until_on} 为止；延长请重新授予",
                f"the role lasts until {grant.until_on}: grant it anew to prolong it",
            )
        )


def place_asked(
    by: Account, unit: str, department: str = ""
) -> tuple[Procuratorate | None, Department | None]:
    """The place with these codes where ``by`` grants roles; without codes: everywhere.

    Exactly one of the two is given back. Raises ``OutOfReach``.
    """
    if not unit:
        if department or not grants_everywhere(by):
            raise OutOfReach(OUT_OF_REACH)
        return None, None
    place = visible_units(by, Permission.ROLE_GRANT).filter(code=unit).first()
    if place is None:
        raise OutOfReach(OUT_OF_REACH)
    if not department:
        if not may(by, Permission.ROLE_GRANT, unit=place):
            raise OutOfReach(OUT_OF_REACH)
        return place, None
    within = place.departments.filter(code=department).first()
    if within is None or not may(by, Permission.ROLE_GRANT, department=within):
        raise OutOfReach(OUT_OF_REACH)
    return None, within


def may_end(by: Account, grant: RoleGrant) -> bool:
    """Whether the place of a grant is one where ``by`` grants and ends roles."""
    if grant.unit is None and grant.department is None:
        return grants_everywhere(by)
    return may(by, Permission.ROLE_GRANT, unit=grant.unit, department=grant.department)


def grant_named(by: Account, account: Account, role: str, place: str) -> RoleGrant:
    """The grant of a role that has not ended, at ``unit`` or ``unit/department``.

    Without a place the only one. Raises ``AccountFault``: none that ``by`` may end, or
    several.
    """
    found = [
        each
        for each in account.grants.select_related("unit", "department__procuratorate")
        if each.role == role
        and (each.until_on is None or each.until_on >= clock.today())
        and place in ("", _place_code(each))
        and may_end(by, each)
    ]
    if not found:
        raise OutOfReach(
            Text("没有这样的有效角色。", "There is no such role in force."), where=role
        )
    if len(found) > 1:
        places = "、".join(sorted(_place_code(each) or "*" for each in found))
        raise AccountFault(
            Text(
                f"有几处，请用 --unit 指明：{places}", f"several: say --unit {places}"
            ),
            where=role,
        )
    return found[0]


def _place_code(grant: RoleGrant) -> str:
    """As the command line names a place: ``429901`` or ``429901/first``."""
    if grant.department is not None:
        return f"{grant.department.procuratorate.code}/{grant.department.code}"
    return grant.unit.code if grant.unit is not None else ""


def grants_everywhere(by: Account) -> bool:
    """Whether the account grants roles in the whole installation."""
    return any(
        holds_in(each, "")
        for each in grants_in_force(by)
        if each.role in ROLES and Permission.ROLE_GRANT in ROLES[each.role].permissions
    )


def change_of(grant: RoleGrant, day: date) -> Change:
    """What the account may do on a day there by this grant alone, and what anyway."""
    role = ROLES.get(grant.role)
    here = next(iter(placed([grant], day)), grant)
    held: set[Permission] = set()
    for other in roles_held(grant.account, day):
        if other.pk != grant.pk and other.role in ROLES and _covers(other, here):
            held |= ROLES[other.role].permissions
    mine = [p for p in Permission if role is not None and p in role.permissions]
    return Change(
        differing=[LABELS[p] for p in mine if p not in held],
        same=[LABELS[p] for p in mine if p in held],
    )


def _covers(other: RoleGrant, here: RoleGrant) -> bool:
    if here.department_id is not None and other.department_id == here.department_id:
        return True
    place = here.department.procuratorate if here.department else here.unit
    return holds_in(other, place.path if place is not None else "")


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


def _require_new(wanted: RoleGrant) -> None:
    """The same role in the same place, or with the same post, is not granted twice."""
    others = wanted.account.grants.filter(_in_days(wanted.from_on, wanted.until_on))
    others = others.filter(role=wanted.role, post=wanted.post)
    if wanted.post is None:
        others = others.filter(unit=wanted.unit, department=wanted.department)
    else:
        # wherever the post is: the place of the grant follows it
        others = others.filter(department__isnull=wanted.department is None)
    other = others.first()
    if other is None:
        return
    until = other.until_on
    raise AccountFault(
        Text(
            f"该账号自 {other.from_on} {f'至 {until}' if until else '起'}"
            "已在此处担任这个角色，与所填日期重叠",
            f"the account holds this role there from {other.from_on}"
            f"{f' until {until}' if until else ''}: the days overlap",
        ),
        status=409,
    )


def _require_apart(
    account: Account, role: str, from_on: date, until_on: date | None
) -> None:
    """The three administrators are three accounts, and none of them works on cases."""
    if ROLES[role].is_administrator and _acts_for_others(account, from_on, until_on):
        raise AdministratorsApart(
            Text(
                "三员分立：该账号在此期间代理他人，不能担任管理员",
                "the account acts for others in these days: it cannot be an"
                " administrator",
            ),
            status=409,
        )
    others = account.grants.exclude(role=role).filter(_in_days(from_on, until_on))
    for other in others:
        either = ROLES[role].is_administrator, ROLES[other.role].is_administrator
        if any(either):
            raise AdministratorsApart(
                Text(
                    f"三员分立：“{ROLES[role].title.zh}”不能与"
                    f"“{ROLES[other.role].title.zh}”兼任",
                    f"{ROLES[role].title.en} and {ROLES[other.role].title.en} must be"
                    " different accounts",
                ),
                status=409,
            )


def _in_days(from_on: date, until_on: date | None) -> Q:
    overlapping = Q(until_on__isnull=True) | Q(until_on__gte=from_on)
    return overlapping if until_on is None else overlapping & Q(from_on__lte=until_on)


def _acts_for_others(account: Account, from_on: date, until_on: date | None) -> bool:
    either = Q(receiver=account) | Q(grant__account=account)
    found = Delegation.objects.filter(
        either, revoked_at__isnull=True, until_on__gte=from_on
    )
    if until_on is not None:
        found = found.filter(from_on__lte=until_on)
    return bool(found.exists())
