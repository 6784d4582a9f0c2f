"""A pack's ``publication.yaml``, read against its card."""

from dataclasses import dataclass

from hengjian.engines.pack_format.faults import FaultList, nearest_or_list
from hengjian.engines.pack_format.formats.publication import PUBLICATION
from hengjian.engines.pack_format.model import Pack
from hengjian.engines.pack_format.nodes import read_nodes
from hengjian.lib.bilingual import Text


@dataclass(frozen=True)
class Publication:
    """What is posted of a pack's matters, under which column."""

    column: Text
    request: tuple[str, ...]
    answer: tuple[str, ...]


def read_publication(pack: Pack, faults: FaultList) -> Publication | None:
    """What a pack posts; None without the file, or with one that cannot be read."""
    path = pack.folder / "publication.yaml"
    if not path.is_file() or path.is_symlink():
        return None
    node = read_nodes(path, path.as_posix(), faults)
    entry = PUBLICATION.root.read(node, faults) if node is not None else None
    if entry is None or not {"column", "request", "answer"} <= entry.values.keys():
        return None
    items = pack.card.items if pack.card is not None else {}
    for key in ("request", "answer"):
        for name, place in entry.each(key):
            item = items.get(name)
            if item is None or item.personal:
                faults.add(
                    place,
                    Text(
                        f"“{name}”不能公示：案卡没有这一项，或是个人信息",
                        f"“{name}” cannot be posted: no such item, or a personal one",
                    ),
                    nearest_or_list(name, items),
                    rule="posted_items",
                )
    return Publication(entry["column"], entry["request"], entry["answer"])
