"""Acts on agenda items before the meeting: put, mended, reviewed, sent elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass

from hengjian.audit import actions as journal
from hengjian.audit.actions import Personal
from hengjian.audit.actors import Actor
from hengjian.engines.tables.marks import refuse_marked_words
from hengjian.engines.voting.bodies import Bodies
from hengjian.engines.voting.intake import IntakeKind, intake
from hengjian.jobs import actions as jobs
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.matters.models import Matter
from hengjian.meetings.answering import Answered, answer, note_put
from hengjian.meetings.faults import MeetingFault
from hengjian.meetings.files import KeptPaper
from hengjian.meetings.intake_check import as_json, proposed, refuse_case
from hengjian.meetings.models import (
    OPEN_STATES,
    AgendaItem,
    Body,
    ItemPaper,
    ItemReview,
    ItemState,
    ReviewResult,
)
from hengjian.organisation.models import Department, Person


# who puts an item is told of these; the reviewer decides
ADVISORY = frozenset({IntakeKind.NOT_ENTITLED})
MENDABLE = (ItemState.IN_REVIEW, ItemState.RETURNED)


@dataclass(frozen=True)
class Wording:
    """What an item says."""

    title: str
    summary: str
    scope: str
    is_case: bool = False
    case_number: str = ""
    is_restricted: bool = False


@journal.action
def put(
    *,
    body: Body,
    wording: Wording,
    papers: Sequence[KeptPaper],
    bodies: Bodies,
    person: Person | None,
    department: Department | None = None,
    reporter: Person | None = None,
    matter: Matter | None = None,
    by: Actor,
) -> AgendaItem:
    """Put an item before a body; what its intake check finds is kept with it.

    ``matter`` waits for what becomes of it; its tasks are answered as the item goes on.

    Raises ``CaseRefused`` for a case that the body never takes, ``MeetingFault`` for an
    item without title or summary, or where the body is closed.
    """
    _require_words(wording, body)
    item = AgendaItem(
        body=body,
        title=wording.title.strip()[:200],
        summary=wording.summary.strip(),
        scope=wording.scope,
        is_case=wording.is_case,
        case_number=wording.case_number.strip()[:100],
        is_restricted=wording.is_restricted,
        department=department,
        reporter=reporter or person,
        put_by=by.journal_name,
        put_by_person=person,
        put_at=clock.now(),
        matter=matter,
    )
    if matter is not None:
        _refuse_second(matter)
    found = intake(bodies, proposed(item, {each.part for each in papers}))
    refuse_case(found)
    item.found = as_json(found)
    item.save()
    for paper in papers:
        _paper(item, paper, by)
    journal.enter(
        "meetings.item_put",
        subject=item,
        new={
            "body": body.pk,
            "scope": item.scope,
            "is_case": item.is_case,
            "restricted": item.is_restricted,
            "title": Personal(item.title),
            "found": [each["kind"] for each in item.found],
            "papers": [paper.digest for paper in papers],
            "matter": matter.pk if matter is not None else None,
        },
    )
    note_put(item, by=by)
    return item


@journal.action
def add_paper(
    *, item: AgendaItem, paper: KeptPaper, bodies: Bodies, by: Actor
) -> AgendaItem:
    """Add a paper while the item can be mended; the intake check is made anew."""
    item = _locked(item)
    _require_state(item, *MENDABLE)
    if item.papers.filter(digest=paper.digest).exists():
        raise MeetingFault(Text("这份材料已经在了", "this paper is there already"))
    _paper(item, paper, by)
    _check_again(item, bodies)
    item.save()
    journal.enter(
        "meetings.item_paper_added",
        subject=item,
        new={"part": paper.part, "digest": paper.digest},
        detail={"name": Personal(paper.name)},
    )
    return item


@journal.action
def put_again(
    *, item: AgendaItem, wording: Wording, bodies: Bodies, by: Actor
) -> AgendaItem:
    """Put a returned item again, mended; its reviews begin anew."""
    item = _locked(item)
    _require_state(item, ItemState.RETURNED)
    _require_words(wording, item.body)
    item.title = wording.title.strip()[:200]
    item.summary = wording.summary.strip()
    item.scope, item.is_case = wording.scope, wording.is_case
    item.case_number = wording.case_number.strip()[:100]
    item.is_restricted = wording.is_restricted
    item.state, item.review_step = ItemState.IN_REVIEW, 0
    _check_again(item, bodies)
    item.save()
    journal.enter(
        "meetings.item_put_again",
        subject=item,
        new={
            "title": Personal(item.title),
            "scope": item.scope,
            "found": [each["kind"] for each in item.found],
        },
    )
    note_put(item, by=by)
    return item


@journal.action
def withdraw(*, item: AgendaItem, reason: str, by: Actor) -> AgendaItem:
    """Withdraw an item that is not on an agenda yet. Raises ``MeetingFault``."""
    item = _locked(item)
    _require_state(item, *MENDABLE, ItemState.ACCEPTED)
    _require_reason(reason)
    old, item.state = item.state, ItemState.WITHDRAWN
    item.save()
    journal.enter(
        "meetings.item_withdrawn",
        subject=item,
        old={"state": old},
        detail={"reason": Personal(reason.strip())},
    )
    _tell_review(item, "withdrawn", reason.strip(), by)
    answer(item, Answered("decided", "withdrawn", reason.strip()), by=by)
    return item


@journal.action
def review(
    *,
    item: AgendaItem,
    result: ReviewResult,
    opinion: str,
    bodies: Bodies,
    send_to: Body | None = None,
    by: Actor,
) -> AgendaItem:
    """Give the next review. Agreed: the next step, or it waits for a meeting; returned:
    back with the opinion; sent elsewhere: put before another body of the procuratorate.

    Raises ``MeetingFault`` where the intake check still finds something, an opinion is
    missing, or the other body may not take it.
    """
    item = _locked(item)
    _require_state(item, ItemState.IN_REVIEW)
    refuse_marked_words(opinion)
    if result != ReviewResult.AGREED:
        _require_reason(opinion)
    elif [each for each in item.found if each["kind"] not in ADVISORY]:
        raise MeetingFault(
            Text(
                "受理检查还有问题，不能同意上会：请退回补正或转送",
                "the intake check still finds faults: return the item or send it on",
            )
        )
    ItemReview(
        item=item,
        step=item.review_step,
        result=result,
        opinion=opinion.strip(),
        reviewed_by=by.journal_name,
        reviewed_at=clock.now(),
    ).save()
    if result == ReviewResult.AGREED:
        _next_step(item, bodies)
    elif result == ReviewResult.RETURNED:
        item.state = ItemState.RETURNED
    else:
        item.state = ItemState.SENT_ELSEWHERE
    item.save()
    journal.enter(
        "meetings.item_reviewed",
        subject=item,
        new={"result": result, "state": item.state, "step": item.review_step},
        detail={"opinion": Personal(opinion.strip())},
    )
    if result == ReviewResult.SENT_ELSEWHERE:
        return _send(item, send_to, bodies)
    if item.state == ItemState.ACCEPTED:
        _tell_review(item, "accepted", opinion.strip(), by)
    elif item.state == ItemState.RETURNED:
        _tell_review(item, "returned", opinion.strip(), by)
        jobs.tell(
            event="meetings.item_returned",
            event_id=f"{item.pk}:{item.reviews.count()}",
            payload={"item": item.pk},
            by=by,
        )
    return item


def _tell_review(item: AgendaItem, outcome: str, words: str, by: Actor) -> None:
    answer(item, Answered("reviewed", outcome, words), by=by)


def _refuse_second(matter: Matter) -> None:
    """One item at a time goes on for a matter."""
    if matter.agenda_items.filter(state__in=OPEN_STATES).exists():
        raise MeetingFault(
            Text(
                "这件事项已经提请，议题还在办理",
                "an item of this matter is on its way already",
            )
        )


def _next_step(item: AgendaItem, bodies: Bodies) -> None:
    item.review_step += 1
    if item.review_step >= len(bodies.plans[item.body.plan].reviews):
        item.state = ItemState.ACCEPTED


def _send(item: AgendaItem, send_to: Body | None, bodies: Bodies) -> AgendaItem:
    if (
        send_to is None
        or send_to.pk == item.body_id
        or send_to.procuratorate_id != item.body.procuratorate_id
    ):
        raise MeetingFault(
            Text("请选择本院的另一个会议", "choose another body of the procuratorate"),
            status=422,
        )
    sent = AgendaItem(
        body=send_to,
        title=item.title,
        summary=item.summary,
        scope=item.scope,
        is_case=item.is_case,
        case_number=item.case_number,
        is_restricted=item.is_restricted,
        department=item.department,
        reporter=item.reporter,
        put_by=item.put_by,
        put_by_person=item.put_by_person,
        put_at=clock.now(),
        sent_from=item,
        matter=item.matter,
    )
    parts = set(item.papers.values_list("part", flat=True))
    found = intake(bodies, proposed(sent, parts))
    refuse_case(found)
    sent.found = as_json(found)
    sent.save()
    for paper in item.papers.all():
        ItemPaper(
            item=sent,
            part=paper.part,
            name=paper.name,
            stored_as=paper.stored_as,
            digest=paper.digest,
            size=paper.size,
            added_by=paper.added_by,
            added_at=paper.added_at,
        ).save()
    journal.enter(
        "meetings.item_sent_elsewhere",
        subject=sent,
        new={"from": item.pk, "from_body": item.body_id, "body": send_to.pk},
    )
    return sent


def _check_again(item: AgendaItem, bodies: Bodies) -> None:
    found = intake(
        bodies, proposed(item, set(item.papers.values_list("part", flat=True)))
    )
    refuse_case(found)
    item.found = as_json(found)


def _paper(item: AgendaItem, paper: KeptPaper, by: Actor) -> None:
    ItemPaper(
        item=item,
        part=paper.part,
        name=paper.name,
        stored_as=paper.stored_as,
        digest=paper.digest,
        size=paper.size,
        added_by=by.journal_name,
        added_at=clock.now(),
    ).save()


def _locked(item: AgendaItem) -> AgendaItem:
    found: AgendaItem = AgendaItem.objects.select_for_update().get(pk=item.pk)
    return found


def _require_words(wording: Wording, body: Body) -> None:
    refuse_marked_words(wording.title, wording.summary, wording.case_number)
    if not wording.title.strip() or not wording.summary.strip():
        raise MeetingFault(
            Text("议题名称和内容都要写", "an item has a title and a summary"),
            status=422,
        )
    if body.closed_on is not None and body.closed_on <= clock.today():
        raise MeetingFault(Text("这个会议已经撤销", "this body is closed"))


def _require_state(item: AgendaItem, *states: ItemState) -> None:
    if item.state not in states:
        raise MeetingFault(
            Text(
                "议题现在的状态不能这样办，请刷新后再看",
                "the item does not stand there now: reload and look again",
            )
        )


def _require_reason(reason: str) -> None:
    refuse_marked_words(reason)
    if not reason.strip():
        raise MeetingFault(
            Text("请写明意见或理由", "say the opinion or reason"), status=422
        )
