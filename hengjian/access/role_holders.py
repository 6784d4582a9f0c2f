"""Who holds which role on a day, and the roles of one account through the days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hengjian.access.held_roles import placed
from hengjian.access.models import Account, RoleGrant
from hengjian.access.personal import place_of
from hengjian.access.roles import ROLES
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.organisation.queries import in_force_on


_SHOWN = ("account__person", "unit", "department__procuratorate", "post")


@dataclass(frozen=True)
class RoleLine:
    """A grant as a list shows it; ``places`` is empty for the whole installation."""

    grant: RoleGrant
    title: Text
    places: list[str]
    state: Text
    is_over: bool


def holders_on(day: date) -> dict[str, list[RoleGrant]]:
    """The grants that hold on a day, with their places, by role and then by account."""
    held = RoleGrant.objects.filter(in_force_on(day), account__is_active=True)
    found: dict[str, list[RoleGrant]] = {name: [] for name in ROLES}
    for grant in placed(held.select_related(*_SHOWN), day):
        if grant.role in found:
            found[grant.role].append(grant)
    for grants in found.values():
        grants.sort(key=lambda grant: (grant.account.username, grant.from_on))
    return found


def accounts_in(grants: Iterable[RoleGrant]) -> int:
    """How many accounts hold the grants."""
    return len({grant.account_id for grant in grants})


def role_lines(account: Account) -> list[RoleLine]:
    """Every grant of an account: those in force and to come first, the latest first."""
    grants = list(account.grants.select_related(*_SHOWN).order_by("-from_on", "-pk"))
    return sorted(map(_line, grants), key=lambda line: line.is_over)


def _line(grant: RoleGrant) -> RoleLine:
    today = clock.today()
    role = ROLES.get(grant.role)
    title = role.title if role is not None else Text.same(grant.role)
    is_over = grant.until_on is not None and grant.until_on < today
    places = [place_of(grant)]
    if is_over:
        state = Text("已终止", "ended")
    elif today < grant.from_on:
        state = Text("未开始", "to come")
    else:
        now = [place_of(each) for each in placed([grant], today)]
        places = now or places
        state = Text("生效中", "in force")
        if not now:
            state = Text("本人不在该岗位，暂不生效", "not in that post: holds nowhere")
    return RoleLine(grant, title, [each for each in places if each], state, is_over)
