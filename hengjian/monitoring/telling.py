"""Notices of new prompts: one for each day to those who decide in an office."""

from collections import Counter

from django.db.models import Count
from django.urls import reverse

from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.access.queries import holders
from hengjian.audit.actors import Actor
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.monitoring.models import Decision, Prompt
from hengjian.notices import actions as notices
from hengjian.notices.actions import Telling
from hengjian.notices.models import Kind
from hengjian.organisation.models import Procuratorate


def tell_of_prompts(*, by: Actor) -> int:
    """Tell who decides in an office how many prompts of today wait; returns how many."""
    today = clock.today()
    waiting = Prompt.objects.filter(
        seen_on=today, decision=Decision.OPEN, ended_on__isnull=True
    )
    counted = dict(
        waiting.exclude(procuratorate=None)
        .order_by()
        .values_list("procuratorate")
        .annotate(Count("id"))
    )
    accounts: dict[int, Account] = {}
    prompts: Counter[int] = Counter()
    for unit in Procuratorate.objects.filter(pk__in=counted):
        for account in holders(Permission.PROMPT_DECIDE, unit):
            accounts[account.pk] = account
            prompts[account.pk] += counted[unit.pk]
    told = 0
    for number, account in accounts.items():
        count = prompts[number]
        telling = Telling(
            kind=Kind.LIMIT,
            key=f"monitoring.prompts:{today}",
            sentence=Text(
                f"今天有 {count:,} 条新的流程监控提示，请判断是否监控。",
                f"{count:,} new prompts of process monitoring today: decide on them.",
            ),
            address=reverse("monitoring:prompts"),
        )
        told += notices.send(telling=telling, to=[account], by=by)
    return told
