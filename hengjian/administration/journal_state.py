"""How the journal was last found: by its nightly walk, and its last checkpoint."""

from dataclasses import dataclass
from datetime import datetime

from hengjian.audit import checkpoints
from hengjian.engines.chain.checkpoints import Checkpoint
from hengjian.jobs.models import Job, JobState
from hengjian.jobs.queries import jobs_of


WALK = "hengjian.jobs.tasks.verify_journal"


@dataclass(frozen=True)
class JournalState:
    """The last walk that ended, one that is under way, the last checkpoint."""

    walk: Job | None
    running: Job | None
    checkpoint: Checkpoint | None
    forged_lines: tuple[int, ...]

    @property
    def is_sound(self) -> bool:
        """The last walk found nothing, and every checkpoint is genuine."""
        done = self.walk is not None and self.walk.state == JobState.DONE
        return done and not self.forged_lines

    @property
    def checked_at(self) -> datetime | None:
        """When the last checkpoint was signed."""
        last = self.checkpoint
        return None if last is None else datetime.fromisoformat(last.at)


def journal_state() -> JournalState:
    """As of now."""
    walks = jobs_of(WALK)
    known, forged = checkpoints.read()
    return JournalState(
        walk=walks.filter(state__in=[JobState.DONE, JobState.FAILED]).first(),
        running=walks.filter(state__in=[JobState.QUEUED, JobState.RUNNING]).first(),
        checkpoint=max(known, key=lambda each: each.number, default=None),
        forged_lines=tuple(forged),
    )
