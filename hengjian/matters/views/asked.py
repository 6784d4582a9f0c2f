"""What the addresses of the pages of matters ask for."""

from datetime import date

from django.http import Http404
from django.utils.http import url_has_allowed_host_and_scheme

from hengjian.access.doors import PageRequest
from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.access.queries import may, permissions_of, visible_units
from hengjian.matters.models import Matter, MatterState, WorkItem
from hengjian.matters.queries.inbox import DUES, SCOPES, InboxFilter
from hengjian.matters.queries.lists import STATES, MatterFilter
from hengjian.matters.queries.sight import matters_seen
from hengjian.organisation.models import Person, Procuratorate


MOST = 100
MOST_DIGITS = 9  # of the number of a department: what a database takes as one
_MATTER = (
    "release",
    "procuratorate",
    "department",
    "registrant",
    "handler",
    "leader_in_charge",
    "process",
    "merged_into",
)


def inbox_filter(request: PageRequest) -> InboxFilter:
    """The filter of the inbox; unknown words narrow nothing."""
    given = request.GET
    scope, due = given.get("scope", ""), given.get("due", "")
    return InboxFilter(
        scope=scope if scope in SCOPES else "mine",
        due=due if due in DUES else "",
        kind=given.get("kind", "")[:MOST],
        unit=given.get("unit", "")[:6],
        find=given.get("find", "").strip()[:MOST],
    )


def matter_filter(request: PageRequest) -> MatterFilter:
    """The filter of a list of matters."""
    given = request.GET
    state = given.get("state", "")
    units = visible_units(request.user, Permission.MATTER_READ)
    unit: Procuratorate | None = units.filter(code=given.get("unit", "")[:6]).first()
    department = given.get("department", "")[:MOST_DIGITS]
    return MatterFilter(
        kind=given.get("kind", "")[:MOST],
        state=state if state in STATES else "under_way",
        unit=unit,
        department=int(department) if department.isdecimal() else None,
        scope="own" if given.get("scope") == "own" else "all",
        find=given.get("find", "").strip()[:MOST],
        registered_from=day(given.get("from", "")),
        registered_until=day(given.get("until", "")),
        supervised=given.get("supervised") == "1",
        late=given.get("late") == "1",
    )


def day(text: str) -> date | None:
    """A day written 2026-10-19; None for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def seen(account: Account, number: int) -> Matter:
    """A matter that the account sees. Raises ``Http404``: both cases read the same."""
    found = matters_seen(account).filter(pk=number).select_related(*_MATTER).first()
    if found is None:
        raise Http404(str(number))
    return found


def item_of(matter: Matter, number: int) -> WorkItem:
    """A work item of a matter that is seen. Raises ``Http404``."""
    found = (
        WorkItem.objects.filter(pk=number, matter=matter)
        .select_related("person", "procuratorate", "department", "parent")
        .first()
    )
    if found is None:
        raise Http404(str(number))
    found.matter = matter
    return found


def person_given(request: PageRequest, name: str = "person") -> Person | None:
    """The person whose key was sent, if there is one."""
    text = request.POST.get(name, "")
    return Person.objects.filter(pk=int(text)).first() if text.isdecimal() else None


def back_to(request: PageRequest, otherwise: str) -> str:
    """The address to go back to: a path of ours that was sent, else another."""
    wanted = request.POST.get("next", "")
    hosts = {request.get_host()}
    if wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, hosts):
        return wanted
    return otherwise


def may_export(request: PageRequest) -> bool:
    """Whether the account may take lists away."""
    return Permission.EXPORT_MAKE in permissions_of(request.user)


def may_see_all(request: PageRequest, unit: Procuratorate | None) -> bool:
    """Whether the account sees a whole office, not a department of it alone."""
    return unit is not None and may(request.user, Permission.MATTER_READ, unit=unit)


def is_open(matter: Matter) -> bool:
    """Whether acts on its tasks are offered."""
    return matter.state == MatterState.OPEN
