"""Appraisal of Linhu's procurators: 2025 closed, graded and paid; 2026 under way.

Everything is invented. Workload comes from the case cards, so that a bonus can be walked
back to them; the other values are typed in and confirmed by a second person.
"""

from datetime import date, datetime
from random import Random

from hengjian.access.models import Account
from hengjian.appraisal.actions import bonuses, dry_runs, facts, grades, rounds, schemes
from hengjian.appraisal.actions.bonuses import Asked
from hengjian.appraisal.actions.facts import Typed
from hengjian.appraisal.file_tool.reading import scheme_of_text
from hengjian.appraisal.gathering.people import subjects_on
from hengjian.appraisal.item_sources import ItemSource, SourceKind
from hengjian.appraisal.models import AppraisalRound, AppraisalScheme
from hengjian.appraisal.tasks import carry_dry_run, carry_round
from hengjian.appraisal.trying import facts_of_round
from hengjian.demo.accounts import COUNTY_CODE
from hengjian.engines.pack_format.kinds import exact
from hengjian.engines.policies.model import Policies
from hengjian.engines.scoring.model import Scheme
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Procuratorate


SCHEME = """
scheme: {name}
components: {{performance: 70, common: 30}}
items:
  - {{item: quality_review, component: performance, full: 40, rule: {{rated: {{scale: 100}}}}}}
  - {{item: workload, component: performance, full: 20, rule: {{per_occurrence: {{points: {points}, coefficients: {{审查逮捕: 1, 一审公诉: 1}}}}}}}}
  - {{item: late_steps, component: performance, full: 10, rule: {{deduction: {{each: 1}}}}}}
  - {{item: conduct, component: common, full: 20, rule: {{deduction: {{each: 2}}}}}}
  - {{item: training, component: common, full: 10, rule: {{rated: {{scale: 5}}}}}}
  - {{item: misconduct, rule: {{veto: {{grade: 不称职}}}}}}
missing: {{quality_review: unknown, workload: not_applicable, late_steps: unknown, conduct: unknown, training: unknown}}
grades:
  - {{grade: 优秀, at_least: 85, quota: 1/5}}
  - {{grade: 称职, at_least: 60}}
  - {{grade: 基本称职, at_least: 50}}
  - {{grade: 不称职, at_least: 0}}
cap_total: 100
decimals: 2
"""
SOURCES = {
    "quality_review": ItemSource(Text("案件质量评查", "Quality review")),
    "workload": ItemSource(
        Text("工作量", "Workload"),
        SourceKind.INDICATOR,
        "审查逮捕=arrest_review_accepted_count; 一审公诉=prosecution_review_accepted_count",
    ),
    "late_steps": ItemSource(Text("无故超期步骤", "Late steps without a reason")),
    "conduct": ItemSource(Text("作风纪律", "Conduct")),
    "training": ItemSource(Text("学习培训", "Training")),
    "misconduct": ItemSource(Text("违纪违法", "Misconduct"), SourceKind.VETO),
}
EVIDENCE = {
    "quality_review": "案件质量评查登记表",
    "late_steps": "流程监控通知书",
    "conduct": "督察通报",
    "training": "培训考勤",
}
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
    with clock.moved_to(_at(2025, 1, 10)):
        last = _drawn_up(unit, 2025, officer)
        example = _example(unit, last, drawn)
        _tried_and_read(last, example, "2024", [member], officer)
        last = schemes.adopt(
            scheme=last,
            decided_on=date(2025, 1, 10),
            decided_as="党组会议（示例）",
            by=chief,
        )
    with clock.moved_to(_at(2026, 1, 12)):
        year = rounds.open_round(scheme=last, period="2025", by=officer)
        _fill(year, drawn, officer, member)
        carry_round(year, by=officer)
        _finish(year, chief, member)
    _this_year(unit, year, drawn, (officer, member, chief))


def _this_year(
    unit: Procuratorate,
    last: AppraisalRound,
    drawn: Random,
    people: tuple[Account, Account, Account],
) -> None:
    officer, member, chief = people
    with clock.moved_to(_at(2026, 1, 20)):
        scheme = _drawn_up(unit, 2026, officer)
        text, behind = facts_of_round(last, _content("2026", "1/10"))
        _tried_and_read(scheme, text, "2025", [member, chief], officer, behind)
        scheme = schemes.adopt(
            scheme=scheme,
            decided_on=date(2026, 1, 20),
            decided_as="党组会议（示例）",
            by=chief,
        )
        draft = _drawn_up(unit, 2026, officer, staff_class="assistants")
        _tried_and_read(draft, text, "2025", [], officer, behind)
    with clock.moved_to(_at(2026, 10, 12)):
        month = rounds.open_round(scheme=scheme, period="2026-09", by=officer)
        _fill(month, drawn, officer, member)
        carry_round(month, by=officer)
        year = rounds.open_round(scheme=scheme, period="2026", by=officer)
        # the year is not over: quality review is not known yet
        _fill(year, drawn, officer, member, ("late_steps", "conduct"))
        carry_round(year, by=officer)
        first = subjects_on(scheme, date(2026, 10, 1))[0].person
        facts.enter(
            round_=year,
            person=first,
            item="training",
            value="4",
            evidence=EVIDENCE["training"],
            by=officer,
        )


def _at(year: int, month: int, day: int) -> datetime:
    return clock.now().replace(year=year, month=month, day=day, hour=10)


def _content(year: str, points: str) -> Scheme:
    text = SCHEME.format(name=f"检察官考核方案{year}", points=points)
    return scheme_of_text(text, "demo", Policies())


def _drawn_up(
    unit: Procuratorate, year: int, by: Account, staff_class: str = "procurators"
) -> AppraisalScheme:
    who = "检察官" if staff_class == "procurators" else "检察辅助人员"
    scheme = schemes.draw_up(
        procuratorate=unit,
        year=year,
        staff_class=staff_class,
        unit_kind="all",
        name=f"{year}年{who}考核方案",
        by=by,
    )
    schemes.write_version(
        scheme=scheme,
        content=_content(str(year), "1/10"),
        sources=SOURCES,
        published_to="department",
        reason="起草",
        by=by,
    )
    return scheme


def _tried_and_read(
    scheme: AppraisalScheme,
    text: str,
    period: str,
    readers: list[Account],
    by: Account,
    behind: str = "",
) -> None:
    version = scheme.versions.order_by("-number")[0]
    asked = dry_runs.ask(
        version=version,
        period=period,
        origin="往年考评表（示例）",
        facts=text,
        behind=behind,
        as_job=False,
        by=by,
    )
    carry_dry_run(asked, by=by)
    for reader in readers:
        if reader.person is not None:
            dry_runs.read(
                dry_run=asked,
                person=reader.person,
                remark="工作量与案件质量的分量要再看；超期一项与偶然分不开。",
                by=reader,
            )
    scheme.refresh_from_db()


def _example(unit: Procuratorate, scheme: AppraisalScheme, drawn: Random) -> str:
    """Facts of the year before, as an office would bring them in a file."""
    lines = ["people:"]
    for subject in subjects_on(scheme, date(2025, 1, 10)):
        values = ", ".join(f"{item}: {_value(item, drawn)}" for item in EVIDENCE)
        cases = f"workload: {{审查逮捕: {drawn.randint(20, 60)}, 一审公诉: {drawn.randint(20, 70)}}}"
        lines.append(
            f"  - {{person: {subject.person.number}, department: d{subject.department_code}, "
            f"values: {{{values}, {cases}}}}}"
        )
    return "\n".join(lines) + "\n"


def _value(item: str, drawn: Random) -> int:
    if item == "quality_review":
        return drawn.randint(78, 97)
    if item == "training":
        return drawn.choice((3, 4, 4, 5, 5, 5))
    return drawn.choice((0, 0, 0, 0, 1, 1, 2))


def _fill(
    round_: AppraisalRound,
    drawn: Random,
    officer: Account,
    member: Account,
    items: tuple[str, ...] = tuple(EVIDENCE),
) -> None:
    """Typed facts of everybody; who may not decide on themself is left to the other."""
    subjects = subjects_on(round_.scheme, clock.today())
    rows = [
        Typed(subject.person, item, str(_value(item, drawn)), EVIDENCE[item])
        for subject in subjects
        for item in items
    ]
    entered = facts.enter_many(
        round_=round_,
        rows=[row for row in rows if row.person.pk != officer.person_id],
        by=officer,
    )
    facts.confirm_many(
        facts=[fact for fact in entered if fact.person_id != member.person_id],
        by=member,
    )


def _finish(year: AppraisalRound, chief: Account, member: Account) -> None:
    rounds.close_round(round_=year, with_provisional="借调人员数据未到", by=chief)
    proposed = {
        sheet.pk: sheet.grade for sheet in year.sheets.order_by("pk") if sheet.grade
    }
    year.refresh_from_db()
    grades.decide_grades(
        round_=year,
        grades=proposed,
        body=grades.COMMITTEE,
        decided_on=date(2026, 1, 12),
        decided_as="检察官考评委员会会议（示例）",
        by=member,
    )
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
