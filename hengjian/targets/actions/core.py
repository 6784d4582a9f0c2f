"""Choose the indicators that an office watches most in a year."""

from collections.abc import Sequence

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.lib.bilingual import Text
from hengjian.targets import policy
from hengjian.targets.faults import TargetFault
from hengjian.targets.models import CoreItem, TargetPlan


MOST = 60


@journal.action
def choose_core_items(
    *, plan: TargetPlan, indicators: Sequence[str], by: Actor
) -> list[CoreItem]:
    """Choose core items, in their order; what was chosen before goes.

    Raises ``TargetFault`` for an indicator that nobody knows, ``TargetRefused`` for one on
    the never-scored list.
    """
    plan = TargetPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    wanted = list(dict.fromkeys(each.strip() for each in indicators if each.strip()))
    if len(wanted) > MOST:
        raise TargetFault(Text(f"最多 {MOST} 项", f"{MOST} at most"))
    listed = policy.never_scored()
    names = [policy.indicator_named(each).name for each in wanted]
    for name in names:
        refused = listed.refusal(name)
        if refused is not None:
            raise refused
    before = list(plan.core_items.values_list("indicator", flat=True))
    if before == names:
        journal.nothing_changed()
        return list(plan.core_items.all())
    plan.core_items.all().delete()
    CoreItem.objects.bulk_create(
        CoreItem(plan=plan, indicator=name, position=at, chosen_by=by.journal_name)
        for at, name in enumerate(names, start=1)
    )
    journal.enter(
        "targets.core_items_chosen",
        subject=plan,
        old={"indicators": before},
        new={"indicators": names},
    )
    return list(plan.core_items.all())
