"""Asks for a run over what is in force now."""

from hengjian.audit.actors import Actor
from hengjian.indicators import computing_run, run_inputs, working_out
from hengjian.indicators.actions import runs
from hengjian.indicators.models import Run
from hengjian.indicators.queries.cut_offs import cut_off_days
from hengjian.indicators.signalling import raising
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.packs import queries as packs


def ask_standing_run(*, by: Actor, as_job: bool = True) -> Run:
    """The run that pages read: all months, today's cards, the packs in force."""
    first, last = run_inputs.months_with_cards(clock.today())
    return runs.ask(
        first_month=first,
        last_month=last,
        as_of=clock.today(),
        pins=run_inputs.pinned_now(),
        packs={name: r.digest for name, r in packs.current_releases().items()},
        cutoff=cut_off_days(),
        organisation_digest=run_inputs.pinned_organisation(),
        policy_digest=run_inputs.policy_digest(),
        by=by,
        as_job=as_job,
    )


def run_now(*, by: Actor) -> Run:
    """Ask for the standing run, compute it and raise its signals here (the demo)."""
    run = ask_standing_run(by=by, as_job=False)
    if run.state == Run.State.DONE:
        return run

    def silent(done: int, total: int, doing: Text) -> None:
        """Nobody watches."""

    result = computing_run.compute(run, silent)
    working_out.before_finishing(run, result)
    done = runs.finish(run=run, result=result, by=by)
    raising.raise_for(done, by=by)
    return done
