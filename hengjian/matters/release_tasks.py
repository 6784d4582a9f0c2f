"""Running matters moved to the newest release of their pack: tried, then done, as jobs."""

from collections.abc import Iterator
from typing import Any

from hengjian.jobs.context import JobContext
from hengjian.jobs.registry import task
from hengjian.lib.bilingual import Text
from hengjian.matters.actions.moving_release import move_all
from hengjian.matters.kinds import kind_named
from hengjian.matters.models import Matter
from hengjian.matters.queries.releases import by_reason, to_move


TRY = "hengjian.matters.release_tasks.try_moving"
MOVE = "hengjian.matters.release_tasks.move_running"
NAMED = 100  # matters that are named with each reason

_TRYING = Text("逐件试换", "trying each matter")
_MOVING = Text("逐件换版", "moving each matter")


@task
def try_moving(context: JobContext, kind: str, units: list[int]) -> dict[str, Any]:
    """Say of each running matter whether it can move; writes nothing."""
    return _carry(context, kind, units, dry_run=True)


@task
def move_running(context: JobContext, kind: str, units: list[int]) -> dict[str, Any]:
    """Move who can, each in its own transaction; run again it goes on with the rest."""
    return _carry(context, kind, units, dry_run=False)


def _carry(
    context: JobContext, kind: str, units: list[int], *, dry_run: bool
) -> dict[str, Any]:
    to = kind_named(kind)
    waiting = to_move(to, units)
    total = waiting.count()

    def told() -> Iterator[Matter]:
        for done, matter in enumerate(waiting.iterator(chunk_size=500)):
            context.progress(done, total, _TRYING if dry_run else _MOVING)
            yield matter

    found = move_all(matters=told(), to=to, by=context.by, dry_run=dry_run)
    stay = [(each.matter.pk, each.reason) for each in found if each.reason is not None]
    return {
        "kind": kind,
        "release": to.release.digest,
        "matters": len(found),
        "can": len(found) - len(stay),
        "reasons": [
            {
                "zh": reason.words.zh,
                "en": reason.words.en,
                "count": reason.count,
                "matters": reason.matters,
            }
            for reason in by_reason(stay, NAMED)
        ],
    }
