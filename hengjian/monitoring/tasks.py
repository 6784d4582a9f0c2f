"""What the worker does for process monitoring: check cards when they or the day changed."""

from typing import Any

from hengjian.audit.actors import Actor, System
from hengjian.jobs.context import JobContext
from hengjian.jobs.registry import task
from hengjian.lib import clock
from hengjian.limits.tasks import count_card
from hengjian.monitoring import checking, telling
from hengjian.monitoring.actions import prompts as actions
from hengjian.monitoring.actions.prompts import Entered
from hengjian.monitoring.models import CheckedTable
from hengjian.monitoring.rules import monitored_cards
from hengjian.warehouse.models import CardTable, Import


BY = System("monitoring")


def check_card(card: str, *, by: Actor) -> Entered | None:
    """Ask the rules of one card's table, unless nothing changed since and it is the same day.

    Its limits are counted first: rules on what is late rest on them.
    """
    sources = checking.sources_of(card)
    if sources is None:
        return None
    table = CardTable.objects.get(name=card)
    limits_changed = count_card(card, by=by)
    known = CheckedTable.objects.filter(table=table).first()
    if (
        known is not None
        and not limits_changed
        and known.rests_on == sources.rests_on
        and known.checked_on == clock.today()
    ):
        return None
    return actions.enter_hits(
        table=table,
        version=sources.version,
        rests_on=sources.rests_on,
        rows=list(checking.found_rows(sources)),
        by=by,
    )


def check_cards(cards: list[str], *, by: Actor) -> dict[str, Entered]:
    """Check some cards and tell case management of what is new."""
    found = {card: check_card(card, by=by) for card in cards}
    entered = {card: each for card, each in found.items() if each is not None}
    if any(each.new or each.again for each in entered.values()):
        telling.tell_of_prompts(by=by)
    return entered


@task
def check_after_import(
    context: JobContext, event: str, event_id: str
) -> dict[str, Any]:
    """Cards have changed: ask the rules of their table and of those that link to it."""
    card = Import.bookkeeping.select_related("table").get(pk=int(event_id)).table.name
    checked = check_cards(checking.readers_of(card), by=BY)
    return {"checked": sorted(checked)}


@task
def check_every_card(context: JobContext) -> dict[str, Any]:
    """Each morning, and whatever was missed: a day passed, a rule was released."""
    return {"checked": sorted(check_cards(monitored_cards(), by=BY))}
