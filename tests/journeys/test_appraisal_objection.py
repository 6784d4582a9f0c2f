"""An objection from the own sheet to the answer that is served, the sheet frozen meanwhile."""

from datetime import date
from decimal import Decimal

import pytest

from hengjian.appraisal import objecting
from hengjian.appraisal.actions import rounds
from hengjian.appraisal.faults import AppraisalFault, NotTheirs
from hengjian.appraisal.models import ScoreSheet
from hengjian.appraisal.queries.correcting import effect
from hengjian.appraisal.queries.objections import (
    may_weigh,
    objection_of,
    statistics,
)
from hengjian.appraisal.tasks import carry_round
from hengjian.audit.actors import Actor
from hengjian.matters.actions.registering import register
from hengjian.matters.faults import NotFilled
from hengjian.meetings import catalogue
from hengjian.meetings.actions import items, meetings, resolutions
from hengjian.meetings.models import Body, Duty, ReviewResult
from tests.factories import access
from tests.factories import appraisal as make
from tests.factories import meetings as meeting_of
from tests.journeys.office import Office
from tests.journeys.papers import issued
from tests.journeys.walking import Journey
from tests.pages.asking import text_of


WORDS = {"ground": "left_out", "contested": "工作量", "words": "漏计两件一审公诉"}
REVIEWED = {
    "proposal": "correct",
    "corrections": "conduct=0",
    "effect_words": "本人加两分，他人不变",
    "others_moved": "0",
    "review_words": "扣分事项经查不属实",
}


def closed_sheet(
    office: Office, who: str = "chen", *, scorer: Actor = make.BY, **scheme: str
) -> ScoreSheet:
    """Somebody's sheet of the closed year; Kao is of the appraisal office."""
    office.joins("kao", "考核员", "appraisal_office")
    office.joins("fu", "复核人", "procurator")
    access.grant(office.cast.liu, "chief", office.cast.jiangcheng)
    office.listens_to += ("hengjian.meetings.",)
    unit, first = office.cast.jiangcheng, office.cast.first_department
    adopted = make.adopted_scheme(procuratorate=unit, **scheme)
    colleagues = [] if scheme else make.staff(unit, 3, department=first)
    year = make.round_(adopted)
    make.whole_facts(year, office.person(who), "96")
    for each, quality in zip(colleagues, ("95", "93", "91"), strict=False):
        make.whole_facts(year, each, quality)
    carry_round(year, by=scorer)
    known = {office.person(who).pk, *(each.pk for each in colleagues)}
    for each in year.sheets.exclude(person__in=known).order_by("person__number"):
        make.whole_facts(year, each.person, "10")
    carry_round(year, by=scorer)
    closed = rounds.close_round(round_=year, by=make.BY)
    return closed.sheets.get(person=office.person(who))


@pytest.fixture
def sheet(office: Office) -> ScoreSheet:
    """Chen's sheet as the platform computed it: 87.40."""
    return closed_sheet(office)


@pytest.fixture
def committee(office: Office) -> Body:
    """The procurator appraisal committee of five; Kao does its office work."""
    body = meeting_of.seated(
        office.cast.jiangcheng,
        office.person("liu"),
        others=4,
        plan="procurator_appraisal_committee",
    )
    meeting_of.member(body, office.person("kao"), Duty.SECRETARY)
    return body


def objects(office: Office, sheet: ScoreSheet, who: str = "chen") -> Journey:
    """As the page of the sheet does it."""
    office.releases("appraisal_objection")
    account = office.account(who)
    kind, bound, place = objecting.bound_form(sheet, WORDS, account)
    matter = register(
        kind=kind,
        bound=bound,
        unit=place[0],
        department=place[1],
        registrant=account.person,
        by=account,
    )
    return Journey(office, matter.pk)


def decides(office: Office, case: Journey, body: Body, voices: str) -> None:
    """The committee votes on it in a meeting."""
    item = meeting_of.item(
        body,
        person=office.person("kao"),
        matter=case.matter,
        scope="appraisal_reviews",
    )
    for _ in catalogue.plan_of(body).reviews:
        item = items.review(
            item=item,
            result=ReviewResult.AGREED,
            opinion="",
            bodies=catalogue.bodies(),
            by=make.BY,
        )
    vote = meeting_of.recorded(
        meetings.schedule(meeting=meeting_of.meeting(body), item=item, by=make.BY),
        voices,
    )
    task = meeting_of.plan(office.person("kao"), date(2026, 10, 30))
    resolutions.make(vote=vote, text="同意复核意见", tasks=[task], by=make.BY)
    office.hears()


def test_a_procurators_objection_is_decided_by_the_committee_and_answered(
    office: Office, sheet: ScoreSheet, committee: Body
) -> None:
    before = sheet.version.number
    case = objects(office, sheet)
    sheet.refresh_from_db()
    assert sheet.frozen_for == f"matters.matter:{case.pk}"
    assert case.waits == {"kao": ["assign"]}
    assert case.due == {"assign": date(2026, 10, 22)}

    case.does("kao", "assign", reviewer="FU")
    assert case.waits == {"fu": ["review"]}
    case.does("fu", "review", **REVIEWED)
    assert case.waits == {"kao": ["committee"]}
    decides(office, case, committee, "fffff")

    sheet.refresh_from_db()
    assert sheet.frozen_for == ""
    assert (sheet.total, sheet.version.number) == (Decimal("89.4"), before + 1)
    assert case.waits == {"kao": ["answer"]}
    assert "考核结果复核答复" in case.refuses("kao", "answer")
    issued(case, "objection_answer", "kao")
    case.does("kao", "answer")
    assert case.state == "closed"
    [year] = statistics(office.cast.jiangcheng)
    assert (year.raised, year.corrected, year.kept, year.open) == (1, 1, 0, 0)
    published = text_of(office.account("zhou"), "/appraisal/objections/")
    assert "只公布件数" in published
    assert "陈明" not in published


def test_others_are_decided_by_the_chief_and_a_kept_sheet_keeps_its_version(
    office: Office,
) -> None:
    # Zhou is the department's clerk
    sheet = closed_sheet(office, "zhou", staff_class="administrative")
    before = sheet.version.number
    case = objects(office, sheet, "zhou")
    case.does("kao", "assign", reviewer="FU")
    case.does("fu", "review", **REVIEWED | {"proposal": "keep", "corrections": ""})
    assert case.waits == {"liu": ["decide"]}
    case.does("liu", "decide", decision="not_adopted", decision_words="再查一次")
    assert case.waits == {"fu": ["review"]}
    case.does("fu", "review", **REVIEWED | {"proposal": "keep", "corrections": ""})
    case.does("liu", "decide", decision="adopted", decision_words="维持")

    sheet.refresh_from_db()
    assert (sheet.frozen_for, sheet.version.number) == ("", before)
    [year] = statistics(office.cast.jiangcheng)
    assert (year.raised, year.corrected, year.kept) == (1, 0, 1)


def test_the_frozen_version_stands_while_the_objection_is_open(
    office: Office, sheet: ScoreSheet
) -> None:
    before = sheet.version.digest
    case = objects(office, sheet)

    with pytest.raises(AppraisalFault):
        objects(office, sheet)
    found = objection_of(case.matter)
    assert found.version.digest == before
    assert case.card["sheet_digest"] == before


def test_nobody_objects_to_anothers_sheet(office: Office, sheet: ScoreSheet) -> None:
    with pytest.raises(NotTheirs):
        objects(office, sheet, "lin")
    # nor by the plain form of registration
    typed = {
        **WORDS,
        "subject": "2026 年考核",
        "sheet": str(sheet.pk),
        "sheet_version": str(sheet.version.number),
        "told_on": "2026-10-19",
        "is_procurator": "是",
    }
    with pytest.raises(AppraisalFault, match="自己的考评表"):
        office.registers("lin", "appraisal_objection", **typed)
    with pytest.raises(AppraisalFault, match="与考评表不符"):
        office.registers("chen", "appraisal_objection", **typed)


def test_neither_the_objector_nor_who_scored_reviews(
    office: Office,
) -> None:
    # Lin had the sheets computed
    case = objects(office, closed_sheet(office, scorer=office.account("lin")))

    assert "原计分人不得复核" in case.refuses("kao", "assign", reviewer="LIN")
    assert "不得复核自己的异议" in case.refuses("kao", "assign", reviewer="CHEN")
    case.does("kao", "assign", reviewer="FU")


def test_the_effect_on_others_is_told_before_the_decision_and_not_to_the_objector(
    office: Office, sheet: ScoreSheet
) -> None:
    case = objects(office, sheet)
    case.does("kao", "assign", reviewer="FU")
    with pytest.raises(NotFilled):
        case.does("fu", "review", **REVIEWED | {"effect_words": ""})
    found = objection_of(case.matter)

    moved = effect(found.sheet, {"quality": "10"})

    assert moved.after.total < moved.before.total
    assert [each.grade_after for each in moved.others] == ["优秀"]
    assert may_weigh(office.account("fu"), found)
    assert may_weigh(office.account("kao"), found)
    assert not may_weigh(office.account("chen"), found)
    assert not may_weigh(office.account("lin"), found)
