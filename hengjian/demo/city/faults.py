"""Planted filling faults, as they are seen in exports; the truth names the rule of each."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hengjian.demo.city.chances import Chances
from hengjian.demo.city.rows import Row


@dataclass(frozen=True)
class PlantedFault:
    """One fault: the card it is on and the rule that must find it."""

    pack: str
    key: tuple[str, ...]
    rule: str
    blocking: bool

    def as_json(self) -> dict[str, Any]:
        return {
            "pack": self.pack,
            "key": list(self.key),
            "rule": self.rule,
            "blocking": self.blocking,
        }


@dataclass(frozen=True)
class Fault:
    """A way to spoil a row: which rows it fits, what it does, which rule sees it."""

    pack: str
    rule: str
    blocking: bool
    fits: Callable[[Row], bool]
    spoil: Callable[[Row], None]
    count: int = 4


def _set(**values: Any) -> Callable[[Row], None]:
    return lambda row: row.update(values)


def _drop(*items: str) -> Callable[[Row], None]:
    def spoil(row: Row) -> None:
        for item in items:
            row.pop(item, None)

    return spoil


def _concluded_early(row: Row) -> None:
    row["concluded_on"] = row["accepted_on"] - timedelta(days=3)
    row.pop("allocated_on", None)


def _wrong_digit(row: Row) -> None:
    number = row["identity_number"]
    last = "0" if number[-1] != "0" else "1"
    row["identity_number"] = number[:-1] + last


def _other_sex(row: Row) -> None:
    row["sex"] = "female" if row["sex"] == "male" else "male"


def _filled_late(row: Row) -> None:
    row["filled_on"] = row["concluded_on"] + timedelta(days=18)


def _outcome(*outcomes: str) -> Callable[[Row], bool]:
    return lambda row: row.get("outcome") in outcomes


FAULTS = (
    Fault(
        "arrest_review",
        "concluded_after_acceptance",
        True,
        _outcome("approved", "not_approved"),
        _concluded_early,
    ),
    Fault(
        "arrest_review",
        "identity_number_valid",
        True,
        _outcome("approved"),
        _wrong_digit,
        6,
    ),
    Fault(
        "arrest_review",
        "sex_agrees_with_identity_number",
        True,
        _outcome("approved"),
        _other_sex,
    ),
    Fault(
        "arrest_review",
        "conclusion_whole",
        True,
        _outcome("approved"),
        _drop("outcome", "concluded_charge", "executed_on", "receipt_on"),
    ),
    Fault(
        "arrest_review",
        "reason_for_non_arrest",
        False,
        _outcome("not_approved"),
        _drop("non_arrest_reason"),
        7,
    ),
    Fault(
        "arrest_review",
        "name_is_a_name",
        False,
        _outcome("approved"),
        _set(name="某某"),
        3,
    ),
    Fault(
        "prosecution_review",
        "concluded_after_acceptance",
        True,
        _outcome("prosecuted"),
        _concluded_early,
    ),
    Fault(
        "prosecution_review",
        "leniency_has_affidavit",
        True,
        lambda r: bool(r.get("leniency")) and r.get("outcome") == "prosecuted",
        _drop("affidavit_on"),
        6,
    ),
    Fault(
        "prosecution_review",
        "returns_within_the_law",
        True,
        _outcome("prosecuted"),
        _set(returns=3),
        3,
    ),
    Fault(
        "prosecution_review",
        "identity_number_valid",
        True,
        _outcome("prosecuted"),
        _wrong_digit,
        6,
    ),
    Fault(
        "prosecution_review",
        "kind_of_non_prosecution",
        False,
        _outcome("not_prosecuted"),
        _drop("non_prosecution_kind"),
        6,
    ),
    Fault(
        "prosecution_review",
        "amount_of_property_crime",
        False,
        lambda r: (
            r.get("amount") is not None
            and r.get("outcome") == "prosecuted"
            and r.get("transferred_charge") in {"theft", "fraud"}
        ),
        _drop("amount"),
        8,
    ),
    Fault(
        "prosecution_review",
        "filled_in_time",
        False,
        lambda r: r.get("outcome") == "prosecuted" and r.get("filled_on") is not None,
        _filled_late,
        8,
    ),
    Fault(
        "trial",
        "months_within_the_law",
        True,
        lambda r: r.get("sentence_kind") == "fixed_term",
        _set(sentence_months=400),
        4,
    ),
    Fault(
        "trial",
        "guilty_has_sentence",
        False,
        lambda r: (
            r.get("outcome") == "guilty" and r.get("recommendation_result") is None
        ),
        _drop("sentence_kind", "sentence_months", "suspended"),
        5,
    ),
    Fault(
        "public_interest",
        "reply_with_result",
        True,
        lambda r: r.get("reply_result") is not None,
        _drop("reply_result"),
        4,
    ),
    Fault(
        "complaint",
        "concluded_with_outcome",
        True,
        lambda r: r.get("outcome") == "explained",
        _drop("outcome"),
        4,
    ),
    Fault(
        "civil",
        "reply_with_adoption",
        True,
        lambda r: r.get("adoption") is not None,
        _drop("adoption"),
        3,
    ),
    Fault(
        "case_management",
        "grade_of_its_time",
        True,
        lambda r: r.get("grade") == "basically_qualified",
        _set(grade="flawed"),
        3,
    ),
)
KEYS = {
    "arrest_review": ("case_number", "person_number"),
    "prosecution_review": ("case_number", "person_number"),
    "trial": ("case_number", "person_number"),
    "case_management": ("event_number",),
}


def plant_faults(
    cards: dict[str, list[Row]], seed: int, since: date
) -> list[PlantedFault]:
    """Spoil some of the newest rows (opened or concluded since ``since``)."""
    planted: list[PlantedFault] = []
    spoiled: set[int] = set()
    for fault in FAULTS:
        chances = Chances.stream(seed, "fault", fault.pack, fault.rule)
        fitting = [
            row
            for row in cards[fault.pack]
            if id(row) not in spoiled and _day(row) >= since and fault.fits(row)
        ]
        for row in chances.sample(fitting, min(fault.count, len(fitting))):
            spoiled.add(id(row))
            fault.spoil(row)
            key = KEYS.get(fault.pack, ("case_number",))
            planted.append(
                PlantedFault(
                    fault.pack,
                    tuple(row[item] for item in key),
                    fault.rule,
                    fault.blocking,
                )
            )
    return planted


def _day(row: Row) -> date:
    items = ("concluded_on", "judged_on", "replied_on", "happened_on", "accepted_on")
    days: list[date] = [row[item] for item in items if row.get(item) is not None]
    return max(days, default=date.min)
