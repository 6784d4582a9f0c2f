"""Grades are people's to decide: for procurators the procurator appraisal committee's."""

from datetime import date

import pytest

from hengjian.appraisal.actions.grades import COMMITTEE, decide_grades
from hengjian.appraisal.faults import AppraisalFault
from hengjian.appraisal.gathering.people import CLASSES
from hengjian.appraisal.models import AppraisalRound, GradeDecision
from tests.factories import appraisal, meetings, organisation


pytestmark = pytest.mark.django_db
DECIDED_ON = date(2026, 10, 20)


@pytest.fixture
def year() -> AppraisalRound:
    return appraisal.closed_round()


def decided(year: AppraisalRound, **values: object) -> list[GradeDecision]:
    wanted = {
        "grades": {sheet.pk: sheet.grade for sheet in year.sheets.order_by("pk")},
        "body": COMMITTEE,
        "decided_on": DECIDED_ON,
        "decided_as": "检察官考评委员会会议",
        **values,
    }
    return decide_grades(round_=year, **wanted, by=appraisal.BY)


def test_procurators_grades_are_decided_by_their_committee_alone(
    year: AppraisalRound,
) -> None:
    for body in ("party_leadership_group", "office_meeting", ""):
        with pytest.raises(AppraisalFault, match="检察官考评委员会决定"):
            decided(year, body=body)
    assert not GradeDecision.objects.exists()

    assert {each.body for each in decided(year)} == {COMMITTEE}


def test_other_peoples_grades_may_be_another_bodys() -> None:
    scheme = appraisal.adopted_scheme(staff_class="assistants")
    person = organisation.person()
    organisation.appointment(
        person=person,
        procuratorate=scheme.procuratorate,
        post=organisation.post(kind=sorted(CLASSES["assistants"])[0]),
        from_on=date(2024, 1, 1),
    )
    opened = appraisal.round_(scheme)
    appraisal.whole_facts(opened, person)
    appraisal.computed(opened)
    year = appraisal.rounds.close_round(round_=opened, by=appraisal.BY)

    assert decided(year, body="party_leadership_group")


def test_resolution_of_another_body_does_not_stand_for_the_committee(
    year: AppraisalRound,
) -> None:
    chief = organisation.person()
    unit = year.scheme.procuratorate
    group = meetings.seated(unit, chief, 4, "party_leadership_group")
    vote = meetings.recorded(meetings.scheduled(group), "fffff")
    resolution = meetings.resolution(vote, organisation.person(), date(2099, 1, 4))

    with pytest.raises(AppraisalFault, match="不是这一组织"):
        decided(year, resolution=resolution)


def test_meeting_is_named_and_another_grade_has_its_reason(
    year: AppraisalRound,
) -> None:
    first = year.sheets.order_by("-total", "pk")[0]

    with pytest.raises(AppraisalFault, match="哪次会议"):
        decided(year, decided_as=" ")
    with pytest.raises(AppraisalFault, match="写明理由"):
        decided(year, grades={first.pk: "称职"})
    [made] = decided(year, grades={first.pk: "称职"}, reasons={first.pk: "另案未结"})

    assert (made.proposed, made.grade, made.reason) == ("优秀", "称职", "另案未结")


def test_quota_is_floored_and_holds_over_all_decisions(year: AppraisalRound) -> None:
    # half of two is one; the second 优秀 is one too many
    grades = {sheet.pk: "优秀" for sheet in year.sheets.order_by("pk")}
    reasons = dict.fromkeys(grades, "同分")

    with pytest.raises(AppraisalFault, match="至多 1 人"):
        decided(year, grades=grades, reasons=reasons)
