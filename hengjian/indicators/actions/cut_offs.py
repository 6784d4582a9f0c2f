"""Acts on the cut-off day: set from a month on, or taken back."""

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.engines.indicators.periods import LAST_DAY, read_month
from hengjian.indicators.models import CutOffDay
from hengjian.jobs import actions as jobs
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


STANDING_RUN = "hengjian.indicators.tasks.standing_run"
SHORTEST_BASIS = 4  # characters: the paper that says so has a title


@journal.action
def set_day(*, from_month: str, day: int, basis: str, by: Actor) -> CutOffDay:
    """From a month on, months of statistics end on a day; values are computed anew.

    Setting a month again replaces what was said of it. Raises ``UserFault`` for a month
    or a day that is none, or without the paper that says so.
    """
    read_month(from_month)
    basis = basis.strip()
    if not 1 <= day <= LAST_DAY:
        raise UserFault(
            Text("截止日应为 1 至 31", "a cut-off day lies between 1 and 31")
        )
    if len(basis) < SHORTEST_BASIS:
        raise UserFault(Text("请写明依据", "say which paper says so"))
    known = CutOffDay.objects.select_for_update().filter(from_month=from_month).first()
    old = {"day": known.day, "basis": known.basis} if known else None
    new = {"day": day, "basis": basis[:500]}
    if known is not None and old == new:
        journal.nothing_changed()
        return known
    chosen = known or CutOffDay(from_month=from_month)
    chosen.day, chosen.basis = day, basis[:500]
    chosen.set_by, chosen.set_at = by.journal_name, clock.now()
    chosen.save()
    journal.enter("indicators.cut_off_set", subject=chosen, old=old, new=new)
    jobs.enqueue(task=STANDING_RUN, by=by)
    return chosen


@journal.action
def withdraw(*, cut_off: CutOffDay, by: Actor) -> None:
    """Take back what was said from a month on; the day before it holds on."""
    old = {"day": cut_off.day, "basis": cut_off.basis}
    journal.enter("indicators.cut_off_withdrawn", subject=cut_off, old=old)
    cut_off.delete()
    jobs.enqueue(task=STANDING_RUN, by=by)
