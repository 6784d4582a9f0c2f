"""The API of what administrators watch: the journal and the jobs."""

from datetime import date, datetime
from typing import Literal

from django.http import Http404, HttpRequest
from ninja import Router, Schema

from hengjian.access.api_doors import api_door, caller
from hengjian.access.permissions import Permission
from hengjian.administration.journal_search import Asked
from hengjian.administration.views.jobs import jobs_seen
from hengjian.audit.models import JournalEntry
from hengjian.jobs import actions
from hengjian.jobs.models import Job, JobState
from hengjian.lib.cursor import page_of
from hengjian.warehouse.queries.told_entries import told


journal_router = Router(tags=["journal"])
jobs_router = Router(tags=["jobs"])


class EntryOut(Schema):
    """One entry; ``old``, ``new`` and ``detail`` are canonical JSON texts."""

    number: int
    at: datetime
    event: str
    by: str
    subject_type: str
    subject_id: str
    origin: str
    old: str
    new: str
    detail: str
    link: str

    @staticmethod
    def resolve_old(entry: JournalEntry) -> str:
        """Without keys of sealed cards, as the two below."""
        return told(entry, entry.old)

    @staticmethod
    def resolve_new(entry: JournalEntry) -> str:
        return told(entry, entry.new)

    @staticmethod
    def resolve_detail(entry: JournalEntry) -> str:
        return told(entry, entry.detail)


class EntriesOut(Schema):
    """A page of entries, newest first; ``next`` is the cursor of the following page."""

    items: list[EntryOut]
    next: int | None


class JobOut(Schema):
    """One job: where it stands, how far it is, why it failed."""

    id: int
    task: str
    state: str
    by: str
    attempts: int
    progress_done: int
    progress_total: int
    error: str
    enqueued_at: datetime
    ended_at: datetime | None


class JobsOut(Schema):
    """A page of jobs, newest first."""

    items: list[JobOut]
    next: int | None


@journal_router.get("", response=EntriesOut, summary="留痕")
@api_door(Permission.JOURNAL_READ)
def list_entries(
    request: HttpRequest,
    by: str = "",
    event: str = "",
    subject: str = "",
    since: date | None = None,
    until: date | None = None,
    text: str = "",
    after: int | None = None,
    limit: int = 50,
) -> EntriesOut:
    """Entries that fit; dates count whole, ``subject`` is ``type:id``."""
    asked = Asked(by, event, subject, str(since or ""), str(until or ""), text)
    rows, following = page_of(asked.found(), after, limit)
    return EntriesOut(items=[EntryOut.from_orm(row) for row in rows], next=following)


@journal_router.get("/{int:number}", response=EntryOut, summary="一条留痕")
@api_door(Permission.JOURNAL_READ)
def one_entry(request: HttpRequest, number: int) -> JournalEntry:
    """One entry."""
    found = JournalEntry.objects.filter(number=number).first()
    if found is None:
        raise Http404
    return found


@jobs_router.get("", response=JobsOut, summary="后台任务")
@api_door(Permission.JOB_READ)
def list_jobs(
    request: HttpRequest,
    state: JobState | Literal[""] = "",
    after: int | None = None,
    limit: int = 50,
) -> JobsOut:
    """Jobs, of one state where asked; one's own unless one may change jobs."""
    seen = jobs_seen(caller(request))
    rows, following = page_of(seen.filter(state=state) if state else seen, after, limit)
    return JobsOut(items=[JobOut.from_orm(row) for row in rows], next=following)


@jobs_router.post("/{int:number}/cancel", response=JobOut, summary="取消任务")
@api_door(Permission.JOB_CHANGE)
def cancel_job(request: HttpRequest, number: int) -> Job:
    """Cancel a waiting job, ask a running one to stop; 409 when it has ended."""
    account = caller(request)
    return actions.cancel(job=_seen(request, number), by=account)


@jobs_router.post("/{int:number}/retry", response=JobOut, summary="重试任务")
@api_door(Permission.JOB_CHANGE)
def retry_job(request: HttpRequest, number: int) -> Job:
    """Queue a failed or cancelled job again; 409 otherwise."""
    account = caller(request)
    return actions.retry(job=_seen(request, number), by=account)


def _seen(request: HttpRequest, number: int) -> Job:
    job = jobs_seen(caller(request)).filter(pk=number).first()
    if job is None:
        raise Http404
    return job
