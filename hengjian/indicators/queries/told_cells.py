"""What several runs tell of the same cells, when they are laid side by side."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hengjian.engines.statistics.suppression import Kept


if TYPE_CHECKING:
    from hengjian.indicators.queries.kept_cells import Cell, Cells


@dataclass(frozen=True)
class Told:
    """What runs print of cells, taken together, and what any of them keeps back."""

    values: "Mapping[Cell, frozenset[int]]" = field(default_factory=dict)
    kept: "frozenset[Cell]" = frozenset()

    def serves(self, cell: "Cell", cells: "Cells") -> bool:
        """Whether no run tells the number that another keeps back there."""
        told = self.values.get(cell, frozenset())
        return cell in self.kept or cells.values[cell] not in told

    def with_more(self, cells: "Cells", kept: "Kept[Cell]") -> "Told":
        """With one run more."""
        values = dict(self.values)
        for cell, number in cells.values.items():
            if cell not in kept.cells:
                known = values.get(cell)
                if known is None or number not in known:
                    values[cell] = frozenset((number, *(known or ())))
        return Told(values, self.kept | kept.cells)
