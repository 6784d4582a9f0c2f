"""What the cards of the released packs are called."""

from hengjian.lib.bilingual import Text
from hengjian.packs import queries


def card_titles() -> dict[str, Text]:
    """Pack → title, for packs that have a card, in the packs' order."""
    packs = queries.current().loaded.packs.values()
    return {pack.name: pack.title for pack in packs if pack.card is not None}


def imported_titles() -> dict[str, Text]:
    """Pack → title, for packs whose cards come from files; exports of a kind that is
    handled beside its national record come after them."""
    packs = queries.current().loaded.packs
    titles = card_titles()
    exported = {
        name: Text(f"{title.zh}（全国系统导出）", f"{title.en} (national export)")
        for name, title in titles.items()
        if packs[name].kind == "handled" and packs[name].record_of == "national"
    }
    imported = {n: t for n, t in titles.items() if packs[n].kind == "imported"}
    return {**imported, **exported}


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
