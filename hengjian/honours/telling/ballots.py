"""Told after commit: the members of a body are asked to vote on nominees."""

from typing import Any

from django.urls import reverse

from hengjian.audit.actors import System
from hengjian.honours.catalogue import HONOURS
from hengjian.honours.models import HonourBallot, HonourRound
from hengjian.jobs.context import JobContext
from hengjian.jobs.registry import task
from hengjian.lib.bilingual import Text
from hengjian.matters.people import account_of
from hengjian.notices import actions as notices
from hengjian.notices.actions import Telling
from hengjian.notices.models import Kind


BY = System("notices")


@task
def tell_the_members(
    context: JobContext, event: str, event_id: str, honour_round: int
) -> dict[str, Any]:
    """Every member who is not recused from all of it is asked to vote."""
    found = HonourRound.objects.get(pk=honour_round)
    ballots = HonourBallot.objects.filter(candidate__round=found, is_recused=False)
    people = {
        each.member.person_id: each.member.person
        for each in ballots.select_related("member__person").order_by("member_id")
    }
    accounts = [account_of(person) for person in people.values()]
    title = HONOURS[found.honour].title
    telling = Telling(
        kind=Kind.APPRAISAL,
        key=f"{event}:{event_id}",
        sentence=Text(
            f"请对“{title.zh}”（{found.period}）的提名对象投票",
            f"Please vote on the nominees for “{title.en}” ({found.period})",
        ),
        address=reverse("honours:round", args=[found.pk]),
    )
    to = [account for account in accounts if account is not None]
    return {"told": notices.send(telling=telling, to=to, by=BY)}
