"""The cards behind a value, as a page shows them: shown + withheld = counted."""

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.access.queries import grants_in_force
from hengjian.access.roles import ROLES
from hengjian.engines.indicators.drilling import Cell, MeasureCards, cards_behind
from hengjian.engines.pack_format.model import CaseCard
from hengjian.indicators import run_inputs
from hengjian.indicators.models import Run
from hengjian.indicators.queries.kept_cells import SMALL
from hengjian.indicators.queries.masks import FEW, KEPT
from hengjian.indicators.queries.withheld import Withheld
from hengjian.organisation.models import Procuratorate
from hengjian.warehouse import card_layout
from hengjian.warehouse.queries import sealed


BETWEEN = "\x1f"  # stands in no code and no name


@dataclass(frozen=True)
class Counted:
    """One measure's cards in a cell: keys of those the viewer may see, and how many not."""

    measures: MeasureCards
    keys: tuple[str, ...]  # key texts of the shown cards
    total: int  # rows counted
    weight: int  # what they count for
    withheld: int
    sealed: int = 0  # of all counted, whoever asks
    is_kept: bool = False  # the value's numbers are not told

    @property
    def is_small(self) -> bool:
        """Whether the number itself is not told, nor whether a sealed card is among it."""
        return self.is_kept or self.is_few

    @property
    def is_few(self) -> bool:
        """Few cards, and a sealed one of them."""
        return self.sealed > 0 and self.total < SMALL

    @property
    def told_as(self) -> str:
        """What stands instead of a number that is not told."""
        return FEW if self.is_few else KEPT

    @property
    def name(self) -> str:
        return self.measures.measure.name


def counted_cards(
    run: Run, indicator: str, cell: Cell, account: Account, *, side: str = "all"
) -> list[Counted]:
    """Every measure's cards of a value at the run's pinned versions."""
    request = run_inputs.inputs_of(run).request
    withheld = Withheld(run)
    is_kept = any(
        withheld.masks(indicator, level, unit, cell.period)
        for level, unit in cell.by.items()
    )
    return [
        _counted(found, account, is_kept=is_kept)
        for found in cards_behind(request, indicator, cell, side=side)
    ]


def _counted(found: MeasureCards, account: Account, *, is_kept: bool) -> Counted:
    table = found.cards
    keys = key_texts(table, found)
    unsealed = sealed.shown(keys, _table_of(found))
    hidden = len(keys) - sum(unsealed.to_pylist())
    shown = table.filter(pc.and_(_visible(table, account), unsealed))
    weights = table["_weight"] if "_weight" in table.column_names else None
    weight = pc.sum(weights).as_py() if weights is not None else table.num_rows
    return Counted(
        measures=found,
        keys=tuple(key_texts(shown, found)),
        total=table.num_rows,
        weight=int(weight or 0),
        withheld=table.num_rows - shown.num_rows,
        sealed=hidden,
        is_kept=is_kept,
    )


def _table_of(found: MeasureCards) -> str | None:
    """The card table of counted cards; None for whole cases: sealed in any table."""
    card = found.shape.card
    return card.name if isinstance(card, CaseCard) else None


def _visible(table: pa.Table, account: Account) -> pa.Array:
    """Which rows lie where the account may open cards, in a place or in a department.

    Cards that name no place are for those who may open cards everywhere.
    """
    whole, departments = _where_cards_open(account)
    if whole is None:
        return pa.array([True] * table.num_rows, pa.bool_())
    if "_unit" not in table.column_names:
        return pa.array([False] * table.num_rows, pa.bool_())
    units = table["_unit"].cast(pa.string())
    seen = pc.is_in(units, value_set=pa.array(sorted(whole), pa.string()))
    if not departments or "_department" not in table.column_names:
        return seen
    within = pc.binary_join_element_wise(
        units, table["_department"].cast(pa.string()), BETWEEN
    )
    own = pa.array([f"{u}{BETWEEN}{d}" for u, d in sorted(departments)], pa.string())
    return pc.or_(seen, pc.is_in(within, value_set=own))


def _where_cards_open(
    account: Account,
) -> tuple[set[str] | None, set[tuple[str, str]]]:
    """Codes of the places, and names of departments as cards write them; None: all."""
    whole: set[str] = set()
    departments: set[tuple[str, str]] = set()
    for grant in grants_in_force(account):
        role = ROLES.get(grant.role)
        if role is None or Permission.CARDS_BEHIND_READ not in role.permissions:
            continue
        if grant.department is not None:
            unit = grant.department.procuratorate.code
            texts = {grant.department.card_code, grant.department.name} - {""}
            departments |= {(unit, text) for text in texts}
        elif grant.unit is not None:
            below = Procuratorate.objects.filter(path__startswith=grant.unit.path)
            whole |= set(below.values_list("code", flat=True))
        else:
            return None, set()
    return whole, departments


def key_texts(table: pa.Table, found: MeasureCards) -> list[str]:
    """The keys of cards as one text each."""
    card = found.shape.card
    if isinstance(card, CaseCard):
        return list(
            card_layout.key_texts(table, card_layout.layout_of(card)).to_pylist()
        )
    columns = [table[name].to_pylist() for name in card.key]
    return ["|".join(str(value) for value in row) for row in zip(*columns, strict=True)]
