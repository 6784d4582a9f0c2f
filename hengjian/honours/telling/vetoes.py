"""Told after commit: a veto was proposed against somebody, decided or lifted."""

from typing import Any

from django.urls import reverse

from hengjian.audit.actors import System
from hengjian.honours.models import Veto, VetoState
from hengjian.jobs.context import JobContext
from hengjian.jobs.registry import task
from hengjian.lib.bilingual import Text
from hengjian.matters.people import account_of
from hengjian.notices import actions as notices
from hengjian.notices.actions import Telling
from hengjian.notices.models import Kind


BY = System("notices")


@task
def tell_the_person(
    context: JobContext, event: str, event_id: str, veto: int
) -> dict[str, Any]:
    """The person concerned is told, before anybody decides and after."""
    found = Veto.objects.select_related("person").get(pk=veto)
    account = account_of(found.person)
    if account is None:
        return {"told": 0}
    telling = Telling(
        kind=Kind.APPRAISAL,
        key=f"{event}:{event_id}",
        sentence=_sentence(found, event_id.partition(":")[2]),
        address=reverse("honours:veto", args=[found.pk]),
    )
    return {"told": notices.send(telling=telling, to=[account], by=BY)}


def _sentence(veto: Veto, state: str) -> Text:
    basis = f"{veto.basis}{veto.article}"
    if state == VetoState.PROPOSED:
        return Text(
            f"有人依{basis}对您提出一票否决，请在 {veto.hear_until_on} 前陈述意见",
            f"A veto is proposed against you under {basis}: say what there is to say"
            f" by {veto.hear_until_on}",
        )
    if state == VetoState.DECIDED:
        return Text(
            f"一票否决已决定成立（{basis}），到 {veto.until_on} 为止",
            f"The veto under {basis} stands until {veto.until_on}",
        )
    if state == VetoState.REFUSED:
        return Text(
            f"一票否决已决定不成立（{basis}）",
            f"The veto under {basis} does not stand",
        )
    return Text(f"一票否决已解除（{basis}）", f"The veto under {basis} is lifted")
