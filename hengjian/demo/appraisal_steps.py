"""Steps of the invented appraisal that both years take."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from random import Random

from hengjian.access.models import Account
from hengjian.appraisal.actions import dry_runs, facts, schemes
from hengjian.appraisal.actions.facts import Typed
from hengjian.appraisal.gathering.people import subjects_on
from hengjian.appraisal.item_sources import ItemSource, SourceKind
from hengjian.appraisal.models import AppraisalRound, AppraisalScheme
from hengjian.appraisal.periods import days_of
from hengjian.appraisal.tasks import carry_dry_run
from hengjian.engines.scoring.model import Scheme
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Procuratorate


# what the items of every year of the procurators' scheme are read from
OF_PROCURATORS = {
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
REMARK = "工作量与案件质量的分量要再看；超期一项与偶然分不开。"


def at_ten(year: int, month: int, day: int) -> datetime:
    """Ten o'clock of a day."""
    return clock.now().replace(year=year, month=month, day=day, hour=10)


def value_of(item: str, drawn: Random) -> int:
    """A plausible value of a typed item."""
    if item == "quality_review":
        return drawn.randint(78, 97)
    if item == "training":
        return drawn.choice((3, 4, 4, 5, 5, 5))
    return drawn.choice((0, 0, 0, 0, 1, 1, 2))


def drawn_up(
    unit: Procuratorate,
    year: int,
    staff_class: str,
    name: str,
    content: tuple[Scheme, Mapping[str, ItemSource]],
    by: Account,
    departments: Sequence[str] = (),
) -> AppraisalScheme:
    """A scheme with its first version; for some departments, where they are named."""
    scheme = schemes.draw_up(
        procuratorate=unit,
        year=year,
        staff_class=staff_class,
        unit_kind="operational" if departments else "all",
        departments=list(departments),
        name=name,
        by=by,
    )
    schemes.write_version(
        scheme=scheme,
        content=content[0],
        sources=content[1],
        published_to="department",
        reason="起草",
        by=by,
    )
    return scheme


def tried_and_read(
    scheme: AppraisalScheme,
    text: str,
    period: str,
    readers: Sequence[Account],
    by: Account,
    behind: str = "",
) -> None:
    """Tried on earlier facts, and read by named people."""
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
            dry_runs.read(dry_run=asked, person=reader.person, remark=REMARK, by=reader)
    scheme.refresh_from_db()


def fill(
    round_: AppraisalRound,
    drawn: Random,
    officer: Account,
    member: Account,
    items: Sequence[str] = tuple(EVIDENCE),
) -> None:
    """Typed facts of everybody; who may not decide on themself is left to the other."""
    until = min(days_of(round_.period)[1], clock.today())
    rows = [
        Typed(subject.person, item, str(value_of(item, drawn)), EVIDENCE[item])
        for subject in subjects_on(round_.scheme, until)
        for item in items
    ]
    entered = facts.enter_many(
        round_=round_,
        rows=[row for row in rows if row.person.pk != officer.person_id],
        by=officer,
    )
    facts.confirm_many(
        round_=round_,
        facts=[fact for fact in entered if fact.person_id != member.person_id],
        by=member,
    )
