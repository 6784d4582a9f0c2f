"""New cards of a national record: what an office does with them, and that it was done."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from hengjian.access.models import Account
from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.matters.faults import reason_given
from hengjian.organisation.models import Person, Procuratorate
from hengjian.warehouse.models import Import, TakingUp, TakingUpAct


OFFERED = "warehouse.cards_offered"
OPENED = "warehouse.matters_opened"


class NotSettled(UserFault):
    """The setting lacks somebody who sees to the cards, or begins before today."""

    status = 422


@journal.action
def settle_taking_up(
    *,
    kind: str,
    card: str,
    unit: Procuratorate,
    act: TakingUpAct,
    person: Person | None,
    from_on: date,
    reason: str,
    by: Actor,
) -> TakingUp:
    """From a day on, cards dated that day or later are offered, registered or left.

    Raises ``ReasonMissing``; ``NotSettled`` without somebody who sees to them and can
    sign in, or for a day gone by.
    """
    reason = reason_given(reason)
    if from_on < clock.today():
        raise NotSettled(Text("启用日不能早于今天", "it does not begin before today"))
    if act is not TakingUpAct.LEAVE:
        signs_in = Account.objects.filter(person=person, is_active=True)
        if person is None or not signs_in.exists():
            raise NotSettled(
                Text(
                    "请写明由谁处理：本院有账号的一个人，工号或姓名",
                    "name who sees to them: one person of the office with an account,"
                    " by staff number or name",
                )
            )
    made = TakingUp.objects.create(
        kind=kind,
        card=card,
        procuratorate=unit,
        act=act,
        person=person,
        from_on=from_on,
        reason=reason,
        by=by.journal_name,
        settled_at=clock.now(),
    )
    journal.enter(
        "warehouse.taking_up_settled",
        subject=made,
        new={
            "kind": kind,
            "card": card,
            "procuratorate": unit.code,
            "act": act.value,
            "person": person.pk if person is not None else None,
            "from_on": from_on,
        },
        detail={"reason": reason},
    )
    return made


@journal.action
def note_taken_up(
    *,
    card_import: Import,
    event: str,
    setting: TakingUp,
    counted: Mapping[str, Any],
    by: Actor,
) -> None:
    """Enter what became of the cards that an import brought: ``OFFERED`` or ``OPENED``."""
    journal.enter(
        event,
        subject=card_import,
        detail={
            "setting": setting.pk,
            "kind": setting.kind,
            "card": setting.card,
            "procuratorate": setting.procuratorate.code,
            **counted,
        },
    )
