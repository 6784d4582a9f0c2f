"""Filters, signatures and the plain interpreter give the same rows.

``HENGJIAN_EXAMPLES`` sets how many random packs, cards and requests are tried.
"""

import os
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st

from hengjian.engines.indicators.computing import compute
from hengjian.engines.indicators.organisation import Organisation
from hengjian.engines.indicators.periods import CutOff, PeriodKind, month_number
from hengjian.engines.indicators.reference import compute_plainly
from hengjian.engines.indicators.request import MonthRange, RunRequest, Strategy
from hengjian.engines.pack_format.model import Loaded
from hengjian.engines.pack_format.reading import load
from hengjian.lib.faults import UserFault
from tests.agreement.indicators import packs as drawn
from tests.agreement.indicators.rows import card_tables, days


EXAMPLES = int(os.environ.get("HENGJIAN_EXAMPLES", "25"))
PLACES = [
    {"code": "000001", "name": "nation", "parent": None, "level": "nation"},
    {"code": "420000", "name": "Hubei", "parent": "000001", "level": "province"},
    {"code": "420100", "name": "Wuhan", "parent": "420000", "level": "city"},
    {"code": "420101", "name": "one", "parent": "420100", "level": "county"},
]
BY = ("nation", "province", "city", "procuratorate", "department", "person")
ITEMS = (
    "charge",
    "outcome",
    "is_minor",
    "amount",
    "accepted_on",
    "prosecution.outcome",
)
CONDITIONS = (
    None,
    "charge = 'theft'",
    "not is_minor",
    "accepted_on < as_of - 20",
    "procuratorate in ('420101', '420102') and accepted_on <= as_of",
    "'420101' = procuratorate",
)


def write(folder: Path, packs: drawn.DrawnPacks) -> Loaded:
    cards = {
        "arrest": drawn.ARREST,
        "prosecution": drawn.PROSECUTION,
        "trial": drawn.TRIAL,
    }
    for name, card in cards.items():
        files = {
            "pack.yaml": f"pack: {name}\nformat: 1\ntitle: {name}\n"
            "line_of_work: criminal\nkind: imported\nsensitivity: internal\n"
            "effective_from: 2000-01-01\n",
            "case_card.yaml": card,
        }
        if name == "arrest":
            files |= {
                "parameters.yaml": drawn.PARAMETERS,
                "rolled_cards/cases.yaml": drawn.CASES,
                "rolled_cards/kinds.yaml": drawn.KINDS,
                "measures.yaml": "\n".join(m.yaml for m in packs.measures),
            }
            for indicator, value in packs.indicators.items():
                files[f"indicators/{indicator}.yaml"] = (
                    f"indicator: {indicator}\ncode: {indicator.upper()}\n"
                    f"label: {indicator}\nsentence: {indicator}\nvalue: {value}\n"
                    f"unit: {packs.units[indicator]}\ndecimals: 3\ndirection: neutral\n"
                    "source: {title: drawn}\n"
                )
        for file, text in files.items():
            path = folder / name / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    loaded = load([folder])
    assert not loaded.faults, [f"{f.place} {f.message.en}" for f in loaded.faults]
    return loaded


months = st.none() | st.integers(month_number(2024, 11), month_number(2025, 5))


@st.composite
def requests(draw: st.DrawFn) -> dict[str, object]:
    first, last = draw(months), draw(months)
    if first is not None and last is not None and first > last:
        first, last = last, first
    by = draw(st.lists(st.sampled_from([*BY, *ITEMS]), max_size=2, unique=True))
    return {
        "period": draw(st.sampled_from(list(PeriodKind))),
        "months": MonthRange(first, last),
        "cutoff": draw(
            st.sampled_from(
                [
                    CutOff(),
                    CutOff.on_day(25),
                    CutOff.on_day(30),
                    CutOff(((0, 25), (month_number(2025, 1), 31))),
                    CutOff(((month_number(2025, 2), 20),)),
                ]
            )
        ),
        "by": tuple(by),
        "where": draw(st.sampled_from(CONDITIONS)),
        "organisation": draw(
            st.sampled_from([Organisation(), Organisation.of_rows(PLACES)])
        ),
        "unit_code": draw(st.sampled_from([None, "420102"])),
        "as_of": draw(days),
    }


tried = settings(
    max_examples=EXAMPLES,
    phases=set(Phase) - {Phase.explain},
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@tried
@given(packs=drawn.packs(), tables=card_tables, asked=requests())
def test_filters_signatures_and_the_plain_interpreter_agree(
    packs: drawn.DrawnPacks, tables: dict[str, pa.Table], asked: dict[str, object]
) -> None:
    with TemporaryDirectory() as folder:
        loaded = write(Path(folder), packs)
    request = RunRequest(packs=loaded, sources=tables, **asked)  # type: ignore[arg-type]

    try:
        plain = compute_plainly(request)
    except UserFault as fault:
        event(f"refused: {fault.message.en[:30]}")
        return

    for strategy in Strategy:
        result = compute(replace(request, strategy=strategy)).texts.to_pylist()
        assert [[*row.values()][:-1] for row in result] == plain
    event(f"rows: {len(plain) // 20 * 20}")
