"""Acts on papers from outside: registered, passed on, read, an entry withdrawn."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.documents.faults import DocumentFault, reason_given
from hengjian.documents.models import (
    Document,
    PassedPaper,
    ReceivedKind,
    ReceivedPaper,
    Service,
)
from hengjian.documents.models.received_paper import ANSWERS
from hengjian.documents.numbering import next_serial
from hengjian.jobs import actions as jobs
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.organisation.models import Person


SERIES = "收文"
"""No pack's series is called so: those are names in Latin letters."""

MOST_PAGES = 5000


@dataclass(frozen=True)
class Arrived:
    """What stands on a paper and when it came; ``answers``: the served one it replies to."""

    kind: ReceivedKind
    sender: str
    title: str
    dated_on: date
    received_on: date
    pages: int
    sender_number: str = ""
    sender_is_person: bool = False
    answers: Document | None = None


@journal.action
def receive(*, paper: ReceivedPaper, arrived: Arrived, by: Actor) -> ReceivedPaper:
    """Register a paper whose file and words are kept already (``receiving_course``).

    Raises ``UserFault`` for days that cannot be, ``DocumentFault`` where it answers a
    paper of another matter, or one that was not served by then.
    """
    _require_days(arrived)
    if arrived.answers is not None:
        _require_answerable(paper, arrived, arrived.answers)
    paper.year = clock.today().year
    paper.serial = next_serial(paper.procuratorate, SERIES, paper.year)
    paper.number = f"收〔{paper.year}〕{paper.serial}号"
    paper.registered_by, paper.registered_at = by.journal_name, clock.now()
    paper.save()
    journal.enter(
        "documents.paper_received",
        subject=paper,
        new={
            "number": paper.number,
            "matter": paper.matter,
            "kind": paper.kind,
            "sender_number": paper.sender_number,
            "dated_on": paper.dated_on,
            "received_on": paper.received_on,
            "digest": paper.digest,
            "answers": paper.answers_id,
        },
    )
    return paper


@journal.action
def pass_on(*, paper: ReceivedPaper, people: Iterable[Person], by: Actor) -> int:
    """Pass a paper on; whoever has it already is passed over. Returns to how many.

    Raises ``DocumentFault`` where nobody new is named, or the entry was withdrawn.
    """
    paper = _standing(paper)
    known = set(paper.passed.values_list("person_id", flat=True))
    fresh = {each.pk: each for each in people if each.pk not in known}
    if not fresh:
        raise DocumentFault(
            Text("请选择还没有转给的人", "choose somebody who does not have it yet")
        )
    for person in fresh.values():
        passed = PassedPaper(
            paper=paper,
            person=person,
            passed_by=by.journal_name,
            passed_at=clock.now(),
        )
        passed.save()
        jobs.tell(
            event="documents.paper_passed_on",
            event_id=str(passed.pk),
            payload={"passed": passed.pk},
            by=by,
        )
    journal.enter(
        "documents.paper_passed_on",
        subject=paper,
        new={"people": sorted(each.number for each in fresh.values())},
    )
    return len(fresh)


@journal.action
def note_read(*, passed: PassedPaper, by: Actor) -> PassedPaper:
    """Whoever was passed a paper says that they have read it; once."""
    found = PassedPaper.objects.select_for_update().get(pk=passed.pk)
    if found.read_at is not None:
        journal.nothing_changed()
        return found
    found.read_at = clock.now()
    found.save(update_fields=["read_at"])
    journal.enter(
        "documents.paper_read", subject=found.paper, new={"person": found.person_id}
    )
    return found


@journal.action
def withdraw_received(*, paper: ReceivedPaper, reason: str, by: Actor) -> ReceivedPaper:
    """Take back an entry made by mistake; its number stays taken and is shown."""
    words = reason_given(reason)
    paper = _standing(paper)
    paper.withdrawn_by, paper.withdrawn_at = by.journal_name, clock.now()
    paper.withdrawal_reason = words
    paper.save()
    journal.enter(
        "documents.received_withdrawn",
        subject=paper,
        new={"number": paper.number},
        detail={"reason": words},
    )
    return paper


def _standing(paper: ReceivedPaper) -> ReceivedPaper:
    found: ReceivedPaper = ReceivedPaper.objects.select_for_update(of=("self",)).get(
        pk=paper.pk
    )
    if found.is_withdrawn:
        raise DocumentFault(
            Text("这条收文登记已经作废", "this entry was withdrawn already")
        )
    return found


def _require_days(arrived: Arrived) -> None:
    if not arrived.dated_on <= arrived.received_on <= clock.today():
        raise UserFault(
            Text(
                "来文日期不晚于收到日期，收到日期不晚于今天",
                "it is dated before it was received, and received by today",
            ),
            status=422,
        )
    if not 1 <= arrived.pages <= MOST_PAGES:
        raise UserFault(
            Text(
                f"页数为 1 至 {MOST_PAGES}", f"the pages are between 1 and {MOST_PAGES}"
            ),
            status=422,
        )


def _require_answerable(
    paper: ReceivedPaper, arrived: Arrived, answered: Document
) -> None:
    served = Service.objects.filter(
        document=answered, on__lte=arrived.received_on
    ).exists()
    fits = arrived.kind in ANSWERS and answered.matter == paper.matter
    if not (fits and answered.is_issued and served):
        raise DocumentFault(
            Text(
                "回复、异议只能对应同一事项中已经送达的文书",
                "a reply or an objection answers a paper of the same matter that was"
                " served by then",
            )
        )
