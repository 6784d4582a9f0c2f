"""Equations that every procuratorate and month must keep, over the cards in force."""

from datetime import date

from hengjian.engines.indicators.request import CardFiles, CardSource, MonthRange
from hengjian.engines.rules.balancing import BalanceCell, check_balances
from hengjian.warehouse import definitions
from hengjian.warehouse.queries import pins


def imbalances(
    card: str, as_of: date, months: MonthRange | None = None
) -> list[BalanceCell]:
    """The cells in which a balance of a card's pack does not hold; none when all do.

    上期未结 + 新收 = 审结 + 未结. A card without any import has no cells.
    """
    definition = definitions.in_force(card)
    held = pins.pins()
    if card not in held or not definition.pack.balances:
        return []
    sources: dict[str, CardSource] = {
        name: CardFiles(tuple(files)) for name, files in pins.sources_for(held).items()
    }
    return check_balances(
        definition.packs, card, sources, months or MonthRange(), as_of
    )
