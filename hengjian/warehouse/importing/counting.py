"""How many cards or cases each rule was asked of and how many broke it, by procuratorate."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from hengjian.engines.pack_format.model import CaseCard, Check
from hengjian.engines.rules.asking import Unasked
from hengjian.warehouse.importing.judging import Broken, Subjects


Row = dict[str, Any]


def units_of(rows: pa.Table, unit: str | None) -> pa.DictionaryArray:
    """The procuratorate of each row, each code once; "" where it names none."""
    if unit is None:
        indices = pa.array(np.zeros(rows.num_rows, dtype=np.int32))
        return pa.DictionaryArray.from_arrays(indices, pa.array([""]))
    texts = pc.fill_null(rows.column(unit).cast(pa.string()), "")
    return pa.concat_arrays([texts.combine_chunks()]).dictionary_encode()


def rule_counts(
    card: CaseCard,
    units: pa.DictionaryArray,
    broken: Iterable[tuple[int, Check]],
    unasked: Unasked,
) -> list[Row]:
    """One count for each rule and unit; ``broken`` holds positions in ``units``.

    ``units`` are those of all cards that were checked, those kept aside by a check
    included. A rule that no card of a unit could be asked is not counted there.
    """
    codes, place = units.dictionary.to_pylist(), np.asarray(units.indices)
    everything = np.bincount(place, minlength=len(codes)).tolist()
    failed: Counter[tuple[str, int]] = Counter()
    for position, check in broken:
        failed[check.name, int(place[position])] += 1
    counts = []
    for check in card.checks:
        mask = unasked.masks.get(check.name)
        asked = everything
        if mask is not None:
            asked = np.bincount(place[mask], minlength=len(codes)).tolist()
        for at in sorted(range(len(codes)), key=lambda which: codes[which]):
            if asked[at]:
                number = failed[check.name, at]
                counts.append(_row(check, check.name, codes[at], asked[at], number))
    return counts


def case_counts(
    cases: Sequence[Subjects], broken: Iterable[Broken], units: pa.DictionaryArray
) -> list[Row]:
    """The same for rules about whole cases, each at the unit of the card that speaks."""
    codes, place = units.dictionary.to_pylist(), np.asarray(units.indices)
    failed = Counter((fault.rule, int(place[fault.row])) for fault in broken)
    counts = []
    for subjects in cases:
        asked = np.bincount(place[subjects.rows], minlength=len(codes)).tolist()
        for rule, check in subjects.rules.items():
            if rule in subjects.asked:
                continue  # of none
            counts += [
                _row(check, rule, code, asked[at], failed[rule, at])
                for at, code in enumerate(codes)
                if asked[at]
            ]
    return counts


def _row(check: Check, rule: str, unit: str, checked: int, failed: int) -> Row:
    return {
        "rule": rule,
        "level": check.level,
        "dimension": check.dimension,
        "kind": check.kind,
        "unit_code": unit[:20],
        "checked": checked,
        "failed": failed,
    }
