"""Notices of jobs that failed for good."""

from typing import Any

from django.urls import reverse

from hengjian.access.permissions import Permission
from hengjian.audit.actors import System
from hengjian.jobs.context import JobContext
from hengjian.jobs.models import Job
from hengjian.jobs.registry import task
from hengjian.lib.bilingual import Text
from hengjian.notices import actions as notices
from hengjian.notices.actions import Telling
from hengjian.notices.models import Kind
from hengjian.workbench.queries.upkeep import task_labels
from hengjian.workbench.telling.recipients import keepers, named


BY = System("notices")


@task
def tell_of_failed_job(
    context: JobContext, event: str, event_id: str
) -> dict[str, Any]:
    """Whoever asked for the job and who keeps the system are told that it failed.

    The error's words stay with the job: they may name what stands in a card.
    """
    job = Job.objects.get(pk=int(event_id.partition("-")[0]))
    label = task_labels().get(job.task, Text("后台任务", "a job"))
    sentence = Text(
        f"后台任务 {job.pk}({label.zh})没有完成,重试也没有成功。",
        f"Job {job.pk} ({label.en}) failed, the retries too.",
    )
    own = Telling(
        kind=Kind.JOB,
        key=f"{event}:{event_id}",
        sentence=sentence,
        address=reverse("workbench:home"),
        is_urgent=True,
    )
    to = [*named(job.by), *keepers(Permission.JOB_CHANGE)]
    return {"told": notices.send(telling=own, to=to, by=BY)}
