"""A person questions an entry of the own account; somebody else answers within a limit."""

from datetime import date

from hengjian.access.models import Account
from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.calendars.queries import calendar_in_force
from hengjian.engines.deadlines.asking import Question
from hengjian.engines.deadlines.explaining import explain
from hengjian.engines.deadlines.lengths import parse_length
from hengjian.jobs import actions as jobs
from hengjian.ledger.actions.entering import refuse_oneself, reverse
from hengjian.ledger.faults import LedgerFault, NotAnother
from hengjian.ledger.models import EntryQuestion, How, LedgerEntry
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.matters.faults import reason_given


ASKED, ANSWERED = "ledger.question_asked", "ledger.question_answered"
# a working rule (I): the office may answer sooner
ANSWER_LENGTH = "5 working_days"


@journal.action
def ask(*, entry: LedgerEntry, words: str, by: Account) -> EntryQuestion:
    """Question an entry of one's own account; one open question for each entry.

    Raises ``ReasonMissing``, ``NotAnother`` for somebody else's account, ``LedgerFault``
    where a question is open already.
    """
    words = reason_given(words)
    if by.person_id is None or entry.account.person_id != by.person_id:
        raise NotAnother(
            Text(
                "只能对自己账上的记录提出疑问",
                "only entries of one's own are questioned",
            )
        )
    if entry.how == How.PAID:
        raise LedgerFault(Text("发放请到发放清单查对", "ask about the payment list"))
    if EntryQuestion.objects.filter(entry=entry, answered_at__isnull=True).exists():
        raise LedgerFault(Text("已提出，等待答复", "asked already, to be answered"))
    question = EntryQuestion(
        entry=entry,
        words=words[:1000],
        asked_by=by.journal_name,
        asked_at=clock.now(),
        due_on=_due(clock.today()),
    )
    question.save()
    journal.enter(
        ASKED, subject=question, new={"entry": entry.pk, "due_on": question.due_on}
    )
    jobs.tell(
        event=ASKED,
        event_id=str(question.pk),
        payload={"question": question.pk},
        by=by,
    )
    return question


@journal.action
def answer(
    *, question: EntryQuestion, words: str, takes_back: bool, by: Actor
) -> EntryQuestion:
    """Answer as somebody else; where the person is right the entry is reversed by it.

    Raises ``ReasonMissing``; ``NotAnother`` for who entered or confirmed the entry or
    whose it is; ``LedgerFault`` where it was answered already.
    """
    words = reason_given(words)
    held: EntryQuestion = (
        EntryQuestion.objects.select_for_update(of=("self",))
        .select_related("entry__account__person", "entry__counter", "entry__rule")
        .get(pk=question.pk)
    )
    if not held.is_open:
        raise LedgerFault(Text("已经答复", "answered already"))
    entry = held.entry
    if by.journal_name in {entry.by, entry.confirmed_by}:
        raise NotAnother(
            Text(
                "记入、确认的人不答复对它的疑问",
                "who entered or confirmed it does not answer",
            )
        )
    if entry.account.person is not None:
        refuse_oneself(entry.account.person, by)
    if takes_back:
        held.reversal = reverse(entry=entry, reason=words, by=by)
    held.answer = words[:1000]
    held.answered_by, held.answered_at = by.journal_name, clock.now()
    held.save()
    journal.enter(
        ANSWERED,
        subject=held,
        new={"entry": entry.pk, "taken_back": takes_back},
        detail={"answer": held.answer},
    )
    jobs.tell(
        event=ANSWERED, event_id=str(held.pk), payload={"question": held.pk}, by=by
    )
    return held


def _due(day: date) -> date:
    question = Question(start=day, length=parse_length(ANSWER_LENGTH))
    return explain(question, calendar_in_force()).counted_due
