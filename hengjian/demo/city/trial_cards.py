"""Cards of trial, and of reviews of the necessity of detention."""

from datetime import date, timedelta

from hengjian.demo.city.chances import Chances
from hengjian.demo.city.courses import Course, TrialCourse
from hengjian.demo.city.criminal_cards import Desk, allocation
from hengjian.demo.city.roster import DEPARTMENT_NAMES
from hengjian.demo.city.rows import Row, filled_on
from hengjian.demo.city.suspects import CriminalCase, Suspect


PERSON = ("name", "sex", "birth_on", "identity_number")


def _person(suspect: Suspect) -> Row:
    return {
        "person_number": f"{suspect.number:02d}",
        "identity_kind": "identity_card",
        **{item: getattr(suspect, item) for item in PERSON},
    }


def trial_row(
    desk: Desk, case: CriminalCase, suspect: Suspect, prosecution: Row
) -> Row:
    """The card of the trial that followed a prosecution card; open while undecided."""
    handed = ("case_number", "procuratorate", "department", "handler")
    copied = ("leniency", "recommendation_kind", "recommended_months", "case_name")
    return {
        **{item: prosecution[item] for item in handed},
        **{item: prosecution.get(item) for item in copied},
        **_person(suspect),
        "prosecuted_on": prosecution["concluded_on"],
        "prosecuted_charge": case.charge,
        "court": f"{desk.place.short_name.removesuffix('院')}人民法院",
        "procedure": prosecution["proposed_procedure"],
        "filled_by": prosecution["filled_by"],
    }


def judge(desk: Desk, case: CriminalCase, row: Row, course: Course) -> Row:
    """Add what the court decided, as far as it is known today."""
    trial, known = course.trial, desk.cards.known
    if trial is None:
        return row
    received = trial.judged_on + timedelta(days=desk.chances.randint(0, 2))
    if known(received) is None:
        return row
    kind = "detention" if trial.months <= 6 else "fixed_term"
    months = trial.months
    adopted = trial.adopted and row.get("recommendation_kind") in {"definite", "range"}
    if adopted and row.get("recommended_months"):
        months = row["recommended_months"]
        kind = "detention" if months < 6 else "fixed_term"
    row |= {
        "judged_on": trial.judged_on,
        "judgment_received_on": received,
        "outcome": "not_guilty" if trial.acquitted else "guilty",
        "filled_on": known(filled_on(desk.chances, received)),
    }
    if trial.acquitted:
        row["acquittal_reviewed_on"] = received
    else:
        row |= {
            "judged_charge": "concealing_proceeds"
            if trial.changed_charge and case.charge == "theft"
            else case.charge,
            "sentence_kind": kind,
            "sentence_months": months,
            "suspended": trial.suspended_sentence and months <= 36,
        }
    if row.get("recommendation_kind") in {"definite", "range"}:
        row["recommendation_result"] = "adopted" if adopted else "not_adopted"
    return row | _second_instance(desk, trial, received)


def _second_instance(desk: Desk, trial: TrialCourse, received: date) -> Row:
    known, chances = desk.cards.known, desk.chances
    row: Row = {}
    effective = received + timedelta(days=11)
    if trial.appealed:
        row["appealed_on"] = known(received + timedelta(days=chances.randint(2, 10)))
    if trial.protested:
        row["protested_on"] = known(received + timedelta(days=chances.randint(4, 10)))
    if row.get("appealed_on") or row.get("protested_on"):
        row["second_instance_number"] = (
            f"〔{received.year}〕二审{chances.randrange(10**5):05d}"
        )
        second = received + timedelta(days=chances.randint(40, 85))
        effective = second + timedelta(days=1)
        if known(second):
            row["second_judged_on"] = second
            ways = (
                {
                    "changed": 0.55,
                    "remanded": 0.22,
                    "upheld": 0.17,
                    "protest_withdrawn": 0.06,
                }
                if row.get("protested_on")
                else {"upheld": 0.72, "appeal_withdrawn": 0.2, "changed": 0.08}
            )
            row["second_outcome"] = chances.pick(ways)
            if row["second_outcome"] == "changed":
                row["final_outcome"] = "guilty"
    row["effective_on"] = known(effective)
    return row


def detention_row(
    desk: Desk, suspect: Suspect, number: str, arrest: Row, opens_on: date
) -> Row:
    """A review of whether somebody arrested must stay in custody."""
    chances, known = desk.chances, desk.cards.known
    source = chances.pick(
        {"ex_officio": 0.62, "application": 0.34, "custody_place": 0.04}
    )
    department = next(
        code for code, name in DEPARTMENT_NAMES.items() if name == arrest["department"]
    )
    row: Row = {
        "case_number": number,
        "accepted_on": opens_on,
        **_person(suspect),
        "case_name": arrest["case_name"],
        "procuratorate": arrest["procuratorate"],
        **allocation(desk, department, opens_on),
        "charge": arrest["concluded_charge"],
        "arrested_on": arrest["executed_on"],
        "custody_place": "云泽市看守所",
        "source": source,
        "applied_on": opens_on - timedelta(days=1) if source == "application" else None,
        "stage": chances.pick(
            {"investigation": 0.4, "prosecution": 0.45, "trial": 0.15}
        ),
        "filled_by": arrest["filled_by"],
    }
    concluded = opens_on + timedelta(days=chances.randint(4, 12))
    if known(concluded) is None:
        return row
    outcome = chances.pick(
        {"keep": 0.62, "change": 0.24, "release": 0.03, "decide_change": 0.11}
    )
    row |= {
        "concluded_on": concluded,
        "outcome": outcome,
        "reason": "still_needed"
        if outcome == "keep"
        else chances.pick(
            {"no_danger": 0.4, "minor_crime": 0.3, "settled": 0.25, "health": 0.05}
        ),
        "filled_on": known(filled_on(chances, concluded)),
    }
    if outcome in {"change", "release"}:
        row |= _suggestion(desk, row, concluded)
    if outcome == "decide_change":
        row["released_on"] = known(concluded + timedelta(days=1))
    released = row.get("released_on")
    if released:
        arrest["custody_ended_on"] = released
    return row


def _suggestion(desk: Desk, row: Row, concluded: date) -> Row:
    known, chances = desk.cards.known, desk.chances
    replied = concluded + timedelta(days=chances.randint(2, 10))
    found: Row = {
        "suggested_on": concluded,
        "suggestion_number": f"{desk.place.short_name.removesuffix('院')}检羁建〔{concluded.year}〕"
        f"{chances.randrange(1, 999)}号",
        "served_on": concluded,
        "recipient_kind": "court" if row["stage"] == "trial" else "public_security",
    }
    if known(replied):
        found["replied_on"] = replied
        found["result"] = chances.pick(
            {"changed": 0.85, "released": 0.07, "refused": 0.08}
        )
        if found["result"] == "refused":
            found["refusal_reason"] = "认为仍有社会危险性"
        else:
            found["released_on"] = replied
    return found


def opening_day(chances: Chances, executed_on: date) -> date:
    """When such a review opens after the arrest."""
    return executed_on + timedelta(days=chances.randint(12, 75))
