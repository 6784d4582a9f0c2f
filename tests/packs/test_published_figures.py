"""Published figures come out of weighted cards, read and computed as a user would.

Counts and rates as printed by the Supreme People's Procuratorate (2019; the first quarter
and January to September of 2020) and by places named below. A row stands for as many
persons as its weight says; cases cannot be weighted, since they are rolled up from
persons, and get a row each.
"""

import csv
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from hengjian.engines.indicators.computing import compute
from hengjian.engines.indicators.request import RunRequest
from hengjian.engines.pack_format.model import Loaded
from hengjian.engines.pack_format.reading import load
from hengjian.engines.tables.options import ReadOptions
from hengjian.engines.tables.reading import read_cards


PACKS = Path(__file__).parents[2] / "packs"

Row = Mapping[str, object]
Cards = Mapping[str, Iterable[Row]]

ACCEPTED: Row = {
    "procuratorate": "110000",
    "person_number": "1",
    "accepted_on": "2020-01-02",
}
ARREST = {**ACCEPTED, "concluded_on": "2020-01-08"}
PROSECUTION = {**ACCEPTED, "concluded_on": "2020-01-23"}
TRIAL: Row = {
    "procuratorate": "110000",
    "person_number": "1",
    "prosecuted_on": "2020-01-23",
    "judged_on": "2020-03-02",
    "leniency": "是",
    "outcome": "guilty",
}
LENIENT: Row = {
    "leniency": "是",
    "affidavit_on": "2020-01-15",
    "outcome": "prosecuted",
    "recommended_months": 6,
}


def weighted(common: Row, *groups: tuple[int, Row]) -> list[Row]:
    """One card for each group of persons."""
    return [
        {**common, **group, "case_number": f"N{number}", "persons": persons}
        for number, (persons, group) in enumerate(groups, start=1)
    ]


def arrests(arrested: int, refused: int) -> Cards:
    """Cards of arrest review with so many persons of either outcome."""
    approved: Row = {"outcome": "approved"}
    not_approved: Row = {"outcome": "not_approved", "non_arrest_reason": "no_danger"}
    return {
        "arrest_review": weighted(ARREST, (arrested, approved), (refused, not_approved))
    }


def prosecutions(prosecuted: int, refused: int) -> Cards:
    """Cards of prosecution review with so many persons of either outcome."""
    return {
        "prosecution_review": weighted(
            PROSECUTION,
            (prosecuted, {"outcome": "prosecuted"}),
            (refused, {"outcome": "not_prosecuted"}),
        )
    }


def requests(pack: str, outcome: str, refused: int, requested: int) -> Cards:
    """Refusals, for some of which the police asked for reconsideration."""
    common = ARREST if pack == "arrest_review" else PROSECUTION
    asked: Row = {"outcome": outcome, "reconsideration_requested_on": "2020-02-03"}
    return {
        pack: weighted(
            common, (requested, asked), (refused - requested, {"outcome": outcome})
        )
    }


def leniency(with_leniency: int, without: int) -> Cards:
    """Persons prosecuted with leniency and without."""
    plain: Row = {"outcome": "prosecuted", "leniency": "否"}
    lenient: Row = {**LENIENT, "recommendation_kind": "range"}
    return {
        "prosecution_review": weighted(
            PROSECUTION, (with_leniency, lenient), (without, plain)
        )
    }


def recommendations(definite: int, others: int) -> list[Row]:
    """Persons prosecuted with a sentencing recommendation of either kind."""
    return weighted(
        PROSECUTION,
        (definite, {**LENIENT, "recommendation_kind": "definite"}),
        (others, {**LENIENT, "recommendation_kind": "range"}),
    )


def adoptions(kind: str, adopted: int, not_adopted: int) -> list[Row]:
    """Persons judged whose recommendation was adopted or not."""
    return weighted(
        {**TRIAL, "recommendation_kind": kind},
        (adopted, {"recommendation_result": "adopted"}),
        (not_adopted, {"recommendation_result": "not_adopted"}),
    )


def charges(
    pack: str, outcome: str, charge: str, persons: int, all_persons: int
) -> Cards:
    """Persons of one outcome, of whom so many for one charge."""
    common = ARREST if pack == "arrest_review" else PROSECUTION
    return {
        pack: weighted(
            {**common, "outcome": outcome},
            (persons, {"concluded_charge": charge}),
            (all_persons - persons, {"concluded_charge": "intentional_injury"}),
        )
    }


def kinds_of_non_prosecution() -> Cards:
    """Pukou: 118 persons not prosecuted."""
    return {
        "prosecution_review": weighted(
            {**PROSECUTION, "outcome": "not_prosecuted"},
            (93, {"non_prosecution_kind": "discretionary"}),
            (16, {"non_prosecution_kind": "insufficient_evidence"}),
            (9, {"non_prosecution_kind": "statutory"}),
        )
    }


def returned_cases(prosecuted: int, returned: int) -> Cards:
    """Cases prosecuted, of which some were returned once."""
    return {
        "prosecution_review": [
            {
                **PROSECUTION,
                "case_number": f"N{number}",
                "outcome": "prosecuted",
                "first_returned_on": "2020-01-13" if number < returned else "",
            }
            for number in range(prosecuted)
        ]
    }


def xuchang() -> Cards:
    """Xuchang 2016 to 2019, by case: 9,630 surplus activities of which three kinds
    are named; the rest is entered as reconsiderations of non-arrest.
    """
    return {
        "arrest_review": [
            {
                **ARREST,
                "case_number": f"A{number}",
                "outcome": "not_approved",
                "reconsideration_requested_on": "2020-01-13" if number < 184 else "",
            }
            for number in range(9_265)
        ],
        "prosecution_review": [
            {
                **ACCEPTED,
                "case_number": f"P{number}",
                "measure_at_acceptance": "arrest" if number < 6_220 else "bail",
                "first_extended_on": "2020-01-31" if number < 4_372 else "",
                "first_returned_on": "2020-02-10" if number < 3_825 else "",
            }
            for number in range(14_640)
        ],
        "trial": [
            {**TRIAL, "case_number": f"P{number}", "appealed_on": "2020-03-09"}
            for number in range(1_249)
        ],
    }


# name, cards, indicator, numerator, denominator, as printed
PUBLISHED: list[tuple[str, Cards, str, int, int, str]] = [
    ("F1 2019", arrests(1_088_490, 313_743), "A01", 313_743, 1_402_233, "22.4"),
    ("F2 2019", prosecutions(1_818_808, 190_258), "B01", 190_258, 2_009_066, "9.5"),
    ("F3 2020 Q1", arrests(132_914, 37_966), "A01", 37_966, 170_880, "22.2"),
    ("F4 2020 Q1", prosecutions(275_450, 34_982), "B01", 34_982, 310_432, "11.3"),
    ("F5 2020 Q1", leniency(236_183, 74_249), "B14", 236_183, 310_432, "76.1"),
    ("F6 2020 1-9", arrests(551_002, 156_877), "A01", 156_877, 707_879, "22.2"),
    (
        "F7 2020 1-9",
        prosecutions(1_106_202, 173_068),
        "B01",
        173_068,
        1_279_270,
        "13.5",
    ),
    (
        "F8 2020 1-9",
        requests("arrest_review", "not_approved", 156_877, 3_689),
        "A07",
        3_689,
        156_877,
        "2.4",
    ),
    (
        "F9 2020 1-9",
        requests("prosecution_review", "not_prosecuted", 173_068, 2_592),
        "B06",
        2_592,
        173_068,
        "1.5",
    ),
    (
        "F10 2020 1-9",
        {"prosecution_review": recommendations(493_762, 243_357)},
        "B16",
        493_762,
        737_119,
        "67",
    ),
    (
        "F11 2020 1-9",
        {
            "prosecution_review": recommendations(493_762, 243_357),
            "trial": adoptions("range", 687_907, 49_212),
        },
        "B17",
        687_907,
        737_119,
        "93.3",
    ),
    ("F22 Xuchang", xuchang(), "B13", 27_315, 17_685, "1.545"),
    ("F23 Xuchang", xuchang(), "BS2", 9_446, 9_630, "98.1"),
    (
        "F24 2019",
        charges("arrest_review", "approved", "theft", 188_408, 1_088_490),
        "AS1",
        188_408,
        1_088_490,
        "17.3",
    ),
    (
        "F25 2019",
        charges(
            "prosecution_review", "prosecuted", "dangerous_driving", 322_041, 1_818_808
        ),
        "BS1",
        322_041,
        1_818_808,
        "17.7",
    ),
    ("Pukou", prosecutions(507, 118), "B02", 507, 625, "81.12"),
    ("Pukou", kinds_of_non_prosecution(), "B03", 93, 118, "78.81"),
    ("Pukou", kinds_of_non_prosecution(), "B04", 16, 118, "13.56"),
    ("Pukou", kinds_of_non_prosecution(), "B05", 9, 118, "7.63"),
    ("Pukou", returned_cases(373, 17), "B09", 17, 373, "4.56"),
    ("Huangmei", leniency(439, 43), "B14", 439, 482, "91.08"),
    (
        "Ningbo",
        {"trial": adoptions("definite", 4_056, 37)},
        "B18",
        4_056,
        4_093,
        "99.10",
    ),
]


@pytest.fixture(scope="module")
def packs() -> Loaded:
    loaded = load([PACKS])
    assert loaded.faults == ()
    return loaded


@pytest.mark.parametrize(
    ("cards", "code", "numerator", "denominator", "printed"),
    [pytest.param(*rest, id=f"{name} {rest[1]}") for name, *rest in PUBLISHED],
)
def test_published_figure_comes_out(
    packs: Loaded,
    tmp_path: Path,
    cards: Cards,
    code: str,
    numerator: int,
    denominator: int,
    printed: str,
) -> None:
    row = the_row(packs, cards, code, tmp_path)

    assert (row["numerator"], row["denominator"]) == (str(numerator), str(denominator))
    unit = 1 if code == "B13" else 100
    exact = Decimal(numerator) * unit / Decimal(denominator)
    # the value has its own decimals; the press printed fewer, from the exact quotient
    assert Decimal(row["value"]) == rounded_like(exact, row["value"])
    assert Decimal(printed) == rounded_like(exact, printed)


def test_rates_of_arrest_and_non_arrest_make_up_a_hundred(
    packs: Loaded, tmp_path: Path
) -> None:
    cards = arrests(1_088_490, 313_743)

    refused = the_row(packs, cards, "A01", tmp_path)
    arrested = the_row(packs, cards, "A02", tmp_path)

    assert Decimal(refused["value"]) + Decimal(arrested["value"]) == 100


def test_pending_persons_change_no_rate(packs: Loaded, tmp_path: Path) -> None:
    pending = {**ACCEPTED, "case_number": "N9", "persons": 1_000}
    cards = {"arrest_review": [*arrests(132_914, 37_966)["arrest_review"], pending]}

    row = the_row(packs, cards, "A01", tmp_path)

    assert (row["numerator"], row["denominator"]) == ("37966", "170880")


def the_row(packs: Loaded, cards: Cards, code: str, folder: Path) -> dict[str, str]:
    """Write the cards to files, read them, compute one indicator: its only row."""
    sources = {}
    for name, rows in cards.items():
        path = folder / f"{name}.csv"
        write(path, list(rows))
        card = packs.packs[name].card
        assert card is not None
        options = ReadOptions(parameters=packs.parameters_in(name))
        table = read_cards(path, card, options)
        assert table.rejected == ()
        assert table.header.unmatched == ()
        sources[name] = table.without_personal().table
    result = compute(RunRequest(packs=packs, sources=sources, indicators=(code,)))
    (row,) = result.texts.to_pylist()
    return dict(row)


def write(path: Path, rows: list[Row]) -> None:
    columns = list(dict.fromkeys(column for row in rows for column in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        writer.writerows(rows)


def rounded_like(exact: Decimal, printed: str) -> Decimal:
    """The exact value, rounded half up to as many decimals as were printed."""
    return exact.quantize(Decimal(printed), rounding=ROUND_HALF_UP)
