"""What became of a suspect: arrest review, prosecution review, trial."""

from dataclasses import dataclass
from datetime import date, timedelta

from hengjian.demo.city.chances import Chances
from hengjian.demo.city.suspects import ChargePattern, CriminalCase, Suspect


@dataclass
class ArrestCourse:
    """Review for approval of arrest."""

    accepted_on: date
    concluded_on: date
    outcome: str  # approved | not_approved | withdrawn
    reason: str = ""  # no_danger | insufficient_evidence | no_crime | minor
    reconsideration: bool = False
    reexamination: bool = False
    changed: bool = False


@dataclass
class ProsecutionCourse:
    """Review for prosecution, with its returns and extensions."""

    accepted_on: date
    concluded_on: date
    outcome: str  # prosecuted | not_prosecuted | conditional_non_prosecution | …
    reason: str = ""  # statutory | relative | insufficient_evidence
    arrested: bool = False
    leniency: bool = False
    recommendation: str = ""  # determinate | range
    recommended_months: int = 0
    returns: int = 0
    returned_on: date | None = None
    resubmitted_on: date | None = None
    second_returned_on: date | None = None
    second_resubmitted_on: date | None = None
    extensions: int = 0
    extended_on: date | None = None
    own_investigation: bool = False
    early_intervention: bool = False
    expedited: bool = False
    hearing: bool = False
    reconsideration: bool = False


@dataclass
class TrialCourse:
    """The court's part."""

    judged_on: date
    effective_on: date
    months: int
    suspended_sentence: bool
    adopted: bool
    appealed: bool
    protested: bool
    changed_charge: bool
    acquitted: bool


@dataclass
class Course:
    """All of it; a part that never came is None."""

    arrest: ArrestCourse | None = None
    prosecution: ProsecutionCourse | None = None
    trial: TrialCourse | None = None
    police_withdrew_on: date | None = None

    def keep_pace_with(self, first: "Course") -> None:
        """Take the review dates of the first person of the case, and move the trial along."""
        if self.prosecution is None or first.prosecution is None:
            return
        moved = first.prosecution.concluded_on - self.prosecution.concluded_on
        for name in TOGETHER:
            setattr(self.prosecution, name, getattr(first.prosecution, name))
        if self.trial is not None:
            self.trial.judged_on += moved
            self.trial.effective_on += moved


TOGETHER = (
    "concluded_on",
    "returns",
    "returned_on",
    "resubmitted_on",
    "second_returned_on",
    "second_resubmitted_on",
    "extensions",
    "extended_on",
    "expedited",
)


def course_of(
    chances: Chances, case: CriminalCase, suspect: Suspect, arrives_on: date
) -> Course:
    """Draw one suspect's way; dates may lie after the demo's today."""
    pattern = case.pattern
    course = Course()
    goes_on = arrives_on
    arrested = False
    if suspect.detained:
        course.arrest = _arrest(chances, pattern, suspect, arrives_on)
        arrested = course.arrest.outcome == "approved"
        share = 0.985 if arrested else 0.62
        if course.arrest.outcome == "withdrawn" or not chances.happens(share):
            course.police_withdrew_on = course.arrest.concluded_on + timedelta(
                days=chances.randint(20, 90)
            )
            return course
        wait = (25, 62) if arrested else (40, 150)
        goes_on = course.arrest.concluded_on + timedelta(days=chances.randint(*wait))
    course.prosecution = _prosecution(chances, pattern, suspect, goes_on, arrested)
    if course.prosecution.outcome == "prosecuted":
        course.trial = _trial(chances, pattern, course.prosecution)
    return course


def _arrest(
    chances: Chances, pattern: ChargePattern, suspect: Suspect, accepted_on: date
) -> ArrestCourse:
    rate = min(pattern.not_arrested * (1.55 if suspect.is_minor else 1.0), 0.85)
    concluded_on = accepted_on + timedelta(
        days=chances.pick({3: 1, 4: 1, 5: 2, 6: 4, 7: 9})
    )
    if chances.happens(0.006):
        return ArrestCourse(accepted_on, concluded_on, "withdrawn")
    if not chances.happens(rate):
        return ArrestCourse(accepted_on, concluded_on, "approved")
    course = ArrestCourse(accepted_on, concluded_on, "not_approved")
    course.reason = chances.pick(
        {
            "no_danger": 0.56,
            "insufficient_evidence": 0.36,
            "no_crime": 0.03,
            "minor": 0.05,
        }
    )
    course.reconsideration = chances.happens(0.017)
    course.reexamination = course.reconsideration and chances.happens(0.35)
    course.changed = course.reconsideration and chances.happens(0.12)
    return course


def _prosecution(
    chances: Chances,
    pattern: ChargePattern,
    suspect: Suspect,
    accepted_on: date,
    arrested: bool,
) -> ProsecutionCourse:
    quick = pattern.charge == "dangerous_driving"
    days = chances.randint(3, 10) if quick else round(chances.triangular(8, 31, 26))
    course = ProsecutionCourse(
        accepted_on, accepted_on + timedelta(days=days), "prosecuted", arrested=arrested
    )
    if not quick:
        _returns_and_extensions(chances, course)
    rate = pattern.not_prosecuted * (0.32 if arrested else 1.22)
    if suspect.is_minor and chances.happens(0.33):
        course.outcome = "conditional_non_prosecution"
    elif chances.happens(min(rate * (1.6 if suspect.is_minor else 1.0), 0.8)):
        course.outcome = "not_prosecuted"
        course.reason = chances.pick(
            {"relative": 0.80, "insufficient_evidence": 0.15, "statutory": 0.05}
        )
        course.reconsideration = chances.happens(0.013)
        course.hearing = chances.happens(0.22)
    course.leniency = course.reason not in {"insufficient_evidence", "statutory"} and (
        chances.happens(0.885)
    )
    if course.leniency and course.outcome == "prosecuted":
        course.recommendation = chances.pick({"determinate": 0.93, "range": 0.07})
        low, high = pattern.months
        course.recommended_months = max(1, round(chances.triangular(low, high, low)))
    course.expedited = quick and course.leniency and chances.happens(0.8)
    course.own_investigation = chances.happens(0.055)
    course.early_intervention = chances.happens(0.09)
    return course


def _returns_and_extensions(chances: Chances, course: ProsecutionCourse) -> None:
    if chances.happens(0.045):
        course.returns = 2 if chances.happens(0.2) else 1
        course.returned_on = course.accepted_on + timedelta(
            days=chances.randint(18, 29)
        )
        course.resubmitted_on = course.returned_on + timedelta(
            days=chances.randint(15, 29)
        )
        course.concluded_on = course.resubmitted_on + timedelta(
            days=chances.randint(6, 28)
        )
    elif chances.happens(0.035):
        course.extensions = 1
        course.extended_on = course.accepted_on + timedelta(
            days=chances.randint(24, 30)
        )
        course.concluded_on = course.accepted_on + timedelta(
            days=chances.randint(32, 45)
        )


def _trial(
    chances: Chances, pattern: ChargePattern, prosecution: ProsecutionCourse
) -> TrialCourse:
    judged_on = prosecution.concluded_on + timedelta(
        days=chances.randint(6, 12)
        if prosecution.expedited
        else chances.randint(20, 85)
    )
    appealed = chances.happens(0.035 if prosecution.leniency else 0.34)
    protested = chances.happens(0.006)
    wait = chances.randint(45, 90) if appealed or protested else chances.randint(11, 16)
    low, high = pattern.months
    months = max(1, round(chances.triangular(low, high, low + (high - low) * 0.3)))
    return TrialCourse(
        judged_on,
        judged_on + timedelta(days=wait),
        months,
        months <= 36 and not prosecution.arrested and chances.happens(0.62),
        chances.happens(0.965),
        appealed,
        protested,
        chances.happens(0.008),
        chances.happens(0.0004),
    )
