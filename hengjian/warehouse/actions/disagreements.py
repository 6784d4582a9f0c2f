"""What was noted on a matter otherwise than its national record tells: findings."""

from collections.abc import Sequence
from dataclasses import dataclass

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Department, Person, Procuratorate
from hengjian.warehouse import card_layout
from hengjian.warehouse.importing.time_limit import finding_due_on
from hengjian.warehouse.models import Finding, FindingState, Import


NOTED = "noted."
"""Such rules are judged when a matter and its record are compared, not by an import."""

_MEND = Text(
    "请核对：本平台登记错的更正登记，全国系统填错的改正案卡后重新导入。",
    "Compare: correct the matter where it was noted wrongly, else the card and import it"
    " again.",
)


@dataclass(frozen=True)
class NotedOtherwise:
    """One item: what the card holds, and the sentence that tells both values."""

    item: str
    item_there: str
    value: str
    message: Text


@journal.action
def settle(
    *,
    card_import: Import,
    card_key: str,
    kind: str,
    noted: Sequence[NotedOtherwise],
    handler: Person | None,
    procuratorate: Procuratorate,
    department: Department | None,
    by: Actor,
) -> list[Finding]:
    """Raise a finding for each item noted otherwise; close those that agree again.

    One that was explained stays explained while both values stay; one that was answered as
    corrected and still differs is asked again. Returns what was raised or reopened.
    """
    journal.nothing_changed()
    digest = card_layout.key_digest(card_key).hex()
    known = {
        finding.rule: finding
        for finding in Finding.bookkeeping.select_for_update().filter(
            table=card_import.table,
            card_digest=digest,
            rule__startswith=f"{NOTED}{kind}.",
        )
    }
    raised = []
    for one in noted:
        rule = f"{NOTED}{kind}.{one.item}"
        finding = known.pop(rule, None)
        if finding is not None and not _asks_again(finding, one):
            continue
        finding = finding or Finding(
            table=card_import.table,
            card_digest=digest,
            card_key=card_key[:400],
            rule=rule[:100],
            raised_by=card_import,
            raised_on=clock.today(),
        )
        _asked(finding, one, handler, procuratorate, department)
        finding.save()
        raised.append(finding)
        _enter("warehouse.noted_otherwise", finding, one.item)
    for finding in known.values():
        if finding.state != FindingState.CLOSED:
            finding.state, finding.closed_on = FindingState.CLOSED, clock.today()
            finding.save(update_fields=["state", "closed_on"])
            _enter("warehouse.noted_alike", finding, finding.rule.rpartition(".")[2])
    return raised


def _asks_again(finding: Finding, one: NotedOtherwise) -> bool:
    """Whether a known finding is asked anew: what differs changed, or it was answered."""
    if finding.message_zh != one.message.zh:
        return True
    return finding.state in {FindingState.CLOSED, FindingState.ANSWERED_CORRECTED}


def _asked(
    finding: Finding,
    one: NotedOtherwise,
    handler: Person | None,
    procuratorate: Procuratorate,
    department: Department | None,
) -> None:
    if finding.pk is not None:
        finding.times_reopened += 1
    finding.level, finding.dimension, finding.kind = "prompting", "consistent", "wrong"
    finding.message_zh, finding.message_en = one.message.zh, one.message.en
    finding.mend_zh, finding.mend_en = _MEND.zh, _MEND.en
    finding.values = {one.item_there: one.value}
    finding.person, finding.procuratorate = handler, procuratorate
    finding.handler = handler.name if handler is not None else ""
    finding.unit_code = procuratorate.code
    finding.department = department
    finding.department_text = department.name if department is not None else ""
    finding.due_on = finding_due_on(clock.today())
    finding.state = FindingState.OPEN if finding.pk is None else FindingState.REOPENED
    finding.closed_on = None
    finding.answered_by, finding.answered_on = "", None
    finding.confirmed_by, finding.confirmed_on = "", None


def _enter(event: str, finding: Finding, item: str) -> None:
    journal.enter(
        event,
        subject=finding,
        new={"state": finding.state, "rule": finding.rule},
        detail={"item": item, "import": finding.raised_by_id},
    )
