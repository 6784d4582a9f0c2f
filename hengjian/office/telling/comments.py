"""Told after commit: something posted was commented on, a comment was answered."""

from typing import Any

from django.urls import reverse

from hengjian.access.models import Account
from hengjian.audit.actors import System
from hengjian.jobs.context import JobContext
from hengjian.jobs.registry import task
from hengjian.lib.bilingual import Text
from hengjian.matters.people import account_of, holders_of
from hengjian.notices import actions as notices
from hengjian.notices.actions import Telling
from hengjian.notices.models import Kind
from hengjian.office.models import Comment


BY = System("notices")


@task
def tell_of_comment(
    context: JobContext, event: str, event_id: str, comment: int
) -> dict[str, Any]:
    """The general office is told that something was said, by number and never its words."""
    found = _comment(comment)
    people = holders_of("office_staff", found.procuratorate, None)
    accounts = [a for p in people if (a := account_of(p)) is not None]
    told = [account for account in accounts if account.journal_name != found.by]
    telling = Telling(
        kind=Kind.LIMIT,
        key=f"{event}:{event_id}",
        sentence=Text(
            f"公示事项 {found.matter.number} 有新评论，请答复",
            f"A comment on {found.matter.number}, which is posted: please answer",
        ),
        address=reverse("office:posting", args=[found.matter_id]),
    )
    return {"told": notices.send(telling=telling, to=told, by=BY)}


@task
def tell_of_answer(
    context: JobContext, event: str, event_id: str, comment: int
) -> dict[str, Any]:
    """Who commented by name is told of the answer; of an unnamed one nobody is known."""
    found = _comment(comment)
    asked = found.answers
    username = asked.by.partition(":")[2] if asked is not None else ""
    to = list(Account.objects.filter(username=username, is_active=True))
    telling = Telling(
        kind=Kind.LIMIT,
        key=f"{event}:{event_id}",
        sentence=Text(
            f"您对公示事项 {found.matter.number} 的评论已有答复",
            f"Your comment on {found.matter.number} is answered",
        ),
        address=reverse("office:posting", args=[found.matter_id]),
    )
    return {"told": notices.send(telling=telling, to=to, by=BY) if to else 0}


def _comment(number: int) -> Comment:
    found: Comment = Comment.objects.select_related(
        "matter", "procuratorate", "answers"
    ).get(pk=number)
    return found
