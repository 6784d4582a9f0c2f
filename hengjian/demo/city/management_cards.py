"""Cards of case management: reviews, prompts, publications, property, requests."""

from datetime import date, timedelta

from hengjian.demo.city.criminal_cards import Desk
from hengjian.demo.city.rows import Row, filled_on, number_of


KINDS = {
    "quality_review": 0.2,
    "monitoring_prompt": 0.22,
    "monitoring_notice": 0.05,
    "document_publication": 0.27,
    "information_release": 0.03,
    "document_error": 0.03,
    "committee_attendance": 0.02,
    "social_governance_suggestion": 0.03,
    "property": 0.06,
    "file_access_request": 0.09,
}
PROBLEMS = {
    "case_card": 0.42,
    "limit": 0.14,
    "document": 0.2,
    "litigation_rights": 0.1,
    "acceptance": 0.06,
    "property": 0.04,
    "disclosure": 0.04,
}
BEFORE_2026 = {
    "excellent": 0.07,
    "qualified": 0.84,
    "flawed": 0.085,
    "unqualified": 0.005,
}
FROM_2026 = {
    "excellent": 0.07,
    "qualified": 0.83,
    "basically_qualified": 0.095,
    "unqualified": 0.005,
}


def management_row(
    desk: Desk, sequence: int, happened_on: date, concluded: Row | None
) -> Row:
    """One event; reviews and prompts name a concluded prosecution card."""
    chances = desk.chances
    kind = chances.pick(KINDS)
    row: Row = {
        "event_number": number_of(desk.place, "案管", happened_on.year, sequence),
        "event_kind": kind,
        "procuratorate": desk.place.code,
        "department": "案件管理部",
        "handler": desk.roster.next_of(
            desk.place.code, "case_management", "case_manager", "head"
        ),
        "happened_on": happened_on,
        "filled_on": desk.cards.known(filled_on(chances, happened_on)),
    }
    if kind in {"quality_review", "monitoring_prompt", "monitoring_notice"}:
        if concluded is None:
            row["event_kind"] = "information_release"
            return row
        row |= {
            "case_number": concluded["case_number"],
            "case_kind": "prosecution_review",
            "case_concluded_on": concluded["concluded_on"],
            "handler": concluded["handler"],
            "department": concluded["department"],
        }
    return row | _details(desk, kind, happened_on, row)


def _details(desk: Desk, kind: str, on: date, row: Row) -> Row:
    writer = {
        "quality_review": _review,
        "monitoring_prompt": _prompt,
        "monitoring_notice": _notice,
        "document_publication": _publication,
        "document_error": _error,
        "committee_attendance": _attendance,
        "social_governance_suggestion": _suggestion,
        "property": _property,
        "file_access_request": _access,
    }.get(kind)
    return writer(desk, on, row) if writer else {}


def _review(desk: Desk, on: date, row: Row) -> Row:
    reviewer = desk.roster.next_of(
        desk.place.code, "case_management", "case_manager", "head"
    )
    grades = BEFORE_2026 if on.year < 2026 else FROM_2026
    return {
        "review_mode": desk.chances.pick(
            {"regular": 0.75, "key": 0.17, "special": 0.08}
        ),
        "grade": desk.chances.pick(grades),
        "reviewer": reviewer,
    }


def _prompt(desk: Desk, on: date, row: Row) -> Row:
    rectified = on + timedelta(days=desk.chances.randint(1, 9))
    return {
        "problem": desk.chances.pick(PROBLEMS),
        "rectified_on": desk.cards.known(rectified)
        if desk.chances.happens(0.965)
        else None,
    }


def _notice(desk: Desk, on: date, row: Row) -> Row:
    known, chances = desk.cards.known, desk.chances
    days = chances.randint(11, 16) if chances.happens(0.03) else chances.randint(3, 10)
    return _prompt(desk, on, row) | {
        "document_number": f"{desk.place.short_name.removesuffix('院')}检案管监〔{on.year}〕{chances.randrange(1, 299)}号",
        "served_on": on,
        "replied_on": known(on + timedelta(days=days)),
    }


def _publication(desk: Desk, on: date, row: Row) -> Row:
    chances, known = desk.chances, desk.cards.known
    found: Row = {
        "document_kind": chances.pick(
            {"indictment": 0.8, "non_prosecution": 0.15, "petition_review": 0.05}
        ),
        "effective_on": on,
    }
    if chances.happens(0.04):
        found["withheld_reason"] = chances.pick(
            {"juvenile": 0.5, "privacy": 0.4, "commercial_secret": 0.1}
        )
    else:
        days = (
            chances.randint(18, 25) if chances.happens(0.02) else chances.randint(1, 11)
        )
        found["published_on"] = known(on + timedelta(days=days))
    return found


def _error(desk: Desk, on: date, row: Row) -> Row:
    return {
        "document_kind": desk.chances.pick(
            {"indictment": 0.6, "sentencing_recommendation": 0.4}
        ),
        "error_count": desk.chances.randint(1, 3),
    }


def _attendance(desk: Desk, on: date, row: Row) -> Row:
    return {
        "attendee_post": desk.chances.pick(
            {"chief_procurator": 0.6, "deputy_chief_procurator": 0.4}
        )
    }


def _suggestion(desk: Desk, on: date, row: Row) -> Row:
    chances, known = desk.chances, desk.cards.known
    found: Row = {
        "document_number": f"{desk.place.short_name.removesuffix('院')}检社建〔{on.year}〕{chances.randrange(1, 99)}号",
        "recipient": f"{desk.place.short_name.removesuffix('院')}"
        + chances.choice(
            ("教育局", "住房和城乡建设局", "市场监督管理局", "交通运输局")
        ),
        "served_on": on,
    }
    replied = on + timedelta(days=chances.randint(20, 58))
    if known(replied):
        found |= {
            "replied_on": replied,
            "adoption": "adopted" if chances.happens(0.97) else "partly_adopted",
        }
        found["rectified_on"] = replied
    return found


def _property(desk: Desk, on: date, row: Row) -> Row:
    chances, known = desk.chances, desk.cards.known
    ended = on + timedelta(days=chances.randint(30, 120))
    late = chances.happens(0.03)
    found: Row = {
        "property_kind": chances.pick(
            {"money": 0.4, "electronic": 0.4, "vehicle": 0.1, "other": 0.1}
        ),
        "property_value": chances.randrange(1, 900) * 100,
        "case_ended_on": known(ended),
    }
    if known(ended):
        found["disposed_on"] = known(
            ended + timedelta(days=chances.randint(3, 25) + (60 if late else 0))
        )
    return found


def _access(desk: Desk, on: date, row: Row) -> Row:
    days = (
        desk.chances.randint(7, 9)
        if desk.chances.happens(0.006)
        else desk.chances.randint(0, 2)
    )
    return {"arranged_on": desk.cards.known(on + timedelta(days=days))}
