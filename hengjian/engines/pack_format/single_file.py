"""One YAML file of its own, outside any pack, read by the kinds of pack files."""

from pathlib import Path
from typing import Any

from hengjian.engines.pack_format.faults import FaultList
from hengjian.engines.pack_format.model import Fault
from hengjian.engines.pack_format.nodes import read_nodes
from hengjian.engines.pack_format.records import FileFormat
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


class FileFaults(UserFault):
    """All faults of a file, each on its line with file, line and advice."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__(
            Text(
                "\n".join(fault.in_language("zh") for fault in faults),
                "\n".join(fault.in_language("en") for fault in faults),
            )
        )


def read_single(path: Path, file_format: FileFormat, faults: FaultList) -> Any:
    """What the file holds; raises ``FileFaults`` where its form is not right."""
    node = read_nodes(path, path.as_posix(), faults)
    value = file_format.root.read(node, faults) if node is not None else None
    refuse(faults)
    return value


def refuse(faults: FaultList) -> None:
    """Raise ``FileFaults`` when anything was found."""
    if len(faults):
        raise FileFaults(faults.in_order())
