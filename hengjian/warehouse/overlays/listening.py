"""An import is live: matters that wait for what it brings go on."""

from typing import Any
from zoneinfo import ZoneInfo

from hengjian.audit.actors import System
from hengjian.engines.forms.cells import Stored, from_stored, in_words
from hengjian.engines.pack_format.model import Item
from hengjian.jobs.context import JobContext
from hengjian.jobs.registry import task
from hengjian.lib.bilingual import Text
from hengjian.matters.actions import arriving
from hengjian.matters.actions.arriving import Disagreement
from hengjian.warehouse.actions import disagreements
from hengjian.warehouse.actions.disagreements import NotedOtherwise
from hengjian.warehouse.models import Import
from hengjian.warehouse.overlays import own_cards
from hengjian.warehouse.overlays.records import Arrived, arrived


BY = System("national_record")


@task
def answer_matters(
    context: JobContext, event: str, event_id: str, **_: Any
) -> dict[str, Any]:
    """Take over what the import's table says of matters; findings where it differs."""
    card_import = Import.objects.select_related("table").get(pk=event_id)
    found = answer_after(card_import)
    return {**found, "after": f"{event} {event_id}"}


def answer_after(card_import: Import) -> dict[str, int]:
    """The same, of one import; counts the matters asked and their disagreements."""
    source = Text(
        f"导入 {card_import.pk}（{card_import.file_name}）",
        f"import {card_import.pk} ({card_import.file_name})",
    )
    asked = differing = 0
    # before anything of the matters' own is written over what the file brought
    own = list(own_cards.arrived(card_import))
    for each in (*arrived(card_import.table), *own):
        found = arriving.arrive(
            matter=each.matter,
            card=each.overlay.card,
            values=each.values,
            source=source,
            by=BY,
        )
        disagreements.settle(
            card_import=card_import,
            card_key=each.key,
            kind=each.kind.name,
            noted=[_noted(each, one) for one in found],
            handler=each.matter.handler,
            procuratorate=each.matter.procuratorate,
            department=each.matter.department,
            by=BY,
        )
        asked, differing = asked + 1, differing + len(found)
    own_cards.write_matters_anew(card_import, by=BY)
    return {"matters": asked, "disagreements": differing}


def _noted(each: Arrived, one: Disagreement) -> NotedOtherwise:
    item = each.kind.card.items[one.item]
    zone = ZoneInfo(each.kind.card.timezone)
    noted, there = _words(one.noted, item, zone), _words(one.arrived, item, zone)
    number = each.matter.number
    title = each.kind.title
    return NotedOtherwise(
        item=one.item,
        item_there=each.overlay.items[one.item],
        value=there.zh,
        message=Text(
            f"{title.zh} {number} 登记的“{item.label.zh}”为{noted.zh}，"
            f"全国系统为{there.zh}",
            f"{title.en} {number} notes “{item.label.en}” as {noted.en},"
            f" the national system has {there.en}",
        ),
    )


def _words(value: Stored, item: Item, zone: ZoneInfo) -> Text:
    return in_words(from_stored(value, item), item, zone)
