"""Notices of imports: to whoever brought the file, and to those whose cards have faults."""

from typing import Any

from django.db.models import Count, Min
from django.urls import reverse

from hengjian.audit.actors import Actor, System
from hengjian.jobs.context import JobContext
from hengjian.jobs.registry import task
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.notices import actions as notices
from hengjian.notices.actions import Telling
from hengjian.notices.models import Kind
from hengjian.organisation.models.post import PostKind
from hengjian.organisation.queries import appointments_on
from hengjian.warehouse.models import AWAITING, Finding, Import, ImportState
from hengjian.warehouse.queries.card_titles import card_titles
from hengjian.workbench.telling.recipients import named, of_people


BY = System("notices")


@task
def tell_of_import(context: JobContext, event: str, event_id: str) -> dict[str, Any]:
    """An import is in force or has failed: say so; findings of it go to their fillers."""
    card_import = Import.bookkeeping.select_related("table").get(pk=int(event_id))
    told = notices.send(
        telling=_telling(card_import), to=named(card_import.staged_by), by=BY
    )
    if card_import.state == ImportState.LIVE:
        told += tell_fillers(card_import, by=BY)
    return {"told": told}


@task
def tell_of_matter_cards(
    context: JobContext, event: str, event_id: str
) -> dict[str, Any]:
    """Cards of matters are in force: only who has to mend something is told."""
    card_import = Import.bookkeeping.select_related("table").get(pk=int(event_id))
    return {"told": tell_fillers(card_import, by=BY)}


def tell_fillers(card_import: Import, *, by: Actor) -> int:
    """One notice to each person whose cards the import found wanting."""
    raised = (
        Finding.objects.filter(
            raised_by=card_import, state__in=AWAITING, person__isnull=False
        )
        .order_by()
        .values("person")
        .annotate(count=Count("id"), due=Min("due_on"))
    )
    rows = {row["person"]: row for row in raised}
    told = 0
    for person, account in of_people(rows).items():
        count, due = rows[person]["count"], rows[person]["due"]
        telling = Telling(
            kind=Kind.FINDING,
            key=f"warehouse.findings_raised:{card_import.pk}",
            sentence=Text(
                f"新导入的案卡里有 {count:,} 条问题等您答复，最早 {due} 到期。",
                f"{count:,} new findings wait for your answer; the first is due on {due}.",
            ),
            address=f"{reverse('warehouse:quality')}?scope=own",
        )
        told += notices.send(telling=telling, to=[account], by=by)
    return told + _tell_managers(card_import, by)


def _tell_managers(card_import: Import, by: Actor) -> int:
    """Findings that are nobody's yet: told to the case managers of their place."""
    unassigned = (
        Finding.objects.filter(
            raised_by=card_import,
            state__in=AWAITING,
            person__isnull=True,
            procuratorate__isnull=False,
        )
        .order_by()
        .values("procuratorate")
        .annotate(count=Count("id"))
    )
    told = 0
    for row in unassigned:
        seated = appointments_on(clock.today()).filter(
            procuratorate=row["procuratorate"], post__kind=PostKind.CASE_MANAGER
        )
        people = of_people(seated.values_list("person_id", flat=True))
        telling = Telling(
            kind=Kind.FINDING,
            key=f"warehouse.findings_unassigned:{card_import.pk}:{row['procuratorate']}",
            sentence=Text(
                f"新导入的案卡里有 {row['count']:,} 条问题还没有人答复，请分派。",
                f"{row['count']:,} new findings are nobody's yet: give them to somebody.",
            ),
            address=f"{reverse('warehouse:quality')}?scope=unassigned",
        )
        told += notices.send(telling=telling, to=people.values(), by=by)
    return told


def _telling(card_import: Import) -> Telling:
    name = card_import.table.name
    title = card_titles().get(name, Text.same(name))
    number = card_import.pk
    if card_import.state != ImportState.LIVE:
        sentence = Text(
            f"导入 {number}({title.zh})没有成功：{card_import.fault_zh}"[:500],
            f"Import {number} ({title.en}) failed: {card_import.fault_en}"[:500],
        )
    else:
        sentence = _counted(card_import, title)
    return Telling(
        kind=Kind.IMPORT,
        key=f"warehouse.import:{number}",
        sentence=sentence,
        address=reverse("warehouse:import", args=[number]),
        is_urgent=card_import.state != ImportState.LIVE,
    )


def _counted(card_import: Import, title: Text) -> Text:
    new, changed = card_import.rows_new, card_import.rows_changed
    kept, raised = card_import.rows_rejected, card_import.findings_raised
    zh = f"导入 {card_import.pk}({title.zh})已生效：新增 {new:,}，变更 {changed:,}"
    en = (
        f"Import {card_import.pk} ({title.en}) is in force: {new:,} new,"
        f" {changed:,} changed"
    )
    if kept:
        zh += f";{kept:,} 行被挡下，请改好再导入"
        en += f"; {kept:,} rows kept aside, mend them and import again"
    if raised:
        zh += f"；发现 {raised:,} 条问题"
        en += f"; {raised:,} findings"
    return Text(f"{zh}。", f"{en}.")
