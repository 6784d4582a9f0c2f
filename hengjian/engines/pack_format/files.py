"""Which files a pack folder may hold, and what is read from each of them."""

import fnmatch
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hengjian.engines.pack_format.faults import FaultList, nearest
from hengjian.engines.pack_format.formats.case_card import CASE_CARD
from hengjian.engines.pack_format.formats.decisions import DECISIONS
from hengjian.engines.pack_format.formats.documents import DOCUMENTS
from hengjian.engines.pack_format.formats.forms import FORM
from hengjian.engines.pack_format.formats.integrity import INTEGRITY
from hengjian.engines.pack_format.formats.limits import DEADLINES, LIMITS
from hengjian.engines.pack_format.formats.measuring import (
    BALANCES,
    INDICATOR,
    MEASURES,
    PARAMETERS,
    ROLLED_CARD,
)
from hengjian.engines.pack_format.formats.monitoring import MONITORING
from hengjian.engines.pack_format.formats.pack import PACK
from hengjian.engines.pack_format.formats.routing_table import ROUTING_TABLE
from hengjian.engines.pack_format.formats.sampling import SAMPLING
from hengjian.engines.pack_format.formats.shared_list import SHARED_LIST
from hengjian.engines.pack_format.model import Place
from hengjian.engines.pack_format.nodes import (
    LARGEST_FILE,
    Node,
    content_of,
    read_nodes,
)
from hengjian.engines.pack_format.records import Entry, FileFormat
from hengjian.lib.bilingual import Text


# Every file a pack may hold; what is not here is a fault.
PACK_FILES = (
    "pack.yaml",
    "README.md",
    "README.zh-CN.md",
    "process.bpmn",
    "case_card.yaml",
    "parameters.yaml",
    "deadlines.yaml",
    "decisions.yaml",
    "monitoring.yaml",
    "sampling.yaml",
    "integrity.yaml",
    "forms/*.yaml",
    "tables/*.yaml",
    "measures.yaml",
    "rolled_cards/*.yaml",
    "balances.yaml",
    "indicators/*.yaml",
    "documents.yaml",
    "documents/*.docx",
    "publication.yaml",
    "tests/**/*.yaml",
    "demo.yaml",
)


@dataclass
class PackSource:
    """The files of one pack as read: entries with their places, nothing resolved."""

    name: str
    folder: Path
    shown_as: str
    pack: Entry | None = None
    card: Entry | None = None
    measures: dict[str, Entry] = field(default_factory=dict)
    parameters: dict[str, Entry] = field(default_factory=dict)
    balances: tuple[Entry, ...] = ()
    rolled_cards: dict[str, Entry] = field(default_factory=dict)
    indicators: dict[str, Entry] = field(default_factory=dict)
    deadlines: dict[str, Entry] = field(default_factory=dict)
    monitoring: dict[str, Entry] = field(default_factory=dict)
    sampling: dict[str, Entry] = field(default_factory=dict)
    forms: dict[str, Entry] = field(default_factory=dict)
    tables: dict[str, Entry] = field(default_factory=dict)
    documents: dict[str, Entry] = field(default_factory=dict)
    decisions: dict[str, Entry] = field(default_factory=dict)
    integrity: dict[str, Entry] = field(default_factory=dict)
    process: bytes | None = None

    @property
    def place(self) -> Place:
        """Where faults of the pack as a whole are shown."""
        return Place(f"{self.shown_as}/pack.yaml", 1)


@dataclass
class SharedSource:
    """The files of ``_shared``."""

    folder: Path
    lists: dict[str, Entry] = field(default_factory=dict)
    parameters: dict[str, Entry] = field(default_factory=dict)
    policies: Path | None = None
    bodies: Path | None = None
    limits: dict[str, Entry] = field(default_factory=dict)


def read_pack(folder: Path, faults: FaultList) -> PackSource:
    """Read every file of a pack folder."""
    shown = _shown(folder)
    source = PackSource(folder.resolve().name, folder, shown)
    note_unknown_files(folder, shown, faults)
    whole = {
        "pack": PACK,
        "card": CASE_CARD,
        "measures": MEASURES,
        "parameters": PARAMETERS,
        "balances": BALANCES,
        "deadlines": DEADLINES,
        "integrity": INTEGRITY,
        "monitoring": MONITORING,
        "sampling": SAMPLING,
        "documents": DOCUMENTS,
        "decisions": DECISIONS,
    }
    for attribute, file_format in whole.items():
        value = _read_file(folder / file_format.path, shown, file_format, faults)
        if value is not None:
            setattr(source, attribute, value)
    source.rolled_cards = _read_folder(folder, "rolled_cards", ROLLED_CARD, faults)
    source.indicators = _read_folder(folder, "indicators", INDICATOR, faults)
    source.forms = _read_folder(folder, "forms", FORM, faults)
    source.tables = _read_folder(folder, "tables", ROUTING_TABLE, faults)
    drawing = folder / "process.bpmn"
    if drawing.exists() or drawing.is_symlink():
        source.process = content_of(drawing, f"{shown}/process.bpmn", faults)
    for path in _other_yaml(folder):
        read_nodes(path, f"{shown}/{path.relative_to(folder).as_posix()}", faults)
    return source


def read_shared(
    folder: Path, faults: FaultList, known: dict[tuple[str, bytes], Any] | None = None
) -> SharedSource:
    """Read the files that packs share.

    ``known`` holds, by name and content, what was read of other folders: every released
    pack brings its own copy of the same files.
    """
    known = {} if known is None else known
    shared = SharedSource(folder)
    shown = _shown(folder)
    _note_unknown_shared(folder, shown, faults)
    for path in sorted(folder.glob("*.yaml")):
        if path.stem == "policies":
            shared.policies = path
        elif path.stem == "bodies":
            shared.bodies = path
        elif path.stem == "parameters":
            entry = _read_once(path, shown, PARAMETERS, faults, known)
            shared.parameters = dict(entry or {})
        elif path.stem == "limits":
            shared.limits = dict(_read_once(path, shown, LIMITS, faults, known) or {})
        else:
            entry = _read_once(path, shown, SHARED_LIST, faults, known)
            if entry is not None:
                shared.lists[path.stem] = entry
    return shared


def pack_files(folder: Path) -> Iterator[Path]:
    """Every file under a pack folder, hidden ones apart, in a stable order."""
    for top, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                yield Path(top) / name


def is_known(relative: str) -> bool:
    """Whether a pack may hold a file of this relative path."""
    return any(_matches(relative, pattern) for pattern in PACK_FILES)


def note_unknown_files(folder: Path, shown: str, faults: FaultList) -> None:
    """A file that no part of a pack is kept in: most often a misspelt name."""
    for path in pack_files(folder):
        relative = path.relative_to(folder).as_posix()
        if is_known(relative):
            continue
        faults.add(
            Place(f"{shown}/{relative}", 1),
            Text(
                f"业务包里没有“{relative}”这样的文件",
                f"a pack holds no file such as “{relative}”",
            ),
            _suggested_file(relative),
            rule="unknown_file",
        )


def _note_unknown_shared(folder: Path, shown: str, faults: FaultList) -> None:
    for path in pack_files(folder):
        relative = path.relative_to(folder).as_posix()
        if "/" in relative or path.suffix not in {".yaml", ".md"}:
            faults.add(
                Place(f"{shown}/{relative}", 1),
                Text(
                    f"_shared 里只有 .yaml 文件，没有“{relative}”",
                    f"_shared holds .yaml files only, not “{relative}”",
                ),
                rule="unknown_file",
            )


def _suggested_file(relative: str) -> Text | None:
    stem, dot, ending = relative.rpartition(".")
    if dot and ending == "yml" and is_known(f"{stem}.yaml"):
        return Text(f"改名为“{stem}.yaml”", f"rename it “{stem}.yaml”")
    head, slash, name = relative.rpartition("/")
    if slash:
        folders = {p.partition("/")[0] for p in PACK_FILES if "/" in p}
        near = nearest(head, folders)
        if near is not None and head not in folders:
            return Text(f"文件夹名：{near.zh}", f"the folder's name: {near.en}")
    return nearest(name, [p for p in PACK_FILES if "*" not in p])


def _matches(relative: str, pattern: str) -> bool:
    if "**" in pattern:
        top, ending = pattern.split("/**/")
        return relative.startswith(f"{top}/") and fnmatch.fnmatchcase(
            relative.rpartition("/")[2], ending
        )
    return relative.count("/") == pattern.count("/") and fnmatch.fnmatchcase(
        relative, pattern
    )


def _other_yaml(folder: Path) -> list[Path]:
    """YAML files of a pack that are not read into it, but must still be well formed."""
    patterns = (
        "publication.yaml",
        "demo.yaml",
    )
    return sorted(path for pattern in patterns for path in folder.glob(pattern))


def _read_folder(
    folder: Path, name: str, file_format: FileFormat, faults: FaultList
) -> dict[str, Entry]:
    entries: dict[str, Entry] = {}
    shown = f"{_shown(folder)}/{name}"
    for path in sorted((folder / name).glob("*.yaml")):
        entry = _read_file(path, shown, file_format, faults)
        if entry is not None:
            entries[path.stem] = entry
    return entries


def _read_once(
    path: Path,
    shown_folder: str,
    file_format: FileFormat,
    faults: FaultList,
    known: dict[tuple[str, bytes], Any],
) -> Any:
    if path.is_symlink() or path.stat().st_size > LARGEST_FILE:
        return _read_file(path, shown_folder, file_format, faults)  # a fault
    content = (path.name, path.read_bytes())
    if content not in known:
        known[content] = _read_file(path, shown_folder, file_format, faults)
    return known[content]


def _read_file(
    path: Path, shown_folder: str, file_format: FileFormat, faults: FaultList
) -> Any:
    if not path.exists() and not path.is_symlink():
        return None
    node: Node | None = read_nodes(path, f"{shown_folder}/{path.name}", faults)
    return None if node is None else file_format.root.read(node, faults)


def _shown(folder: Path) -> str:
    """The folder as the user named it, in one form on every system."""
    return folder.as_posix()
