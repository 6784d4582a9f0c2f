"""How many cards each rule was asked of and how many broke it, by procuratorate."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from hengjian.engines.pack_format.model import CaseCard, Check


def rule_counts(
    card: CaseCard,
    rows: pa.Table,
    broken: Iterable[tuple[int, Check]],
) -> list[dict[str, Any]]:
    """One count for each rule and unit; ``broken`` holds positions in ``rows``.

    ``rows`` are all cards that were checked, those kept aside by a check included.
    """
    units = _units(rows, card.unit)
    checked = Counter(units)
    failed: Counter[tuple[str, str]] = Counter()
    for position, check in broken:
        failed[check.name, units[position]] += 1
    return [
        {
            "rule": check.name,
            "level": check.level,
            "dimension": check.dimension,
            "kind": check.kind,
            "unit_code": unit[:20],
            "checked": number,
            "failed": failed[check.name, unit],
        }
        for check in card.checks
        for unit, number in sorted(checked.items())
    ]


def _units(rows: pa.Table, unit: str | None) -> Sequence[str]:
    if unit is None:
        return [""] * rows.num_rows
    texts: list[str] = pc.fill_null(rows.column(unit).cast(pa.string()), "").to_pylist()
    return texts
