"""The worker and the schedule as commands."""

import pytest

from hengjian.config.cli import main
from hengjian.config.schedule import SCHEDULE
from hengjian.jobs import queries
from hengjian.jobs.models import Job, JobState
from tests.factories.jobs import job as enqueued


pytestmark = pytest.mark.django_db(transaction=True)


def test_worker_does_what_waits_and_ends() -> None:
    job = enqueued(key="import:7")

    assert main(["worker", "--once"]) == 0

    job.refresh_from_db()
    assert job.state == JobState.DONE
    assert queries.job_with_key("import:7") == job


def test_schedule_looks_once_and_ends() -> None:
    assert main(["schedule", "--once"]) == 0

    assert Job.objects.count() == len(SCHEDULE)
