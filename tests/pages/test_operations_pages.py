"""Journal, jobs and the system's state: their pages and operations."""

import io
import json
from datetime import UTC, datetime
from http import HTTPStatus

import openpyxl
import pytest
from django.test import Client

from hengjian.access.models import Account, RoleGrant
from hengjian.access.roles import ROLES
from hengjian.administration.journal_subjects import subject_names
from hengjian.audit import actions as journal
from hengjian.audit import checkpoints
from hengjian.audit.actors import Actor, System
from hengjian.audit.models import JournalEntry
from hengjian.jobs import actions, leases
from hengjian.jobs.models import Job, JobState
from hengjian.jobs.worker import Worker
from hengjian.lib import clock
from tests.cast import Cast
from tests.factories import access as make
from tests.factories.jobs import job as enqueued
from tests.factories.organisation import person
from tests.failing_journal import everything
from tests.pages.asking import FRAGMENT, events_since, last_entry, signed_in, text_of


pytestmark = pytest.mark.django_db

# address -> who may open it
PAGES = {
    "/journal/": "audit_administrator",
    "/journal/1/": "audit_administrator",
    "/jobs/": "system_administrator",
    "/jobs/{job}/": "system_administrator",
    "/system/": "system_administrator",
}
ACTS = {
    "/journal/export/": "audit_administrator",
    "/journal/verify/": "audit_administrator",
    "/jobs/{job}/cancel/": "system_administrator",
    "/jobs/{failed}/retry/": "system_administrator",
}


@pytest.fixture
def numbers(cast: Cast) -> dict[str, int]:
    """A job that waits and one that failed."""
    waiting, failed = enqueued(), enqueued()
    Job.objects.filter(pk=failed.pk).update(state=JobState.FAILED, error="磁盘已满")
    return {"job": waiting.pk, "failed": failed.pk}


def who(cast: Cast, name: str) -> Account:
    found: Account = getattr(cast, name)
    return found


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_page_opens_for_who_may(
    address: str, language: str, cast: Cast, numbers: dict[str, int]
) -> None:
    client = signed_in(who(cast, PAGES[address]))
    client.post("/language/", {"language": language})

    page = client.get(address.format(**numbers), headers=FRAGMENT).content.decode()

    head = page[page.index("<h1>") : page.index("<span")]
    assert head.split("</h1>")[0].isascii() is (language == "en")


@pytest.mark.parametrize("address", [*PAGES, *ACTS])
def test_others_are_refused(address: str, cast: Cast, numbers: dict[str, int]) -> None:
    asked = address.format(**numbers)
    before = Job.objects.values_list("pk", "state")

    answers = [
        (signed_in(each).post if address in ACTS else signed_in(each).get)(asked)
        for each in (cast.security_administrator, cast.liu)
    ]

    assert [each.status_code for each in answers] == [HTTPStatus.FORBIDDEN] * 2
    assert list(Job.objects.values_list("pk", "state")) == list(before)


@pytest.mark.parametrize("address", [*PAGES, *ACTS])
def test_stranger_is_sent_to_the_sign_in(address: str, numbers: dict[str, int]) -> None:
    before = everything()
    client = Client()
    ask = client.post if address in ACTS else client.get

    answer = ask(address.format(**numbers))

    assert answer["Location"].startswith("/sign-in/")
    assert everything() == before


@pytest.mark.parametrize("address", [*PAGES, *ACTS])
def test_other_method_is_refused(
    address: str, cast: Cast, numbers: dict[str, int]
) -> None:
    client = signed_in(who(cast, (PAGES | ACTS)[address]))
    ask = client.get if address in ACTS else client.post

    answer = ask(address.format(**numbers))

    assert answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED


@pytest.mark.parametrize("address", PAGES)
def test_fragment_and_page_agree(
    address: str, cast: Cast, numbers: dict[str, int]
) -> None:
    client = signed_in(who(cast, PAGES[address]))
    asked = address.format(**numbers)

    whole = client.get(asked).content.decode()
    fragment = client.get(asked, headers=FRAGMENT).content.decode()

    assert "<html" not in fragment
    assert fragment[fragment.index("<h1>") : fragment.index("</h1>")] in whole
    shown = whole[whole.index("<h1>") :].split("<dialog", 1)[0]
    assert fragment.count("<tr>") == shown.count("<tr>")


@journal.action
def note(*, name: str, by: Actor) -> None:
    journal.enter(
        "organisation.person_changed",
        subject="organisation.person:77",
        old={"post": "助理"},
        new={"post": "检察官"},
        detail={"about": journal.Personal(name)},
    )


def test_journal_says_in_words_what_an_entry_is_about(cast: Cast) -> None:
    chen = cast.chen
    wanted = {
        ("access.account", str(chen.pk)): f"账户 {chen.display_name}",
        ("access.account", "999999"): "账户 999999",
        ("warehouse.finding", "12"): "案卡问题 12",
        ("backup", "2026-10-01"): "备份 2026-10-01",
        ("new.kind", "7"): "new.kind 7",
    }

    told = subject_names(
        JournalEntry(subject_type=kind, subject_id=number) for kind, number in wanted
    )

    assert {subject: name.zh for subject, name in told.items()} == wanted


def test_role_grant_is_told_with_who_has_it(cast: Cast) -> None:
    grant = RoleGrant.objects.select_related("account__person").first()
    assert grant is not None
    entry = JournalEntry(subject_type="access.rolegrant", subject_id=str(grant.pk))

    [name] = subject_names([entry]).values()

    title = ROLES[grant.role].title.zh
    assert name.zh == f"角色授予 {grant.account.display_name} {title}"


@pytest.mark.parametrize(
    ("asked", "is_found"),
    [
        ("subject=organisation.person:77", True),
        ("subject=organisation.person:78", False),
        ("event=organisation.person_changed", True),
        ("event=access.signed_in", False),
        ("by=system:recovery", True),
        ("by=chen", False),
        ("since=2020-01-01&until=2999-01-01", True),
        ("until=2020-01-01", False),
        ("since=notaday", True),
        ("text=助理", True),
        ("text=王五", True),  # stands there as a digest alone
        ("text=王六", False),
    ],
)
def test_entries_are_found_by_what_the_address_says(
    asked: str, is_found: bool, cast: Cast
) -> None:
    with journal.coming_from("web 192.0.2.9"):
        note(name="王五", by=System("recovery"))

    page = text_of(cast.audit_administrator, f"/journal/?{asked}")

    assert ("192.0.2.9" in page) is is_found


def test_entry_is_shown_with_old_and_new_and_without_the_person(cast: Cast) -> None:
    note(name="王五", by=cast.chen)

    page = text_of(cast.audit_administrator, f"/journal/{last_entry()}/")

    assert "助理" in page
    assert "<b>检察官</b>" in page
    assert "digest:" in page
    assert "王五" not in page


def test_entry_that_is_not_there_is_not_found(cast: Cast) -> None:
    answer = signed_in(cast.audit_administrator).get("/journal/999999/")

    assert answer.status_code == HTTPStatus.NOT_FOUND


def test_export_holds_what_is_shown_and_is_entered_itself(cast: Cast) -> None:
    note(name="王五", by=cast.chen)
    before = last_entry()

    answer = signed_in(cast.audit_administrator).post(
        "/journal/export/", {"subject": "organisation.person:77"}
    )

    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == [before]
    assert "audit.journal_exported" in events_since(before)
    entry = JournalEntry.objects.filter(event="audit.journal_exported").get()
    assert json.loads(entry.detail) == {
        "asked": {"subject": "organisation.person:77"},
        "entries": 1,
    }


def test_walk_asked_for_is_done_and_shown(transactional_db: None) -> None:
    auditor = make.account()
    make.grant(auditor, "audit_administrator", None)

    signed_in(auditor).post("/journal/verify/")
    signed_in(auditor).post("/journal/verify/")
    waiting = text_of(auditor, "/journal/")
    Worker().run_until_empty()
    walked = text_of(auditor, "/journal/")

    assert Job.objects.count() == 1
    assert "核对中" in waiting
    assert "完好" in walked


def test_last_checkpoint_is_told_in_the_time_of_the_office(cast: Cast) -> None:
    with clock.moved_to(datetime(2026, 10, 20, 0, 34, tzinfo=UTC)):
        checkpoints.write_now()

    assert "2026-10-20 08:34" in text_of(cast.audit_administrator, "/journal/")


def test_failed_job_is_shown_with_its_reason_and_queued_again(
    cast: Cast, numbers: dict[str, int]
) -> None:
    address = f"/jobs/{numbers['failed']}/"
    assert "磁盘已满" in text_of(cast.system_administrator, address)

    signed_in(cast.system_administrator).post(f"{address}retry/")

    assert Job.objects.get(pk=numbers["failed"]).state == JobState.QUEUED


def test_waiting_job_is_cancelled_and_a_running_one_asked_to_stop(
    cast: Cast, numbers: dict[str, int]
) -> None:
    client = signed_in(cast.system_administrator)
    running = leases.claim()
    assert running is not None
    assert running.pk == numbers["job"]

    client.post(f"/jobs/{running.pk}/cancel/")
    page = text_of(cast.system_administrator, f"/jobs/{running.pk}/")

    assert "正在停止" in page
    assert Job.objects.get(pk=running.pk).state == JobState.RUNNING


def test_job_that_has_ended_is_not_cancelled(
    cast: Cast, numbers: dict[str, int]
) -> None:
    address = f"/jobs/{numbers['failed']}/cancel/"

    answer = signed_in(cast.system_administrator).post(address)

    assert answer.status_code == HTTPStatus.CONFLICT


def test_who_keeps_no_system_sees_their_own_jobs_alone(
    cast: Cast, numbers: dict[str, int]
) -> None:
    own = actions.enqueue(task="hengjian.jobs.tasks.prune_jobs", by=cast.wang)

    page = text_of(cast.wang, "/jobs/")
    other = signed_in(cast.wang).get(f"/jobs/{numbers['job']}/")

    assert f"/jobs/{own.pk}/" in page
    assert f"/jobs/{numbers['job']}/" not in page
    assert other.status_code == HTTPStatus.NOT_FOUND


def test_jobs_of_one_state_are_listed(cast: Cast, numbers: dict[str, int]) -> None:
    page = text_of(cast.system_administrator, "/jobs/?state=failed")

    assert f"/jobs/{numbers['failed']}/" in page
    assert f"/jobs/{numbers['job']}/" not in page


def test_operations_page_and_filter_the_journal(cast: Cast) -> None:
    person()
    note(name="王五", by=cast.chen)
    client = signed_in(cast.audit_administrator)

    found = client.get("/api/journal?subject=organisation.person:77").json()
    first = client.get("/api/journal?limit=1").json()
    second = client.get(f"/api/journal?limit=1&after={first['next']}").json()

    [entry] = found["items"]
    assert entry == client.get(f"/api/journal/{entry['number']}").json()
    assert second["items"][0]["number"] < first["items"][0]["number"]
    assert client.get("/api/journal/999999").status_code == HTTPStatus.NOT_FOUND


def test_operations_list_cancel_and_retry_jobs(
    cast: Cast, numbers: dict[str, int]
) -> None:
    client = signed_in(cast.system_administrator)

    listed = client.get("/api/jobs?state=queued").json()["items"]
    cancelled = client.post(f"/api/jobs/{numbers['job']}/cancel").json()
    again = client.post(f"/api/jobs/{numbers['job']}/retry").json()
    conflict = client.post(f"/api/jobs/{numbers['job']}/retry")
    nothing = client.post("/api/jobs/999999/cancel")

    assert [each["id"] for each in listed] == [numbers["job"]]
    assert (cancelled["state"], again["state"]) == ("cancelled", "queued")
    assert conflict.status_code == HTTPStatus.CONFLICT
    assert nothing.status_code == HTTPStatus.NOT_FOUND
