"""What the worker does for limits: count them when cards or definitions changed."""

from typing import Any

from hengjian.audit.actors import Actor, System
from hengjian.jobs.context import JobContext
from hengjian.jobs.registry import task
from hengjian.lib import clock
from hengjian.limits import actions, counting
from hengjian.limits.models import CountedTable
from hengjian.warehouse.models import CardTable, Import


BY = System("limits")


def count_card(card: str, *, by: Actor, anew: bool = False) -> bool:
    """Count one table's limits unless they rest on what is in force already.

    ``anew`` counts in any case: the board keeps limits met in the last thirty days.
    """
    sources = counting.sources_of(card)
    if sources is None:
        return False
    table = CardTable.objects.get(name=card)
    known = CountedTable.objects.filter(table=table).first()
    if known is not None and known.rests_on == sources.rests_on and not anew:
        return False
    actions.enter_limits(
        table=table,
        version=sources.version,
        rests_on=sources.rests_on,
        rows=list(counting.counted_rows(sources)),
        by=by,
    )
    return True


@task
def count_after_import(
    context: JobContext, event: str, event_id: str
) -> dict[str, Any]:
    """Cards have changed: count the limits of their table and of those that link to it."""
    card = Import.bookkeeping.select_related("table").get(pk=int(event_id)).table.name
    counted = [each for each in counting.readers_of(card) if count_card(each, by=BY)]
    return {"counted": counted}


@task
def count_stale(context: JobContext) -> dict[str, Any]:
    """Count every table whose limits rest on something older than what is in force.

    Whatever was missed (a release of packs, a new calendar, an organisation brought
    later) is made good here; after midnight all are counted, so that limits met long
    ago leave the board.
    """
    counted = []
    for card in counting.countable_cards():
        last = CountedTable.objects.filter(table__name=card).first()
        old = last is not None and last.counted_at.date() < clock.now().date()
        if count_card(card, by=BY, anew=old):
            counted.append(card)
    return {"counted": counted}
