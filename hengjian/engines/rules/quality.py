"""How many rows each rule was asked of and how many broke it, by rule and dimension.

The four dimensions of data quality: correct, complete, consistent, timely (正确、完整、
一致、及时). Rules of reading have theirs too: an empty required item is incompleteness.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hengjian.engines.rules.checking import Failure
from hengjian.engines.tables.card_table import CardTable


DIMENSIONS = ("correct", "complete", "consistent", "timely")

READING_RULES = {
    "columns": "complete",
    "required": "complete",
    "type": "correct",
    "code": "correct",
    "duplicate": "consistent",
}


@dataclass(frozen=True)
class RuleCount:
    """Rows asked and rows that broke the rule; never rates, those are made elsewhere."""

    rule: str
    dimension: str
    checked: int
    failed: int


def rule_counts(read: CardTable, failures: Sequence[Failure]) -> list[RuleCount]:
    """Counts of the rules of reading, then of the card's checks, in their order.

    ``read`` is what was read, before rows were kept aside by a check: checks are asked
    of every row that could be read.
    """
    unread = Counter(
        rule for row in read.rejected for rule in {cell.rule for cell in row.cells}
    )
    counts = [
        RuleCount(rule, dimension, read.rows_read, unread[rule])
        for rule, dimension in READING_RULES.items()
    ]
    broken = Counter(failure.check.name for failure in failures)
    counts += [
        RuleCount(check.name, check.dimension, read.table.num_rows, broken[check.name])
        for check in read.card.checks
    ]
    return counts


def dimension_counts(counts: Iterable[RuleCount]) -> dict[str, tuple[int, int]]:
    """(checked, failed) summed over the rules of each dimension."""
    checked: Counter[str] = Counter()
    failed: Counter[str] = Counter()
    for count in counts:
        checked[count.dimension] += count.checked
        failed[count.dimension] += count.failed
    return {name: (checked[name], failed[name]) for name in DIMENSIONS}
