"""Cards of minors: the same person's arrest and prosecution review, seen by their needs."""

from datetime import date, timedelta

from hengjian.demo.city.chances import Chances
from hengjian.demo.city.criminal_cards import Desk
from hengjian.demo.city.names import identity_number, person_name
from hengjian.demo.city.rows import Row, filled_on, number_of


COPIED = (
    "case_number",
    "person_number",
    "procuratorate",
    "department",
    "handler",
    "name",
    "sex",
    "birth_on",
    "identity_number",
    "offence_on",
    "accepted_on",
    "concluded_on",
)
ARREST = {"approved", "not_approved"}
PROSECUTION = {"prosecuted", "not_prosecuted", "conditional_non_prosecution"}


def juvenile_row(desk: Desk, stage: str, card: Row) -> Row:
    """The juvenile card beside an arrest or prosecution card of a minor."""
    chances, known = desk.chances, desk.cards.known
    accepted = card["accepted_on"]
    row: Row = {
        **{item: card.get(item) for item in COPIED},
        "role": "suspect",
        "stage": stage,
        "charge": card["transferred_charge"],
        "persons_in_case": card["case_persons"],
        "defended_from_on": known(accepted + timedelta(days=1)),
        "interrogations": 1,
        "interrogations_with_adult": 0 if chances.happens(0.01) else 1,
        "filled_on": card.get("filled_on"),
    }
    if stage == "prosecution_review" and chances.happens(0.96):
        row["social_inquiry_on"] = known(accepted + timedelta(days=3))
    outcome = card.get("outcome")
    allowed = ARREST if stage == "arrest_review" else PROSECUTION
    if outcome in allowed | {"withdrawn"}:
        row["outcome"] = outcome
        row |= _conclusion(desk, card)
    else:
        row["concluded_on"] = None
    return row


def _conclusion(desk: Desk, card: Row) -> Row:
    chances, known = desk.chances, desk.cards.known
    concluded: date = card["concluded_on"]
    row: Row = {}
    if card["outcome"] == "not_prosecuted":
        row["non_prosecution_kind"] = card.get("non_prosecution_kind")
        if row["non_prosecution_kind"] == "discretionary":
            row["sealed_on"] = known(concluded + timedelta(days=chances.randint(1, 3)))
    if card["outcome"] in {
        "not_approved",
        "not_prosecuted",
        "conditional_non_prosecution",
    }:
        row["help_started_on"] = known(
            concluded + timedelta(days=chances.randint(1, 10))
        )
    if card["outcome"] == "conditional_non_prosecution":
        row |= _probation(desk, card, concluded)
    return row


def _probation(desk: Desk, card: Row, concluded: date) -> Row:
    months = card["probation_months"]
    decided = concluded + timedelta(days=round(months * 30.6) + 4)
    row: Row = {"probation_months": months}
    if desk.cards.known(decided):
        kept = desk.chances.happens(0.965)
        row |= {
            "final_decided_on": decided,
            "final_decision": "not_prosecuted" if kept else "prosecuted",
            "help_ended_on": decided,
            "filled_on": desk.cards.known(filled_on(desk.chances, decided)),
        }
        if kept:
            row["sealed_on"] = desk.cards.known(decided + timedelta(days=2))
    return row


def victim_row(desk: Desk, sequence: int, accepted_on: date) -> Row:
    """A child who was harmed: protection and help."""
    chances, known = desk.chances, desk.cards.known
    sex = "female" if chances.happens(0.8) else "male"
    offence = accepted_on - timedelta(days=chances.randint(5, 60))
    birth_on = offence - timedelta(days=chances.randint(6 * 365, 17 * 365))
    sexual = chances.happens(0.7)
    row: Row = {
        "case_number": number_of(desk.place, "未检", accepted_on.year, sequence),
        "person_number": "01",
        "procuratorate": desk.place.code,
        "department": "第四检察部",
        "handler": desk.roster.handler(desk.place.code, "fourth"),
        "role": "victim",
        "stage": "protection",
        "name": person_name(chances, sex),
        "sex": sex,
        "birth_on": birth_on,
        "identity_number": identity_number(chances, desk.place.code, birth_on, sex),
        "charge": "rape" if sexual else "intentional_injury",
        "offence_on": offence,
        "accepted_on": accepted_on,
        "one_stop_on": known(accepted_on + timedelta(days=1))
        if sexual and chances.happens(0.95)
        else None,
        "compensated": chances.happens(0.4),
        "in_hardship": chances.happens(0.35),
    }
    ended = accepted_on + timedelta(days=chances.randint(15, 60))
    if known(ended) is None:
        return row
    row |= {
        "concluded_on": ended,
        "outcome": "protected",
        "filled_on": known(filled_on(chances, ended)),
    }
    if row["in_hardship"] and not row["compensated"]:
        row |= {
            "assisted_on": ended,
            "assistance_amount": chances.randrange(5, 40) * 1000,
        }
    return row


def arrivals(chances: Chances, mean: float, month: date) -> list[date]:
    """Days of a month on which something arrives."""
    following = (month + timedelta(days=32)).replace(day=1)
    last = following - timedelta(days=1)
    return sorted(
        chances.day_between(month, last) for _ in range(chances.poisson(mean))
    )
