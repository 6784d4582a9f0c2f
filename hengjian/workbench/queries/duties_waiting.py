"""What waits for somebody beside tasks and cards: meetings, targets, votes, ratings."""

from collections.abc import Iterator

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.http import urlencode

from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.access.queries import permissions_of
from hengjian.honours.models import HonourBallot, Stage
from hengjian.honours.queries.rounds import rounds_seen
from hengjian.lib.bilingual import Text
from hengjian.meetings.queries.awaited import (
    items_to_review,
    meetings_to_answer,
    minutes_to_confirm,
)
from hengjian.ratings.queries.rounds import rounds_due
from hengjian.targets.models import ProposalState
from hengjian.targets.queries.plans import acts_in, plans_seen
from hengjian.workbench.queries.lines import Waiting


def duties_waiting(account: Account) -> Iterator[Waiting]:
    """A line for each such duty, with the list that its count opens."""
    held = permissions_of(account)
    if Permission.MEETING_READ in held:
        yield from _meetings(account)
    if Permission.TARGET_APPROVE in held:
        yield from _targets(account)
    if Permission.HONOUR_READ in held:
        yield from _votes(account)
    if Permission.RATING_GIVE in held:
        yield Waiting(
            Text("同事评议等我评", "Rounds of ratings that wait for mine"),
            rounds_due(account).count(),
            reverse("ratings:ratings"),
        )


def _meetings(account: Account) -> Iterator[Waiting]:
    if account.duty_person_id is None:
        return
    meetings = reverse("meetings:meetings")
    yield Waiting(
        Text("议题待我审查", "Agenda items for my review"),
        items_to_review(account).count(),
        f"{reverse('meetings:items')}?{urlencode({'mine': '1'})}",
    )
    yield Waiting(
        Text("会议通知待我答复", "Invitations to meetings to answer"),
        meetings_to_answer(account).count(),
        f"{meetings}?{urlencode({'waiting': 'answer'})}",
    )
    yield Waiting(
        Text("会议纪要待我确认", "Minutes of meetings to confirm"),
        minutes_to_confirm(account).count(),
        f"{meetings}?{urlencode({'waiting': 'minutes'})}",
    )


def _targets(account: Account) -> Iterator[Waiting]:
    """A line for each plan: its page shows the proposals that wait."""
    proposed = Count("proposals", filter=Q(proposals__state=ProposalState.PROPOSED))
    for plan in plans_seen(account).annotate(proposed=proposed):
        if acts_in(account, Permission.TARGET_APPROVE, plan.procuratorate):
            yield Waiting(
                Text("目标调整与新增待我审批", "Changes of targets to decide"),
                plan.proposed,
                f"{reverse('targets:changes')}?{urlencode({'plan': plan.pk})}",
                Text.same(f"{plan.procuratorate} {plan.year}"),
            )


def _votes(account: Account) -> Iterator[Waiting]:
    """A line for each vote in which the account's own person has still to vote."""
    if account.person_id is None:
        return
    open_ballots = HonourBallot.objects.filter(
        member__person=account.person_id, voice="", is_recused=False, is_absent=False
    )
    voting = rounds_seen(account).filter(stage=Stage.VOTE)
    for found in voting.filter(candidates__ballots__in=open_ballots).distinct():
        yield Waiting(
            Text("评先评优提名待我投票", "Nominees that wait for my vote"),
            open_ballots.filter(candidate__round=found).count(),
            reverse("honours:round", args=[found.pk]),
            Text.same(found.matter.title),
        )
