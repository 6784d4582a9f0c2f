"""Acts that end a round: the batch that tells the journal, and the release of results."""

import hashlib
import json
import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.ratings import urn as urns
from hengjian.ratings.faults import RatingFault
from hengjian.ratings.models import (
    Ratee,
    Rater,
    Rating,
    RatingResult,
    RatingRound,
    RoundState,
    Urn,
)
from hengjian.ratings.tallies import FEWEST


Tallies = dict[tuple[int, str], dict[str, int]]
Remarks = dict[tuple[int, str], list[dict[str, Any]]]


@dataclass
class _Counted:
    """What a round came to, before anything is kept back."""

    ballots: int
    tallies: Tallies
    remarks: Remarks
    means: list[int]


@journal.action
def count_ballots(*, by: Actor) -> int:
    """Tell the journal how many anonymous ballots came in since the last batch.

    Neither who nor when: at night, for all rounds at once. Returns how many.
    """
    counted = 0
    for urn in Urn.objects.select_for_update().order_by("round_id"):
        counted += _enter_new(urn)
    if not counted:
        journal.nothing_changed()
    return counted


def _enter_new(urn: Urn) -> int:
    came = Rater.objects.filter(round_id=urn.round_id, has_rated=True).count()
    new = came - urn.entered
    if new:
        urn.entered = came
        urn.save(update_fields=["entered"])
        journal.enter(
            "ratings.ballots_counted",
            subject=f"ratings.ratinground:{urn.round_id}",
            new={"ballots": new},
        )
    return new


@journal.action
def seal_urns_anew(*, by: Actor) -> int:
    """Seal every urn by the newest master key, so that an old one can go; how many."""
    count = 0
    for urn in Urn.objects.select_for_update().order_by("round_id"):
        urns.seal_anew(urn)
        count += 1
    if not count:
        journal.nothing_changed()
        return 0
    journal.enter(
        "ratings.urns_sealed_anew", subject="ratings.urns", new={"urns": count}
    )
    return count


@journal.action
def release_round(*, round_: RatingRound, by: Actor) -> RatingRound:
    """Release what came out, whole and once, after the last day or when all have rated.

    Of whom fewer than five wrote anonymously nothing is told. The urn is destroyed.
    Raises ``RatingFault``; also where the urn does not hold as many as have rated.
    """
    urn = Urn.objects.select_for_update().filter(round=round_).first()
    round_ = RatingRound.objects.select_for_update().get(pk=round_.pk)
    done = Rater.objects.filter(round=round_, has_rated=True).count()
    _check(round_, done)
    if urn is not None:
        _enter_new(urn)
    counted = _of_urn(urn, done) if urn is not None else _by_name(round_, done)
    kept_back = _keep_back(round_, counted)
    results = _results(round_, counted, kept_back)
    RatingResult.objects.bulk_create(results)
    Urn.objects.filter(round=round_).delete()
    round_.state, round_.ballots = RoundState.RELEASED, done
    round_.released_on, round_.released_by = clock.today(), by.journal_name
    round_.leniency = _leniency(counted.means)
    round_.digest = digest_of(results)
    round_.save()
    journal.enter(
        "ratings.round_released",
        subject=round_,
        new={
            "ballots": done,
            "people": len({each.person_id for each in results}),
            "kept_back": len(kept_back),
            "digest": round_.digest,
        },
    )
    return round_


def digest_of(results: Iterable[RatingResult]) -> str:
    """The digest of results: what a sheet cites and anyone can work out again."""
    rows = sorted(
        [each.person_id, each.criterion, sorted(each.tally.items())] for each in results
    )
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()


def _check(round_: RatingRound, done: int) -> None:
    if round_.state != RoundState.OPEN:
        raise RatingFault(Text("这轮评议已经结束。", "This round has ended already."))
    everybody = Rater.objects.filter(round=round_).count()
    if clock.today() <= round_.closes_on and done < everybody:
        raise RatingFault(
            Text(
                "截止日以后，或全部交齐，才能公布：不按交来的先后公布。",
                "Results are released after the last day, or when all have rated: never"
                " as they come in.",
            )
        )


def _of_urn(urn: Urn, done: int) -> _Counted:
    sums = urns.opened(urn)
    if sums.ballots != done:
        raise RatingFault(
            Text(
                f"票箱有 {sums.ballots} 份，已评议的有 {done} 人：不一致，不公布。",
                f"The urn holds {sums.ballots} ballots, {done} people have rated: they"
                " differ, nothing is released.",
            )
        )
    remarks: Remarks = defaultdict(list)
    for person, criterion, level, text in sums.remarks:
        remarks[person, criterion].append({"level": level, "text": text})
    tallies = {
        (int(person), criterion): tally
        for person, of_person in sums.marks.items()
        for criterion, tally in of_person.items()
    }
    return _Counted(sums.ballots, tallies, remarks, sums.means)


def _by_name(round_: RatingRound, done: int) -> _Counted:
    tallies: Tallies = defaultdict(dict)
    remarks: Remarks = defaultdict(list)
    for each in Rating.objects.filter(ratee__round=round_).select_related("ratee"):
        place = (each.ratee.person_id, each.criterion)
        level = str(each.level)
        tallies[place][level] = tallies[place].get(level, 0) + 1
        if each.evidence:
            remarks[place].append({"level": each.level, "text": each.evidence})
    return _Counted(done, tallies, remarks, [])


def _keep_back(round_: RatingRound, counted: _Counted) -> set[int]:
    """People of whom too few wrote anonymously."""
    if not round_.is_anonymous:
        return set()
    wrote: dict[int, int] = defaultdict(int)
    for (person, _), tally in counted.tallies.items():
        wrote[person] = max(wrote[person], sum(tally.values()))
    ratees = Ratee.objects.filter(round=round_)
    few = {each.person_id for each in ratees if wrote[each.person_id] < FEWEST}
    ratees.filter(person__in=few).update(is_kept_back=True)
    return few


def _results(
    round_: RatingRound, counted: _Counted, kept_back: set[int]
) -> list[RatingResult]:
    shuffled = random.SystemRandom().shuffle
    results = []
    for (person, criterion), tally in sorted(counted.tallies.items()):
        if person in kept_back:
            continue
        remarks = list(counted.remarks.get((person, criterion), []))
        shuffled(remarks)
        results.append(
            RatingResult(
                round=round_,
                person_id=person,
                criterion=criterion,
                tally=dict(sorted(tally.items())),
                remarks=remarks,
            )
        )
    return results


def _leniency(means: list[int]) -> dict[str, int]:
    """The strictest, the middle and the most lenient ballot, in tenths; none of a few."""
    if len(means) < FEWEST:
        return {}
    return {
        "strictest": means[0],
        "middle": means[len(means) // 2],
        "most_lenient": means[-1],
        "ballots": len(means),
    }
