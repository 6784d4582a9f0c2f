"""Told after commit: to whom something was entered, who asks, what was answered."""

from typing import Any

from django.urls import reverse

from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.access.queries import holders
from hengjian.audit.actors import System
from hengjian.engines.points.amounts import written
from hengjian.jobs.context import JobContext
from hengjian.jobs.registry import task
from hengjian.ledger.models import MEASURES, EntryQuestion, LedgerEntry, Purpose
from hengjian.lib.bilingual import Text
from hengjian.matters.people import account_of
from hengjian.notices import actions as notices
from hengjian.notices.actions import Telling
from hengjian.notices.models import Kind
from hengjian.organisation.models import Person


BY = System("notices")


@task
def tell_of_entry(
    context: JobContext, event: str, event_id: str, entry: int
) -> dict[str, Any]:
    """The person is told what was entered or taken back, with the cut if there was one."""
    found = LedgerEntry.objects.select_related("account__person", "rule").get(pk=entry)
    telling = Telling(
        kind=Kind.APPRAISAL,
        key=f"{event}:{event_id}",
        sentence=_sentence(found),
        address=reverse("ledger:entry", args=[found.pk]),
    )
    return {"told": notices.send(telling=telling, to=_of(found.account.person), by=BY)}


@task
def tell_of_question(
    context: JobContext, event: str, event_id: str, question: int
) -> dict[str, Any]:
    """Who may answer is told of a question, but not who entered or confirmed the entry."""
    found = _question(question)
    entry = found.entry
    unit = entry.account.procuratorate
    people = [
        account
        for account in holders(Permission.POINTS_CONFIRM, unit)
        if account.journal_name not in {entry.by, entry.confirmed_by, found.asked_by}
    ]
    telling = Telling(
        kind=Kind.LIMIT,
        key=f"{event}:{event_id}",
        sentence=Text(
            f"有人对一笔记分提出疑问，{found.due_on} 前答复",
            f"An entry of points is questioned: answer by {found.due_on}",
        ),
        address=reverse("ledger:entry", args=[entry.pk]),
    )
    return {"told": notices.send(telling=telling, to=people, by=BY)}


@task
def tell_of_answer(
    context: JobContext, event: str, event_id: str, question: int
) -> dict[str, Any]:
    """Whoever asked is told that it was answered, and whether the entry was reversed."""
    found = _question(question)
    reversed_ = found.reversal_id is not None
    telling = Telling(
        kind=Kind.APPRAISAL,
        key=f"{event}:{event_id}",
        sentence=Text(
            "您对记分的疑问已答复" + ("，该笔已冲正" if reversed_ else "，维持原记录"),
            "Your question on an entry was answered: "
            + ("it was reversed" if reversed_ else "it stands"),
        ),
        address=reverse("ledger:entry", args=[found.entry_id]),
    )
    to = _of(found.entry.account.person)
    return {"told": notices.send(telling=telling, to=to, by=BY)}


def _question(number: int) -> EntryQuestion:
    found: EntryQuestion = EntryQuestion.objects.select_related(
        "entry__account__person", "entry__account__procuratorate"
    ).get(pk=number)
    return found


def _of(person: Person | None) -> list[Account]:
    account = account_of(person) if person is not None else None
    return [account] if account is not None else []


def _sentence(entry: LedgerEntry) -> Text:
    purpose = entry.account.purpose_text
    measure = MEASURES[Purpose(entry.account.purpose)]
    amount = written(entry.hundredths)
    title = entry.rule.title if entry.rule is not None else Text("", "")
    zh = f"{purpose.zh}{entry.how_text.zh} {amount} {measure.zh}：{title.zh}"
    en = f"{purpose.en.capitalize()}, {entry.how_text.en} {amount} {measure.en}: {title.en}"
    if entry.is_cut:
        asked = written(entry.asked)
        zh += f"（按上限由 {asked} 减为 {amount}）"
        en += f" (cut by its cap from {asked} to {amount})"
    return Text(zh, en)
