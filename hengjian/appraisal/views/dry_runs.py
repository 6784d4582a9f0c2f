"""A dry run: six questions, the distribution, who has read it."""

import json

from django.http import HttpResponse
from django.shortcuts import redirect, render

from hengjian.access.actor_names import actor_name
from hengjian.access.doors import PageRequest, door
from hengjian.access.exporting import exported_sheet
from hengjian.access.permissions import Permission
from hengjian.access.queries import may
from hengjian.appraisal.actions import dry_runs
from hengjian.appraisal.faults import AppraisalFault, NotTheirs
from hengjian.appraisal.item_sources import ItemSource, sources_of, titled
from hengjian.appraisal.models import SchemeDryRun
from hengjian.appraisal.queries.sight import scheme_worked
from hengjian.engines.scoring.dry_run.finding import TOPICS, Topic
from hengjian.lib.bilingual import Text
from hengjian.ui.columns import Column, TableColumns
from hengjian.ui.templatetags.say import in_reader_language as say


FINDINGS = TableColumns(
    "dry-run-findings",
    (
        Column("topic", Text("问题", "Question"), "narrow", stays=True),
        Column("item", Text("考评项", "Item"), "narrow"),
        Column("finding", Text("提示", "Finding")),
    ),
)
_WIDEST = 100
# said of questions that need more than one scheme and one period
_ONLY_WHERE_GIVEN = {
    Topic.OTHER_YEARS: Text(
        "与往期相比（给出往期事实才比较）",
        "beside earlier periods (asked where their facts are given)",
    ),
    Topic.MOVES: Text(
        "两个方案之间谁会变等次（给出另一方案才比较）",
        "who would move between schemes (asked where another is given)",
    ),
}


@door(Permission.SHEET_READ_ALL)
def page(request: PageRequest, number: int) -> HttpResponse:
    """What a dry run found, question by question."""
    dry_run = _seen(request, number)
    found = json.loads(dry_run.found) if dry_run.found else None
    if request.GET.get("export") and found:
        values = {
            "topic": lambda one: say(TOPICS[one["topic"]]),
            "item": lambda one: one["item"] or "",
            "finding": lambda one: say(Text(one["zh"], one["en"])),
        }
        sheet = FINDINGS.shown().sheet(
            Text("试算提示", "Findings"), found["findings"], values, str(dry_run)
        )
        return exported_sheet(request, sheet, f"dry-run-{number}", by=request.user)
    titles = sources_of(dry_run.version.sources)
    readings = list(dry_run.readings.select_related("person"))
    fault = json.loads(dry_run.fault) if dry_run.fault else None
    topics = _topics(found, titles)
    context = {
        "dry_run": dry_run,
        "scheme": dry_run.version.scheme,
        "found": found,
        "topics": topics,
        "silent": _silent(topics),
        "bars": _bars(found),
        "titles": titles,
        "fault": Text(fault["zh"], fault["en"]) if fault else None,
        "asked_by": actor_name(dry_run.requested_by),
        "readings": readings,
        "may_read": dry_run.state == SchemeDryRun.State.DONE
        and request.user.person is not None
        and request.user.person_id not in {one.person_id for one in readings},
        "may_export": may(request.user, Permission.EXPORT_MAKE),
    }
    return render(request, "appraisal/dry_run.html", context)


def _seen(request: PageRequest, number: int) -> SchemeDryRun:
    dry_run = (
        SchemeDryRun.objects.filter(pk=number)
        .select_related("version__scheme__procuratorate")
        .first()
    )
    if dry_run is None:
        raise NotTheirs
    scheme_worked(request.user, dry_run.version.scheme_id, Permission.SHEET_READ_ALL)
    return dry_run


def _topics(
    found: dict[str, list[dict[str, str]]] | None, titles: dict[str, ItemSource]
) -> list[tuple[Text, list[Text]]]:
    if found is None:
        return []
    told = []
    for topic, title in TOPICS.items():
        texts = [
            titled(Text(one["zh"], one["en"]), titles)
            for one in found["findings"]
            if one["topic"] == topic.value
        ]
        told.append((title, texts))
    return told


def _silent(topics: list[tuple[Text, list[Text]]]) -> Text | None:
    """The questions that nothing was told on; None without any."""
    silent = {title for title, texts in topics if not texts}
    asked = [
        _ONLY_WHERE_GIVEN.get(topic, title)
        for topic, title in TOPICS.items()
        if topic is not Topic.NOT_ASKED and title in silent
    ]
    if not asked:
        return None
    return Text(
        f"没有提示的：{'、'.join(one.zh for one in asked)}。",
        f"Nothing to tell on: {', '.join(one.en for one in asked)}.",
    )


def _bars(
    found: dict[str, dict[str, dict[str, int]]] | None,
) -> list[tuple[str, int, int]]:
    """The distribution as low ends, counts, and widths of a hundred."""
    if found is None or not found.get("distribution"):
        return []
    counts = found["distribution"]["histogram"]
    most = max(counts.values(), default=0) or 1
    return [(low, count, count * _WIDEST // most) for low, count in counts.items()]


@door(Permission.SHEET_READ_ALL, methods=("POST",))
def read(request: PageRequest, number: int) -> HttpResponse:
    """Declare to have read it, with a remark."""
    dry_run = _seen(request, number)
    if request.user.person is None:
        raise AppraisalFault(Text("须以本人身份阅读", "only a person can have read it"))
    dry_runs.read(
        dry_run=dry_run,
        person=request.user.person,
        remark=request.POST.get("remark", ""),
        by=request.user,
    )
    return redirect("appraisal:dry-run", number)
