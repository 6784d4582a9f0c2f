"""Forms of ratings as they were typed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from hengjian.lib.bilingual import Text
from hengjian.ratings.ballots import Ballot, Mark
from hengjian.ratings.faults import BallotFault
from hengjian.ratings.models import RatingRound


NOT_JUDGED = ""


def ballot_of(round_: RatingRound, typed: Mapping[str, str]) -> Ballot:
    """The ballot of a form: fields ``mark-<person>-<criterion>``, ``why-…``.

    Who has no mark at all was not judged. Raises ``BallotFault`` for a mark that is none.
    """
    marks: dict[int, dict[str, Mark]] = {}
    for person in round_.ratees.values_list("person_id", flat=True):
        for criterion in round_.rubric.criterion_names:
            level = typed.get(f"mark-{person}-{criterion}", NOT_JUDGED).strip()
            if level == NOT_JUDGED:
                continue
            if not level.isdecimal() or len(level) > 2:
                raise BallotFault(Text("分值应为整数。", "Marks are whole numbers."))
            why = typed.get(f"why-{person}-{criterion}", "")
            marks.setdefault(person, {})[criterion] = Mark(int(level), why)
    return Ballot(marks)


def criteria_of(text: str) -> list[dict[str, Any]]:
    """Criteria from lines ``name | lowest means | highest means``. Raises ``BallotFault``."""
    criteria = []
    for number, line in enumerate(filter(str.strip, text.splitlines()), 1):
        parts = [each.strip() for each in line.replace("｜", "|").split("|")]
        if len(parts) != 3:
            raise BallotFault(
                Text(
                    f"第 {number} 行应为：评议项 | 最低分的含义 | 最高分的含义。",
                    f"Line {number}: criterion | what the lowest means | the highest.",
                ),
                where=str(number),
            )
        label, low, high = (each[:200] for each in parts)
        criteria.append(
            {"criterion": f"c{number}", "label": label, "low": low, "high": high}
        )
    return criteria


def day(text: str | None) -> date:
    """A day of a form. Raises ``BallotFault``."""
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        raise BallotFault(Text("请写明日期。", "Say the days.")) from None
