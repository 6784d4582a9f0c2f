"""Nominate candidates, and close the nomination."""

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.honours.actions.locking import at_stage, named, nominees, one_of
from hengjian.honours.actors import people_behind
from hengjian.honours.completing import finish
from hengjian.honours.faults import HonourFault, NotYours, words_given
from hengjian.honours.models import Candidate, HonourRound, Stage
from hengjian.honours.queries.concerned import people_of
from hengjian.honours.queries.vetoes import barring
from hengjian.lib import clock
from hengjian.lib.bilingual import Text


@journal.action
def nominate(*, candidate: Candidate, words: str, by: Actor) -> Candidate:
    """Put a candidate forward with what speaks for it; nobody puts themself forward,
    nor the pair they are of. A Party group may be put forward by one of its own.

    Raises ``HonourFault`` for one that does not meet the criteria, under a veto, or
    nominated already.
    """
    honour_round = at_stage(candidate.round, Stage.NOMINATE)
    found = one_of(honour_round, candidate)
    said = words_given(words, Text("提名事迹", "what speaks for it"))
    people = people_of(found)
    if found.branch_id is None and people & people_behind(by):
        raise NotYours(Text("不能提名自己", "nobody nominates themself"))
    if found.nominated_by:
        raise HonourFault(Text("已经提名", "nominated already"))
    if barring(people, clock.today()):
        raise HonourFault(
            Text(
                f"{found.name}有生效的一票否决，不能提名",
                f"a veto stands against {found.name}: it cannot be nominated",
            )
        )
    if not found.meets_all:
        raise HonourFault(
            Text(
                f"{found.name}不符合条件，理由见本页",
                f"{found.name} does not meet the criteria: the page says why",
            )
        )
    found.nominated_by, found.nominated_at = by.journal_name, clock.now()
    found.nomination_words = said
    found.save()
    journal.enter(
        "honours.nominated",
        subject=found,
        new={"round": honour_round.pk, "name": journal.Personal(found.name)},
        detail={"words": journal.Personal(said)},
    )
    return found


@journal.action
def close_nomination(*, honour_round: HonourRound, by: Actor) -> HonourRound:
    """Go on to the vote; with nobody nominated the round ends."""
    found = at_stage(honour_round, Stage.NOMINATE)
    put = nominees(found)
    found.stage = Stage.VOTE if put else Stage.ENDED
    found.save(update_fields=["stage"])
    journal.enter(
        "honours.nomination_closed",
        subject=found,
        new={"nominated": len(put), "stage": found.stage},
    )
    today = clock.today().isoformat()
    finish(
        found,
        Stage.NOMINATE,
        {
            "nominated": named(put),
            "nominated_count": str(len(put)),
            "nominated_on": today,
        },
        by=by,
    )
    return found
