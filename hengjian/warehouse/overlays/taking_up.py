"""After an import: cards that no matter has are offered or registered, as settled."""

from typing import Any

from hengjian.access.models import Account
from hengjian.audit.actors import System
from hengjian.jobs.context import JobContext
from hengjian.jobs.registry import task
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.matters.kinds import Kind, kinds
from hengjian.notices import actions as notices
from hengjian.notices import models as notice_models
from hengjian.notices.actions import Telling
from hengjian.organisation.queries import main_appointment_on
from hengjian.warehouse.actions import taking_up as acts
from hengjian.warehouse.models import Import, TakingUp, TakingUpAct
from hengjian.warehouse.overlays.registering import (
    Place,
    WantedCards,
    register_from_cards,
    waiting,
)
from hengjian.warehouse.queries.taking_up import addresses, settings_in_force


BY = System("national_record")


@task
def take_up_cards(
    context: JobContext, event: str, event_id: str, **_: Any
) -> dict[str, Any]:
    """Do with an import's new cards what each office has settled."""
    card_import = Import.objects.select_related("table").get(pk=event_id)
    return {**take_up_after(card_import), "after": f"{event} {event_id}"}


def take_up_after(card_import: Import) -> dict[str, int]:
    """The same, of one import; counts what was offered, registered and refused.

    Asked again nothing is registered twice: a number that a matter has is passed over.
    """
    told = {"offered": 0, "registered": 0, "refused": 0}
    known = kinds()
    for setting in settings_in_force(card_import.table.name, clock.today()):
        kind = known.get(setting.kind)
        account = Account.objects.filter(
            person=setting.person_id or 0, is_active=True
        ).first()
        if kind is None or account is None:
            continue
        if setting.act == TakingUpAct.OPEN:
            _open(card_import, setting, kind, account, told)
        else:
            _offer(card_import, setting, kind, account, told)
    return told


def _open(
    card_import: Import,
    setting: TakingUp,
    kind: Kind,
    account: Account,
    told: dict[str, int],
) -> None:
    source = Text(
        f"导入 {card_import.pk}（{card_import.file_name}）",
        f"import {card_import.pk} ({card_import.file_name})",
    )
    person = setting.person
    sitting = main_appointment_on(person, clock.today()) if person else None
    place = Place(
        setting.procuratorate,
        sitting.department if sitting is not None else None,
        account,
        BY,
    )
    found = register_from_cards(
        kind, setting.card, place, WantedCards(setting.from_on), source=source
    )
    told["registered"] += found.registered
    told["refused"] += len(found.refused)
    if not (found.registered or found.refused):
        return
    acts.note_taken_up(
        card_import=card_import,
        event=acts.OPENED,
        setting=setting,
        counted={
            "registered": found.registered,
            "refused": [key for key, _ in found.refused],
        },
        by=BY,
    )
    refused = len(found.refused)
    _tell(
        setting,
        kind,
        account,
        Text(
            f"{source.zh}带来的案卡已自动登记{kind.title.zh} {found.registered} 件"
            + (f"，{refused} 件未能登记，请人工登记。" if refused else "。"),
            f"{found.registered} of {kind.title.en} registered from {source.en}"
            + (f"; {refused} could not be: register them by hand." if refused else "."),
        ),
        card_import,
    )


def _offer(
    card_import: Import,
    setting: TakingUp,
    kind: Kind,
    account: Account,
    told: dict[str, int],
) -> None:
    unit, wanted = setting.procuratorate, WantedCards(setting.from_on)
    count = sum(1 for _ in waiting(kind, setting.card, unit, wanted))
    told["offered"] += count
    if not count:
        return
    acts.note_taken_up(
        card_import=card_import,
        event=acts.OFFERED,
        setting=setting,
        counted={"cards": count},
        by=BY,
    )
    _tell(
        setting,
        kind,
        account,
        Text(
            f"导入 {card_import.pk} 后有 {count:,} 张案卡可以登记为{kind.title.zh}。",
            f"After import {card_import.pk} {count:,} cards wait to be registered as"
            f" {kind.title.en}.",
        ),
        card_import,
    )


def _tell(
    setting: TakingUp,
    kind: Kind,
    account: Account,
    sentence: Text,
    card_import: Import,
) -> None:
    telling = Telling(
        kind=notice_models.Kind.IMPORT,
        key=f"warehouse.taken_up:{card_import.pk}:{setting.pk}",
        sentence=sentence,
        address=addresses(setting, kind.name),
    )
    notices.send(telling=telling, to=[account], by=BY)
