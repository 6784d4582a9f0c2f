"""Settling what a file means before it is imported: its sheet, its headers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from hengjian.access.doors import PageRequest, door, visible_unit
from hengjian.access.permissions import Permission
from hengjian.engines.pack_format.model import CaseCard, Item
from hengjian.engines.tables.card_table import ReadHead
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.ui.templatetags.say import in_reader_language
from hengjian.warehouse import definitions
from hengjian.warehouse.actions import header_mappings
from hengjian.warehouse.importing import arriving
from hengjian.warehouse.queries.card_titles import card_titles
from hengjian.warehouse.queries.header_mappings import remembered_mapping
from hengjian.warehouse.views import waiting_files
from hengjian.warehouse.views.waiting_files import WaitingFile


@dataclass(frozen=True)
class Column:
    """A header that no item answers to by itself, its first cells, its chosen item."""

    number: int
    header: str
    examples: list[str]
    chosen: str


@door(Permission.CARD_IMPORT, methods=("GET", "HEAD", "POST"))
def page(request: PageRequest, key: str) -> HttpResponse:
    """Choose a sheet, say what unknown headers mean; what is said is remembered."""
    waiting = waiting_files.recall(request, key)
    if waiting.unit:
        visible_unit(request.user, Permission.CARD_IMPORT, waiting.unit)
    given = request.POST if request.method == "POST" else request.GET
    sheet = given.get("sheet", "")
    head = _head(waiting, sheet, {})
    remembered = remembered_mapping(waiting.card, waiting.unit)
    if request.method != "POST":
        return _asked(request, waiting, head, remembered)
    mapping = {
        column.header: given.get(f"item-{column.number}", "")
        for column in _columns(head, remembered)
    }
    try:
        head = _head(waiting, sheet or head.sheet, mapping)
        _settled(head, mapping, definitions.in_force(waiting.card).card)
    except UserFault as refused:
        fault = in_reader_language(refused.message)
        return _asked(request, waiting, head, mapping, fault=fault)
    if mapping:
        header_mappings.remember(
            card=waiting.card, unit_code=waiting.unit, mapping=mapping, by=request.user
        )
    staged = waiting_files.stage(request, waiting, sheet=head.sheet, mapping=mapping)
    waiting_files.forget(request, key)
    return redirect("warehouse:import", staged.pk)


def _head(waiting: WaitingFile, sheet: str, mapping: Mapping[str, str]) -> ReadHead:
    return arriving.head_of(
        waiting.kept,
        card=waiting.card,
        procuratorate=waiting.procuratorate,
        sheet=sheet,
        mapping=mapping,
    )


def _settled(head: ReadHead, mapping: Mapping[str, str], card: CaseCard) -> None:
    """Raises ``UserFault`` while something is left to say."""
    if not head.headers:
        raise UserFault(Text("请先选择工作表", "choose the sheet first"))
    doubled = {item for item, _ in head.match.doubles}
    taken = [card.items[item] for item in mapping.values() if item in doubled]
    if taken:
        raise UserFault(
            Text(
                f"“{taken[0].label.zh}”已有别的列，一个项目只能对应一列",
                f"“{taken[0].label.en}” has another column already",
            )
        )
    missing = [card.items[name] for name in head.match.missing]
    if missing:
        raise UserFault(_missing(missing))


def _missing(items: list[Item]) -> Text:
    return Text(
        f"还缺必填项：{'、'.join(item.label.zh for item in items)}。"
        "请指明哪一列是它，或在文件里补上这一列",
        f"still missing: {', '.join(item.label.en for item in items)};"
        " say which column it is, or add it to the file",
    )


def _asked(
    request: PageRequest,
    waiting: WaitingFile,
    head: ReadHead,
    mapping: Mapping[str, str],
    fault: str = "",
) -> HttpResponse:
    items = definitions.in_force(waiting.card).card.items
    columns = _columns(head, mapping)
    chosen = {column.chosen for column in columns} - {""}
    context: dict[str, Any] = {
        "waiting": waiting,
        "unit": waiting.procuratorate,
        "title": card_titles().get(waiting.card, Text.same(waiting.card)),
        "head": head,
        "columns": columns,
        "missing": [items[name] for name in head.match.missing],
        "free": [
            item
            for item in items.values()
            if item.name in chosen.union(head.match.absent)
        ],
        "matched": [(items[n], header) for n, header in head.match.matched.items()],
        "fault": fault,
    }
    status = 422 if fault else 200
    return render(request, "warehouse/prepare_import.html", context, status=status)


def _columns(head: ReadHead, mapping: Mapping[str, str]) -> list[Column]:
    wanted = set(head.match.unmatched) | set(mapping)
    return [
        Column(
            number,
            header,
            [row[number] for row in head.examples if number < len(row)],
            mapping.get(header, ""),
        )
        for number, header in enumerate(head.headers)
        if header and header in wanted
    ]
