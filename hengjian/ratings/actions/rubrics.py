"""Acts on rubrics: one is taken into use in place of the one before."""

from collections.abc import Sequence
from typing import Any

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Procuratorate
from hengjian.ratings.faults import BallotFault
from hengjian.ratings.models import Rubric


MOST_CRITERIA = 12
LARGEST_SCALE = 10


@journal.action
def adopt_rubric(
    *,
    procuratorate: Procuratorate,
    name: str,
    title: str,
    scale: int,
    criteria: Sequence[dict[str, Any]],
    by: Actor,
) -> Rubric:
    """Take a rubric into use; the one of that name ends. Rounds keep the one they began with.

    Raises ``BallotFault`` for a rubric without criteria or ends in words.
    """
    _check(title, scale, criteria)
    today = clock.today()
    before = Rubric.objects.filter(
        procuratorate=procuratorate, name=name, ended_on__isnull=True
    ).first()
    if before is not None:
        before.ended_on = today
        before.save()
    rubric = Rubric(
        procuratorate=procuratorate,
        name=name,
        title=title.strip()[:100],
        scale=scale,
        criteria=list(criteria),
        begun_on=today,
    )
    rubric.save()
    journal.enter(
        "ratings.rubric_adopted",
        subject=rubric,
        old={"rubric": before.pk} if before is not None else None,
        new={"name": name, "scale": scale, "criteria": rubric.criterion_names},
    )
    return rubric


def _check(title: str, scale: int, criteria: Sequence[dict[str, Any]]) -> None:
    if not title.strip() or not 2 <= scale <= LARGEST_SCALE:
        raise BallotFault(
            Text(
                f"请写名称；满分在 2 至 {LARGEST_SCALE} 之间。",
                f"Give a title, and a scale of 2 to {LARGEST_SCALE}.",
            )
        )
    names = [each["criterion"] for each in criteria]
    if not 1 <= len(names) <= MOST_CRITERIA or len(set(names)) < len(names):
        raise BallotFault(
            Text(
                f"评议项 1 至 {MOST_CRITERIA} 项，名称不重复。",
                f"1 to {MOST_CRITERIA} criteria, each once.",
            )
        )
    if any(
        not each[part].strip() for each in criteria for part in ("label", "low", "high")
    ):
        raise BallotFault(
            Text(
                "每一项要写明名称、最低分和最高分各指什么。",
                "Each criterion says what it is and what both ends of the scale mean.",
            )
        )
