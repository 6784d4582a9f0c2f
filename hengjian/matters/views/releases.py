"""Running matters on the newest release of their pack: who is behind, tried, then moved."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from hengjian.access.doors import PageRequest, door
from hengjian.access.permissions import Permission
from hengjian.jobs import actions as jobs
from hengjian.jobs.models import Job, JobState
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.matters.models import Matter
from hengjian.matters.queries.releases import Behind, behind, unit_keys
from hengjian.matters.queries.unsealed import unsealed
from hengjian.matters.release_tasks import MOVE, TRY
from hengjian.ui.templatetags.say import in_reader_language


@dataclass(frozen=True)
class Stays:
    """One reason, how many matters it keeps, and those that the reader may see named."""

    words: Text
    count: int
    matters: list[Matter]


@dataclass(frozen=True)
class Row:
    """One kind with what its newest trial and its newest move came to."""

    behind: Behind
    job: Job | None
    is_trial: bool
    stays: tuple[Stays, ...] = ()

    @property
    def is_running(self) -> bool:
        return self.job is not None and not self.job.has_ended

    @property
    def is_told(self) -> bool:
        """Whether the job's answer is about the release that is the newest now."""
        return self._result.get("release") == self.behind.kind.release.digest

    @property
    def may_move(self) -> bool:
        """Whether a trial of this very release found somebody who can move."""
        return self.is_trial and self.is_told and bool(self.can)

    @property
    def has_failed(self) -> bool:
        return self.job is not None and self.job.state == JobState.FAILED

    @property
    def can(self) -> int:
        return int(self._result.get("can", 0))

    @property
    def cannot(self) -> int:
        return int(self._result.get("matters", 0)) - self.can

    @property
    def _result(self) -> dict[str, Any]:
        return (self.job.result if self.job is not None else None) or {}


@door(Permission.PACK_RELEASE, methods=("GET", "HEAD", "POST"))
def page(request: PageRequest) -> HttpResponse:
    """The kinds with running matters; a trial, and after it the move, for each."""
    units = unit_keys(request.user)
    if request.method == "POST":
        return _ask(request, units)
    rows = [_row(each, units) for each in behind(units)]
    context = {
        "rows": rows,
        "earlier": sum(each.behind.earlier for each in rows),
        "goes_on": any(each.is_running for each in rows),
    }
    return render(request, "matters/releases.html", context)


def _ask(request: PageRequest, units: list[int]) -> HttpResponse:
    rows = {each.kind.name: _row(each, units) for each in behind(units)}
    row = rows.get(request.POST.get("kind", ""))
    act = request.POST.get("act", "")
    if row is None or act not in {"try", "move"}:
        raise Http404("kind")
    if row.is_running:
        raise UserFault(
            Text("上一次还没有做完", "the last one has not ended"), status=409
        )
    if act == "move" and not row.may_move:
        raise UserFault(
            Text("请先试换，看清哪些不能换", "try first, and see who cannot move"),
            status=409,
        )
    jobs.enqueue(
        task=TRY if act == "try" else MOVE,
        payload={"kind": row.behind.kind.name, "units": units},
        by=request.user,
    )
    said = (
        Text("已开始试换，不写入任何内容。", "The trial has begun; nothing is written.")
        if act == "try"
        else Text("已开始换版。", "The move has begun.")
    )
    messages.success(request, in_reader_language(said))
    return redirect("matters:releases")


def _row(each: Behind, units: list[int]) -> Row:
    asked = Job.objects.filter(
        task__in=(TRY, MOVE), payload__kind=each.kind.name, payload__units=units
    )
    job = asked.order_by("-pk").first()
    is_trial = job is not None and job.task == TRY
    reasons = (job.result or {}).get("reasons", []) if job is not None else []
    keys = [key for reason in reasons for key in reason["matters"]]
    seen = Matter.objects.filter(
        unsealed(), pk__in=keys, procuratorate__in=units
    ).select_related("procuratorate")
    named = {matter.pk: matter for matter in seen}
    stays = tuple(
        Stays(
            Text(reason["zh"], reason["en"]),
            reason["count"],
            [named[key] for key in reason["matters"] if key in named],
        )
        for reason in reasons
    )
    return Row(each, job, is_trial, stays)
