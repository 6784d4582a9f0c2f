"""Cards of arrest review and prosecution review from the courses of suspects."""

from dataclasses import dataclass
from datetime import date, timedelta

from hengjian.demo.city.chances import Chances
from hengjian.demo.city.courses import ArrestCourse, Course, ProsecutionCourse
from hengjian.demo.city.places import Place
from hengjian.demo.city.roster import DEPARTMENT_NAMES, Roster
from hengjian.demo.city.rows import Cards, Row, filled_on
from hengjian.demo.city.suspects import CriminalCase, Suspect
from hengjian.engines.deadlines.counting import add_months


REASONS = {
    "no_danger": "no_danger",
    "insufficient_evidence": "insufficient_evidence",
    "no_crime": "not_a_crime",
    "minor": "minor_circumstances",
}
KINDS = {
    "relative": "discretionary",
    "insufficient_evidence": "insufficient_evidence",
    "statutory": "statutory",
}
DAYS_BEFORE = 5  # an extension is approved so long before the detention would end


@dataclass
class Desk:
    """Whose cases these are: the place, its people, the chance that belongs to it."""

    place: Place
    roster: Roster
    cards: Cards
    chances: Chances

    def department_for(self, case: CriminalCase, suspect: Suspect) -> str:
        """Which department handles it: minors, duty and serious crimes have their own."""
        if suspect.is_minor:
            return "fourth"
        if case.charge in {"accepting_bribes", "illegal_business", "credit_card_fraud"}:
            return "third"
        return (
            "second" if case.charge in {"robbery", "rape", "drug_dealing"} else "first"
        )


def person_items(desk: Desk, case: CriminalCase, suspect: Suspect) -> Row:
    """What every criminal card says of the person and the case's origin."""
    duty = case.charge == "accepting_bribes"
    return {
        "person_number": f"{suspect.number:02d}",
        "case_name": f"{suspect.name}涉嫌{case.charge_name}案",
        "transferring_organ_kind": "supervisory_commission"
        if duty
        else "public_security",
        "transferring_organ": f"{desk.place.short_name.removesuffix('院')}"
        + ("监察委员会" if duty else "公安局"),
        "transferred_charge": case.charge,
        "case_persons": len(case.suspects),
        "jurisdiction_found": True,
        "materials_complete": True,
        "property_agrees": True,
        "procuratorate": desk.place.code,
        "name": suspect.name,
        "sex": suspect.sex,
        "birth_on": suspect.birth_on,
        "identity_kind": "identity_card",
        "identity_number": suspect.identity_number,
        "ethnic_group": suspect.ethnic_group,
        "education": suspect.education,
        "occupation": "student" if suspect.is_minor else suspect.occupation,
        "residence": f"{desk.place.name.removesuffix('人民检察院')}",
        "offence_on": case.offence_on,
        "minor_as_filled": suspect.is_minor,
        "prior_record": suspect.prior_record,
        "special_status": "public_official" if duty else "no_status",
    }


def allocation(desk: Desk, department: str, accepted_on: date) -> Row:
    """Department, handler, assistant and the day of allocation."""
    code = desk.place.code
    return {
        "department": DEPARTMENT_NAMES[department],
        "handler": desk.roster.handler(code, department),
        "assistant": desk.roster.assistant(code, department),
        "handling_form": "single" if desk.chances.happens(0.86) else "group",
        "allocation_method": desk.chances.pick(
            {"rotation": 0.85, "designated": 0.11, "leader": 0.04}
        ),
        "allocated_on": accepted_on + timedelta(days=desk.chances.randint(0, 1)),
    }


def arrest_row(
    desk: Desk, case: CriminalCase, suspect: Suspect, number: str, course: Course
) -> Row:
    """The card of arrest review; open while its conclusion lies ahead."""
    arrest = course.arrest
    assert arrest is not None  # noqa: S101 (the caller asks only for those detained)
    chances, known = desk.chances, desk.cards.known
    department = desk.department_for(case, suspect)
    detained_on = arrest.accepted_on - timedelta(days=chances.randint(2, 28))
    row = {
        "case_number": number,
        "accepted_on": arrest.accepted_on,
        **person_items(desk, case, suspect),
        **allocation(desk, department, arrest.accepted_on),
        "offence_on": min(case.offence_on, detained_on),
        "measure_at_acceptance": "criminal_detention",
        "measure_from_on": detained_on,
        "custody_place": "云泽市看守所",
        "intervened_on": detained_on if chances.happens(0.08) else None,
        "filled_by": desk.roster.clerk(desk.place.code, department),
    }
    if known(arrest.concluded_on):
        row |= _arrest_conclusion(desk, case, arrest, course)
    return row


def _arrest_conclusion(
    desk: Desk, case: CriminalCase, arrest: ArrestCourse, course: Course
) -> Row:
    chances, known = desk.chances, desk.cards.known
    row: Row = {
        "concluded_on": arrest.concluded_on,
        "outcome": arrest.outcome,
        "filled_on": known(filled_on(chances, arrest.concluded_on)),
        "police_withdrew_on": known(course.police_withdrew_on),
    }
    if arrest.outcome == "approved":
        row["concluded_charge"] = case.charge
        row["executed_on"] = known(arrest.concluded_on + timedelta(days=1))
        row["receipt_on"] = known(
            arrest.concluded_on + timedelta(days=chances.randint(2, 4))
        )
        row |= _detention(desk, row["executed_on"], course)
    elif arrest.outcome == "not_approved":
        row["non_arrest_reason"] = REASONS[arrest.reason]
        row |= _reconsideration(desk, arrest)
    return row


def _detention(desk: Desk, executed_on: date | None, course: Course) -> Row:
    """Detention after arrest: extended where the investigation took more than two months.

    Nothing is drawn: it follows from the days that are drawn already.
    """
    review = course.prosecution
    ended_on = review.accepted_on if review is not None else course.police_withdrew_on
    if executed_on is None:
        return {}
    extended_on = None
    if ended_on is not None and ended_on > add_months(executed_on, 2):
        extended_on = desk.cards.known(
            add_months(executed_on, 2) - timedelta(days=DAYS_BEFORE)
        )
    return {
        "detention_extensions": 1 if extended_on else 0,
        "first_detention_extended_on": extended_on,
        "investigation_ended_on": desk.cards.known(review.accepted_on)
        if review is not None
        else None,
    }


def _reconsideration(desk: Desk, arrest: ArrestCourse) -> Row:
    if not arrest.reconsideration:
        return {}
    known, chances = desk.cards.known, desk.chances
    requested = arrest.concluded_on + timedelta(days=chances.randint(2, 5))
    decided = requested + timedelta(days=chances.randint(3, 7))
    row: Row = {"reconsideration_requested_on": known(requested)}
    if known(decided):
        row["reconsideration_concluded_on"] = decided
        changed = arrest.changed and not arrest.reexamination
        row["reconsideration_result"] = "changed" if changed else "upheld"
    if arrest.reexamination and known(decided):
        again = decided + timedelta(days=chances.randint(2, 5))
        settled = again + timedelta(days=chances.randint(7, 15))
        row["reexamination_requested_on"] = known(again)
        if known(settled):
            row["reexamination_concluded_on"] = settled
            row["reexamination_result"] = "changed" if arrest.changed else "upheld"
    return row


def prosecution_row(
    desk: Desk,
    case: CriminalCase,
    suspect: Suspect,
    numbers: tuple[str, str | None],
    course: Course,
) -> Row:
    """The card of prosecution review; ``numbers`` are its own and the arrest card's."""
    review = course.prosecution
    assert review is not None  # noqa: S101 (the caller asks only for those transferred)
    chances, known = desk.chances, desk.cards.known
    department = desk.department_for(case, suspect)
    measure = (
        "arrest"
        if review.arrested
        else chances.pick({"bail": 0.93, "no_measure": 0.07})
    )
    since = (
        course.arrest.concluded_on + timedelta(days=1)
        if review.arrested and course.arrest
        else review.accepted_on - timedelta(days=chances.randint(5, 90))
    )
    row: Row = {
        "case_number": numbers[0],
        "accepted_on": review.accepted_on,
        **person_items(desk, case, suspect),
        **allocation(desk, department, review.accepted_on),
        "arrest_case_number": numbers[1],
        "measure_at_acceptance": measure,
        "measure_from_on": None if measure == "no_measure" else since,
        "custody_place": "云泽市看守所" if review.arrested else None,
        "rights_notified_on": known(
            review.accepted_on + timedelta(days=chances.randint(0, 3))
        ),
        "intervened_on": since
        if review.early_intervention and measure != "no_measure"
        else None,
        "filled_by": desk.roster.clerk(desk.place.code, department),
        **_returned(desk, review),
    }
    if known(review.concluded_on):
        row |= _prosecution_conclusion(desk, case, suspect, review)
    return row


def _returned(desk: Desk, review: ProsecutionCourse) -> Row:
    known = desk.cards.known
    row: Row = {
        "first_extended_on": known(review.extended_on),
        "first_returned_on": known(review.returned_on),
        "first_resubmitted_on": known(review.resubmitted_on),
    }
    if review.second_returned_on:
        row["second_returned_on"] = known(review.second_returned_on)
        row["second_resubmitted_on"] = known(review.second_resubmitted_on)
    row["extensions"] = 1 if row["first_extended_on"] else 0
    returned = [row.get("first_returned_on"), row.get("second_returned_on")]
    row["returns"] = sum(day is not None for day in returned)
    return row


def _prosecution_conclusion(
    desk: Desk, case: CriminalCase, suspect: Suspect, review: ProsecutionCourse
) -> Row:
    chances, known = desk.chances, desk.cards.known
    prosecuted = review.outcome == "prosecuted"
    signed = review.concluded_on - timedelta(days=1)
    row: Row = {
        "concluded_on": review.concluded_on,
        "outcome": review.outcome,
        "concluded_charge": case.charge,
        "amount": case.amount if prosecuted else None,
        "leniency": review.leniency,
        "affidavit_on": max(signed, review.accepted_on) if review.leniency else None,
        "counsel_present": True if review.leniency else None,
        "self_investigated_on": review.concluded_on - timedelta(days=2)
        if review.own_investigation
        else None,
        "hearing_on": max(signed, review.accepted_on) if review.hearing else None,
        "filled_on": known(filled_on(chances, review.concluded_on)),
    }
    if review.leniency and prosecuted:
        row["recommendation_kind"] = (
            "definite" if review.recommendation == "determinate" else "range"
        )
        if review.recommendation == "determinate":
            row["recommended_months"] = review.recommended_months
    if prosecuted:
        row["proposed_procedure"] = (
            "expedited"
            if review.expedited
            else chances.pick({"summary": 0.6, "ordinary": 0.4})
        )
    if review.outcome == "conditional_non_prosecution":
        row["probation_months"] = chances.choice((6, 6, 6, 8, 10, 12))
    if review.outcome == "not_prosecuted":
        row |= _not_prosecuted(desk, review)
    return row


def _not_prosecuted(desk: Desk, review: ProsecutionCourse) -> Row:
    chances, known = desk.chances, desk.cards.known
    row: Row = {"non_prosecution_kind": KINDS[review.reason]}
    if review.arrested:
        row["arrest_quality_reviewed_on"] = (
            known(review.concluded_on + timedelta(days=chances.randint(5, 20)))
            or review.concluded_on
        )
    if review.reason == "relative" and chances.happens(0.45):
        row["administrative_punishment_needed"] = True
        row["administrative_opinion_on"] = (
            known(review.concluded_on + timedelta(days=chances.randint(1, 10)))
            or review.concluded_on
        )
    if review.reconsideration:
        requested = review.concluded_on + timedelta(days=chances.randint(3, 7))
        decided = requested + timedelta(days=chances.randint(10, 30))
        row["reconsideration_requested_on"] = known(requested)
        if known(decided):
            row["reconsideration_concluded_on"] = decided
            row["reconsideration_result"] = (
                "changed" if chances.happens(0.08) else "upheld"
            )
    return row
