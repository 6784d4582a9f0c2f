"""What other programs watch: health, metrics, and logs that name nobody."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from hengjian.config import urls
from hengjian.jobs import registry
from hengjian.jobs.models import Job
from hengjian.jobs.worker import Worker
from hengjian.lib.quiet_logs import JsonFormatter, LineFormatter
from tests.cast import Cast
from tests.factories.jobs import job as enqueued
from tests.pages.asking import signed_in


NAME, NUMBER = "欧阳无名", "110101199003070011"


def test_process_that_answers_is_alive_without_a_database() -> None:
    answer = Client().get("/health/live")

    assert (answer.status_code, answer.content) == (200, b"alive\n")


@pytest.mark.django_db
def test_installation_is_ready_once_its_tables_fit() -> None:
    assert Client().get("/health/ready").content == b"ready\n"

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'jobs'")
    waiting = Client().get("/health/ready")

    assert (waiting.status_code, waiting.content) == (503, b"migrations wait\n")


@pytest.mark.django_db
def test_metrics_are_told_in_the_text_format(cast: Cast) -> None:
    enqueued()
    signed_in(cast.chen).get("/organisation/")

    answer = Client().get("/metrics")

    text = answer.content.decode()
    assert answer["Content-Type"].startswith("text/plain; version=0.0.4")
    assert 'hengjian_jobs{state="queued"} 1' in text
    assert 'page="administration:organisation"' in text
    for line in text.splitlines():
        assert line.startswith("# ") or float(line.rpartition(" ")[2]) >= 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({}, 200),
        ({"REMOTE_ADDR": "192.0.2.7"}, 403),
        ({"HTTP_X_FORWARDED_FOR": "192.0.2.7"}, 403),
    ],
)
def test_metrics_without_a_token_are_for_this_machine(
    asked: dict[str, str], status: int
) -> None:
    assert Client().get("/metrics", **asked).status_code == status  # type: ignore[arg-type]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "status"), [("Bearer right", 200), ("Bearer wrong", 403), ("", 403)]
)
def test_metrics_with_a_token_ask_for_it(
    given: str, status: int, settings: Any
) -> None:
    settings.METRICS_TOKEN = "right"

    answer = Client().get(
        "/metrics", headers={"authorization": given}, REMOTE_ADDR="192.0.2.7"
    )

    assert answer.status_code == status


@pytest.mark.parametrize("address", ["/health/live", "/health/ready", "/metrics"])
def test_watching_changes_nothing(address: str) -> None:
    assert Client().post(address).status_code == 405


@pytest.fixture(params=[LineFormatter, JsonFormatter])
def log(request: pytest.FixtureRequest) -> Iterator[io.StringIO]:
    """Everything that is logged, at the finest level."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(request.param())
    root = logging.getLogger()
    levels = {
        each: each.level for each in (root, logging.getLogger("hengjian.requests"))
    }
    for each in levels:
        each.setLevel(logging.DEBUG)
    root.addHandler(handler)
    yield written
    root.removeHandler(handler)
    for each, level in levels.items():
        each.setLevel(level)


def _breaks(request: HttpRequest, name: str) -> HttpResponse:
    try:
        return HttpResponse({}[name])
    except KeyError as error:
        raise ValueError(f"cannot read {name} {NUMBER}") from error


@pytest.fixture
def breaking_page() -> Iterator[str]:
    """An address that fails with what was typed in its error."""
    route = path("breaking/<str:name>/", _breaks, name="breaking")
    urls.urlpatterns.append(route)
    yield f"/breaking/{NAME}/"
    urls.urlpatterns.remove(route)


@pytest.mark.django_db
def test_what_is_typed_in_never_stands_in_a_log(
    cast: Cast, log: io.StringIO, breaking_page: str, settings: Any
) -> None:
    settings.ROOT_URLCONF = "hengjian.config.urls"
    client = signed_in(cast.wang)
    client.raise_request_exception = False

    client.post("/sign-in/", {"username": NAME, "password": NUMBER})
    client.get(f"/search/?q={NAME}")
    client.get(f"/{NAME}/{NUMBER}/")
    client.get(f"/api/{NAME}")
    broken = client.get(breaking_page)

    said = log.getvalue()
    assert broken.status_code == 500
    assert "ValueError" in said
    assert "KeyError" in said
    assert "workbench:search" in said
    assert NAME not in said
    assert NUMBER not in said
    assert json.dumps(NAME) not in said


@pytest.mark.django_db(transaction=True)
def test_failing_job_is_logged_by_type_and_place(log: io.StringIO) -> None:
    def reads_a_card(context: object) -> None:
        raise ValueError(f"cannot read {NAME}")

    registry.TASKS["test.reads"] = registry.Task("test.reads", reads_a_card, False, 1)
    try:
        job = enqueued(task="test.reads")
        Worker().run_one()
    finally:
        del registry.TASKS["test.reads"]

    said = log.getvalue()
    assert Job.objects.get(pk=job.pk).state == "failed"
    assert "ValueError" in said
    assert "reads_a_card" in said
    assert NAME not in said


def test_json_lines_are_objects_with_their_figures() -> None:
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonFormatter())
    logger = logging.getLogger("test.json")
    logger.addHandler(handler)
    logger.warning("done in %s", "time", extra={"view": "jobs", "milliseconds": 1.5})
    logger.removeHandler(handler)

    line = json.loads(written.getvalue())

    assert (line["message"], line["view"], line["milliseconds"]) == (
        "done in time",
        "jobs",
        1.5,
    )
    assert line["level"] == "WARNING"
