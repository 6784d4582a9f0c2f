"""The targets of 2026 of the invented city: adopted by their process, amended, followed.

The city's procuratorate and one county with its people; one target that its owner does
not control, one piece of work that nobody had planned, one proposal that still waits.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hengjian.access.models import Account
from hengjian.audit.actors import Actor
from hengjian.demo.accounts import COUNTY_CODE, SIGN_INS
from hengjian.demo.city.places import CITY_CODE
from hengjian.engines.forms.binding import bind
from hengjian.indicators.models import Run
from hengjian.lib import clock
from hengjian.matters import course
from hengjian.matters.actions import completing
from hengjian.matters.actions.registering import register
from hengjian.matters.filling import platform_values, rules_of, values_of
from hengjian.matters.kinds import REGISTER, kinds
from hengjian.matters.models import Matter
from hengjian.organisation.models import Department, Person, Procuratorate
from hengjian.organisation.queries import people_on
from hengjian.targets import bringing_in
from hengjian.targets.actions import core, drafting, progress, proposing
from hengjian.targets.actions.progress import Report
from hengjian.targets.core_items import EXAMPLE_CORE_ITEMS
from hengjian.targets.example_sheet import ITEMS, example_rows
from hengjian.targets.form.columns import COLUMNS
from hengjian.targets.measured_people import measured_people
from hengjian.targets.models import TargetPlan
from hengjian.targets.queries.plans import targets_of


YEAR = 2026
KIND = "target_setting"
PERSONAL = "案卡迟填"
"""The item of which the county's first department sets its people's targets."""
OF_PERSONS = "case_card_late_filling_rate"
"""The indicator of people's targets: counted from their own cards."""
MONTHS = (3, 6, 9)


@dataclass(frozen=True)
class Office:
    """One office of the demo with the accounts that act in it."""

    code: str
    resolution: str
    has_people: bool


OFFICES = (
    Office(CITY_CODE, "党组会2026年第2号", False),
    Office(COUNTY_CODE, "临湖区院党组会2026年第1号", True),
)


def set_targets(run: Run, *, by: Actor) -> int:
    """Set, amend and follow the targets; nothing where it was done before."""
    if TargetPlan.objects.exists() or not _has_accounts():
        return 0
    for office in OFFICES:
        unit = Procuratorate.objects.get(code=office.code)
        plan = _adopted(unit, office, by)
        if office.has_people:
            _amend(plan)
        _follow(plan, run, by)
    return TargetPlan.objects.count()


def _has_accounts() -> bool:
    names = {each.username for each in SIGN_INS}
    return KIND in kinds() and Account.objects.filter(
        username__in=names
    ).count() == len(names)


def _adopted(unit: Procuratorate, office: Office, by: Actor) -> TargetPlan:
    """From the registration to the adoption, each step on its day."""
    with clock.moved_to(date(YEAR, 1, 5)):
        matter = _registered(unit, by)
        plan: TargetPlan = TargetPlan.objects.get(matter=matter)
        rows = _rows(unit)
        preview = bringing_in.preview(plan, rows, clock.today())
        drafting.write_rows(plan=plan, rows=preview.rows, by=by)
        core.choose_core_items(plan=plan, indicators=EXAMPLE_CORE_ITEMS, by=by)
    with clock.moved_to(date(YEAR, 1, 16)):
        owning = plan.targets.filter(level="department").values("department")
        for department in Department.objects.filter(pk__in=owning).order_by("code"):
            drafting.hand_in(plan=plan, department=department, by=by)
        _done(matter, "gather", {"gathered_words": "各部门均已报送"}, by)
    with clock.moved_to(date(YEAR, 1, 22)):
        _done(matter, "review", {"review_result": "agreed"}, by)
        _done(matter, "put", {"put_before": "party_leadership_group"}, by)
    with clock.moved_to(date(YEAR, 1, 27)):
        decided = {
            "decision": "adopted",
            "decided_on": clock.today().isoformat(),
            "meeting": "第2次",
            "resolution": office.resolution,
            "decision_words": "同意2026年度目标",
        }
        _done(matter, "decision", decided, by)
    if office.has_people:
        with clock.moved_to(date(YEAR, 2, 3)):
            _set_personal(plan, by)
    with clock.moved_to(date(YEAR, 2, 10)):
        _done(matter, "persons", {"persons_words": "个人目标已制定"}, by)
    plan.refresh_from_db()
    return plan


def _rows(unit: Procuratorate) -> list[list[str]]:
    """The example sheet, each item with the deputy who leads it."""
    heads, *rows = example_rows(YEAR)
    deputies = [
        each.name
        for each in people_on(unit, date(YEAR, 1, 5))
        .filter(appointments__post__code="deputy")
        .order_by("number")
    ]
    at = next(i for i, each in enumerate(COLUMNS) if each.name == "person")
    for row in rows:
        if "." not in row[0] and deputies:
            row[at] = deputies[int(row[0]) % len(deputies)]
    return [heads, *rows]


def _registered(unit: Procuratorate, by: Actor) -> Matter:
    kind = kinds()[KIND]
    course.prepare(kind)
    form = kind.form(REGISTER)
    assert form is not None  # noqa: S101  (the pack has one)
    head = _head(unit, "political")
    department = unit.departments.get(code="political")
    start = platform_values(kind, unit, department, head.number)
    typed = {
        "plan_year": str(YEAR),
        "subject": "年度目标",
        "principles": "能量化的量化，不能量化的写明评价标准和证据",
    }
    return register(
        kind=kind,
        bound=bind(form, rules_of(kind, head.number), start, typed),
        unit=unit,
        department=department,
        registrant=head,
        by=by,
    )


def _done(matter: Matter, element: str, typed: Mapping[str, str], by: Actor) -> None:
    kind = kinds()[KIND]
    found = Matter.objects.get(pk=matter.pk)
    item = found.work_items.get(element=element, done_at__isnull=True)
    form = kind.form(item.form)
    assert form is not None  # noqa: S101  (every task of the pack has one)
    bound = bind(form, rules_of(kind), values_of(found, kind), dict(typed))
    completing.complete(item=item, bound=bound, version=found.version, by=by)


def _set_personal(plan: TargetPlan, by: Actor) -> None:
    """Targets of three people of the first department."""
    above = plan.targets.get(title=f"{PERSONAL}（第一检察部）")
    assert above.department is not None  # noqa: S101  (a department's target)
    people = list(
        people_on(above.department, clock.today())
        .filter(appointments__post__kind="procurator")
        .order_by("number")
    )[:3]
    number_at = {each.name: i for i, each in enumerate(COLUMNS)}
    rows = [[column.head.zh for column in COLUMNS]]
    for place, person in enumerate(people, start=1):
        row = [""] * len(COLUMNS)
        cells = {
            "number": f"{above.number}.{place}",
            "title": f"{PERSONAL}（{person.name}）",
            "indicator": OF_PERSONS,
            "aim": "不超过5%",
            "person": person.number,
            "due_on": f"{YEAR}-12-31",
            "marks": "4",
            "weight": f"1/{len(people)}",
            "measures": "当日填录，每周自查",
            "answerable": "本人负责",
        }
        for name, text in cells.items():
            row[number_at[name]] = text
        rows.append(row)
    form = [*bringing_in.form_of(plan), *rows[1:]]
    preview = bringing_in.preview(plan, form, clock.today())
    wanted = [row for row in preview.rows if row.level == "person"]
    drafting.write_rows(plan=plan, rows=wanted, by=by)


def _amend(plan: TargetPlan) -> None:
    head = Account.objects.get(username="head")
    deputy = Account.objects.get(username="deputy")
    chief = Account.objects.get(username="county-chief")
    target = plan.targets.get(title="优质案件（第一检察部）")
    with clock.moved_to(date(YEAR, 6, 24)):
        proposal = proposing.propose_amendment(
            target=target,
            from_on=date(YEAR, 7, 1),
            typed={"aim": "不低于12%"},
            reason="上半年已稳定达到，经部门讨论提高要求",
            by=head,
        )
    with clock.moved_to(date(YEAR, 6, 26)):
        proposing.decide(proposal=proposal, approved=True, words="同意", by=deputy)
    with clock.moved_to(date(YEAR, 8, 12)):
        proposal = proposing.propose_unplanned(
            plan=plan,
            department=target.department,
            typed={
                "title": "涉企案件积案清理",
                "aim": "九月底前完成清理并逐件说明",
                "department": "第一检察部",
                "due_on": f"{YEAR}-09-30",
                "marks": "3",
                "rubric": "按期清完并逐件说明：1；按期清完：4/5；逾期清完：1/2；未清完：0",
                "evidence": "清理台账、逐件说明",
                "measures": "逐件列表，每周核销",
                "answerable": "部门负责人负具体责任",
            },
            from_on=date(YEAR, 8, 1),
            entered_from="上级院专项工作通知",
            reason="年初没有计划，投入人力较多，应当计入",
            by=head,
        )
    with clock.moved_to(date(YEAR, 8, 14)):
        proposing.decide(proposal=proposal, approved=True, words="按程序新增", by=chief)
    with clock.moved_to(date(YEAR, 10, 15)):
        proposing.propose_amendment(
            target=plan.targets.get(title="案件质量评查（第一检察部）"),
            from_on=date(YEAR, 11, 1),
            typed={"aim": "不低于6%"},
            reason="四季度评查力量已补充",
            by=head,
        )


def _follow(plan: TargetPlan, run: Run, by: Actor) -> None:
    """What the run says of each quarter's end, and reports on described work."""
    for month in MONTHS:
        first = date(YEAR, month, 1)
        of_people = measured_people(plan, targets_of(plan), run, first)
        progress.take_values(
            plan=plan, run=run, month=first, of_people=of_people, by=by
        )
    described = {each.title for each in ITEMS if each.rubric}
    with clock.moved_to(date(YEAR, 10, 9)):
        for target in plan.targets.filter(title__in=described).order_by("place"):
            progress.report(
                target=target,
                month=date(YEAR, 9, 1),
                told=Report(
                    words="按计划推进，三季度已完成两次",
                    work_state="under_way",
                    evidence=["活动方案和记录"],
                ),
                by=by,
            )
        for target in plan.targets.filter(source="unplanned").order_by("place"):
            row = progress.report(
                target=target,
                month=date(YEAR, 9, 1),
                told=Report(
                    words="清理完毕，逐件写明原因",
                    work_state="done",
                    evidence=["清理台账", "逐件说明"],
                ),
                by=by,
            )
            assessor = Account.objects.get(username="appraisal")
            progress.assess(progress=row, level=1, by=assessor)


def _head(unit: Procuratorate, department: str) -> Person:
    found = unit.departments.get(code=department)
    heads = people_on(found, clock.today()).filter(appointments__post__code="head")
    return heads.order_by("number")[0]
