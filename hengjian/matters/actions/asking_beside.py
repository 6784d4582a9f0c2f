"""Asked beside the process: a countersignature, or help; and the answers."""

from datetime import date

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.matters import timeline
from hengjian.matters.advancing import end
from hengjian.matters.faults import MatterFault, reason_given
from hengjian.matters.locking import open_item, under_way
from hengjian.matters.models import Outcome, WorkItem, WorkKind
from hengjian.organisation.models import Person


_LABELS = {
    WorkKind.COUNTERSIGN: Text("会签", "Countersign"),
    WorkKind.ASSIST: Text("协办", "Assist"),
}


@journal.action
def countersign(
    *, item: WorkItem, person: Person, words: str, due_on: date | None = None, by: Actor
) -> WorkItem:
    """Ask somebody to countersign (会签): the task waits until they have.

    Raises ``ReasonMissing`` without words, ``MatterFault`` where they were asked already.
    """
    return _ask(item, person, WorkKind.COUNTERSIGN, words, due_on, by)


@journal.action
def assist(
    *, item: WorkItem, person: Person, words: str, due_on: date | None = None, by: Actor
) -> WorkItem:
    """Ask somebody to help (协办); the task does not wait for them.

    Raises ``ReasonMissing`` without words, ``MatterFault`` where they were asked already.
    """
    return _ask(item, person, WorkKind.ASSIST, words, due_on, by)


def _ask(
    item: WorkItem,
    person: Person,
    kind: WorkKind,
    words: str,
    due_on: date | None,
    by: Actor,
) -> WorkItem:
    words = reason_given(words, Text("请写明要什么。", "Say what for."))
    if due_on is not None and due_on < clock.today():
        raise MatterFault(
            Text(
                f"{due_on} 已经过去，请写今天或以后的日期",
                f"{due_on} is over: give today or a later day",
            ),
            status=422,
        )
    matter = under_way(item.matter)
    item = open_item(item, matter)
    if matter.recusals.filter(person=person).exists():
        raise MatterFault(
            Text(f"{person.name}已回避这件事项", f"{person.name} keeps away from it")
        )
    already = item.asked_beside.filter(person=person, kind=kind, done_at__isnull=True)
    if already.exists() or item.person_id == person.pk:
        raise MatterFault(
            Text(f"任务已在{person.name}处", f"{person.name} has it already")
        )
    label = _LABELS[kind]
    limit = (
        {
            "name": "asked",
            "day": due_on.isoformat(),
            "zh": "约定日期",
            "en": "agreed day",
        }
        if due_on is not None
        else {}
    )
    asked = WorkItem(
        matter=matter,
        kind=kind,
        label_zh=f"{label.zh}：{item.label_zh}",
        label_en=f"{label.en}: {item.label_en}",
        matter_kind=matter.kind,
        procuratorate=matter.procuratorate,
        department=matter.department,
        person=person,
        parent=item,
        asked_by=by.journal_name,
        words=words,
        since_at=clock.now(),
        claimed_at=clock.now(),
        limit=limit,
        due_on=due_on,
    )
    asked.save()
    event = {
        WorkKind.COUNTERSIGN: "matters.countersign_asked",
        WorkKind.ASSIST: "matters.assistance_asked",
    }[kind]
    timeline.enter(
        matter,
        event,
        Text(
            f"请{person.name}{label.zh}“{item.label_zh}”",
            f"{person.name} asked to {label.en.lower()}: “{item.label_en}”",
        ),
        by=by,
        reason=words,
        subject=asked,
        new={"person": person.pk},
    )
    return asked


@journal.action
def answer(*, item: WorkItem, words: str, by: Actor) -> WorkItem:
    """Answer what one was asked beside the process, in words.

    Raises ``ReasonMissing``; ``MatterFault`` for a task of the process itself.
    """
    words = reason_given(words, Text("请写明意见。", "Say what you think."))
    item = open_item(item, under_way(item.matter))
    if item.kind == WorkKind.TASK:
        raise MatterFault(
            Text("流程任务要在表单上办理", "a task of the process is done on its form")
        )
    item.answer = words
    item.save(update_fields=["answer"])
    end(item, Outcome.COMPLETED, by)
    signed = item.kind == WorkKind.COUNTERSIGN
    timeline.enter(
        item.matter,
        "matters.countersigned" if signed else "matters.assisted",
        Text(f"{item.label_zh}：已答复", f"{item.label_en}: answered"),
        by=by,
        reason=words,
        subject=item,
    )
    return item
