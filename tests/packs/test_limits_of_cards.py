"""Limits that hang on more than one day of a card: what the shipped packs show of them.

Detention after arrest (T08) with its extensions and the restart (T09); the opinion on a
sentence served outside prison (T43) beside that on a ruling (T42).
"""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from hengjian.engines.limits.counting import count
from hengjian.engines.limits.reading import Window, running_rows
from hengjian.engines.pack_format.model import CaseCard, Loaded
from hengjian.engines.pack_format.reading import load
from hengjian.engines.tables.digests import new_key
from hengjian.engines.tables.options import ReadOptions
from hengjian.engines.tables.reading import read_cards


PACKS = Path(__file__).parents[2] / "packs"
AS_OF = date(2026, 10, 20)
ARREST = {
    "procuratorate": "320803",
    "person_number": "1",
    "accepted_on": "2026-07-03",
    "concluded_on": "2026-07-10",
    "outcome": "approved",
    "executed_on": "2026-07-11",
}
RULING = {
    "procuratorate": "320803",
    "accepted_on": "2026-10-01",
    "kind": "commutation_parole",
    "stage": "ruling",
    "ruling_received_on": "2026-10-01",
}


@pytest.fixture(scope="module")
def shipped() -> Loaded:
    return load([PACKS])


def shown(
    shipped: Loaded, folder: Path, card: str, **files: dict[str, str]
) -> dict[str, tuple[str, str]]:
    """Due day and why it cannot be told, of every limit that one card shows."""
    key = new_key()
    tables = {}
    for name, row in files.items():
        path = folder / f"{name}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(row))
            writer.writeheader()
            writer.writerow(row)
        layout = shipped.packs[name].card
        assert isinstance(layout, CaseCard)
        options = ReadOptions(match_key=key, parameters=shipped.parameters_in(name))
        read = read_cards(path, layout, options)
        assert not read.header.unmatched
        tables[name] = read.without_personal().table
    window = Window(AS_OF, AS_OF - timedelta(days=30))
    found = {}
    for deadline, rows in running_rows(shipped, card, tables, ["accepted_on"], window):
        counted = count(rows, deadline, shipped.limits[deadline.limit])
        for place in range(rows.num_rows):
            untold = counted.untold[place]
            found[deadline.name] = (
                str(counted.due[place]),
                untold.value if untold is not None else "",
            )
    return found


def detained(shipped: Loaded, folder: Path, **more: str) -> dict[str, tuple[str, str]]:
    card = {"case_number": "A1", **ARREST, **more}
    return shown(shipped, folder, "arrest_review", arrest_review=card)


@pytest.mark.parametrize(
    ("more", "due"),
    [
        ({"detention_extensions": "0"}, "2026-09-11"),
        (
            {"detention_extensions": "1", "first_detention_extended_on": "2026-09-07"},
            "2026-10-11",
        ),
        (
            {
                "detention_extensions": "2",
                "first_detention_extended_on": "2026-09-07",
                "second_detention_extended_on": "2026-10-08",
            },
            "2026-12-11",
        ),
        (
            {
                "detention_extensions": "3",
                "first_detention_extended_on": "2026-09-07",
                "second_detention_extended_on": "2026-10-08",
                "third_detention_extended_on": "2026-10-12",
            },
            "2027-02-11",
        ),
        # another serious crime: two months anew, the extension of before has no more say
        (
            {
                "detention_extensions": "1",
                "first_detention_extended_on": "2026-09-07",
                "other_crime_found_on": "2026-10-09",
            },
            "2026-12-09",
        ),
    ],
)
def test_detention_after_arrest_ends_with_its_extensions(
    shipped: Loaded, tmp_path: Path, more: dict[str, str], due: str
) -> None:
    found = detained(shipped, tmp_path, **more)

    assert found["detention_after_arrest"] == (due, "")


def test_a_card_that_does_not_say_whether_it_was_extended_cannot_be_told(
    shipped: Loaded, tmp_path: Path
) -> None:
    assert detained(shipped, tmp_path)["detention_after_arrest"] == ("NaT", "applies")


@pytest.mark.parametrize(
    "more",
    [
        {"executed_on": "2026-02-11", "concluded_on": "2026-02-10"},  # nobody says
        {"detention_extensions": "0", "police_withdrew_on": "2026-08-20"},
        {"detention_extensions": "0", "custody_ended_on": "2026-08-20"},
        {"detention_extensions": "0", "investigation_ended_on": "2026-08-20"},
        {"detention_extensions": "0", "outcome": "not_approved", "executed_on": ""},
    ],
)
def test_detention_that_is_over_shows_no_limit(
    shipped: Loaded, tmp_path: Path, more: dict[str, str]
) -> None:
    assert "detention_after_arrest" not in detained(shipped, tmp_path, **more)


def test_detention_of_which_somebody_says_it_goes_on_stays_however_old_it_is(
    shipped: Loaded, tmp_path: Path
) -> None:
    old = {"executed_on": "2025-07-11", "detention_extensions": "0"}

    found = detained(
        shipped, tmp_path, accepted_on="2025-07-03", concluded_on="2025-07-10", **old
    )

    assert found["detention_after_arrest"] == ("2025-09-11", "")


def test_the_prosecution_card_of_the_same_person_ends_it(
    shipped: Loaded, tmp_path: Path
) -> None:
    person = {"identity_number": "320803198102150039"}
    arrest = {"case_number": "A1", **ARREST, **person, "detention_extensions": "0"}
    transferred = {
        "procuratorate": "320803",
        "case_number": "P1",
        "person_number": "1",
        "accepted_on": "2026-09-01",
        **person,
    }

    found = shown(
        shipped,
        tmp_path,
        "arrest_review",
        arrest_review=arrest,
        prosecution_review=transferred,
    )

    assert "detention_after_arrest" not in found


@pytest.mark.parametrize(
    ("kind", "limit", "due"),
    [
        ("commutation", "improper_ruling", "2026-10-21"),
        ("", "improper_ruling", "2026-10-21"),  # not said: the shorter one
        ("暂予监外执行", "improper_service_outside_prison", "2026-11-02"),
    ],
)
def test_service_outside_prison_has_a_month_and_a_ruling_twenty_days(
    shipped: Loaded, tmp_path: Path, kind: str, limit: str, due: str
) -> None:
    card = {"supervision_number": "E1", **RULING, "ruling_kind": kind}

    found = shown(
        shipped, tmp_path, "enforcement_supervision", enforcement_supervision=card
    )

    assert found == {limit: (due, "")}
