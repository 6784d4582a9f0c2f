"""A matter that waits for a body: its task is done by what became of the item.

Which tasks wait for what, and which items of the card are filled, the pack says in
``decisions.yaml``. Called inside the acts on items, so that item and matter move together.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hengjian.audit.actors import Actor
from hengjian.engines.forms.binding import bind
from hengjian.engines.forms.bound import BoundForm
from hengjian.engines.pack_format.decision_model import Decision
from hengjian.jobs import actions as jobs
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.matters import course, timeline
from hengjian.matters.actions import completing
from hengjian.matters.filling import rules_of, values_of
from hengjian.matters.kinds import Kind, kind_of
from hengjian.matters.models import Matter, WorkItem, WorkKind
from hengjian.meetings import catalogue
from hengjian.meetings.models import AgendaItem, Meeting, Resolution


LEFT_OPEN = "meetings.matter_left_open"
RESTRICTED = "（限知，见会议记录）"


@dataclass(frozen=True)
class Answered:
    """How far an item has come, and with what outcome."""

    stage: str  # of ``decision_model.STAGES``
    outcome: str
    words: str = ""
    on: date | None = None
    resolution: Resolution | None = None
    chosen: str = ""  # of the choices of ``choosing``


@dataclass(frozen=True)
class Choosing:
    """What a body chooses with its resolution: the item's name and its choices."""

    label: Text
    choices: Mapping[str, Text]


def decision_of(work: WorkItem) -> Decision | None:
    """What a body has to say on an open task; None where no body is asked."""
    if work.kind != WorkKind.TASK or not work.is_open:
        return None
    return kind_of(work.matter.release).pack.decisions.get(work.element)


def waiting_tasks(matter: Matter) -> list[tuple[WorkItem, Decision]]:
    """The open tasks of a matter that a body answers."""
    found = kind_of(matter.release).pack.decisions
    items = matter.work_items.filter(
        kind=WorkKind.TASK, done_at__isnull=True, element__in=found
    ).order_by("pk")
    return [(item, found[item.element]) for item in items]


def choosing(item: AgendaItem) -> Choosing | None:
    """What the body is to choose for the matter that waits for it; None: nothing."""
    if item.matter is None:
        return None
    for work, decision in waiting_tasks(item.matter):
        if decision.chosen_item and _is_meant(decision, item):
            found = kind_of(work.matter.release).card.items[decision.chosen_item]
            return Choosing(found.label, found.choices)
    return None


def note_put(item: AgendaItem, *, by: Actor) -> None:
    """Enter on the matter's time line that its item was put, and answer who waits."""
    if item.matter is None:
        return
    name = catalogue.name_of(item.body)
    timeline.enter(
        item.matter,
        "meetings.matter_put",
        Text(
            f"提请{name.zh}：{_title(item)}",
            f"put before the {name.en}: {_title(item)}",
        ),
        by=by,
        new={"item": item.pk, "body": item.body_id},
    )
    answer(item, Answered("put", "put"), by=by)


def answer(item: AgendaItem, told: Answered, *, by: Actor) -> None:
    """Do the tasks of the item's matter that wait for this, with what the meeting says.

    A task that cannot be done so (its matter is suspended, somebody has still to
    countersign, its form asks for more) stays open, and who has it is told.
    """
    if item.matter_id is None:
        return
    matter = Matter.objects.select_related(
        "release", "procuratorate", "department"
    ).get(pk=item.matter_id)
    kind = kind_of(matter.release)
    course.prepare(kind)
    for work, decision in waiting_tasks(matter):
        if not _is_answered(decision, item, told):
            continue
        work.matter = matter
        try:
            completing.complete(
                item=work,
                bound=_bound(kind, work, decision, item, told),
                version=matter.version,
                by=by,
            )
        except UserFault:
            jobs.tell(
                event=LEFT_OPEN,
                event_id=f"{item.pk}:{work.pk}:{told.stage}",
                payload={"work_item": work.pk},
                by=by,
            )
        matter.refresh_from_db()


def _is_answered(decision: Decision, item: AgendaItem, told: Answered) -> bool:
    """Whether what became of the item is what the task waits for, and says enough."""
    is_known = not decision.outcomes or told.outcome in decision.outcomes
    is_whole = bool(told.chosen) or not decision.chosen_item
    is_its_stage = decision.awaits == told.stage
    return is_its_stage and is_known and is_whole and _is_meant(decision, item)


def _is_meant(decision: Decision, item: AgendaItem) -> bool:
    # an item that went to another body answers for the one it was meant for
    return item.sent_from_id is not None or decision.body in ("", item.body.plan)


def _bound(
    kind: Kind, work: WorkItem, decision: Decision, item: AgendaItem, told: Answered
) -> BoundForm | None:
    form = kind.form(work.form) if work.form else None
    if form is None:
        return None
    rules, values = rules_of(kind), values_of(work.matter, kind)
    standing = bind(form, rules, values)
    facts = _facts(decision, item, told)
    typed = {each.item.name: each.text for each in standing.fields}
    typed |= {name: facts[fact] for name, fact in decision.fills.items()}
    return bind(form, rules, values, typed)


def _facts(decision: Decision, item: AgendaItem, told: Answered) -> dict[str, str]:
    return {
        "outcome": decision.outcomes.get(told.outcome, told.outcome),
        "chosen": told.chosen,
        "body": item.body.plan,
        "decided_on": told.on.isoformat() if told.on is not None else "",
        "meeting": _numbered(item.meeting, "次") if item.meeting is not None else "",
        "resolution": resolution_number(told.resolution) if told.resolution else "",
        "words": RESTRICTED if _is_kept(item) else told.words,
    }


def _is_kept(item: AgendaItem) -> bool:
    """Whether the matter is open to more people than the item may be."""
    return (
        item.is_restricted and item.matter is not None and not item.matter.is_restricted
    )


def _title(item: AgendaItem) -> str:
    return RESTRICTED if _is_kept(item) else item.title


def resolution_number(resolution: Resolution) -> str:
    """As an office writes it: 检察委员会2026年第3号."""
    return _numbered(resolution, "号")


def _numbered(of: Meeting | Resolution, counter: str) -> str:
    return f"{catalogue.name_of(of.body).zh}{of.year}年第{of.number}{counter}"
