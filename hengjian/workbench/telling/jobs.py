"""Notices of jobs that failed for good."""

from typing import Any

from django.urls import reverse

from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.access.queries import may
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
        f"后台任务 {job.pk}({label.zh})没有完成，重试也没有成功。",
        f"Job {job.pk} ({label.en}) failed, the retries too.",
    )
    told = 0
    for account in (*named(job.by), *keepers(Permission.JOB_CHANGE)):
        telling = Telling(
            kind=Kind.JOB,
            key=f"{event}:{event_id}",
            sentence=sentence,
            address=_page_for(account, job),
            is_urgent=True,
        )
        told += notices.send(telling=telling, to=[account], by=BY)
    return {"told": told}


def _page_for(account: Account, job: Job) -> str:
    """The job's page for those who may see jobs, else the workbench."""
    if may(account, Permission.JOB_READ):
        return reverse("operations:job", args=[job.pk])
    return reverse("workbench:home")
