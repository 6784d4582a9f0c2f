"""Linhu's year 2026: departments and procurators, month by month up to September."""

from datetime import date
from random import Random

from hengjian.access.models import Account
from hengjian.appraisal.actions import absences, bonuses, facts, rounds, schemes
from hengjian.appraisal.actions.bonuses import Asked
from hengjian.appraisal.file_tool.reading import scheme_of_text
from hengjian.appraisal.gathering.departments import departments_of
from hengjian.appraisal.gathering.people import subjects_on
from hengjian.appraisal.item_sources import ItemSource, SourceKind
from hengjian.appraisal.models import AbsenceKind, AppraisalRound, AppraisalScheme
from hengjian.appraisal.tasks import carry_months, carry_round
from hengjian.appraisal.trying import facts_of_round
from hengjian.demo.appraisal_steps import (
    EVIDENCE,
    OF_PROCURATORS,
    at_ten,
    drawn_up,
    fill,
    tried_and_read,
)
from hengjian.engines.policies.model import Policies
from hengjian.engines.scoring.model import Scheme
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Procuratorate


Acting = tuple[Account, Account, Account]
PROCURATORS = """
scheme: 检察官考核方案2026
components: {performance: 70, common: 30}
items:
  - {item: quality_review, component: performance, full: 40, rule: {rated: {scale: 100}}}
  - {item: workload, component: performance, full: 20, rule: {per_occurrence: {points: 1/10, coefficients: {审查逮捕: 1, 一审公诉: 1}}}}
  - {item: late_steps, component: performance, full: 10, rule: {deduction: {each: 1}}}
  - {item: conduct, component: common, full: 10, rule: {deduction: {each: 2}}}
  - {item: training, component: common, full: 5, rule: {rated: {scale: 5}}}
  - {item: own_targets, component: common, full: 5, rule: {linear: {floor: 0, target: 100}}}
  - {item: department, component: common, full: 10, rule: {linear: {floor: 0, target: 100}}}
  - {item: misconduct, rule: {veto: {grade: 不称职}}}
missing: {quality_review: unknown, workload: not_applicable, late_steps: unknown, conduct: unknown, training: unknown, own_targets: not_applicable, department: not_applicable}
grades:
  - {grade: 优秀, at_least: 85, quota: 1/5}
  - {grade: 称职, at_least: 60}
  - {grade: 基本称职, at_least: 50}
  - {grade: 不称职, at_least: 0}
cap_total: 100
decimals: 2
"""
OF_THIS_YEAR = {
    **OF_PROCURATORS,
    "own_targets": ItemSource(
        Text("个人目标", "Own targets"), SourceKind.TARGET, "measured"
    ),
    "department": ItemSource(
        Text("本部门目标", "Own department"), SourceKind.DEPARTMENT
    ),
}
DEPARTMENTS = """
scheme: 部门考核方案2026
components: {targets: 80, work: 20}
items:
  - {item: card_targets, component: targets, full: 80, rule: {linear: {floor: 0, target: 100}}}
  - {item: card_errors, component: work, full: 20, rule: {linear: {floor: 10, target: 0}}}
missing: {card_targets: unknown, card_errors: unknown}
decimals: 2
"""
OF_DEPARTMENTS = {
    "card_targets": ItemSource(
        Text("案卡按期填录目标", "Targets of filling cards in time"),
        SourceKind.TARGET,
        "case_card_late_filling_rate",
    ),
    "card_errors": ItemSource(
        Text("案卡填录差错率", "Error rate of cards"),
        SourceKind.INDICATOR,
        "case_card_error_rate",
    ),
}
HANDLING = ("first", "second", "third", "fourth", "fifth")
MONTHS = tuple(f"2026-{month:02d}" for month in range(1, 9))
NEWEST = "2026-09"


def this_year(
    unit: Procuratorate, last: AppraisalRound, drawn: Random, acting: Acting
) -> None:
    """Schemes adopted in January; months closed, September paid, the year open."""
    officer, member, chief = acting
    with clock.moved_to(at_ten(2026, 1, 20)):
        scheme, of_departments = _adopted(unit, last, drawn, acting)
    with clock.moved_to(at_ten(2026, 3, 6)):
        _grant_absence(scheme, officer, member)
    with clock.moved_to(at_ten(2026, 10, 12)):
        month = rounds.open_round(scheme=scheme, period=NEWEST, by=officer)
        year = rounds.open_round(scheme=scheme, period="2026", by=officer)
        for period in (NEWEST, "2026"):
            opened = rounds.open_round(scheme=of_departments, period=period, by=officer)
            carry_round(opened, by=officer)
        months = [
            rounds.open_round(scheme=scheme, period=period, by=officer)
            for period in MONTHS
        ]
        for each in (*months, month):
            fill(each, drawn, officer, member)
        carry_months([*months, month], by=officer)
        # the year is not over: quality review is not known yet
        fill(year, drawn, officer, member, ("late_steps", "conduct"))
        carry_round(year, by=officer)
        _wait_for_second(year, officer)
        for each in (*months, month):
            rounds.close_round(
                round_=each, with_provisional="借调人员数据未到", by=chief
            )
        _pay(month, chief)


def _adopted(
    unit: Procuratorate, last: AppraisalRound, drawn: Random, acting: Acting
) -> tuple[AppraisalScheme, AppraisalScheme]:
    officer, member, chief = acting
    content = _content(PROCURATORS)
    own = drawn_up(
        unit,
        2026,
        "procurators",
        "2026年检察官考核方案",
        (content, OF_THIS_YEAR),
        officer,
    )
    text, behind = facts_of_round(last, content)
    tried_and_read(own, text, "2025", [member, chief], officer, behind)
    draft = drawn_up(
        unit,
        2026,
        "assistants",
        "2026年检察辅助人员考核方案",
        (content, OF_THIS_YEAR),
        officer,
    )
    tried_and_read(draft, text, "2025", [], officer, behind)
    departments = drawn_up(
        unit,
        2026,
        "departments",
        "2026年部门考核方案",
        (_content(DEPARTMENTS), OF_DEPARTMENTS),
        officer,
        HANDLING,
    )
    example = _example(departments, drawn)
    tried_and_read(departments, example, "2025", [member, chief], officer)
    return _decided(own, chief), _decided(departments, chief)


def _decided(scheme: AppraisalScheme, chief: Account) -> AppraisalScheme:
    return schemes.adopt(
        scheme=scheme,
        decided_on=date(2026, 1, 20),
        decided_as="党组会议（示例）",
        by=chief,
    )


def _content(text: str) -> Scheme:
    return scheme_of_text(text, "demo", Policies())


def _example(scheme: AppraisalScheme, drawn: Random) -> str:
    """What departments came to the year before, as an office would bring it."""
    lines = ["people:"]
    for one in departments_of(scheme):
        values = (
            f"card_targets: {drawn.randint(72, 99)}, card_errors: {drawn.randint(0, 8)}"
        )
        lines.append(
            f"  - {{person: {one.code}, department: {one.code}, values: {{{values}}}}}"
        )
    return "\n".join(lines) + "\n"


def _grant_absence(scheme: AppraisalScheme, officer: Account, member: Account) -> None:
    """One procurator was seconded for a month and a half."""
    people = [one.person for one in subjects_on(scheme, date(2026, 3, 1))]
    seconded = [
        one for one in people if one.pk not in (officer.person_id, member.person_id)
    ][-1]
    found = absences.enter(
        procuratorate=scheme.procuratorate,
        person=seconded,
        kind=AbsenceKind.SECONDMENT,
        from_on=date(2026, 3, 9),
        until_on=date(2026, 4, 22),
        basis="市院借调函",
        by=officer,
    )
    absences.decide(absence=found, granted=True, by=member)


def _wait_for_second(year: AppraisalRound, officer: Account) -> None:
    """One fact waits for its second person."""
    first = subjects_on(year.scheme, date(2026, 10, 1))[0].person
    facts.enter(
        round_=year,
        person=first,
        item="training",
        value="4",
        evidence=EVIDENCE["training"],
        by=officer,
    )


def _pay(month: AppraisalRound, chief: Account) -> None:
    """September's part of the bonus, split by score."""
    bonuses.split(
        round_=month,
        asked=Asked("2026年9月绩效奖金", 3_000_000, "score", {}, "党组会议（示例）"),
        by=chief,
    )
