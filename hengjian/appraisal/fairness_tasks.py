"""What the worker does for fairness: looks at rounds, asks people, lets prompts lapse."""

import logging
from datetime import timedelta
from typing import Any

from django.db.models import Q

from hengjian.appraisal.actions import fairness_signals
from hengjian.appraisal.fairness_seeing import Seen, seen_in
from hengjian.appraisal.fairness_telling import tell_people
from hengjian.appraisal.item_sources import SourceKind, sources_of, titled
from hengjian.appraisal.models import AppraisalRound
from hengjian.appraisal.queries.correcting import people_of, scheme_of_round
from hengjian.audit.actors import Actor, System
from hengjian.engines.scoring.dry_run.trial import tried
from hengjian.jobs.context import JobContext
from hengjian.jobs.registry import task
from hengjian.lib import clock
from hengjian.lib.faults import UserFault


BY = System("fairness")
_log = logging.getLogger(__name__)
LOOKED_AT_AFTER_CLOSING = timedelta(days=30)


@task
def look_at_fairness(context: JobContext) -> dict[str, Any]:
    """Let prompts lapse, then ask anew of rounds that are open or closed lately."""
    lapsed = fairness_signals.let_lapse(by=BY)
    since = clock.now() - LOOKED_AT_AFTER_CLOSING
    rounds = AppraisalRound.objects.filter(
        Q(state=AppraisalRound.State.OPEN) | Q(closed_at__gte=since), count__gt=0
    ).select_related("scheme__procuratorate", "scheme__adopted_version")
    asked = 0
    for each in rounds.order_by("pk"):
        try:
            asked += ask_people(each, by=BY)
        except UserFault as fault:
            _log.error("round %s is not looked at: %s", each.pk, fault.message.zh)
    return {"asked": asked, "lapsed": lapsed}


def ask_people(round_: AppraisalRound, *, by: Actor) -> int:
    """Ask everybody of a round of whom something is to be asked; returns how many."""
    raised = fairness_signals.raise_signals(round_=round_, seen=_seen(round_), by=by)
    tell_people(raised, by=by)
    return len(raised)


def _seen(round_: AppraisalRound) -> list[Seen]:
    scheme, people = scheme_of_round(round_), list(people_of(round_).values())
    items = [item.item for item in scheme.items]
    sources = sources_of(round_.scheme.version.sources, items)
    rated = {
        item for item, source in sources.items() if source.kind is SourceKind.RATING
    }
    return [
        Seen(each.person, each.about, each.item, titled(each.sentence, sources))
        for each in seen_in(tried(scheme, people), rated)
    ]
