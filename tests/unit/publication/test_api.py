"""Analysis reports through the API: the same acts, refusals and files as the pages."""

from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hengjian.access.actions import tokens
from hengjian.access.models import Account
from hengjian.jobs.worker import Worker
from hengjian.publication.models import AnalysisReport
from tests.failing_journal import everything_but_the_journal
from tests.unit.publication import editing
from tests.unit.publication.conftest import Office


pytestmark = pytest.mark.django_db


class Caller:
    """Asks the API with a token of an account."""

    def __init__(self, account: Account) -> None:
        _, token = tokens.make(
            account=account, name="test", scopes=["read", "write"], by=account
        )
        self.client = Client(headers={"authorization": f"Bearer {token}"})

    def get(self, address: str) -> Any:
        return self.client.get(f"/api/reports{address}")

    def post(self, address: str, **body: Any) -> Any:
        return self.client.post(
            f"/api/reports{address}", body, content_type="application/json"
        )


def test_reports_are_listed_with_what_became_of_them(office: Office) -> None:
    listed = Caller(office.cast.wang).get("").json()

    (report,) = listed["items"]
    assert report["period"] == "2026-Q3"
    assert report["procuratorate"] == "429901"
    assert report["state"] == "draft"
    assert report["numbers"] == office.quarter.number_count
    assert listed["next"] is None


def test_numbers_of_a_report_come_with_the_values_they_stand_for(
    office: Office,
) -> None:
    caller, found, after = Caller(office.cast.wang), [], ""

    while True:
        page = caller.get(f"/{office.quarter.pk}/numbers?limit=20{after}").json()
        found += page["items"]
        if page["next"] is None:
            break
        after = f"&after={page['next']}"

    assert len(found) == office.quarter.number_count
    rate = next(
        each
        for each in found
        if (each["indicator"], each["period"]) == ("non_arrest_rate", "2026-Q3")
        and not each["flags"]
    )
    assert (rate["numerator"], rate["denominator"]) == ("3", "9")


def test_a_report_asked_for_is_made_by_a_worker(office: Office) -> None:
    caller = Caller(office.cast.wang)

    asked = caller.post("", procuratorate="429901", period="2026-08")
    again = caller.post("", procuratorate="429901", period="2026-08")
    Worker().run_until_empty()
    made = caller.get(f"/{asked.json()['id']}").json()

    assert asked.status_code == HTTPStatus.ACCEPTED
    assert again.json()["id"] == asked.json()["id"]
    assert (made["kind"], made["state"]) == ("circular", "draft")


@pytest.mark.parametrize("kind", ["docx", "pdf", "xlsx"])
def test_a_made_file_is_what_was_made(kind: str, office: Office) -> None:
    answer = Caller(office.cast.wang).get(f"/{office.quarter.pk}/files/{kind}")

    name = office.quarter.files[kind]["name"]
    body = b"".join(answer.streaming_content)
    assert body == (office.home / "reports" / name).read_bytes()
    assert name in answer.headers["Content-Disposition"]


def test_there_is_no_other_kind_of_file(office: Office) -> None:
    answer = Caller(office.cast.wang).get(f"/{office.quarter.pk}/files/paper")

    assert answer.status_code == HTTPStatus.NOT_FOUND


def test_an_edited_number_is_found_and_keeps_the_report_from_being_signed(
    office: Office, tmp_path: Path
) -> None:
    edited = editing.copy_of(office.quarter, tmp_path)
    rate = next(each for each in office.paper.numbers if each.text == "33.33%")
    editing.replace_bound(edited, rate.name, "23.33%")
    caller, leader = Caller(office.cast.wang), Caller(office.cast.liu)

    kept = caller.client.post(
        f"/api/reports/{office.quarter.pk}/versions",
        {"file": SimpleUploadedFile("改.docx", edited.read_bytes())},
    )
    refused = leader.post(f"/{office.quarter.pk}/sign")
    signed = leader.post(f"/{office.quarter.pk}/sign", reason="按口头更正")

    assert kept.status_code == HTTPStatus.CREATED
    assert kept.json()["version"] == 1
    assert kept.json()["disagreeing"] >= 1
    assert any("23.33" in each["shown"] for each in kept.json()["found"])
    assert refused.status_code == HTTPStatus.CONFLICT
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert signed.json()["state"] == "signed"


def test_the_file_as_it_was_made_agrees(office: Office) -> None:
    caller = Caller(office.cast.wang)

    found = caller.post(f"/{office.quarter.pk}/check").json()

    assert (found["version"], found["disagreeing"]) == (0, 0)
    assert caller.get(f"/{office.quarter.pk}").json()["state"] == "checked"


def test_who_may_only_read_neither_makes_checks_nor_signs(office: Office) -> None:
    caller = Caller(office.cast.chen)
    before = everything_but_the_journal()

    answers = [
        caller.post("", procuratorate="429901", period="2026-08"),
        caller.post(f"/{office.quarter.pk}/check"),
        caller.post(f"/{office.quarter.pk}/sign"),
    ]

    assert {each.status_code for each in answers} == {HTTPStatus.FORBIDDEN}
    assert everything_but_the_journal() == before
    assert AnalysisReport.objects.get(pk=office.quarter.pk).state == "draft"


@pytest.mark.parametrize(
    "body",
    [
        {"procuratorate": "429901", "period": "2026-13"},
        {"procuratorate": "429901", "period": "soon"},
        {"procuratorate": "000000", "period": "2026-08"},
        {"period": "2026-08"},
    ],
)
def test_a_question_that_cannot_be_answered_is_a_clear_refusal(
    body: dict[str, str], office: Office
) -> None:
    before = AnalysisReport.objects.count()

    answer = Caller(office.cast.wang).post("", **body)

    assert (
        HTTPStatus.BAD_REQUEST <= answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR
    )
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert AnalysisReport.objects.count() == before
