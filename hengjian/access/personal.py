"""What the page of one's own account shows."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from hengjian.access.held_roles import placed
from hengjian.access.models import Account, Delegation, RoleGrant, Session, Token
from hengjian.access.roles import ROLES
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Procuratorate
from hengjian.organisation.queries import appointments_on, in_force_on


@dataclass(frozen=True)
class NamedRole:
    """A role somebody holds: the grant, its name, where it holds today."""

    grant: RoleGrant
    title: Text
    place: str


def living_sessions(account: Account) -> list[Session]:
    """The account's sessions that have not ended, the last used first."""
    found = account.sessions.filter(expire_date__gt=clock.machine_now())
    return list(found.order_by("-seen_at"))


def session_with(account: Account, handle: str) -> Session | None:
    """The account's own session with a handle."""
    return next(
        (each for each in living_sessions(account) if each.handle == handle), None
    )


def tokens_of(account: Account) -> list[Token]:
    """The account's tokens, the living ones first."""
    found = list(account.tokens.all())
    now = clock.machine_now()
    return sorted(
        found, key=lambda each: each.revoked_at is not None or each.expires_at < now
    )


def own_roles(account: Account) -> list[NamedRole]:
    """The account's own roles of today, whoever it acts for."""
    held = account.grants.filter(in_force_on(clock.today())).select_related(
        "account", "unit", "department__procuratorate", "post"
    )
    return named(held)


def named(grants: Iterable[RoleGrant]) -> list[NamedRole]:
    """Grants with their names and where they hold today."""
    found = []
    for grant in placed(grants, clock.today()):
        role = ROLES.get(grant.role)
        title = role.title if role is not None else Text.same(grant.role)
        found.append(NamedRole(grant, title, place_of(grant)))
    return found


def place_of(grant: RoleGrant) -> str:
    """Where a grant holds, in words; empty for everywhere."""
    if grant.department is not None:
        return f"{grant.department.procuratorate} {grant.department}"
    return str(grant.unit) if grant.unit is not None else ""


def delegable(account: Account) -> list[RoleGrant]:
    """The grants of today that somebody may let another act in."""
    held = account.grants.filter(in_force_on(clock.today()))
    return [
        grant
        for grant in held.select_related("account", "unit", "department__procuratorate")
        if grant.role in ROLES and not ROLES[grant.role].is_administrator
    ]


def narrower_places(account: Account) -> list[Procuratorate]:
    """The places to which somebody may narrow what is given; none where there is one."""
    where = Q(pk__in=[])
    for grant in placed(delegable(account), clock.today()):
        if grant.department is None and grant.unit is not None:
            where |= Q(path__startswith=grant.unit.path)
    found = list(Procuratorate.objects.filter(where).order_by("level", "code"))
    return found if len(found) > 1 else []


def colleagues(account: Account) -> list[Account]:
    """The open accounts of the people in the same procuratorate today, by name."""
    if account.person is None:
        return []
    sitting = appointments_on(clock.today())
    units = sitting.filter(person=account.person).values("procuratorate")
    people = sitting.filter(procuratorate__in=units).values("person")
    found = Account.objects.filter(person__in=people, is_active=True)
    others = found.exclude(pk=account.pk).select_related("person")
    return sorted(others, key=lambda each: each.username)


def delegations_given(account: Account) -> list[Delegation]:
    """What somebody has let others act in, the latest first."""
    return list(_delegations().filter(grant__account=account))


def delegations_received(account: Account) -> list[Delegation]:
    """What others have let somebody act in, the latest first."""
    return list(_delegations().filter(receiver=account))


def state_of(delegation: Delegation) -> Text:
    """Whether a delegation is in force, to come, ended or revoked."""
    today = clock.today()
    if delegation.revoked_at is not None:
        return Text("已撤销", "revoked")
    if today < delegation.from_on:
        return Text("未开始", "to come")
    if today > delegation.until_on:
        return Text("已到期", "ended")
    return Text("生效中", "in force")


def _delegations() -> QuerySet[Delegation]:
    found: QuerySet[Delegation] = Delegation.objects.select_related(
        "grant__account__person",
        "receiver__person",
        "grant__unit",
        "grant__department__procuratorate",
        "unit",
        "department__procuratorate",
    )
    return found
