"""A longer limit: asked for by whoever has the task, decided by somebody else."""

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.jobs import actions as jobs
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.matters import limits, timeline
from hengjian.matters.advancing import counted_anew
from hengjian.matters.faults import MatterFault, reason_given
from hengjian.matters.locking import open_item, under_way
from hengjian.matters.models import Extension, ExtensionState, WorkItem


@journal.action
def ask_extension(
    *, item: WorkItem, length: str, reason: str, article: str = "", by: Actor
) -> Extension:
    """Ask for a task's limit to be longer by a length such as ``5 working_days``.

    Raises ``ReasonMissing``; ``MatterFault`` for a length that is none, a task without a
    limit, and a request that waits already.
    """
    reason = reason_given(reason)
    item = open_item(item, under_way(item.matter))
    if not limits.is_length(length):
        raise MatterFault(
            Text(
                "看不懂要延长多久：数字写正整数，如 3，单位选个工作日或日",
                "how much longer cannot be read: a whole number such as 3, in working days"
                " or days",
            ),
            status=422,
        )
    if not item.limit:
        raise MatterFault(Text("这项任务没有期限", "the task has no limit"))
    if item.extensions.filter(state=ExtensionState.ASKED).exists():
        raise MatterFault(Text("已有申请待审批", "a request waits already"))
    extension = Extension(
        work_item=item,
        length=length.strip(),
        reason=reason,
        article=article.strip(),
        asked_by=by.journal_name,
        asked_on=clock.today(),
    )
    extension.save()
    timeline.enter(
        item.matter,
        "matters.extension_asked",
        Text(
            f"“{item.label_zh}”申请延长{extension.length_text.zh}",
            f"“{item.label_en}”: {extension.length_text.en} more asked for",
        ),
        by=by,
        reason=reason,
        subject=item,
        new={"length": length},
    )
    jobs.tell(
        event="matters.extension_asked",
        event_id=f"{extension.pk}",
        payload={"extension": extension.pk},
        by=by,
    )
    return extension


@journal.action
def decide_extension(
    *, extension: Extension, granted: bool, reason: str = "", by: Actor
) -> Extension:
    """Grant or refuse a request; a refusal has its reason, nobody grants their own.

    Raises ``ReasonMissing``, ``MatterFault``.
    """
    item = open_item(extension.work_item, under_way(extension.work_item.matter))
    extension = Extension.objects.select_for_update().get(pk=extension.pk)
    if extension.state != ExtensionState.ASKED:
        raise MatterFault(Text("申请已经审批", "the request is decided"))
    if extension.asked_by == by.journal_name:
        raise MatterFault(
            Text("不能审批自己的申请", "nobody decides on their own request"),
            status=403,
        )
    extension.decision_reason = reason.strip() if granted else reason_given(reason)
    extension.state = ExtensionState.GRANTED if granted else ExtensionState.REFUSED
    extension.decided_by, extension.decided_on = by.journal_name, clock.today()
    extension.save()
    before = item.due_on
    if granted:
        item.due_on = counted_anew(item)
        item.save(update_fields=["due_on"])
    words = (
        Text(
            f"批准“{item.label_zh}”延长{extension.length_text.zh}，至 {item.due_on}",
            f"“{item.label_en}” extended by {extension.length_text.en},"
            f" to {item.due_on}",
        )
        if granted
        else Text(f"不批准“{item.label_zh}”延长", f"“{item.label_en}” is not extended")
    )
    timeline.enter(
        item.matter,
        "matters.extension_granted" if granted else "matters.extension_refused",
        words,
        by=by,
        reason=extension.decision_reason,
        subject=item,
        old={"due_on": before},
        new={"due_on": item.due_on},
    )
    jobs.tell(
        event="matters.extension_decided",
        event_id=f"{extension.pk}",
        payload={"extension": extension.pk},
        by=by,
    )
    return extension
