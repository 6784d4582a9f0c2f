"""Acts on the vault: change the master key, destroy a data key, erase one card."""

from collections.abc import Sequence

from django.conf import settings

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.lib.registers import every
from hengjian.matters.actions.keys import erase
from hengjian.warehouse import card_layout, data_keys, personal_payload, vault_rows
from hengjian.warehouse.models import CardTable, DataKey, VaultBlob
from hengjian.warehouse.queries import sealed
from hengjian.warehouse.queries.matters_of_cards import (
    matters_of_cards,
    matters_of_key,
)
from hengjian.warehouse.vault_cipher import Algorithm


class ReasonMissing(UserFault):
    """The act needs a reason in words."""


@journal.action
def rotate_master_key(*, by: Actor) -> int:
    """Wrap every living data key by a new master key; returns how many.

    Those of documents, received papers and matters too: whatever is registered under
    ``KEYS_WRAPPED_ANEW``.

    No blob is touched. The old master key may be destroyed afterwards, once no backup
    of the database that needs it is kept.
    """
    number = data_keys.current_master() + 1
    settings.KEYRING.key(f"vault_master_{number}")
    keys = list(
        DataKey.objects.select_for_update(of=("self",))
        .filter(destroyed_at__isnull=True)
        .select_related("table")
    )
    for data_key in keys:
        key = data_keys.opened(data_key)
        algorithm = Algorithm(data_key.algorithm)
        data_key.wrapped = data_keys.wrapped(
            key, algorithm, number, data_key.table.name, data_key.scope
        )
        data_key.master = number
        data_key.save(update_fields=["wrapped", "master"])
    elsewhere: int = sum(wrap(by=by) for wrap in every("KEYS_WRAPPED_ANEW"))
    journal.enter(
        "warehouse.master_key_rotated",
        subject=f"warehouse.vault:{number}",
        new={"master": number, "data_keys": len(keys) + elsewhere},
    )
    return len(keys) + elsewhere


@journal.action
def destroy_data_key(*, data_key: DataKey, reason: str, by: Actor) -> None:
    """Erase everything that a data key sealed, in every backup too, for ever.

    The personal items and papers of the matters whose cards it sealed go with it.

    Raises ``ReasonMissing``; ``KeyDestroyed`` when it is gone already.
    """
    _require(reason)
    data_key = DataKey.objects.select_for_update().get(pk=data_key.pk)
    data_keys.opened(data_key)
    matters = matters_of_key(data_key)
    data_key.wrapped = None
    data_key.destroyed_at = clock.now()
    data_key.save(update_fields=["wrapped", "destroyed_at"])
    journal.enter(
        "warehouse.data_key_destroyed",
        subject=data_key,
        detail={
            "table": data_key.table.name,
            "scope": data_key.scope,
            "reason": reason,
        },
    )
    if matters:
        erase(matters=matters, reason=reason, by=by)


@journal.action
def erase_card(*, table: CardTable, card_key: str, reason: str, by: Actor) -> int:
    """Remove the personal items of one card at every version; returns the blobs removed.

    The keys of its matters' personal items and papers are destroyed with it.

    Copies in backups stay until the data key of the card's year is destroyed.
    Raises ``ReasonMissing``.
    """
    _require(reason)
    digest = card_layout.key_digest(card_key)
    removed, _ = VaultBlob.objects.filter(table=table, card_digest=digest).delete()
    journal.enter(
        "warehouse.card_erased",
        subject=table,
        detail={"card": card_key, "blobs": removed, "reason": reason},
    )
    matters = matters_of_cards(table, [bytes(digest).hex()])
    if matters:
        erase(matters=matters, reason=reason, by=by)
    return removed


@journal.action
def unmask(
    *, table: CardTable, card_keys: Sequence[str], reason: str, by: Actor
) -> dict[str, dict[str, str]]:
    """The personal items of some cards in the clear, by key text; a read that is journaled.

    Sealed cards are left out: those are opened one by one (``sealings.open_card``).

    Raises ``ReasonMissing``, ``KeyDestroyed``, ``NotOpened``.
    """
    _require(reason)
    card_keys = sealed.shown_keys(card_keys, table.name)
    digests = {card_layout.key_digest(key): key for key in card_keys}
    found = vault_rows.payloads_at(table, table.current_version, digests)
    journal.enter(
        "warehouse.personal_item_unmasked",
        subject=table,
        detail={"cards": list(card_keys)[:50], "count": len(found), "reason": reason},
    )
    return {
        digests[digest]: personal_payload.values(payload)
        for digest, payload in found.items()
    }


def _require(reason: str) -> None:
    if not reason.strip():
        raise ReasonMissing(Text("请写明理由", "say the reason"))
