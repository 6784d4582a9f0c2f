"""What became of a finding, step by step: raised, answered, given on, re-checked."""

import json
from dataclasses import dataclass
from datetime import datetime

from hengjian.access.actor_names import actor_names
from hengjian.audit.models import JournalEntry
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Person
from hengjian.warehouse.models import Finding, FindingChange, FindingState, ImportState
from hengjian.warehouse.wording import FINDING_STATES


@dataclass(frozen=True)
class Step:
    """One line of a finding's history."""

    at: datetime
    what: Text
    by: Text
    words: str = ""  # what somebody said
    card_import: int | None = None  # the import that did it


_ACTS = {
    "warehouse.finding_answered": Text("答复", "Answered"),
    "warehouse.finding_assigned": Text("分派给", "Given to"),
    "warehouse.noted_otherwise": Text("登记与全国系统不一致", "Noted otherwise"),
    "warehouse.noted_alike": Text("登记与全国系统已一致", "Noted alike again"),
    "warehouse.answer_returned": Text("退回重答", "Returned"),
    "warehouse.explanation_confirmed": Text("认可说明", "Explanation confirmed"),
}


def history(finding: Finding) -> list[Step]:
    """Every step, oldest first."""
    steps = [_raised(finding), *_rechecked(finding), *_acts(finding)]
    return sorted(steps, key=lambda step: step.at)


def _raised(finding: Finding) -> Step:
    origin = finding.raised_by
    return Step(
        origin.live_at or origin.staged_at,
        Text("导入时核查发现", "Found at import"),
        actor_names([origin.staged_by]).get(origin.staged_by, Text.same("")),
        card_import=origin.pk,
    )


def _rechecked(finding: Finding) -> list[Step]:
    changes = FindingChange.objects.filter(
        finding=finding, card_import__state=ImportState.LIVE
    ).select_related("card_import")
    return [
        Step(
            change.card_import.live_at or change.card_import.staged_at,
            Text("再次导入，复查合格", "Imported again: right")
            if change.becomes == FindingState.CLOSED
            else Text("再次导入，仍不合格", "Imported again: still wrong"),
            Text("系统", "System"),
            card_import=change.card_import_id,
        )
        for change in changes
    ]


def _acts(finding: Finding) -> list[Step]:
    entries = list(
        JournalEntry.objects.filter(
            subject_type=finding._meta.label_lower, subject_id=str(finding.pk)
        ).filter(event__in=_ACTS)
    )
    names = actor_names(entry.by for entry in entries)
    return [_act(entry, names) for entry in entries]


def _act(entry: JournalEntry, names: dict[str, Text]) -> Step:
    new = json.loads(entry.new or "{}") or {}
    detail = json.loads(entry.detail or "{}") or {}
    what = _ACTS[entry.event]
    if state := new.get("state"):
        label = FINDING_STATES.get(state, Text.same(""))
        what = Text(f"{what.zh}：{label.zh}", f"{what.en}: {label.en}")
    elif person := Person.objects.filter(pk=new.get("person") or 0).first():
        what = Text(f"{what.zh}{person.name}", f"{what.en} {person.name}")
    return Step(entry.at, what, names[entry.by], detail.get("reason", ""))
