"""Where an office keeps the record of a kind: settled by an administrator, from a day on."""

from datetime import date

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.matters.faults import MatterFault, reason_given
from hengjian.matters.kinds import Kind
from hengjian.matters.models import RecordOf, RecordSetting
from hengjian.organisation.models import Procuratorate


@journal.action
def settle_record(
    *,
    kind: Kind,
    unit: Procuratorate,
    record_of: RecordOf,
    from_on: date,
    reason: str,
    by: Actor,
) -> RecordSetting:
    """From a day on the office, and those below it, keep the record here or nationally.

    Matters that run already stay as they were registered. Raises ``ReasonMissing``;
    ``MatterFault`` for a kind whose record is kept here by its nature, or a day gone by.
    """
    reason = reason_given(reason)
    if kind.pack.record_of != RecordOf.NATIONAL:
        raise MatterFault(
            Text(
                "这类事项本来就在本平台办理",
                "the record of this kind is kept here by its nature",
            )
        )
    if from_on < clock.today():
        raise MatterFault(
            Text("启用日不能早于今天", "it does not begin before today"), status=422
        )
    made = RecordSetting.objects.create(
        procuratorate=unit,
        kind=kind.name,
        record_of=record_of,
        from_on=from_on,
        reason=reason,
        by=by.journal_name,
        settled_at=clock.now(),
    )
    journal.enter(
        "matters.record_settled",
        subject=made,
        new={
            "kind": kind.name,
            "procuratorate": unit.code,
            "record_of": record_of.value,
            "from_on": from_on,
        },
        detail={"reason": reason},
    )
    return made
