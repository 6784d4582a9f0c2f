"""Told after commit: an integrity gate was answered and the act went on."""

from typing import Any

from django.urls import reverse

from hengjian.audit.actors import System
from hengjian.jobs.context import JobContext
from hengjian.jobs.registry import task
from hengjian.lib.bilingual import Text
from hengjian.matters.models import Matter
from hengjian.matters.telling.recipients import supervisors
from hengjian.notices import actions as notices
from hengjian.notices.actions import Telling
from hengjian.notices.models import Kind


BY = System("notices")


@task
def tell_of_gate(
    context: JobContext,
    event: str,
    event_id: str,
    matter: int,
    roles: list[str],
    zh: str,
    en: str,
) -> dict[str, Any]:
    """The roles that a gate names, in the office of the matter."""
    found = Matter.objects.select_related("procuratorate", "department").get(pk=matter)
    to = {each.pk: each for role in roles for each in supervisors(found, role)}
    telling = Telling(
        kind=Kind.LIMIT,
        key=f"{event}:{event_id}",
        sentence=Text(
            f"廉政提示：{found.number} {zh}", f"Integrity: {found.number} {en}"
        ),
        address=reverse("matters:matter", args=[found.pk]),
    )
    return {"told": notices.send(telling=telling, to=list(to.values()), by=BY)}
