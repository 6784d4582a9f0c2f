"""The ledger's own rounds: adoptions taken in, base points entered, all compared."""

from typing import Any

from hengjian.audit.actors import System
from hengjian.jobs.context import JobContext
from hengjian.jobs.registry import task
from hengjian.ledger.actions.adopting import settle
from hengjian.ledger.actions.base_points import enter_base
from hengjian.ledger.models import PartyBranch
from hengjian.ledger.queries.unsettled import unsettled
from hengjian.ledger.verifying import verify
from hengjian.lib import clock


BY = System("ledger")


class LedgerUnsound(RuntimeError):
    """The ledger is not as the journal says; the job fails so that somebody looks."""


@task
def settle_adoptions(
    context: JobContext, event: str = "", event_id: str = ""
) -> dict[str, Any]:
    """Bring points in line with every information item that changed."""
    found = list(unsettled())
    for matter in found:
        settle(matter=matter, by=BY)
    return {"settled": len(found)}


@task
def enter_base_points(context: JobContext) -> dict[str, Any]:
    """Enter base points that are due: once in each period for each member."""
    branches = PartyBranch.objects.select_related("procuratorate").order_by("pk")
    today = clock.today()
    return {"entered": sum(enter_base(branch=b, day=today, by=BY) for b in branches)}


@task
def verify_ledger(context: JobContext) -> dict[str, Any]:
    """Compare the ledger with the journal every night. Raises ``LedgerUnsound``."""
    report = verify()
    if report.faults:
        raise LedgerUnsound(report.faults[0].message.zh)
    return {"entries": report.entries, "rules": report.rules, "lists": report.lists}
