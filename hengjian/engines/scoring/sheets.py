"""Score sheets: lines, total, status and grade of every person under one scheme."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from hengjian.engines.scoring.checking import facts_problems, scheme_problems
from hengjian.engines.scoring.grading import Standing, Verdict, verdicts
from hengjian.engines.scoring.largest_remainder import apportion, exact_sum
from hengjian.engines.scoring.lines import Line, State, lines_of
from hengjian.engines.scoring.model import Person, Scheme
from hengjian.engines.scoring.rules import NOTHING, Veto
from hengjian.engines.statistics.rounding import half_up
from hengjian.lib.faults import UserFault


@dataclass(frozen=True)
class SheetLine:
    """A line as shown; ``score`` is None while it is not known."""

    line: Line
    score: Decimal | None
    full: Decimal


@dataclass(frozen=True)
class ScoreSheet:
    """One person's sheet. ``exact`` is the sum of the exact lines, before ``cap_total``
    and before rounding; scores of known lines sum to ``exact`` rounded half up.
    """

    person: str
    department: str
    lines: tuple[SheetLine, ...]
    exact: Fraction
    total: Decimal
    is_final: bool
    verdict: Verdict
    tied_with: tuple[str, ...] = ()

    @property
    def grade(self) -> str | None:
        """The grade, None while it is open."""
        return self.verdict.grade

    @property
    def status(self) -> str:
        """``final``, or ``provisional`` until all is known."""
        return "final" if self.is_final else "provisional"


def score(scheme: Scheme, people: Sequence[Person]) -> tuple[ScoreSheet, ...]:
    """The sheets of all people, in their order.

    All arithmetic is exact; a total is rounded half up once, and its lines are shown so
    that they add up to it. Thresholds and ties look at the total as shown. Raises
    ``UserFault`` for a scheme or facts that cannot be scored.
    """
    for problem in [*scheme_problems(scheme), *facts_problems(scheme, people)]:
        raise UserFault(
            problem.message, where=".".join(str(step) for step in problem.part)
        )
    sheets = lines_of(scheme, people)
    exact = [_known_sum(lines) for lines in sheets]
    totals = [half_up(_capped(scheme, total), scheme.decimals) for total in exact]
    standings = [
        Standing(
            total=total,
            is_final=_is_final(lines),
            most=half_up(_capped(scheme, known + _open_marks(lines)), scheme.decimals),
            barred_above=_barred_above(scheme, lines),
        )
        for lines, known, total in zip(sheets, exact, totals, strict=True)
    ]
    own_fulls = apportion([item.full for item in scheme.items], scheme.decimals)
    given = verdicts(scheme.grades, standings)
    return tuple(
        ScoreSheet(
            person=person.person,
            department=person.department,
            lines=_shown(scheme, lines, own_fulls),
            exact=known,
            total=standing.total,
            is_final=standing.is_final,
            verdict=verdict,
            tied_with=tuple(people[other].person for other in verdict.tied_with),
        )
        for person, lines, known, standing, verdict in zip(
            people, sheets, exact, standings, given, strict=True
        )
    )


def sheet_of_lines(
    scheme: Scheme, person: Person, lines: Sequence[Line], verdict: Verdict
) -> ScoreSheet:
    """A sheet of lines that are known, with a verdict given elsewhere."""
    exact = _known_sum(lines)
    own_fulls = apportion([item.full for item in scheme.items], scheme.decimals)
    return ScoreSheet(
        person=person.person,
        department=person.department,
        lines=_shown(scheme, lines, own_fulls),
        exact=exact,
        total=half_up(_capped(scheme, exact), scheme.decimals),
        is_final=_is_final(lines),
        verdict=verdict,
    )


def _known_sum(lines: Sequence[Line]) -> Fraction:
    return exact_sum(line.marks for line in lines if line.marks is not None)


def _open_marks(lines: Sequence[Line]) -> Fraction:
    return sum((line.full for line in lines if line.marks is None), NOTHING)


def _capped(scheme: Scheme, total: Fraction) -> Fraction:
    return total if scheme.cap_total is None else min(scheme.cap_total, total)


def _is_final(lines: Sequence[Line]) -> bool:
    return all(line.marks is not None and not line.may_fall for line in lines)


def _barred_above(scheme: Scheme, lines: Sequence[Line]) -> int:
    """The best place in the list of grades that vetoes leave; 0 without any."""
    names = [grade.grade for grade in scheme.grades]
    return max(
        (
            names.index(line.item.rule.grade)
            for line in lines
            if isinstance(line.item.rule, Veto)
            and line.state is State.SCORED
            and line.value
        ),
        default=0,
    )


def _shown(
    scheme: Scheme, lines: Sequence[Line], own_fulls: Sequence[Decimal]
) -> tuple[SheetLine, ...]:
    known = [line.marks for line in lines if line.marks is not None]
    scores = iter(apportion(known, scheme.decimals))
    fulls = own_fulls
    if any(line.full != line.item.full for line in lines):
        fulls = apportion([line.full for line in lines], scheme.decimals)
    return tuple(
        SheetLine(line, None if line.marks is None else next(scores), full)
        for line, full in zip(lines, fulls, strict=True)
    )
