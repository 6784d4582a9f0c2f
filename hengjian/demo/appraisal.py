"""Appraisal of Linhu's procurators: 2025 closed, graded by vote and paid.

Everything is invented. Workload comes from the case cards, so that a bonus can be walked
back to them; the other values are typed in and confirmed by a second person. The year
2026 is in ``appraisal_year``.
"""

from datetime import date
from random import Random

from hengjian.access.models import Account
from hengjian.appraisal.actions import bonuses, rounds, schemes
from hengjian.appraisal.actions.bonuses import Asked
from hengjian.appraisal.file_tool.reading import scheme_of_text
from hengjian.appraisal.gathering.people import subjects_on
from hengjian.appraisal.models import AppraisalRound, AppraisalScheme
from hengjian.appraisal.tasks import carry_round
from hengjian.demo.accounts import COUNTY_CODE
from hengjian.demo.appraisal_committee import decide_by_vote
from hengjian.demo.appraisal_steps import (
    EVIDENCE,
    OF_PROCURATORS,
    at_ten,
    drawn_up,
    fill,
    tried_and_read,
    value_of,
)
from hengjian.demo.appraisal_year import this_year
from hengjian.engines.pack_format.kinds import exact
from hengjian.engines.policies.model import Policies
from hengjian.engines.scoring.model import Scheme
from hengjian.lib import clock
from hengjian.organisation.models import Procuratorate


SCHEME = """
scheme: 检察官考核方案2025
components: {performance: 70, common: 30}
items:
  - {item: quality_review, component: performance, full: 40, rule: {rated: {scale: 100}}}
  - {item: workload, component: performance, full: 20, rule: {per_occurrence: {points: 1/10, coefficients: {审查逮捕: 1, 一审公诉: 1}}}}
  - {item: late_steps, component: performance, full: 10, rule: {deduction: {each: 1}}}
  - {item: conduct, component: common, full: 20, rule: {deduction: {each: 2}}}
  - {item: training, component: common, full: 10, rule: {rated: {scale: 5}}}
  - {item: misconduct, rule: {veto: {grade: 不称职}}}
missing: {quality_review: unknown, workload: not_applicable, late_steps: unknown, conduct: unknown, training: unknown}
grades:
  - {grade: 优秀, at_least: 85, quota: 1/5}
  - {grade: 称职, at_least: 60}
  - {grade: 基本称职, at_least: 50}
  - {grade: 不称职, at_least: 0}
cap_total: 100
decimals: 2
"""
MULTIPLES = {"优秀": "6/5", "称职": "1", "基本称职": "0", "不称职": "0"}


def appraise(seed: int) -> None:
    """Last year closed with grades and bonus; this year adopted, with its sheets."""
    unit = Procuratorate.objects.get(code=COUNTY_CODE)
    if AppraisalScheme.objects.filter(procuratorate=unit).exists():
        return
    officer = Account.objects.get(username="appraisal")
    member = Account.objects.get(username="committee")
    chief = Account.objects.get(username="county-chief")
    drawn = Random(seed)  # noqa: S311 (an invented city)
    with clock.moved_to(at_ten(2025, 1, 10)):
        last = drawn_up(
            unit,
            2025,
            "procurators",
            "2025年检察官考核方案",
            (_content(), OF_PROCURATORS),
            officer,
        )
        example = _example(unit, last, drawn)
        tried_and_read(last, example, "2024", [member], officer)
        last = schemes.adopt(
            scheme=last,
            decided_on=date(2025, 1, 10),
            decided_as="党组会议（示例）",
            by=chief,
        )
    with clock.moved_to(at_ten(2026, 1, 12)):
        year = rounds.open_round(scheme=last, period="2025", by=officer)
        fill(year, drawn, officer, member)
        carry_round(year, by=officer)
        _finish(year, officer, chief)
    this_year(unit, year, drawn, (officer, member, chief))


def _content() -> Scheme:
    return scheme_of_text(SCHEME, "demo", Policies())


def _example(unit: Procuratorate, scheme: AppraisalScheme, drawn: Random) -> str:
    """Facts of the year before, as an office would bring them in a file."""
    lines = ["people:"]
    for subject in subjects_on(scheme, date(2025, 1, 10)):
        values = ", ".join(f"{item}: {value_of(item, drawn)}" for item in EVIDENCE)
        cases = f"workload: {{审查逮捕: {drawn.randint(20, 60)}, 一审公诉: {drawn.randint(20, 70)}}}"
        lines.append(
            f"  - {{person: {subject.person.number}, department: d{subject.department_code}, "
            f"values: {{{values}, {cases}}}}}"
        )
    return "\n".join(lines) + "\n"


def _finish(year: AppraisalRound, officer: Account, chief: Account) -> None:
    rounds.close_round(round_=year, with_provisional="借调人员数据未到", by=chief)
    year.refresh_from_db()
    decide_by_vote(year, officer, chief)
    bonuses.split(
        round_=year,
        asked=Asked(
            "2025年度绩效奖金",
            36_000_000,
            "both",
            {grade: exact(number) for grade, number in MULTIPLES.items()},
            "党组会议（示例）",
        ),
        by=chief,
    )
