"""Examples of votes on grades, days not worked and departments' sheets."""

from datetime import date
from functools import partial
from typing import Any

from hengjian.appraisal.actions import absences, ballots, department_sheets
from hengjian.appraisal.actions.grades import COMMITTEE, NO_GRADE
from hengjian.appraisal.computing_departments import computed_departments
from hengjian.appraisal.gathering.departments import gather_departments
from hengjian.appraisal.item_sources import ItemSource, SourceKind
from hengjian.engines.voting.ballots import Voice
from hengjian.lib.bilingual import Text
from hengjian.meetings import catalogue
from hengjian.meetings.actions import bodies as acts
from hengjian.meetings.models import Duty
from tests.action_examples import Example
from tests.cast import Cast
from tests.factories import appraisal as make


A = "hengjian.appraisal.actions"
SCHEME = """
scheme: 部门方案
components: {work: 100}
items:
  - {item: letters, component: work, full: 100, rule: {per_occurrence: {points: 5}}}
"""
FACTS = "people:\n  - {person: '01', department: '01', values: {letters: 3}}\n"


def entered_absence(cast: Cast) -> Any:
    return absences.enter(
        procuratorate=cast.jiangcheng,
        person=cast.person(cast.chen),
        kind="study",
        from_on=date(2026, 3, 2),
        until_on=date(2026, 3, 6),
        basis="培训通知",
        by=make.BY,
    )


def committee(cast: Cast) -> Any:
    """The committee of Jiangcheng with Liu in the chair and Wang."""
    body = acts.set_up(
        procuratorate=cast.jiangcheng,
        plan=COMMITTEE,
        set_up_on=date(2024, 1, 1),
        bodies=catalogue.bodies(),
        by=make.BY,
    )
    for rank, account in enumerate((cast.liu, cast.wang), start=1):
        acts.add_member(
            body=body,
            person=cast.person(account),
            duty=Duty.CHAIR if rank == 1 else Duty.MEMBER,
            from_on=date(2024, 1, 1),
            seniority=rank,
            by=make.BY,
        )
    return body


def ballot(cast: Cast) -> Any:
    """A closed year whose proposed grades are put to the vote."""
    closed = make.closed_round(procuratorate=cast.jiangcheng)
    return put_of(cast, closed)()


def put_of(cast: Cast, closed: Any) -> Any:
    grades = {one.pk: one.grade for one in closed.sheets.order_by("pk") if one.grade}
    return partial(
        ballots.put, round_=closed, body=committee(cast), grades=grades, by=make.BY
    )


def _another(cast: Cast) -> Any:
    put = ballot(cast)
    sheet = min(int(key) for key in put.put)
    return partial(
        ballots.put_another,
        ballot=put,
        sheet=sheet,
        grade=NO_GRADE,
        reason="新入职",
        by=make.BY,
    )


def _voting(cast: Cast, put: Any) -> Any:
    voices = {int(key): Voice.FOR for key in put.put}
    member = cast.person(cast.liu)
    return partial(ballots.vote, ballot=put, member=member, voices=voices, by=cast.liu)


def _counting(cast: Cast) -> Any:
    put = ballot(cast)
    _voting(cast, put)()
    return partial(ballots.count, ballot=put, by=cast.liu)


def departments_month(cast: Cast) -> Any:
    """An open month of a scheme for departments."""
    scheme = make.scheme(procuratorate=cast.jiangcheng, staff_class="departments")
    source = ItemSource(
        Text("检察建议", "Suggestions"), SourceKind.MATTERS, "procuratorial_suggestion"
    )
    version = make.version(
        scheme, content=make.content(SCHEME), sources={"letters": source}
    )
    tried = make.dry_runs.ask(
        version=version,
        period="2025",
        origin="facts.yaml",
        facts=FACTS,
        as_job=False,
        by=make.BY,
    )
    make.carry_dry_run(tried, by=make.BY)
    make.dry_runs.read(
        dry_run=tried, person=make.reader(), remark=make.REMARK, by=make.BY
    )
    adopted = make.schemes.adopt(
        scheme=scheme,
        decided_on=date(2026, 1, 9),
        decided_as="党组会议",
        by=make.BY,
    )
    return make.round_(adopted, "2026-09")


def _keeping(cast: Cast) -> Any:
    month = departments_month(cast)
    sheets = computed_departments(gather_departments(month), month.period, {})
    return partial(
        department_sheets.keep_department_sheets,
        round_=month,
        sheets=sheets,
        by=make.BY,
    )


EXAMPLES: dict[str, Example] = {
    f"{A}.absences.enter": lambda cast: partial(
        absences.enter,
        procuratorate=cast.jiangcheng,
        person=cast.person(cast.chen),
        kind="illness",
        from_on=date(2026, 3, 2),
        until_on=date(2026, 3, 6),
        basis="请假审批表",
        by=cast.wang,
    ),
    f"{A}.absences.decide": lambda cast: partial(
        absences.decide, absence=entered_absence(cast), granted=True, by=cast.liu
    ),
    f"{A}.absences.withdraw": lambda cast: partial(
        absences.withdraw,
        absence=entered_absence(cast),
        reason="登记有误",
        by=cast.wang,
    ),
    f"{A}.ballots.put": lambda cast: put_of(
        cast, make.closed_round(procuratorate=cast.jiangcheng)
    ),
    f"{A}.ballots.put_another": _another,
    f"{A}.ballots.vote": lambda cast: _voting(cast, ballot(cast)),
    f"{A}.ballots.count": _counting,
    f"{A}.department_sheets.keep_department_sheets": _keeping,
}
