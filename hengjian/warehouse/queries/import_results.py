"""What an import's page tells of its result."""

from dataclasses import dataclass

from django.db.models import Count

from hengjian.engines.pack_format.model import CaseCard
from hengjian.lib.bilingual import Text
from hengjian.warehouse.models import Import, RejectedRow
from hengjian.warehouse.queries.card_titles import rule_messages
from hengjian.warehouse.queries.shown_cards import in_words


@dataclass(frozen=True)
class Result:
    """Notices, headers left out, why rows were kept aside, the same file before."""

    notices: tuple[Text, ...]
    unmatched: tuple[str, ...]
    absent: tuple[str, ...]
    rules: tuple[tuple[str, Text | None, int], ...]  # rule, what it says, rows
    before: tuple[Import, ...]


def result_of(card_import: Import) -> Result:
    """The result as people read it."""
    header = card_import.header or {}
    left_out = [name for name, item in card_import.mapping.items() if not item]
    said = rule_messages(card_import.table.name)
    counted = (
        RejectedRow.objects.filter(card_import=card_import)
        .order_by()
        .values_list("rule")
        .annotate(rows=Count("row", distinct=True))
        .order_by("-rows", "rule")
    )
    before = Import.objects.filter(
        table=card_import.table, file_digest=card_import.file_digest
    ).exclude(pk__gte=card_import.pk)
    return Result(
        notices=tuple(Text(each["zh"], each["en"]) for each in card_import.notices),
        unmatched=(*header.get("unmatched", ()), *left_out),
        absent=tuple(header.get("absent", ())),
        rules=tuple((rule, said.get(rule), rows) for rule, rows in counted),
        before=tuple(before.order_by("-pk")[:3]),
    )


def item_labels(card: CaseCard | None) -> dict[str, Text]:
    """Item → label of a card."""
    items = card.items.values() if card is not None else ()
    return {item.name: item.label for item in items}


def value_in_words(row: RejectedRow, card: CaseCard | None) -> Text:
    """What stood in a cell: a code by its label, nothing as a dash."""
    return in_words(card.items.get(row.item) if card is not None else None, row.value)
