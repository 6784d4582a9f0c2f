"""Tells people that a prompt about their own sheet waits for their word."""

from collections.abc import Iterable

from django.urls import reverse

from hengjian.appraisal.models import FairnessSignal
from hengjian.audit.actors import Actor
from hengjian.lib.bilingual import Text
from hengjian.matters.people import account_of
from hengjian.notices import actions as notices
from hengjian.notices.actions import Telling
from hengjian.notices.models import Kind


def tell_people(signals: Iterable[FairnessSignal], *, by: Actor) -> int:
    """One notice for each prompt, to its person alone; what it says stays on its page."""
    told = 0
    for each in signals:
        account = account_of(each.person)
        if account is None:
            continue
        telling = Telling(
            kind=Kind.APPRAISAL,
            key=f"appraisal.fairness_signal:{each.pk}",
            sentence=Text(
                f"考评表有一处想先听您说明，请在 {each.answer_until} 前看看。",
                f"Something about your score sheet is first asked of you: please look by"
                f" {each.answer_until}.",
            ),
            address=reverse("appraisal:prompts"),
        )
        told += notices.send(telling=telling, to=[account], by=by)
    return told
