"""The work of the appraisal office over the API, by the same doors as on the pages."""

from http import HTTPStatus
from typing import Any

import pytest

from hengjian.appraisal.models import AppraisalFact
from hengjian.audit.models import JournalEntry
from tests.cast import Cast
from tests.factories import appraisal
from tests.factories.appraisal import Office
from tests.pages.asking import signed_in


pytestmark = pytest.mark.django_db
JSON = "application/json"
FACT = {"person": "CHEN", "item": "quality", "value": "90", "evidence": "评查表"}


@pytest.fixture
def office(cast: Cast) -> Office:
    return appraisal.office(cast)


def _sent(account: Any, address: str, body: dict[str, Any]) -> Any:
    client = signed_in(account)
    return client.post(f"/api/appraisal/{address}", body, content_type=JSON)


def test_fact_is_entered_by_one_and_confirmed_by_another(
    cast: Cast, office: Office
) -> None:
    facts = f"rounds/{office.opened.pk}/facts"

    entered = _sent(office.officer, facts, FACT)
    number = entered.json()["id"]
    by_oneself = _sent(office.officer, f"facts/{number}/decide", {"confirmed": True})
    confirmed = _sent(office.member, f"facts/{number}/decide", {"confirmed": True})
    listed = signed_in(office.officer).get(f"/api/appraisal/{facts}").json()

    assert entered.status_code == HTTPStatus.OK
    assert by_oneself.status_code == HTTPStatus.CONFLICT
    assert confirmed.json()["state"] == "confirmed"
    assert listed["items"][0] == confirmed.json()


def test_fact_is_taken_back_with_its_reason(cast: Cast, office: Office) -> None:
    address = f"facts/{office.waiting.pk}/withdraw"

    refused = _sent(office.officer, address, {"reason": ""})
    done = _sent(office.officer, address, {"reason": "重复"})

    assert refused.status_code == HTTPStatus.CONFLICT
    assert done.json()["state"] == "withdrawn"
    fact = AppraisalFact.objects.get(pk=office.waiting.pk)
    assert fact.reason == "重复"


def test_round_is_opened_computed_and_closed(cast: Cast, office: Office) -> None:
    before = JournalEntry.objects.count()

    opened = _sent(
        office.officer,
        f"schemes/{office.closed.scheme_id}/rounds",
        {"period": "2026-09"},
    )
    computing = _sent(office.officer, f"rounds/{opened.json()['id']}/compute", {})
    early = _sent(office.member, f"rounds/{office.opened.pk}/close", {})
    _sent(office.officer, f"facts/{office.waiting.pk}/withdraw", {"reason": "重复"})
    closed = _sent(
        office.member,
        f"rounds/{office.opened.pk}/close",
        {"with_provisional": "数据未到"},
    )

    assert (opened.json()["period"], opened.json()["state"]) == ("2026-09", "open")
    assert computing.status_code == HTTPStatus.OK
    assert early.status_code == HTTPStatus.CONFLICT
    assert closed.json()["state"] == "closed"
    assert len(closed.json()["closing_digest"]) == 64
    entered = JournalEntry.objects.filter(number__gt=before).order_by("number")
    events = list(entered.values_list("event", flat=True))
    assert events.count("appraisal.computing_asked") == 2
    assert events[-1] == "appraisal.round_closed"


def test_rounds_and_sheets_are_listed_for_who_reads_them_and_for_nobody_else(
    cast: Cast, office: Office
) -> None:
    rounds = "/api/appraisal/rounds"
    sheets = f"{rounds}/{office.closed.pk}/sheets"

    found = signed_in(office.member).get(rounds).json()
    first = signed_in(office.member).get(f"{sheets}?limit=1").json()
    second = signed_in(office.member).get(f"{sheets}?limit=1&after={first['next']}")

    assert [one["period"] for one in found["items"]] == ["2026-10", "2026"]
    assert (found["items"][0]["waiting_facts"], found["next"]) == (1, None)
    shown = [*first["items"], *second.json()["items"]]
    assert {one["person"] for one in shown} == set(
        office.closed.sheets.values_list("person__number", flat=True)
    )
    for address in (rounds, sheets):
        answer = signed_in(cast.chen).get(address)
        assert answer.status_code == HTTPStatus.FORBIDDEN


def test_acts_are_refused_to_whoever_may_not(cast: Cast, office: Office) -> None:
    asked = {
        f"rounds/{office.opened.pk}/facts": FACT,
        f"rounds/{office.opened.pk}/compute": {},
        f"rounds/{office.opened.pk}/close": {"with_provisional": "x"},
        f"schemes/{office.closed.scheme_id}/rounds": {"period": "2026-08"},
        f"facts/{office.waiting.pk}/decide": {"confirmed": True},
        f"facts/{office.waiting.pk}/withdraw": {"reason": "x"},
    }

    answers = {
        address: _sent(cast.chen, address, body).status_code
        for address, body in asked.items()
    }

    assert set(answers.values()) == {HTTPStatus.FORBIDDEN}
    assert AppraisalFact.objects.get(pk=office.waiting.pk).state == "entered"
