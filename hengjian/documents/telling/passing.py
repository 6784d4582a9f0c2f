"""Told after commit: a paper was passed on."""

from typing import Any

from django.urls import reverse

from hengjian.access.models import Account
from hengjian.audit.actors import System
from hengjian.documents.models import PassedPaper
from hengjian.jobs.context import JobContext
from hengjian.jobs.registry import task
from hengjian.lib.bilingual import Text
from hengjian.notices import actions as notices
from hengjian.notices.actions import Telling
from hengjian.notices.models import Kind


BY = System("notices")


@task
def tell_of_paper(
    context: JobContext, event: str, event_id: str, passed: int
) -> dict[str, Any]:
    """Whoever was passed a paper is told its number, and nothing of what it says."""
    found = PassedPaper.objects.select_related("paper").get(pk=passed)
    paper = found.paper
    if paper.is_withdrawn:
        return {"told": 0}
    telling = Telling(
        kind=Kind.PAPER,
        key=f"{event}:{event_id}",
        sentence=Text(
            f"收文待阅：{paper.number}", f"A paper was passed on to you: {paper.number}"
        ),
        address=reverse("matters:received", args=[paper.matter, paper.pk]),
    )
    to = Account.objects.filter(person=found.person_id, is_active=True)
    return {"told": notices.send(telling=telling, to=to, by=BY)}
