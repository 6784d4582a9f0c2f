"""Who may do what with a suggestion, what follows each answer, the three grades of papers."""

import pytest

from hengjian.matters.kinds import kinds
from tests.factories import access
from tests.journeys.office import Office
from tests.journeys.papers import issued
from tests.journeys.test_procuratorial_suggestion import (
    CONSULTED,
    DRAFTED,
    EFFECT,
    KIND,
    VERIFIED,
    assembled,
    brought,
    kept_here,
    noted,
    served,
    visited,
)


@pytest.fixture(autouse=True)
def _world(office: Office) -> None:
    assembled(office)


def test_third_suggestion_of_a_year_to_one_recipient_says_how_it_belongs(
    office: Office,
) -> None:
    for number in (8, 9):
        noted(office, national_number=f"江检建跟〔2026〕{number}号")
    third = noted(office, national_number="江检建跟〔2026〕10号")

    assert "一年内多次" in third.refuses("chen", "consult", **CONSULTED)

    told = {"same_recipient": "前两件为另两处工地"}
    third.does("chen", "consult", answers=told, **CONSULTED)
    assert third.waits == {"chen": ["await_service"]}


def test_drafter_does_not_review_and_reexaminer_does_not_decide(
    office: Office,
) -> None:
    chen = office.account("chen")
    access.grant(chen, "legal_policy", office.cast.jiangcheng)
    access.grant(chen, "chief", office.cast.jiangcheng)
    kept_here(office)
    case = noted(office, national_number="").does("chen", "draft", **DRAFTED)
    case.does("chen", "consult", **CONSULTED)
    assert "起草人不做" in case.refuses("chen", "review", legal_review="passed")
    case.does("yan", "review", legal_review="passed")
    case.does("liu", "chief_decides", chief_decision="approved")
    issued(case, "suggestion", "liu")
    case.does("chen", "serve", served_to="局长", announced="否")
    case.does(
        "chen", "reply", response="objection", objected_on="2026-10-19",
        objection_words="权限不在本局",
    )  # fmt: skip
    case.does("chen", "reexamine", reexamination="调取三定方案核对")

    told = case.refuses(
        "chen", "decide_objection", objection_decision="kept", objection_reason="核对"
    )
    assert "复核人不决定异议" in told


@pytest.mark.parametrize("adoption", ["adopted", "partly_adopted", "not_adopted"])
def test_whatever_the_answer_it_is_verified_and_followed_by_a_visit(
    office: Office, adoption: str
) -> None:
    case = served(office)
    brought(case, served_on="2026-10-12", replied_on="2026-10-16", adoption=adoption)
    assert case.waits == {"chen": ["assess"]}

    case.does("chen", "assess", **VERIFIED)

    assert case.waits == {"chen": ["visit"]}
    assert case.card["adoption"] == adoption


def test_graver_paper_follows_where_the_lighter_one_was_not_heeded(
    office: Office,
) -> None:
    known = kinds()

    assert known["procurators_letter"].pack.leads_to == (
        "correction_notice",
        KIND,
    )
    assert known["correction_notice"].pack.leads_to == (KIND,)


def test_handler_does_not_check_the_effect(office: Office) -> None:
    case = served(office)
    brought(case, served_on="2026-10-12", replied_on="2026-10-16", adoption="adopted")
    visited(case)

    with pytest.raises(AssertionError, match="not chen's to do"):
        case.does("chen", "check_effect", **EFFECT)
