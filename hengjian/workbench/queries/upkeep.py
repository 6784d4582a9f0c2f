"""What the three administrators look after: jobs, accounts, the journal; no case content."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.access.queries import permissions_of
from hengjian.audit.models import JournalEntry, JournalHead
from hengjian.jobs.models import Job, JobState
from hengjian.jobs.queries import counts_by_state
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.registers import resolve


VERIFY = "hengjian.jobs.tasks.verify_journal"
CHECKPOINT = "hengjian.jobs.tasks.checkpoint_journal"
_OTHER_TASKS = {
    "hengjian.warehouse.tasks.run_import": Text("导入案卡", "import of cards"),
    "hengjian.indicators.tasks.compute_run": Text("计算指标", "run of indicators"),
}


@dataclass(frozen=True)
class FailedJob:
    """A job that failed for good: which, when, after how many attempts."""

    job: Job
    label: Text


@dataclass(frozen=True)
class Jobs:
    """How the queue stands."""

    counts: dict[str, int]
    failed: tuple[FailedJob, ...]
    oldest_waiting_since: datetime | None


@dataclass(frozen=True)
class Journal:
    """How far the journal is and when it was last walked and signed."""

    entries: int
    verified: Job | None
    checkpoint: Job | None
    refused_sign_ins: int


@dataclass(frozen=True)
class Accounts:
    """Accounts that want somebody's attention."""

    active: int
    without_role: int
    first_password: int


def is_administrator(account: Account) -> bool:
    """Whether the account keeps the system and sees no case content."""
    held = permissions_of(account)
    keeps = {Permission.JOB_CHANGE, Permission.ROLE_GRANT, Permission.JOURNAL_READ}
    return bool(held & keeps)


def jobs_for(account: Account) -> Jobs | None:
    """The queue, for whoever may cancel and retry."""
    if Permission.JOB_CHANGE not in permissions_of(account):
        return None
    failed = Job.objects.filter(state=JobState.FAILED).order_by("-ended_at")[:5]
    waiting = Job.objects.filter(state=JobState.QUEUED, due_at__lte=clock.machine_now())
    oldest = waiting.order_by("due_at").first()
    labels = task_labels()
    return Jobs(
        counts_by_state(),
        tuple(
            FailedJob(job, labels.get(job.task, Text.same(job.task))) for job in failed
        ),
        oldest.due_at if oldest else None,
    )


def journal_for(account: Account) -> Journal | None:
    """The journal's state, for whoever reads it."""
    if Permission.JOURNAL_READ not in permissions_of(account):
        return None
    head = JournalHead.objects.filter(id=1).first()
    since = clock.now() - timedelta(days=1)
    return Journal(
        head.number if head else 0,
        _last(VERIFY),
        _last(CHECKPOINT),
        JournalEntry.objects.filter(
            event="access.sign_in_refused", at__gte=since
        ).count(),
    )


def accounts_for(account: Account) -> Accounts | None:
    """Accounts without a role or with somebody else's password."""
    if Permission.ROLE_GRANT not in permissions_of(account):
        return None
    active = Account.objects.filter(is_active=True)
    today = clock.today()
    ended = active.exclude(grants__until_on__isnull=True, grants__isnull=False)
    without = ended.exclude(grants__until_on__gte=today).distinct()
    return Accounts(
        active.count(),
        without.count(),
        active.filter(must_change_password=True).count(),
    )


def task_labels() -> dict[str, Text]:
    """What scheduled and other tasks are called."""
    schedule = resolve("hengjian.config.schedule.SCHEDULE")
    return {each.task: each.title for each in schedule} | _OTHER_TASKS


def _last(task: str) -> Job | None:
    ended = Job.objects.filter(task=task, ended_at__isnull=False)
    return ended.order_by("-ended_at").first()
