"""One entry: its rule, its evidence, its digest; reverse it, ask about it, answer."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from hengjian.access.actor_names import actor_names
from hengjian.access.doors import PageRequest, door
from hengjian.access.permissions import Permission
from hengjian.access.very_offices import very_offices
from hengjian.audit.models import JournalEntry
from hengjian.ledger.actions import entering, questions
from hengjian.ledger.models import EntryQuestion, How, LedgerEntry
from hengjian.ledger.queries.sight import entry_opened
from hengjian.ledger.queries.told_evidence import told_evidence
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.ui.templatetags.say import in_reader_language as say


NOT_YOURS = Text("这个院的台账不由您确认", "this ledger is not yours to confirm")


@door(Permission.LEDGER_READ)
def page(request: PageRequest, number: int) -> HttpResponse:
    """The entry with all behind it, and what the reader may do about it."""
    entry = _opened(request, number)
    asked = list(entry.questions.order_by("-id"))
    names = {entry.by, entry.confirmed_by}
    names |= {each.asked_by for each in asked} | {each.answered_by for each in asked}
    own = entry.account.person_id == request.user.person_id
    is_reversed = getattr(entry, "reversed_by", None) is not None
    journaled = JournalEntry.objects.filter(
        subject_type=entry._meta.label_lower, subject_id=str(entry.pk)
    ).order_by("number")
    context = {
        "entry": entry,
        "evidence": told_evidence([entry])[entry.pk],
        "own": own,
        "is_as_entered": entry.counted_digest() == entry.digest,
        "journaled": journaled.first(),
        "questions": asked,
        "has_open_question": any(each.is_open for each in asked),
        "names": actor_names(names),
        "may_confirm": not own and _confirms(request, entry),
        "may_answer": not own
        and _confirms(request, entry)
        and request.user.journal_name not in {entry.by, entry.confirmed_by},
        "can_reverse": entry.how == How.ENTERED
        and not is_reversed
        and request.user.journal_name not in {entry.by, entry.confirmed_by},
        "cut_since": _cut_since(entry),
    }
    return render(request, "ledger/entry.html", context)


@door(Permission.POINTS_CONFIRM, methods=("POST",))
def reverse(request: PageRequest, number: int) -> HttpResponse:
    """Reverse an entry, with a reason."""
    entry = _opened(request, number)
    _require(request, entry)
    reason = request.POST.get("reason", "")
    made = entering.reverse(entry=entry, reason=reason, by=request.user)
    messages.success(
        request, say(Text("已冲正，本人已得到通知。", "Reversed; the person is told."))
    )
    return redirect("ledger:entry", made.pk)


@door(Permission.LEDGER_READ, methods=("POST",))
def ask(request: PageRequest, number: int) -> HttpResponse:
    """Ask about an entry of one's own."""
    entry = _opened(request, number)
    words = request.POST.get("words", "")
    question = questions.ask(entry=entry, words=words, by=request.user)
    messages.success(
        request,
        say(
            Text(
                f"已提出，{question.due_on} 前由另一人答复。",
                f"Asked; somebody else answers by {question.due_on}.",
            )
        ),
    )
    return redirect("ledger:entry", entry.pk)


@door(Permission.POINTS_CONFIRM, methods=("POST",))
def answer(request: PageRequest, number: int) -> HttpResponse:
    """Answer a question; where the person is right the entry is reversed by it."""
    question = EntryQuestion.objects.filter(pk=number).first()
    if question is None:
        raise Http404(str(number))
    entry = _opened(request, question.entry_id)
    _require(request, entry)
    questions.answer(
        question=question,
        words=request.POST.get("words", ""),
        takes_back=request.POST.get("outcome") == "reverse",
        by=request.user,
    )
    messages.success(request, say(Text("已答复。", "Answered.")))
    return redirect("ledger:entry", entry.pk)


def _opened(request: PageRequest, number: int) -> LedgerEntry:
    entry = entry_opened(request.user, number)
    if entry is None:
        raise Http404(str(number))
    return entry


def _confirms(request: PageRequest, entry: LedgerEntry) -> bool:
    offices = very_offices(request.user, Permission.POINTS_CONFIRM)
    return offices.filter(pk=entry.account.procuratorate_id).exists()


def _require(request: PageRequest, entry: LedgerEntry) -> None:
    if not _confirms(request, entry):
        raise UserFault(NOT_YOURS, status=403)


def _cut_since(entry: LedgerEntry) -> list[LedgerEntry]:
    """Entries cut while this one filled the cap: a reversal does not enter them anew."""
    if entry.how != How.ENTERED or entry.rule is None:
        return []
    found = LedgerEntry.objects.filter(
        account=entry.account, rule__kind=entry.rule.kind, pk__gt=entry.pk
    ).select_related("rule")
    return [
        each for each in found.order_by("id") if each.how == How.ENTERED and each.cut
    ]
