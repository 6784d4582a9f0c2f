"""The organisation file of the command line: csv, xlsx or yaml."""

from pathlib import Path

from hengjian.engines.indicators.organisation import Organisation
from hengjian.engines.pack_format.faults import FaultList
from hengjian.engines.pack_format.model import CaseCard, Item, ItemType, Place
from hengjian.engines.pack_format.nodes import ListNode, MapNode, ScalarNode, read_nodes
from hengjian.engines.tables.reading import read_cards
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


_PLACE = Place("organisation", 1)


def _item(name: str, zh: str, en: str, *aliases: str, required: bool = False) -> Item:
    return Item(
        name,
        Text(zh, en),
        ItemType.TEXT,
        _PLACE,
        required=required,
        aliases=(name, *aliases),
    )


_CARD = CaseCard(
    name="organisation",
    grain="case",
    key=("code",),
    items={
        item.name: item
        for item in (
            _item(
                "code", "院代码", "Code", "代码", "单位代码", "机构代码", required=True
            ),
            _item("name", "院名称", "Name", "名称", "单位名称", "机构名称"),
            _item("parent", "上级院代码", "Parent", "上级", "上级代码", "上级院"),
            _item("level", "层级", "Level", "级别", "院级", required=True),
        )
    },
    place=_PLACE,
)


def read_organisation(path: Path) -> Organisation:
    """Read procuratorates with ``code, name, parent, level``; raises ``UserFault``.

    A yaml file holds a list of such mappings.
    """
    read = _yaml_rows if path.suffix.lower() in {".yaml", ".yml"} else _table_rows
    try:
        return Organisation.of_rows(read(path))
    except UserFault as fault:
        within = fault.where.removeprefix(str(path)).lstrip(":")
        place = f"{path}:{within}" if within else str(path)
        raise UserFault(fault.message, where=place) from None


def _table_rows(path: Path) -> list[dict[str, str | None]]:
    table = read_cards(path, _CARD)
    for row in table.rejected:
        raise UserFault(row.message, where=str(row.row))
    rows: list[dict[str, str | None]] = table.table.select(
        list(_CARD.items)
    ).to_pylist()
    return rows


def _yaml_rows(path: Path) -> list[dict[str, str | None]]:
    faults = FaultList()
    node = read_nodes(path, str(path), faults)
    for fault in faults.in_order():
        raise UserFault(fault.message, where=f"{fault.place.line}")
    rows: list[dict[str, str | None]] = []
    for entry in node.items if isinstance(node, ListNode) else ():
        if isinstance(entry, MapNode):
            rows.append(
                {
                    key.text: value.text
                    for key, value in entry.pairs
                    if isinstance(value, ScalarNode)
                }
            )
    if not rows:
        raise UserFault(
            Text(
                "组织文件应为列表，每项有 code、name、parent、level",
                "an organisation file is a list with code, name, parent, level",
            )
        )
    return rows
