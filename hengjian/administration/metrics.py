"""Figures of the installation as Prometheus reads them (text format 0.0.4)."""

import os
import shutil
from collections.abc import Iterable, Iterator

from django.conf import settings

from hengjian.administration.backup.making import last_backup_file
from hengjian.administration.request_figures import counted
from hengjian.audit.models import JournalHead
from hengjian.jobs.queries import counts_by_state, longest_wait_seconds


Sample = tuple[dict[str, str], float]


def _one(value: float) -> list[Sample]:
    return [({}, value)]


def metrics() -> str:
    """Every figure, each with what it is."""
    lines: list[str] = []
    for name, kind, told, samples in _figures():
        lines += [f"# HELP {name} {told}", f"# TYPE {name} {kind}"]
        lines += [f"{name}{_labels(labels)} {value:g}" for labels, value in samples]
    return "\n".join(lines) + "\n"


def _figures() -> Iterator[tuple[str, str, str, Iterable[Sample]]]:
    build = [({"version": settings.HENGJIAN_VERSION}, 1.0)]
    yield "hengjian_info", "gauge", "The program's version.", build
    jobs = [({"state": state}, float(n)) for state, n in counts_by_state().items()]
    yield "hengjian_jobs", "gauge", "Jobs by state.", jobs
    wait = _one(longest_wait_seconds())
    yield (
        "hengjian_job_wait_seconds",
        "gauge",
        "The longest overdue wait of a job.",
        wait,
    )
    head = JournalHead.objects.filter(id=1).values_list("number", flat=True).first()
    entries = _one(head or 0)
    yield "hengjian_journal_entries", "counter", "Entries of the journal.", entries
    free = _one(shutil.disk_usage(settings.HENGJIAN_HOME).free)
    yield "hengjian_free_bytes", "gauge", "Room on the disk of the home.", free
    file = last_backup_file()
    made = _one(file.stat().st_mtime) if file.exists() else []
    told = "When the last backup was made (seconds since 1970)."
    yield "hengjian_last_backup_seconds", "gauge", told, made
    yield from _of_requests()


def _of_requests() -> Iterator[tuple[str, str, str, Iterable[Sample]]]:
    process = str(os.getpid())
    counts, seconds = counted()
    told = "Requests that this web process answered."
    by_page: list[Sample] = [
        (
            {"method": method, "page": page, "process": process, "status": str(status)},
            float(count),
        )
        for (method, page, status), count in sorted(counts.items())
    ]
    yield "hengjian_requests_total", "counter", told, by_page
    taken: list[Sample] = [
        ({"page": page, "process": process}, value)
        for page, value in sorted(seconds.items())
    ]
    told = "Time spent on answers by this web process."
    yield "hengjian_request_seconds_total", "counter", told, taken


def _labels(labels: dict[str, str]) -> str:
    if not labels:
        return ""
    pairs = (f'{name}="{_escaped(value)}"' for name, value in labels.items())
    return "{" + ",".join(pairs) + "}"


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
