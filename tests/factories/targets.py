"""Targets of a year for tests: drafted, adopted, amended."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from hengjian.access.models import Account
from hengjian.audit.actors import System
from hengjian.indicators.models import Run
from hengjian.lib import clock
from hengjian.matters.models import Matter, MatterState
from hengjian.organisation.models import Person, Procuratorate
from hengjian.targets.actions import drafting, proposing, setting
from hengjian.targets.form.columns import COLUMNS
from hengjian.targets.models import Target, TargetPlan, TargetProposal
from hengjian.targets.rows import Row
from hengjian.targets.typed import row_typed
from tests.cast import Cast
from tests.factories import access, indicators, matters, organisation


BY = System("test")
YEAR = 2026
RESOLUTION = "党组会2026年第2号"
WHOLE = {
    "department": "第一检察部",
    "due_on": "2026-12-31",
    "measures": "每月核对",
    "answerable": "部门负责人负具体责任",
}
FOLLOWED_UP = {**WHOLE, "number": "1", "title": "督办事项", "split": "合计"}
SUPPLIES = {**WHOLE, "number": "2", "title": "检察开放日"}
RUBRIC = {"rubric": "按期完成：1；逾期完成：1/2；未完成：0", "evidence": "方案和记录"}


def appraiser(cast: Cast) -> Account:
    """Somebody of Jiangcheng's appraisal office."""
    person = organisation.person(number="ZHENG", name="郑考评")
    organisation.appointment(
        person=person,
        post=cast.procurator_post,
        procuratorate=cast.jiangcheng,
        department=cast.case_management,
        from_on=date(2024, 1, 1),
    )
    account = access.account(username="zheng", person=person)
    access.grant(account, "appraisal_office", cast.jiangcheng)
    return account


def row(plan: TargetPlan, **cells: str) -> Row:
    """A row as somebody types it."""
    typed = {column.name: "" for column in COLUMNS}
    return row_typed(plan, {**typed, **WHOLE, **cells}, clock.today())


def drafted(unit: Procuratorate, *more: dict[str, str]) -> TargetPlan:
    """A plan of 120 followed-up tasks, split in two, and a described piece of work."""
    matters.release_kinds()
    plan = drafting.begin_plan(unit=unit, year=YEAR, by=BY)
    rows = [
        {**FOLLOWED_UP, "aim": "不少于120件", "marks": "6"},
        {
            **WHOLE,
            "number": "1.1",
            "title": "督办（一部）",
            "aim": "不少于80件",
            "marks": "4",
        },
        {
            **WHOLE,
            "number": "1.2",
            "title": "督办（案管）",
            "department": "案件管理办公室",
            "aim": "不少于40件",
            "marks": "2",
        },
        {**SUPPLIES, **RUBRIC, "aim": "全年两次", "marks": "3"},
        *more,
    ]
    drafting.write_rows(plan=plan, rows=[row(plan, **each) for each in rows], by=BY)
    return plan


def process(registrant: Account, plan: TargetPlan) -> Matter:
    """A matter that has the plan in hand, as its process would say it."""
    matter = matters.matter("supply_request", registrant)
    matter.values |= {
        "plan_year": YEAR,
        "decision": "adopted",
        "decided_on": "2026-01-27",
        "resolution": RESOLUTION,
    }
    setting.open_plan(matter=matter, by=BY)
    return matter


def process_closed(plan: TargetPlan) -> None:
    """The plan's process has come to its end."""
    found: QuerySet[Matter] = QuerySet(Matter)
    found.filter(pk=plan.matter_id).update(
        state=MatterState.CLOSED, closed_on=clock.today()
    )


def submitted(cast: Cast, *more: dict[str, str]) -> Matter:
    """The process of a plan that is under review."""
    plan = drafted(cast.jiangcheng, *more)
    matter = process(cast.chen, plan)
    for department in (cast.first_department, cast.case_management):
        drafting.hand_in(plan=plan, department=department, by=BY)
    setting.submit(matter=matter, by=BY)
    return matter


def adopted(cast: Cast, *more: dict[str, str]) -> TargetPlan:
    """A plan that the Party leadership group adopted."""
    return setting.adopt(matter=submitted(cast, *more), by=BY)


def target(plan: TargetPlan, number: str) -> Target:
    """One target of a plan."""
    return plan.targets.select_related("plan", "department").get(number=number)


def answers_for(plan: TargetPlan, number: str, person: Person) -> None:
    """The leader named on a target, as the responsibility sheet has it."""
    found: QuerySet[Target] = QuerySet(Target)
    found.filter(plan=plan, number=number).update(person=person)


def amendment(plan: TargetPlan, by: Any, **typed: str) -> TargetProposal:
    """An amendment of 1.1 from July on."""
    return proposing.propose_amendment(
        target=target(plan, "1.1"),
        from_on=date(YEAR, 7, 1),
        typed=typed or {"aim": "不少于100件"},
        reason="下半年增加督办力量",
        by=by,
    )


MEASURED = {
    **WHOLE,
    "number": "3",
    "title": "督办按期",
    "indicator": "task_on_time_rate",
    "aim": "不低于90%",
    "marks": "3",
}
"""A target that ``run`` measures."""


def run(counts: tuple[int, int] = (19, 20), **given: Any) -> Run:
    """A run that says 95 % of followed-up tasks were on time by March."""
    told = indicators.value(
        "task_on_time_rate", "2026-01..2026-03", *counts, kind="to_date"
    )
    return indicators.run([told], **given)
