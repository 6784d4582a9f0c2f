"""Cards of civil and administrative supervision."""

from datetime import date, timedelta

from hengjian.demo.city.criminal_cards import Desk
from hengjian.demo.city.names import person_name
from hengjian.demo.city.rows import Row, filled_on, number_of


DEPARTMENT = {"civil": "第五检察部", "administrative": "第五检察部"}
CAUSES = (
    "民间借贷纠纷",
    "买卖合同纠纷",
    "建设工程合同纠纷",
    "劳动争议",
    "离婚纠纷",
    "机动车交通事故责任纠纷",
)
CIVIL = {
    "effective_judgment": 0.42,
    "trial_conduct": 0.2,
    "enforcement": 0.26,
    "support_for_prosecution": 0.12,
}
ADMINISTRATIVE = {
    "effective_judgment": 0.16,
    "trial_conduct": 0.12,
    "enforcement": 0.08,
    "non_litigation_enforcement": 0.22,
    "unlawful_act": 0.2,
    "reverse_transfer": 0.22,
}


def _opening(desk: Desk, pack: str, sequence: int, accepted_on: date) -> Row:
    """What both kinds of card begin with."""
    chances = desk.chances
    word = "民监" if pack == "civil" else "行监"
    return {
        "case_number": number_of(desk.place, word, accepted_on.year, sequence),
        "procuratorate": desk.place.code,
        "department": DEPARTMENT[pack],
        "handler": desk.roster.handler(desk.place.code, "fifth"),
        "handler_post": chances.pick(
            {
                "procurator": 0.8,
                "department_head": 0.14,
                "deputy_chief_procurator": 0.06,
            }
        ),
        "accepted_on": accepted_on,
        "allocated_on": accepted_on + timedelta(days=chances.randint(0, 2)),
    }


def _instrument(desk: Desk, row: Row, concluded: date, mark: str) -> Row:
    issued = concluded
    return {
        "instrument_number": f"{desk.place.short_name.removesuffix('院')}检{mark}"
        f"〔{issued.year}〕{desk.chances.randrange(1, 999)}号",
        "issued_on": issued,
        "served_on": desk.cards.known(
            issued + timedelta(days=desk.chances.randint(0, 5))
        )
        or issued,
    }


def _answer(desk: Desk, row: Row, rate: float, days: tuple[int, int]) -> Row:
    """The reply to a document and whether it was adopted, once it has come."""
    replied = row["served_on"] + timedelta(days=desk.chances.randint(*days))
    if desk.cards.known(replied) is None:
        return {}
    adopted = desk.chances.happens(rate)
    return {"replied_on": replied, "adoption": "adopted" if adopted else "not_adopted"}


def civil_row(desk: Desk, sequence: int, accepted_on: date) -> Row:
    """One case of civil supervision."""
    chances, known = desk.chances, desk.cards.known
    kind = chances.pick(CIVIL)
    own_motion = kind in {"trial_conduct", "enforcement"} and chances.happens(0.7)
    sex = chances.choice(("male", "female"))
    row = _opening(desk, "civil", sequence, accepted_on) | {
        "source": "ex_officio" if own_motion else "application",
        "supervision_kind": kind,
        "cause": chances.choice(CAUSES),
        "court": f"{desk.place.short_name.removesuffix('院')}人民法院",
        "applicant": None if own_motion else person_name(chances, sex),
        "subject_amount": round(chances.lognormvariate(11.5, 1.1), 2)
        if kind == "effective_judgment"
        else None,
        "false_litigation": kind == "effective_judgment" and chances.happens(0.06),
        "notice_served_on": known(accepted_on + timedelta(days=chances.randint(0, 3))),
    }
    concluded = accepted_on + timedelta(days=round(chances.triangular(10, 94, 62)))
    if known(concluded) is None:
        return row
    row["concluded_on"] = concluded
    row["filled_on"] = known(filled_on(chances, concluded))
    row["outcome"] = _civil_outcome(desk, kind)
    if row["outcome"] == "not_supported":
        row["instrument_kind"] = "not_supported"
    if row["outcome"] in {
        "protest_request",
        "protest",
        "retrial_suggestion",
        "suggestion",
        "support_opinion",
    }:
        row |= _instrument(desk, row, concluded, "民")
        row["instrument_kind"] = row["outcome"]
        row |= _civil_result(desk, row)
    return row


def _civil_outcome(desk: Desk, kind: str) -> str:
    chances = desk.chances
    if kind == "effective_judgment":
        return chances.pick(
            {
                "not_supported": 0.62,
                "retrial_suggestion": 0.12,
                "protest_request": 0.09,
                "settlement": 0.07,
                "acceptance": 0.06,
                "terminated": 0.04,
            }
        )
    if kind == "support_for_prosecution":
        return chances.pick({"support_opinion": 0.9, "terminated": 0.1})
    return chances.pick({"suggestion": 0.84, "terminated": 0.16})


def _civil_result(desk: Desk, row: Row) -> Row:
    chances, known = desk.chances, desk.cards.known
    outcome = row["outcome"]
    if outcome == "protest_request":
        decided = row["issued_on"] + timedelta(days=chances.randint(30, 88))
        found: Row = {}
        if known(decided):
            found = {
                "higher_decided_on": decided,
                "higher_decision": chances.pick(
                    {"protested": 0.8, "not_supported": 0.2}
                ),
            }
        if found.get("higher_decision") == "protested":
            found |= _court(
                desk,
                decided,
                {"changed": 0.6, "mediated": 0.2, "remanded": 0.1, "upheld": 0.1},
            )
        return found
    if outcome == "retrial_suggestion":
        found = {
            "committee_decided_on": row["issued_on"],
            "filed_up_on": row["issued_on"],
            **_answer(desk, row, 0.83, (20, 85)),
        }
        if found.get("adoption") == "adopted":
            found["retrial_ordered_on"] = found["replied_on"]
            found |= _court(
                desk,
                found["replied_on"],
                {"changed": 0.75, "mediated": 0.15, "upheld": 0.1},
            )
        return found
    if outcome == "support_opinion":
        return _court(
            desk,
            row["served_on"],
            {"supported": 0.93, "mediated": 0.05, "not_supported": 0.02},
        )
    return _answer(desk, row, 0.955, (10, 55))


def _court(desk: Desk, since: date, ways: dict[str, float]) -> Row:
    concluded = since + timedelta(days=desk.chances.randint(40, 150))
    if desk.cards.known(concluded) is None:
        return {}
    return {"court_concluded_on": concluded, "court_outcome": desk.chances.pick(ways)}


def administrative_row(
    desk: Desk, sequence: int, accepted_on: date, not_prosecuted: Row | None
) -> Row:
    """One case of administrative supervision; a transfer follows a non-prosecution."""
    chances, known = desk.chances, desk.cards.known
    kind = (
        "reverse_transfer"
        if not_prosecuted
        else chances.pick(
            {k: v for k, v in ADMINISTRATIVE.items() if k != "reverse_transfer"}
        )
    )
    to_court = kind in {"effective_judgment", "trial_conduct", "enforcement"}
    row = _opening(desk, "administrative", sequence, accepted_on) | {
        "source": "non_prosecution"
        if not_prosecuted
        else chances.pick({"application": 0.4, "ex_officio": 0.6}),
        "supervision_kind": kind,
        "origin_case_number": not_prosecuted["case_number"] if not_prosecuted else None,
        "recipient": f"{desk.place.short_name.removesuffix('院')}"
        + (
            "人民法院"
            if to_court
            else chances.choice(("市场监督管理局", "自然资源局", "公安局"))
        ),
        "recipient_kind": "court" if to_court else "administrative_organ",
    }
    concluded = accepted_on + timedelta(
        days=chances.randint(5, 25)
        if not_prosecuted
        else round(chances.triangular(10, 92, 55))
    )
    if known(concluded) is None:
        return row
    row["concluded_on"] = concluded
    row["filled_on"] = known(filled_on(chances, concluded))
    row["outcome"] = _administrative_outcome(desk, kind)
    if row["outcome"] == "resolved" or (
        kind == "effective_judgment" and chances.happens(0.12)
    ):
        row["dispute_resolved_on"] = concluded
        row["resolution_method"] = chances.pick(
            {"settlement": 0.5, "explanation": 0.3, "correction": 0.2}
        )
    marks = {"suggestion": "行建", "opinion": "行意"}
    if row["outcome"] in {
        "protest_request",
        "retrial_suggestion",
        "suggestion",
        "opinion",
    }:
        row |= _instrument(desk, row, concluded, marks.get(row["outcome"], "行"))
        if row["outcome"] != "protest_request":
            row |= _answer(
                desk, row, 0.9 if row["outcome"] == "opinion" else 0.93, (10, 50)
            )
        if kind == "reverse_transfer" and row.get("adoption") == "adopted":
            row["penalty_decided_on"] = row["replied_on"]
            row["penalty_amount"] = chances.choice((500, 1000, 2000, 5000))
    return row


def _administrative_outcome(desk: Desk, kind: str) -> str:
    chances = desk.chances
    if kind == "effective_judgment":
        return chances.pick(
            {
                "not_supported": 0.72,
                "resolved": 0.12,
                "protest_request": 0.08,
                "retrial_suggestion": 0.08,
            }
        )
    if kind == "reverse_transfer":
        return chances.pick({"opinion": 0.88, "no_opinion": 0.12})
    return chances.pick({"suggestion": 0.86, "terminated": 0.14})
