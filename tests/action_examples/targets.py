"""Examples of the actions of targets."""

from collections.abc import Callable
from datetime import date
from functools import partial

from hengjian.audit.actors import System
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.matters.models import Matter
from hengjian.targets.actions import (
    core,
    drafting,
    ending,
    progress,
    proposing,
    refusals,
    setting,
)
from hengjian.targets.actions.progress import Report
from hengjian.targets.models import TargetProgress
from tests.action_examples import Example
from tests.cast import Cast
from tests.factories import matters
from tests.factories import targets as make


BY = System("test")
HERE = "hengjian.targets.actions"
MARCH = date(2026, 3, 1)


def _begin(cast: Cast) -> partial[object]:
    return partial(drafting.begin_plan, unit=cast.jiangcheng, year=2027, by=BY)


def _write(cast: Cast) -> partial[object]:
    plan = make.drafted(cast.jiangcheng)
    row = make.row(plan, number="3", title="信息报送", aim="不少于60篇")
    return partial(drafting.write_rows, plan=plan, rows=[row], by=BY)


def _hand_in(cast: Cast) -> partial[object]:
    plan = make.drafted(cast.jiangcheng)
    return partial(drafting.hand_in, plan=plan, department=cast.first_department, by=BY)


def _open(cast: Cast) -> partial[object]:
    matter: Matter = matters.matter("supply_request", cast.chen)
    matter.values |= {"plan_year": 2026}
    return partial(setting.open_plan, matter=matter, by=BY)


def _submit(cast: Cast) -> partial[object]:
    plan = make.drafted(cast.jiangcheng)
    matter = make.process(cast.chen, plan)
    for department in (cast.first_department, cast.case_management):
        drafting.hand_in(plan=plan, department=department, by=BY)
    return partial(setting.submit, matter=matter, by=BY)


def _of_submitted(action: Callable[..., object]) -> Example:
    def example(cast: Cast) -> partial[object]:
        return partial(action, matter=make.submitted(cast), by=BY)

    return example


def _amend(cast: Cast) -> partial[object]:
    plan = make.adopted(cast)
    return partial(make.amendment, plan, by=cast.lin)


def _unplanned(cast: Cast) -> partial[object]:
    plan = make.adopted(cast)
    return partial(
        proposing.propose_unplanned,
        plan=plan,
        department=cast.first_department,
        typed={**make.WHOLE, "title": "专项清理", "aim": "不少于10件"},
        from_on=date(2026, 8, 1),
        entered_from="上级通知",
        reason="年初没有计划",
        by=cast.lin,
    )


def _end_target(cast: Cast) -> partial[object]:
    return partial(
        proposing.propose_ending,
        target=make.target(make.adopted(cast), "2"),
        from_on=date(2026, 9, 1),
        reason="上级取消专项",
        by=cast.lin,
    )


def _end_plan(cast: Cast) -> Callable[[], object]:
    plan = make.adopted(cast)
    make.process_closed(plan)

    def in_december() -> object:
        with clock.moved_to(date(2026, 12, 28)):
            return ending.end_plan(plan=plan, words="基本完成", by=cast.liu)

    return in_december


def _decide(cast: Cast) -> partial[object]:
    proposal = make.amendment(make.adopted(cast), by=cast.lin)
    return partial(
        proposing.decide, proposal=proposal, approved=True, words="", by=cast.liu
    )


def _take(cast: Cast) -> partial[object]:
    plan = make.adopted(cast, make.MEASURED)
    return partial(progress.take_values, plan=plan, run=make.run(), month=MARCH, by=BY)


def _report(cast: Cast) -> partial[object]:
    target = make.target(make.adopted(cast), "2")
    told = Report("已办一次", "under_way", evidence=["方案"])
    return partial(progress.report, target=target, month=MARCH, told=told, by=cast.lin)


def _assess(cast: Cast) -> partial[object]:
    row: TargetProgress = _report(cast)()  # type: ignore[assignment]
    return partial(progress.assess, progress=row, level=0, by=cast.wang)


def _core(cast: Cast) -> partial[object]:
    plan = make.drafted(cast.jiangcheng)
    return partial(
        core.choose_core_items, plan=plan, indicators=["task_on_time_rate"], by=BY
    )


EXAMPLES: dict[str, Example] = {
    f"{HERE}.drafting.begin_plan": _begin,
    f"{HERE}.drafting.write_rows": _write,
    f"{HERE}.drafting.hand_in": _hand_in,
    f"{HERE}.setting.open_plan": _open,
    f"{HERE}.setting.submit": _submit,
    f"{HERE}.setting.reopen": _of_submitted(setting.reopen),
    f"{HERE}.setting.adopt": _of_submitted(setting.adopt),
    f"{HERE}.proposing.propose_amendment": _amend,
    f"{HERE}.proposing.propose_unplanned": _unplanned,
    f"{HERE}.proposing.propose_ending": _end_target,
    f"{HERE}.ending.end_plan": _end_plan,
    f"{HERE}.proposing.decide": _decide,
    f"{HERE}.progress.take_values": _take,
    f"{HERE}.progress.report": _report,
    f"{HERE}.progress.assess": _assess,
    f"{HERE}.core.choose_core_items": _core,
    f"{HERE}.refusals.refused": lambda cast: partial(
        refusals.refused,
        indicator="arrest_rate",
        channel="page",
        reason=Text("不得用于考核", "never scored"),
        by=BY,
    ),
}
