"""What was erased or sealed after a backup is so again when the backup is put back."""

from collections.abc import Callable
from pathlib import Path

from hengjian.audit import kept_outside
from hengjian.audit.actors import Actor
from hengjian.audit.kept_outside import KeptOutside
from hengjian.warehouse.actions import sealings, vault
from hengjian.warehouse.models import CardTable, DataKey, Sealing


def erase_again(path: Path, *, above: int, by: Actor) -> int:
    """Do again what the file tells of entries above a number; how many were done."""
    done = 0
    for kept in kept_outside.read(path, above=above):
        act = _ACTS.get(kept.event)
        if act is not None and act(kept, by):
            done += 1
    return done


def _destroy(kept: KeptOutside, by: Actor) -> bool:
    data_key = DataKey.objects.filter(
        table__name=kept.detail["table"],
        scope=kept.detail["scope"],
        destroyed_at__isnull=True,
        pk=kept.subject_id,
    ).first()
    if data_key is None:  # made after the backup, or destroyed already
        return False
    vault.destroy_data_key(data_key=data_key, reason=kept.detail["reason"], by=by)
    return True


def _erase(kept: KeptOutside, by: Actor) -> bool:
    table = CardTable.objects.filter(pk=kept.subject_id).first()
    if table is None:
        return False
    vault.erase_card(
        table=table, card_key=kept.detail["card"], reason=kept.detail["reason"], by=by
    )
    return True


def _seal(kept: KeptOutside, by: Actor) -> bool:
    return sealings.seal_again(number=str(kept.number), told=kept.detail, by=by)


def _lift(kept: KeptOutside, by: Actor) -> bool:
    sealing = Sealing.objects.filter(
        mark=kept.detail["mark"], lifted_on__isnull=True
    ).first()
    if sealing is None:
        return False
    told = kept.detail
    sealings.lift(sealing=sealing, reason=told["reason"], basis=told["basis"], by=by)
    return True


_ACTS: dict[str, Callable[[KeptOutside, Actor], bool]] = {
    "warehouse.data_key_destroyed": _destroy,
    "warehouse.card_erased": _erase,
    "warehouse.record_sealed": _seal,
    "warehouse.sealing_searched": _seal,
    "warehouse.sealing_lifted": _lift,
}
