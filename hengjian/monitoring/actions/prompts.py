"""Acts on prompts: found and ended by the rules, decided by a person."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.engines.forms.bound import BoundForm
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.matters.actions.registering import register
from hengjian.matters.faults import reason_given
from hengjian.matters.kinds import Kind
from hengjian.matters.models import Matter
from hengjian.monitoring.faults import MonitoringFault
from hengjian.monitoring.models import CheckedTable, Decision, Prompt
from hengjian.organisation.models import Department, Person, Procuratorate
from hengjian.warehouse.models import CardTable


# what a later check may find otherwise on the same card by the same rule
FIELDS = (
    "card_key",
    "level",
    "ground",
    "limit",
    "deadline",
    "due_on",
    "custody",
    "facts",
    "unit_code",
    "procuratorate_id",
    "department_id",
    "department_text",
    "person_id",
    "handler",
)
BATCH = 500


@dataclass(frozen=True)
class Entered:
    """How the prompts of a table changed."""

    holding: int
    new: int
    again: int
    ended: int


@journal.action
def enter_hits(
    *,
    table: CardTable,
    version: int,
    rests_on: str,
    rows: Iterable[dict[str, Any]],
    by: Actor,
) -> Entered | None:
    """Make a prompt of each hit that has none, and end those that are hit no more.

    A card that a rule hits once more takes its old prompt up: there is never a second
    one. Returns None, having changed nothing, when a later version was checked meanwhile.
    """
    CardTable.objects.select_for_update().get(pk=table.pk)
    before = CheckedTable.objects.filter(table=table).first()
    if before is not None and before.version > version:
        journal.nothing_changed()
        return None
    entered = _entered(table, rows)
    CheckedTable.objects.update_or_create(
        table=table,
        defaults={
            "version": version,
            "rests_on": rests_on,
            "checked_on": clock.today(),
            "checked_at": clock.now(),
            "holding": entered.holding,
        },
    )
    journal.enter(
        "monitoring.cards_checked",
        subject=f"warehouse.cardtable:{table.name}",
        new={"version": version, **vars(entered)},
    )
    return entered


def _entered(table: CardTable, rows: Iterable[dict[str, Any]]) -> Entered:
    today = clock.today()
    held = {
        (prompt.card_digest, prompt.rule): prompt
        for prompt in Prompt.bookkeeping.filter(table=table)
    }
    new: list[Prompt] = []
    changed: list[Prompt] = []
    hit: set[tuple[str, str]] = set()
    again = 0
    for row in rows:
        known = (row["card_digest"], row["rule"])
        hit.add(known)
        prompt = held.get(known)
        if prompt is None:
            new.append(Prompt(table=table, seen_on=today, **row))
            continue
        again += prompt.ended_on is not None
        if prompt.ended_on is not None or _otherwise(prompt, row):
            prompt.ended_on = None
            for name in (*FIELDS, "version"):
                setattr(prompt, name, row[name])
            changed.append(prompt)
    ended = [
        prompt.pk
        for known, prompt in held.items()
        if known not in hit and prompt.ended_on is None
    ]
    Prompt.objects.bulk_create(new, batch_size=BATCH)
    names = [name.removesuffix("_id") for name in (*FIELDS, "version", "ended_on")]
    Prompt.bookkeeping.bulk_update(changed, names, batch_size=BATCH // 5)
    for first in range(0, len(ended), BATCH):
        some = Prompt.bookkeeping.filter(pk__in=ended[first : first + BATCH])
        some.update(ended_on=today)
    return Entered(len(hit), len(new), again, len(ended))


def _otherwise(prompt: Prompt, row: dict[str, Any]) -> bool:
    return any(getattr(prompt, name) != row[name] for name in FIELDS)


@dataclass(frozen=True)
class Place:
    """Where a matter is registered and by whom."""

    unit: Procuratorate
    department: Department | None
    registrant: Person | None


@journal.action
def raise_prompts(
    *,
    prompts: Sequence[Prompt],
    kind: Kind,
    bound: BoundForm,
    place: Place,
    by: Actor,
) -> Matter:
    """Register one matter of process monitoring for the prompts of one case handler.

    Raises ``MonitoringFault`` where one is decided already or they are several people's;
    ``NotFilled`` where the form may not stand.
    """
    locked = _locked(prompts)
    matter = register(
        kind=kind,
        bound=bound,
        unit=place.unit,
        department=place.department,
        registrant=place.registrant,
        by=by,
    )
    today = clock.today()
    for prompt in locked:
        prompt.decision, prompt.matter = Decision.RAISED, matter
        prompt.decided_on, prompt.decided_by = today, by.journal_name
        prompt.save(update_fields=["decision", "matter", "decided_on", "decided_by"])
    journal.enter(
        "monitoring.prompts_raised",
        subject=matter,
        new={"prompts": [prompt.pk for prompt in locked]},
    )
    return matter


def _locked(prompts: Sequence[Prompt]) -> list[Prompt]:
    numbers = [prompt.pk for prompt in prompts]
    locked = list(Prompt.objects.select_for_update().filter(pk__in=numbers))
    if not locked or len(locked) != len(set(numbers)):
        raise MonitoringFault(Text("没有选定提示", "no prompt was chosen"))
    if any(prompt.decision != Decision.OPEN for prompt in locked):
        raise MonitoringFault(
            Text(
                "提示已经处理过，请刷新页面", "a prompt is decided already: look again"
            )
        )
    whose = {(prompt.procuratorate_id, prompt.person_id) for prompt in locked}
    if len(whose) > 1:
        raise MonitoringFault(
            Text(
                "一次流程监控只针对一个承办人，请分开登记",
                "one matter is about one handler: raise them apart",
            )
        )
    return locked


@journal.action
def set_aside(*, prompt: Prompt, reason: str, by: Actor) -> Prompt:
    """Decide not to raise a prompt, with the reason.

    Raises ``ReasonMissing``; ``MonitoringFault`` where it is decided already.
    """
    reason = reason_given(reason)[:500]
    [found] = _locked([prompt])
    found.decision, found.reason = Decision.SET_ASIDE, reason
    found.decided_on, found.decided_by = clock.today(), by.journal_name
    found.save(update_fields=["decision", "reason", "decided_on", "decided_by"])
    journal.enter("monitoring.prompt_set_aside", subject=found, new={"reason": reason})
    return found


@journal.action
def take_up(*, prompt: Prompt, reason: str, by: Actor) -> Prompt:
    """Open a prompt again that was set aside, with the reason.

    Raises ``ReasonMissing``; ``MonitoringFault`` for one that was not set aside.
    """
    reason = reason_given(reason)[:500]
    found: Prompt = Prompt.objects.select_for_update().get(pk=prompt.pk)
    if found.decision != Decision.SET_ASIDE:
        raise MonitoringFault(
            Text(
                "只有不予监控的提示可以重新处理", "only what was set aside is taken up"
            )
        )
    before = {"reason": found.reason, "decided_by": found.decided_by}
    found.decision, found.reason = Decision.OPEN, ""
    found.decided_on, found.decided_by = None, ""
    found.save(update_fields=["decision", "reason", "decided_on", "decided_by"])
    journal.enter(
        "monitoring.prompt_taken_up", subject=found, old=before, new={"reason": reason}
    )
    return found
