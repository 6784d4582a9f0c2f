"""The matters that stand behind cards: their own cards, and those they overlay."""

from collections.abc import Collection

from hengjian.matters.models import Likeness
from hengjian.warehouse.models import CardTable, DataKey, MatterCard, VaultBlob


def matters_of_cards(table: CardTable, digests: Collection[str]) -> set[int]:
    """The keys of the matters of cards, by the hexadecimal digests of their keys."""
    own = MatterCard.bookkeeping.filter(table=table, card_digest__in=digests)
    over = Likeness.objects.filter(items=f"card:{table.name}", digest__in=digests)
    return {
        *own.order_by().values_list("matter_id", flat=True),
        *over.order_by().values_list("matter_id", flat=True),
    }


def matters_of_key(data_key: DataKey) -> set[int]:
    """Those whose cards a data key sealed."""
    sealed = VaultBlob.objects.filter(data_key=data_key).order_by()
    digests = {bytes(d).hex() for d in sealed.values_list("card_digest", flat=True)}
    found: set[int] = set()
    wanted = sorted(digests)
    for at in range(0, len(wanted), 500):
        found |= matters_of_cards(data_key.table, wanted[at : at + 500])
    return found
