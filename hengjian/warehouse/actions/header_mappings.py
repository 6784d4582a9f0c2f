"""Remember which item a header means."""

from collections.abc import Mapping

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.warehouse.models import HeaderMapping


@journal.action
def remember(
    *, card: str, unit_code: str, mapping: Mapping[str, str], by: Actor
) -> None:
    """Keep header → item for later files of this card and procuratorate.

    ``unit_code`` "" is for everybody's files; an item "" leaves the column out.
    """
    before = dict(
        HeaderMapping.objects.filter(card=card, unit_code=unit_code).values_list(
            "header", "item"
        )
    )
    changed = {h: item for h, item in mapping.items() if before.get(h) != item}
    if not changed:
        journal.nothing_changed()
        return
    for header, item in changed.items():
        HeaderMapping.objects.update_or_create(
            card=card, unit_code=unit_code, header=header[:255], defaults={"item": item}
        )
    journal.enter(
        "warehouse.header_mapped",
        subject=f"warehouse.headers:{card}:{unit_code}",
        old={header: before[header] for header in changed if header in before},
        new=changed,
    )
