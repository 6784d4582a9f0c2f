"""An anonymous ballot is put in: without an act, for an act has an actor and a moment.

What is written: that the rater has rated (no day), and the urn as a whole. The journal is
told by the night's batch how many came in (``actions/counting.py``).
"""

from django.db import transaction

from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Person
from hengjian.ratings import urn as urns
from hengjian.ratings.ballots import Ballot, check
from hengjian.ratings.faults import RatingFault
from hengjian.ratings.models import Rater, RatingRound, Urn


def put_in(round_: RatingRound, rater: Person, ballot: Ballot) -> None:
    """Put an anonymous ballot in, once. It cannot be found again, so nor changed.

    Raises ``NotForThem``, ``BallotFault``; ``RatingFault`` for a second one.
    """
    if not round_.is_anonymous:
        raise RatingFault(Text("这轮评议是具名的。", "This round is a named one."))
    with transaction.atomic():
        # the urn's lock first: closing, releasing and other ballots wait for it
        urn = Urn.objects.select_for_update().filter(round=round_).first()
        round_ = RatingRound.objects.select_related("rubric").get(pk=round_.pk)
        check(round_, rater, ballot)
        first = Rater.ballots.filter(round=round_, person=rater, has_rated=False)
        if urn is None or not first.update(has_rated=True):
            raise RatingFault(
                Text(
                    "您已交过评议。匿名评议交出后找不回，也不能改。",
                    "You have rated already: an anonymous ballot cannot be found again"
                    " and so not changed.",
                )
            )
        urns.put(urn, ballot)
