"""Cards of public-interest litigation."""

from datetime import date, timedelta

from hengjian.demo.city.criminal_cards import Desk
from hengjian.demo.city.names import person_name
from hengjian.demo.city.rows import Row, filled_on, number_of


FIELDS = {
    "environment": 0.42,
    "food_and_drug_safety": 0.15,
    "state_property": 0.09,
    "workplace_safety": 0.08,
    "minors": 0.05,
    "heroes_and_martyrs": 0.03,
    "cultural_relics": 0.05,
    "accessibility": 0.04,
    "farm_produce_quality": 0.03,
    "personal_information": 0.03,
    "womens_rights": 0.03,
}
SOURCES = {
    "own_duty": 0.52,
    "other_department": 0.16,
    "public_report": 0.1,
    "data_screening": 0.12,
    "deputies": 0.06,
    "higher_level": 0.04,
}


def public_interest_row(desk: Desk, sequence: int, accepted_on: date) -> Row:
    """One lead: filed or not, then suggestion, announcement, suit as they come."""
    chances, known = desk.chances, desk.cards.known
    row: Row = {
        "case_number": number_of(desk.place, "公益", accepted_on.year, sequence),
        "procuratorate": desk.place.code,
        "department": "第五检察部",
        "handler": desk.roster.handler(desk.place.code, "fifth"),
        "accepted_on": accepted_on,
        "lead_source": chances.pick(SOURCES),
    }
    filed = accepted_on + timedelta(days=chances.randint(2, 14))
    if not chances.happens(0.82):
        ended = known(accepted_on + timedelta(days=chances.randint(5, 20)))
        if ended:
            row |= {
                "concluded_on": ended,
                "outcome": "not_filed",
                "filled_on": known(filled_on(chances, ended)),
            }
        return row
    if known(filed) is None:
        return row
    kind = chances.pick(
        {"administrative": 0.86, "civil": 0.05, "civil_with_criminal": 0.09}
    )
    row |= {
        "filed_on": filed,
        "case_kind": kind,
        "field": chances.pick(FIELDS),
        "filled_on": known(filled_on(chances, filed)),
    }
    return row | (
        _administrative(desk, filed)
        if kind == "administrative"
        else _civil(desk, kind, filed)
    )


def _closed(desk: Desk, ended: date, outcome: str) -> Row:
    if desk.cards.known(ended) is None:
        return {}
    return {
        "concluded_on": ended,
        "outcome": outcome,
        "filled_on": desk.cards.known(filled_on(desk.chances, ended)),
    }


def _administrative(desk: Desk, filed: date) -> Row:
    chances, known = desk.chances, desk.cards.known
    organ = chances.choice(
        (
            "生态环境局",
            "市场监督管理局",
            "水务局",
            "自然资源局",
            "住房和城乡建设局",
            "文化和旅游局",
        )
    )
    row: Row = {"recipient": f"{desk.place.short_name.removesuffix('院')}{organ}"}
    if chances.happens(0.24):
        talked = filed + timedelta(days=chances.randint(5, 25))
        row["negotiated_on"] = known(talked)
        return row | _closed(
            desk,
            talked + timedelta(days=chances.randint(15, 50)),
            "settled_by_negotiation",
        )
    issued = filed + timedelta(days=chances.randint(6, 30))
    if known(issued) is None:
        return row
    row |= {
        "suggestion_number": f"{desk.place.short_name.removesuffix('院')}检行公建〔{issued.year}〕{chances.randrange(1, 499)}号",
        "suggestion_issued_on": issued,
        "suggestion_served_on": issued,
        "urgent": chances.happens(0.02),
    }
    days = chances.randint(6, 14) if row["urgent"] else chances.randint(18, 58)
    replied = issued + timedelta(days=days)
    if known(replied) is None:
        return row
    if chances.happens(0.975):
        row |= {
            "replied_on": replied,
            "reply_result": "adopted",
            "rectified_on": replied,
        }
        if chances.happens(0.5):
            row["looked_back_on"] = known(
                replied + timedelta(days=chances.randint(40, 120))
            )
        return row | _closed(
            desk,
            replied + timedelta(days=chances.randint(3, 15)),
            "remedied_before_suit",
        )
    sued = issued + timedelta(days=chances.randint(75, 100))
    return row | {"sued_on": known(sued)} | _suit(desk, sued)


def _civil(desk: Desk, kind: str, filed: date) -> Row:
    chances, known = desk.chances, desk.cards.known
    announced = filed + timedelta(days=chances.randint(3, 12))
    row: Row = {
        "offender": person_name(chances, "male"),
        "announced_on": known(announced),
    }
    sued = announced + timedelta(days=chances.randint(38, 70))
    if known(sued) is None:
        return row
    row |= {"sued_on": sued, "claim_amount": chances.randrange(3, 400) * 1000 + 350}
    return row | _suit(desk, sued, row)


def _suit(desk: Desk, sued: date, row: Row | None = None) -> Row:
    judged = sued + timedelta(days=desk.chances.randint(35, 120))
    if desk.cards.known(judged) is None:
        return {}
    found: Row = {
        "court_concluded_on": judged,
        "court_outcome": desk.chances.pick(
            {"supported": 0.93, "mediated": 0.06, "partly_supported": 0.01}
        ),
    }
    if row and "claim_amount" in row:
        found["awarded_amount"] = row["claim_amount"]
    return found | _closed(desk, judged + timedelta(days=3), "concluded_by_suit")
