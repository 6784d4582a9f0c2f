"""Schemes, rounds, facts and sheets for tests."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from hengjian.access.models import Account
from hengjian.appraisal.actions import (
    bonuses,
    dry_runs,
    facts,
    grades,
    rounds,
    schemes,
)
from hengjian.appraisal.file_tool.reading import scheme_of_text
from hengjian.appraisal.item_sources import ItemSource, SourceKind
from hengjian.appraisal.models import (
    AppraisalRound,
    AppraisalScheme,
    SchemeDryRun,
    SchemeVersion,
    ScoreSheet,
)
from hengjian.appraisal.tasks import carry_dry_run, carry_round
from hengjian.audit.actors import System
from hengjian.engines.policies.model import Policies
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Person, Procuratorate
from tests.factories import access, organisation


BY, OTHER = System("test"), System("another")
TEXT = """
scheme: 检察官方案
components: {work: 60, common: 40}
items:
  - {item: quality, component: work, full: 40, rule: {rated: {scale: 100}}}
  - {item: caseload, component: work, full: 20, rule: {per_occurrence: {points: 1/2, coefficients: {一审公诉: 1, 备案: 1/3}}}}
  - {item: conduct, component: common, full: 40, rule: {deduction: {each: 2}}}
  - {item: misconduct, rule: {veto: {grade: 不称职}}}
missing: {quality: unknown, caseload: not_applicable, conduct: unknown, misconduct: zero}
grades:
  - {grade: 优秀, at_least: 85, quota: 1/2}
  - {grade: 称职, at_least: 60}
  - {grade: 不称职, at_least: 0}
decimals: 2
"""
FACTS = """
people:
  - {person: p1, department: d1, values: {quality: 90, caseload: {一审公诉: 20}, conduct: 0}}
  - {person: p2, department: d1, values: {quality: 80, caseload: {一审公诉: 10}, conduct: 1}}
"""
REMARK = "工作量起决定作用，请考核办再看系数"


def content(text: str = TEXT) -> Any:
    return scheme_of_text(text, "scheme", Policies())


def sources(**own: ItemSource) -> dict[str, ItemSource]:
    typed = {
        "quality": ItemSource(Text("案件质量", "Quality")),
        "caseload": ItemSource(Text("工作量", "Workload")),
        "conduct": ItemSource(Text("作风", "Conduct")),
        "misconduct": ItemSource(Text("违纪", "Misconduct"), SourceKind.VETO),
    }
    return typed | own


def scheme(**values: Any) -> AppraisalScheme:
    wanted = {
        "year": 2026,
        "staff_class": "procurators",
        "unit_kind": "all",
        "name": "检察官考核方案",
        **values,
    }
    if "procuratorate" not in wanted:
        wanted["procuratorate"] = organisation.procuratorate()
    return schemes.draw_up(**wanted, by=BY)


def version(of: AppraisalScheme, **values: Any) -> SchemeVersion:
    wanted = {
        "content": content(),
        "sources": sources(),
        "published_to": "nobody",
        **values,
    }
    return schemes.write_version(scheme=of, **wanted, by=BY)


def dry_run(of: SchemeVersion) -> SchemeDryRun:
    asked = dry_runs.ask(
        version=of, period="2025", origin="facts.yaml", facts=FACTS, as_job=False, by=BY
    )
    carry_dry_run(asked, by=BY)
    asked.refresh_from_db()
    return asked


def reader() -> Person:
    return organisation.person(name="读者")


def read_scheme(**values: Any) -> AppraisalScheme:
    """A scheme whose dry run was read."""
    found = scheme(**values)
    tried = dry_run(version(found))
    dry_runs.read(dry_run=tried, person=reader(), remark=REMARK, by=BY)
    found.refresh_from_db()
    return found


def adopted_scheme(published_to: str = "nobody", **values: Any) -> AppraisalScheme:
    found = scheme(**values)
    tried = dry_run(version(found, published_to=published_to))
    dry_runs.read(dry_run=tried, person=reader(), remark=REMARK, by=BY)
    return schemes.adopt(
        scheme=found, decided_on=date(2026, 1, 9), decided_as="院党组会议", by=BY
    )


def staff(unit: Procuratorate, count: int = 2, **values: Any) -> list[Person]:
    """Procurators of one department."""
    department = values.get("department") or organisation.department(procuratorate=unit)
    post = organisation.post()
    people = [organisation.person(name=f"检察官{n}") for n in range(count)]
    for each in people:
        organisation.appointment(
            person=each,
            procuratorate=unit,
            department=department,
            post=post,
            from_on=date(2024, 1, 1),
        )
    return people


def fact(round_: AppraisalRound, person: Person, item: str, value: str) -> Any:
    """A confirmed fact."""
    entered = facts.enter(
        round_=round_,
        person=person,
        item=item,
        value=value,
        evidence="评查登记表",
        by=BY,
    )
    return facts.decide(fact=entered, confirmed=True, by=OTHER)


def round_(of: AppraisalScheme, period: str = "2026") -> AppraisalRound:
    return rounds.open_round(scheme=of, period=period, by=BY)


def whole_facts(of: AppraisalRound, person: Person, quality: str = "90") -> None:
    for item, value in (
        ("quality", quality),
        ("caseload", "一审公诉: 20; 备案: 6"),
        ("conduct", "1"),
    ):
        fact(of, person, item, value)


def computed(of: AppraisalRound) -> list[ScoreSheet]:
    carry_round(of, by=BY)
    return list(
        of.sheets.select_related("current", "person").order_by("person__number")
    )


def closed_round(**values: Any) -> AppraisalRound:
    """A year that is closed, with the sheets of two procurators: 88.00 and 82.00."""
    scheme_ = values.pop("scheme", None) or adopted_scheme(**values)
    people = staff(scheme_.procuratorate)
    opened = round_(scheme_)
    whole_facts(opened, people[0])
    whole_facts(opened, people[1], "75")
    computed(opened)
    return rounds.close_round(round_=opened, with_provisional="其他人数据未到", by=BY)


@dataclass(frozen=True)
class Office:
    """Jiangcheng's year 2026: Chen's sheet closed and paid; a month open; a draft."""

    officer: Account  # of the appraisal office
    member: Account  # of the appraisal committee
    closed: AppraisalRound
    opened: AppraisalRound
    sheet: ScoreSheet  # Chen's, of the closed year
    waiting: Any  # a fact of the open month that waits for its second person
    draft: AppraisalScheme
    tried: SchemeDryRun
    pool: Any

    @property
    def numbers(self) -> dict[str, int]:
        """What addresses are filled with."""
        return {
            "scheme": self.closed.scheme_id,
            "draft": self.draft.pk,
            "dry_run": self.tried.pk,
            "round": self.closed.pk,
            "open_round": self.opened.pk,
            "sheet": self.sheet.pk,
            "fact": self.waiting.pk,
            "pool": self.pool.pk,
        }


def signed(cast: Any, username: str, name: str, role: str) -> Account:
    """An account of Jiangcheng with a role of appraisal."""
    person = organisation.person(number=username.upper(), name=name)
    post = organisation.post(kind="administrative", name="行政人员")
    organisation.appointment(
        person=person,
        post=post,
        procuratorate=cast.jiangcheng,
        department=cast.case_management,
        from_on=date(2024, 1, 1),
    )
    account = access.account(username=username, person=person)
    access.grant(account, role, cast.jiangcheng)
    return account


def office(cast: Any, published_to: str = "nobody") -> Office:
    """Everything that the pages of appraisal show."""
    adopted = adopted_scheme(published_to, procuratorate=cast.jiangcheng)
    colleague = staff(cast.jiangcheng, 1, department=cast.first_department)[0]
    chen = cast.person(cast.chen)
    year = round_(adopted)
    whole_facts(year, chen)
    whole_facts(year, colleague, "75")
    computed(year)
    closed = rounds.close_round(round_=year, by=BY)
    sheets = {sheet.person_id: sheet for sheet in closed.sheets.order_by("pk")}
    grades.decide_grades(
        round_=closed,
        grades={sheet.pk: sheet.grade for sheet in sheets.values()},
        body=grades.COMMITTEE,
        decided_on=date(2026, 10, 20),
        decided_as="检察官考评委员会会议",
        by=BY,
    )
    pool = bonuses.split(
        round_=closed,
        asked=bonuses.Asked("绩效奖金", 1_000_001, "score", {}, "党组会议"),
        by=BY,
    )
    month = round_(adopted, "2026-10")
    waiting = facts.enter(
        round_=month, person=chen, item="conduct", value="0", evidence="无", by=BY
    )
    computed(month)
    draft = scheme(procuratorate=cast.jiangcheng, unit_kind="general", name="草案")
    tried = dry_run(version(draft))
    return Office(
        signed(cast, "kao", "考核员", "appraisal_office"),
        signed(cast, "wei", "考评委员", "appraisal_committee"),
        closed,
        month,
        sheets[chen.pk],
        waiting,
        draft,
        tried,
        pool,
    )
