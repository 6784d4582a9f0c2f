"""What a version of a sheet says, as one canonical text that recomputes itself.

A payload holds the scheme's digest, each value with its evidence, the department's best
marks where marks were divided by them, and the outcome. Facts and scheme give the
outcome again, whatever was imported or released since.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from hengjian.appraisal.canonical import canonical, value_of, value_text
from hengjian.appraisal.gathering.given import Given
from hengjian.engines.scoring.alone import scored_alone
from hengjian.engines.scoring.lines import Highest, Line
from hengjian.engines.scoring.model import Person, Scheme
from hengjian.engines.scoring.sheets import ScoreSheet
from hengjian.engines.statistics.counts import Count


FORMAT = 1


@dataclass(frozen=True)
class Frame:
    """What all sheets of a computing share."""

    scheme_digest: str
    period: str


def payload_of(
    frame: Frame,
    sheet: ScoreSheet,
    given: Mapping[str, Given],
    *,
    level: Sequence[str] | None = None,
    earlier: Mapping[str, Any] | None = None,
) -> str:
    """The payload of one engine sheet."""
    told = {
        "format": FORMAT,
        "scheme": frame.scheme_digest,
        "period": frame.period,
        "person": sheet.person,
        "department": sheet.department,
        "values": {item: value_text(one.value) for item, one in given.items()},
        "evidence": {
            item: [each.kept() for each in one.evidence]
            for item, one in given.items()
            if one.evidence
        },
        "behind": {
            item: _behind(one) for item, one in given.items() if one.behind is not None
        },
        "highest": highest_of(sheet),
        "outcome": outcome_of(sheet),
        "verdict": verdict_of(sheet),
        "level": level,
        "earlier": earlier,
    }
    return canonical(told)


def _behind(one: Given) -> list[int]:
    if isinstance(one.behind, Count):
        return [one.behind.numerator, one.behind.denominator]
    return [one.behind.count] if one.behind is not None else []


def highest_of(sheet: ScoreSheet) -> dict[str, list[Any]]:
    """The department's best raw marks by item, and whether they may still rise."""
    return {
        shown.line.item.item: [str(shown.line.highest), shown.line.may_fall]
        for shown in sheet.lines
        if shown.line.highest is not None
    }


def outcome_of(sheet: ScoreSheet) -> dict[str, Any]:
    """Marks, total and whether all is known: what facts and scheme give again."""
    return {
        "lines": [
            [
                shown.line.item.item,
                shown.line.state.value,
                None if shown.score is None else f"{shown.score:f}",
                f"{shown.full:f}",
            ]
            for shown in sheet.lines
        ],
        "exact": str(sheet.exact),
        "total": f"{sheet.total:f}",
        "final": sheet.is_final,
    }


def full_of(outcome: Mapping[str, Any]) -> Fraction:
    """What the lines of a kept outcome could come to."""
    return sum((Fraction(line[3]) for line in outcome["lines"]), Fraction(0))


def verdict_of(sheet: ScoreSheet) -> dict[str, Any]:
    """The grade by thresholds and quotas among all sheets of the computing."""
    verdict = sheet.verdict
    return {
        "grade": verdict.grade,
        "tied_for": verdict.tied_for,
        "places_left": verdict.places_left,
        "tied_with": list(sheet.tied_with),
        "waits_for": verdict.waits_for,
    }


def read_payload(text: str) -> dict[str, Any]:
    """A payload as plain values."""
    found: dict[str, Any] = json.loads(text)
    return found


def person_of(payload: Mapping[str, Any]) -> Person:
    """The engine's person of a payload."""
    return Person(
        payload["person"],
        payload["department"],
        {item: value_of(kept) for item, kept in payload["values"].items()},
    )


def recomputed(payload: Mapping[str, Any], scheme: Scheme) -> ScoreSheet:
    """The sheet once more from the facts that a payload holds; without a grade."""
    highest = {
        item: Highest(Fraction(raw), is_open)
        for item, (raw, is_open) in payload["highest"].items()
    }
    return scored_alone(scheme, person_of(payload), highest)


def lines_of_payload(payload: Mapping[str, Any], scheme: Scheme) -> dict[str, Line]:
    """The engine's lines by item, for the sentences that explain them."""
    return {
        shown.line.item.item: shown.line for shown in recomputed(payload, scheme).lines
    }
