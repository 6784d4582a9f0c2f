"""What the cards of the released packs are called."""

from hengjian.lib.bilingual import Text
from hengjian.packs import queries


def card_titles() -> dict[str, Text]:
    """Pack → title, for packs that have a card, in the packs' order."""
    packs = queries.current().loaded.packs.values()
    return {pack.name: pack.title for pack in packs if pack.card is not None}


def imported_titles() -> dict[str, Text]:
    """Pack → title, for packs whose cards come from files."""
    packs = queries.current().loaded.packs
    return {
        name: title
        for name, title in card_titles().items()
        if packs[name].kind == "imported"
    }


def rule_messages(card: str) -> dict[str, Text]:
    """Rule → what it says, of one card and the cards rolled up from it."""
    pack = queries.current().loaded.packs.get(card)
    if pack is None or pack.card is None:
        return {}
    messages = {check.name: check.message for check in pack.card.checks}
    for rolled in pack.rolled_cards.values():
        # so does a finding on a whole case name its rule
        messages |= {f"{rolled.name}.{c.name}"[:100]: c.message for c in rolled.checks}
    for balance in pack.balances:
        messages[f"balance.{balance.name}"[:100]] = balance.message
    return messages
