"""Cards of complaints and petitions."""

from datetime import date, timedelta

from hengjian.demo.city.criminal_cards import Desk
from hengjian.demo.city.names import person_name
from hengjian.demo.city.rows import Row, filled_on, number_of


CHANNELS = {
    "letter": 0.24,
    "visit": 0.36,
    "online": 0.28,
    "telephone": 0.08,
    "video": 0.02,
    "transferred": 0.02,
}
KINDS = {
    "accusation": 0.26,
    "petition_for_review": 0.14,
    "report": 0.08,
    "civil_or_administrative": 0.3,
    "compensation": 0.01,
    "assistance": 0.07,
    "other": 0.14,
}


def complaint_row(
    desk: Desk, sequence: int, accepted_on: date, earlier: Row | None
) -> Row:
    """One petition; a repeated one names the earlier."""
    chances, known = desk.chances, desk.cards.known
    kind = earlier["petition_kind"] if earlier else chances.pick(KINDS)
    row: Row = {
        "case_number": number_of(desk.place, "控申", accepted_on.year, sequence),
        "procuratorate": desk.place.code,
        "department": "第五检察部",
        "handler": desk.roster.handler(desk.place.code, "fifth"),
        "channel": chances.pick(CHANNELS),
        "petition_kind": kind,
        "occurrence": "repeated" if earlier else "first",
        "previous_case_number": earlier["case_number"] if earlier else None,
        "petitioner": earlier["petitioner"]
        if earlier
        else person_name(chances, chances.choice(("male", "female"))),
        "anonymous": False,
        "bypassed_to": chances.pick({"city": 0.7, "province": 0.25, "national": 0.05})
        if chances.happens(0.03)
        else None,
        "accepted_on": accepted_on,
        "allocated_on": accepted_on + timedelta(days=chances.randint(0, 1)),
        "procedural_replied_on": known(
            accepted_on
            + timedelta(
                days=chances.randint(8, 12)
                if chances.happens(0.004)
                else chances.randint(0, 6)
            )
        ),
        "filled_on": known(filled_on(chances, accepted_on)),
    }
    if kind == "petition_for_review":
        row |= _leader(desk, accepted_on)
    if chances.happens(0.02):
        row |= {
            "supervised_on": accepted_on,
            "supervision_due_on": accepted_on + timedelta(days=90),
        }
    late = chances.happens(0.025)
    ended = accepted_on + timedelta(
        days=chances.randint(93, 125) if late else round(chances.triangular(3, 88, 22))
    )
    if kind == "assistance":
        ended = accepted_on + timedelta(days=chances.randint(6, 13))
    if known(ended) is None:
        if kind == "petition_for_review":
            row["risk_level"] = chances.pick({"low": 0.7, "medium": 0.25, "high": 0.05})
        return row
    return row | _ending(desk, kind, ended)


def _leader(desk: Desk, accepted_on: date) -> Row:
    if not desk.chances.happens(0.93):
        return {}
    return {
        "leader_in_charge": desk.roster.next_of(desk.place.code, "", "deputy", "chief"),
        "leader_assigned_on": accepted_on,
    }


def _ending(desk: Desk, kind: str, ended: date) -> Row:
    chances, known = desk.chances, desk.cards.known
    outcome = {
        "petition_for_review": {"upheld": 0.9, "corrected": 0.03, "withdrawn": 0.07},
        "accusation": {"explained": 0.62, "transferred_inside": 0.3, "upheld": 0.08},
        "compensation": {"compensation_granted": 0.6, "compensation_refused": 0.4},
        "assistance": {"assistance_granted": 0.86, "assistance_refused": 0.14},
        "civil_or_administrative": {"transferred_inside": 0.8, "explained": 0.2},
    }.get(kind, {"explained": 0.7, "transferred_outside": 0.3})
    row: Row = {
        "concluded_on": ended,
        "result_replied_on": ended,
        "outcome": chances.pick(outcome),
        "filled_on": known(filled_on(chances, ended)),
    }
    if kind == "petition_for_review" and chances.happens(0.4):
        row["hearing_on"] = ended
    if chances.happens(0.7):
        row["resolved_on"] = ended
    if row["outcome"] == "assistance_granted":
        row |= {
            "applicants": 1,
            "assisted_persons": 1,
            "compensated": False,
            "in_hardship": True,
            "assistance_decided_on": ended,
            "assistance_amount": chances.randrange(5, 60) * 1000,
        }
    if row["outcome"] == "compensation_granted":
        row["compensation_amount"] = chances.randrange(20, 300) * 400
    return row
