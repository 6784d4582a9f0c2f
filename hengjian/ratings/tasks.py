"""What the worker does for ratings, at night: the journal's batch, rounds that have closed."""

import logging
from typing import Any

from hengjian.audit.actors import System
from hengjian.jobs.context import JobContext
from hengjian.jobs.registry import task
from hengjian.lib import clock
from hengjian.lib.faults import UserFault
from hengjian.ratings.actions.releasing import count_ballots, release_round
from hengjian.ratings.models import RatingRound, RoundState


BY = System("ratings")
_log = logging.getLogger(__name__)


@task
def end_rounds(context: JobContext) -> dict[str, Any]:
    """Tell the journal how many ballots came in; release what has closed."""
    counted = count_ballots(by=BY)
    over = RatingRound.objects.filter(
        state=RoundState.OPEN, closes_on__lt=clock.today()
    ).order_by("pk")
    released = []
    for round_ in over:
        try:
            released.append(release_round(round_=round_, by=BY).pk)
        except UserFault as fault:
            _log.error("round %s is not released: %s", round_.pk, fault.message.zh)
    return {"ballots": counted, "released": released}
