"""Score sheets as JSON with exact digits, and as lines to read."""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from hengjian.engines.scoring.grading import Verdict
from hengjian.engines.scoring.sentences import why
from hengjian.engines.scoring.sheets import ScoreSheet, SheetLine
from hengjian.lib.bilingual import Text


STATUSES = {
    True: Text("已定", "final"),
    False: Text("暂定", "provisional"),
}


def as_json(sheets: Sequence[ScoreSheet]) -> str:
    """The sheets in order; numbers are written digit for digit, never through floats."""
    return exact_json([_sheet(sheet) for sheet in sheets]) + "\n"


def exact_json(value: Any) -> str:
    """JSON in which a ``Decimal`` is a number with exactly its digits."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, Mapping):
        pairs = (f"{json.dumps(key)}: {exact_json(v)}" for key, v in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(exact_json(item) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def as_lines(sheets: Sequence[ScoreSheet], tongue: str) -> str:
    """Each sheet: the person's total and grade, then a line for each item."""
    lines = []
    for sheet in sheets:
        status = STATUSES[sheet.is_final].in_language(tongue)
        grade = sheet.grade or "–"
        lines.append(f"{sheet.person}  {sheet.total}  {status}  {grade}")
        for line in sheet.lines:
            score = "–" if line.score is None else str(line.score)
            told = why(line.line).in_language(tongue)
            lines.append(f"  {line.line.item.item}  {score}/{line.full}  {told}")
    return "\n".join(lines) + "\n"


def why_open(sheet: ScoreSheet) -> Text | None:
    """Why a sheet has no grade yet, where the scheme would give one."""
    verdict = sheet.verdict
    if verdict.tied_for is not None:
        others = ", ".join(sheet.tied_with)
        return Text(
            f"{sheet.person} 与 {others} 同为 {sheet.total} 分，“{verdict.tied_for}”"
            f"只余 {verdict.places_left} 个名额，须由人决定",
            f"{sheet.person} ties with {others} at {sheet.total}; "
            f"“{verdict.tied_for}” has {verdict.places_left} left: people decide",
        )
    if verdict.waits_for is not None:
        return Text(
            f"{sheet.person} 能否得“{verdict.waits_for}”，要等暂定的考评表确定",
            f"whether {sheet.person} gets “{verdict.waits_for}” waits for sheets that "
            "are provisional",
        )
    return None


def _sheet(sheet: ScoreSheet) -> dict[str, Any]:
    told: dict[str, Any] = {
        "person": sheet.person,
        "total": sheet.total,
        "status": sheet.status,
        "grade": sheet.grade,
        "items": [_line(line) for line in sheet.lines],
    }
    if sheet.verdict.tied_for is not None:
        told["tie"] = _tie(sheet, sheet.verdict)
    reason = why_open(sheet)
    if reason is not None:
        told["grade_open"] = {"zh": reason.zh, "en": reason.en}
    return told


def _tie(sheet: ScoreSheet, verdict: Verdict) -> dict[str, Any]:
    return {
        "grade": verdict.tied_for,
        "places": verdict.places_left,
        "with": list(sheet.tied_with),
    }


def _line(line: SheetLine) -> dict[str, Any]:
    reason = why(line.line)
    return {
        "item": line.line.item.item,
        "score": line.score,
        "full": line.full,
        "why": {"zh": reason.zh, "en": reason.en},
    }
