"""后台任务: what runs, waits and failed, and why; cancel and retry."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from hengjian.access.actor_names import actor_names
from hengjian.access.column_choices import columns_for
from hengjian.access.doors import PageRequest, door
from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.access.queries import may
from hengjian.administration.table_columns import JOBS
from hengjian.jobs import actions, queries
from hengjian.jobs.models import Job, JobState
from hengjian.jobs.wording import MARKS, STATES, task_title
from hengjian.lib.bilingual import Text
from hengjian.ui.templatetags.say import in_reader_language


def jobs_seen(account: Account) -> QuerySet[Job]:
    """Every job for whoever keeps the system; their own for the others."""
    found = queries.jobs()
    if may(account, Permission.JOB_CHANGE):
        return found
    return found.filter(by=account.journal_name)


@door(Permission.JOB_READ)
def page(request: PageRequest) -> HttpResponse:
    """The list, newest first, with how many stand in each state."""
    state = request.GET.get("state", "")
    seen = jobs_seen(request.user)
    found = seen.filter(state=state) if state in STATES else seen
    listed = Paginator(found, 50).get_page(request.GET.get("page"))
    context = {
        "page": listed,
        "columns": columns_for(request, JOBS),
        "rows": _rows(listed),
        "tiles": [
            (code, words, seen.filter(state=code).count())
            for code, words in STATES.items()
        ],
        "asked": state,
        "is_narrowed": state in STATES,
        "goes_on": seen.filter(state__in=[JobState.QUEUED, JobState.RUNNING]).exists(),
    }
    return render(request, "operations/jobs.html", context)


@door(Permission.JOB_READ)
def one(request: PageRequest, number: int) -> HttpResponse:
    """One job: its progress, its attempts, why it failed."""
    job = _seen(request, number)
    context = {
        **_row(job, actor_names([job.by])),
        "may_change": may(request.user, Permission.JOB_CHANGE),
        "may_retry": job.state in {JobState.FAILED, JobState.CANCELLED},
        "is_stopping": not job.has_ended and job.cancel_asked_at is not None,
    }
    return render(request, "operations/job.html", context)


@door(Permission.JOB_CHANGE, methods=("POST",))
def cancel(request: PageRequest, number: int) -> HttpResponse:
    """Cancel a waiting job, ask a running one to stop."""
    job = actions.cancel(job=_seen(request, number), by=request.user)
    waits = Text("已请求停止。", "It was asked to stop.")
    done = Text("已取消。", "Cancelled.")
    return _back(request, number, done if job.has_ended else waits)


@door(Permission.JOB_CHANGE, methods=("POST",))
def retry(request: PageRequest, number: int) -> HttpResponse:
    """Queue a failed or cancelled job again."""
    actions.retry(job=_seen(request, number), by=request.user)
    return _back(request, number, Text("已重新排队。", "Queued again."))


def _back(request: PageRequest, number: int, said: Text) -> HttpResponse:
    messages.success(request, in_reader_language(said))
    return redirect("operations:job", number)


def _seen(request: PageRequest, number: int) -> Job:
    job = jobs_seen(request.user).filter(pk=number).first()
    if job is None:
        raise Http404
    return job


def _rows(listed: Any) -> list[dict[str, Any]]:
    names = actor_names(each.by for each in listed)
    return [_row(each, names) for each in listed]


def _row(job: Job, names: dict[str, Text]) -> dict[str, Any]:
    return {
        "job": job,
        "title": task_title(job.task),
        "state": STATES[job.state],
        "mark": MARKS[job.state],
        "by": names.get(job.by, Text.same(job.by)),
    }
