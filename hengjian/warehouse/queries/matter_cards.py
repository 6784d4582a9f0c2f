"""From a card to the matter that it is the card of."""

from collections.abc import Sequence

from hengjian.access.models import Account
from hengjian.matters.queries.sight import matters_seen
from hengjian.warehouse import card_layout
from hengjian.warehouse.models import MatterCard


def matters_of(account: Account, card: str, keys: Sequence[str]) -> dict[str, int]:
    """Key of a card → its matter, of those that the account may open."""
    digests = {card_layout.key_digest(key).hex(): key for key in keys}
    found = MatterCard.objects.filter(
        table__name=card,
        card_digest__in=list(digests),
        matter__in=matters_seen(account).values("pk"),
    )
    told = found.order_by("pk").values_list("card_digest", "matter_id")
    return {digests[digest]: matter for digest, matter in told}


def matter_of(account: Account, card: str, key: str) -> int | None:
    """The matter of one card; None where it has none, or none that may be opened."""
    return matters_of(account, card, [key]).get(key)
