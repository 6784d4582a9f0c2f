"""The papers that each step of a prevention leaves, its gates, what it takes over."""

from datetime import date

import pytest

from hengjian.documents import rendering
from hengjian.documents.models import Document
from hengjian.lib.bilingual import Text
from hengjian.matters import papers
from hengjian.matters.actions import arriving, joining
from hengjian.matters.gates.passing import MustAnswer
from hengjian.matters.models import LinkKind
from tests.factories import access
from tests.journeys.national_records import releases_beside_records
from tests.journeys.office import Office
from tests.journeys.papers import issued
from tests.journeys.test_case_prevention import (
    ADOPTED,
    ANALYSED,
    CONCLUDED,
    CONSULTED,
    FILED,
    MET,
    NOTHING,
    SERVED,
    VISITED,
    chosen,
    met,
    opened,
    seated_in_2016,
    to_the_visit,
)


@pytest.fixture(autouse=True)
def _chief(office: Office) -> None:
    access.grant(office.cast.liu, "chief", office.cast.jiangcheng)


@pytest.fixture
def in_2016(office: Office) -> Office:
    """The same people sat there already, before the duty moved away."""
    return seated_in_2016(office)


def test_each_step_of_duty_crime_leaves_the_paper_it_is_named_after(
    in_2016: Office,
) -> None:
    case = met(in_2016)
    case.does("chen", "consult", **CONSULTED)
    case.does("lin", "discuss", discussion_words="科内讨论", discussion="passed")
    case.does("chen", "draft", suggestion_text="审批分离")
    case.does("liu", "approve_suggestion", suggestion_approval="approved")
    issued(case, "suggestion", "liu")
    case.does("chen", "serve", **SERVED).does("chen", "answer", **ADOPTED)
    to_the_visit(case).does("chen", "visit", answers=NOTHING, **VISITED)
    case.does("chen", "conclude", **CONCLUDED)
    case.does("lin", "head_check", closing_review="passed")
    case.does("chen", "file_up").does("chen", "tell_superior")
    case.does("zhou", "archive", **FILED)

    drafted = Document.objects.filter(matter=case.pk)
    made = sorted(drafted.values_list("kind", flat=True))
    assert made == [
        "activity_record", "analysis_report", "approval_form", "closing_report",
        "consultation_letter", "discussion_record", "file_contents", "filing_report",
        "meeting_minutes", "service_record", "suggestion", "superior_notice",
        "visit_report",
    ]  # fmt: skip
    for paper in made:  # what was optional and not filled leaves no gap in them
        again = papers.draft_for(
            case.matter, paper, drafter="陈", by=in_2016.account("chen")
        )
        assert rendering.rendered(again).unfilled == {}, paper


@pytest.mark.parametrize("paper", ["joint_document", "unit_feedback"])
def test_papers_of_both_sides_are_drafted_by_hand(in_2016: Office, paper: str) -> None:
    case = opened(in_2016).does("chen", "analyse", **ANALYSED)
    case.does("chen", "meet", **MET | {"joint_paper": "joint_document"})
    case.does("chen", "consult", **CONSULTED)
    case.does("lin", "discuss", discussion_words="科内讨论", discussion="passed")
    case.does("chen", "draft", suggestion_text="审批分离")
    case.does("liu", "approve_suggestion", suggestion_approval="approved")
    issued(case, "suggestion", "liu")
    case.does("chen", "serve", **SERVED)

    made = papers.draft_for(
        case.matter, paper, drafter="陈", by=in_2016.account("chen")
    )

    assert made.state == "draft"


def test_second_prevention_with_a_unit_says_why(office: Office) -> None:
    chosen(office, purpose="social_governance")

    with pytest.raises(MustAnswer, match="两年内对同一单位"):
        chosen(office, purpose="social_governance", case_number="江检刑受〔2026〕52号")


def test_what_the_suggestion_tells_is_not_typed_again(office: Office) -> None:
    releases_beside_records(office, "case_prevention", "procuratorial_suggestion")
    suggestion = office.registers(
        "chen", "procuratorial_suggestion", national_number="江检建跟〔2026〕8号",
        aim="management", gravity="ordinary", source="analysis", handler="CHEN",
        recipient="江城市住建局", recipient_kind="administrative", problem="审批无复核",
    )  # fmt: skip
    case = met(office, purpose="social_governance")
    suggestion.act("chen", joining.link, to=case.matter, kind=LinkKind.LED_TO)
    assert "必填项" in case.refuses("chen", "follow_suggestion")

    suggestion.act(
        "wang", arriving.arrive, card="case_management",
        values={
            "suggestion_number": "江检建〔2026〕8号", "served_on": "2026-10-12",
            "replied_on": "2026-10-16", "adoption": "adopted",
        },
        source=Text("10月导入的案管案卡", "the import of October"),
    )  # fmt: skip
    suggestion.does(
        "chen", "assess", evidence="整改方案", rectification="done", assessment="follow"
    )
    case.does("chen", "follow_suggestion")

    told = ("suggestion_number", "served_on", "replied_on", "adoption", "evidence")
    assert [case.card[name] for name in told] == [
        "江检建〔2026〕8号", date(2026, 10, 12), date(2026, 10, 16), "adopted",
        "整改方案",
    ]  # fmt: skip
    assert case.waits == {"chen": ["act"]}
