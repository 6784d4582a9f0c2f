"""Quality reviews whose grade stands, for who handled the cases: nobody types them again."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate

from hengjian.lib.bilingual import Text
from hengjian.matters.filling import row_of
from hengjian.matters.kinds import Kind, kind_of
from hengjian.matters.models import Matter, Outcome, WorkItem, WorkKind
from hengjian.matters.queries.unsealed import unsealed
from hengjian.monitoring.reviewing import KIND
from hengjian.organisation.models import Person, Procuratorate


TOLD = "report"
"""The task with which a grade is reported and told to the handler."""
GRADING = ("review", "answer", "decide", "committee", TOLD)


@dataclass(frozen=True)
class Reviewed:
    """One review of a case of somebody's, as a sheet may rest on it.

    ``value`` are the points of a hundred on the review sheet; None where the body decided
    another grade than the sheet proposed, so that they no longer say what was decided.
    No grade is turned into points: grades of different times are not comparable. ``told``
    and ``address`` are empty for a restricted review. ``digest`` is a SHA-256 over what
    was settled.
    """

    reference: str
    told: Text
    address: str
    digest: str
    value: Fraction | None
    grade: str
    settled_on: date


def settled(
    unit: Procuratorate,
    people: Collection[int],
    since: date,
    until: date,
    reference: str = "",
) -> dict[int, list[Reviewed]]:
    """Reviews told within a span, by the person whose case was reviewed, oldest first.

    A person's cases count wherever they were reviewed: ``unit`` is who asks. ``reference``
    narrows to one mode of review (regular, key, special). A review of which a step of
    grading is open again is not settled; sealed ones are never told.
    """
    numbers = Person.objects.filter(pk__in=people).values_list("number", "pk")
    known = dict(numbers)
    found: dict[int, list[Reviewed]] = defaultdict(list)
    for matter, done_on in _told(since, until):
        person = known.get(str(matter.values.get("case_handler")))
        if person is None or not matter.values.get("grade"):
            continue
        if reference and matter.values.get("review_mode") != reference:
            continue
        found[person].append(_reviewed(matter, done_on))
    return {person: sorted(each, key=_order) for person, each in found.items()}


def _told(since: date, until: date) -> Iterator[tuple[Matter, date]]:
    """Reviews and the day on which the grade was told last."""
    reviews = Matter.objects.filter(
        unsealed(), kind=KIND, merged_into__isnull=True
    ).exclude(work_items__in=_open_grading())
    done = WorkItem.objects.filter(
        matter__in=reviews,
        kind=WorkKind.TASK,
        element=TOLD,
        outcome=Outcome.COMPLETED,
    )
    last: dict[int, date] = {}
    for review, at in done.order_by("done_at", "pk").values_list("matter", "done_at"):
        if at is not None:
            last[review] = localdate(at)
    within = [pk for pk, on in last.items() if since <= on <= until]
    found = Matter.objects.filter(pk__in=within).select_related("release")
    for matter in found.order_by("pk"):
        yield matter, last[matter.pk]


def _open_grading() -> Any:
    return WorkItem.objects.filter(
        matter_kind=KIND, element__in=GRADING, done_at__isnull=True
    ).order_by()


def _reviewed(matter: Matter, settled_on: date) -> Reviewed:
    kind = kind_of(matter.release)
    row = row_of(kind, matter.values)
    grade = str(matter.values["grade"])
    points = row.get("points")
    # without a sheet (the grade came with an import) there are no points
    stands = matter.values.get("proposed_grade") == grade
    kept = [
        matter.pk,
        matter.values.get("case_number"),
        grade,
        str(matter.values.get("graded_on")),
        str(points),
    ]
    text = json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
    return Reviewed(
        reference=f"matters.matter:{matter.pk}",
        told=_words(matter, kind, row, grade),
        address=""
        if matter.is_restricted
        else reverse("matters:matter", args=[matter.pk]),
        digest=hashlib.sha256(text.encode()).hexdigest(),
        value=Fraction(points) if isinstance(points, int) and stands else None,
        grade=grade,
        settled_on=settled_on,
    )


def _words(matter: Matter, kind: Kind, row: Mapping[str, Any], grade: str) -> Text:
    if matter.is_restricted:
        return Text("", "")
    number = str(matter.values.get("case_number", ""))
    label = kind.card.items["grade"].choices.get(grade, Text.same(grade))
    on = row.get("graded_on") or ""
    return Text(
        f"{number} 评查等次：{label.zh}（{on} 审定）",
        f"{number} reviewed: {label.en} (decided {on})",
    )


def _order(one: Reviewed) -> tuple[date, str]:
    return one.settled_on, one.reference
