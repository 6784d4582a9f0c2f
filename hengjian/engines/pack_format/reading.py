"""The door of the pack format: folders in, packs and every fault in them out."""

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hengjian.engines.pack_format.body_reading import read_bodies
from hengjian.engines.pack_format.building.limits import build_limits
from hengjian.engines.pack_format.building.packs import build_pack
from hengjian.engines.pack_format.building.parameters import (
    build_parameters,
    provide_parameters,
)
from hengjian.engines.pack_format.building.shapes import build_shapes
from hengjian.engines.pack_format.draft import Draft
from hengjian.engines.pack_format.faults import FaultList
from hengjian.engines.pack_format.files import (
    PackSource,
    SharedSource,
    read_pack,
    read_shared,
)
from hengjian.engines.pack_format.model import Loaded, Place
from hengjian.engines.pack_format.policy_reading import read_policies
from hengjian.engines.pack_format.rules.register import RULES
from hengjian.engines.pack_format.rules.tests import faults_of_tests
from hengjian.engines.pack_format.system_cards import SYSTEM_CARDS
from hengjian.engines.policies.answering import never_scored_names
from hengjian.lib.bilingual import Text


def load(
    folders: Sequence[Path], shared: Path | None = None, *, with_tests: bool = False
) -> Loaded:
    """Read packs and find every fault in them at once; raises nothing for bad content.

    Each folder is one pack or a folder of packs. ``_shared`` is looked up in a folder of
    packs or beside a pack, unless ``shared`` names it. Packs with faults are in the
    answer as far as they can be read; nothing may be computed from them. With
    ``with_tests`` the packs' own tests are read too, for faults in them.
    """
    with _without_collecting():
        return _load(folders, shared, with_tests=with_tests)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Reading makes half a million objects that stay: looking for garbage costs a third."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _load(folders: Sequence[Path], shared: Path | None, *, with_tests: bool) -> Loaded:
    faults = FaultList()
    pack_folders: dict[Path, Path] = {}
    shared_folders: dict[Path, Path] = {}
    for folder in folders:
        for found in _packs_of(Path(folder), faults):
            pack_folders.setdefault(found.resolve(), found)
            beside = found.parent / "_shared"
            if beside.is_dir():
                shared_folders.setdefault(beside.resolve(), beside)
    if shared is not None:
        shared_folders = {Path(shared).resolve(): Path(shared)}
    draft = Draft(
        packs=_sources(pack_folders.values(), faults),
        shared=_shared(shared_folders.values(), faults),
        faults=faults,
    )
    return _resolve(draft, with_tests=with_tests)


def _resolve(draft: Draft, *, with_tests: bool) -> Loaded:
    shared_entries = draft.shared.parameters if draft.shared is not None else {}
    shared = build_parameters(shared_entries, draft.faults)
    own = {
        name: build_parameters(source.parameters, draft.faults)
        for name, source in draft.packs.items()
    }
    provide_parameters(draft, own, shared)
    if draft.shared is not None and draft.shared.policies is not None:
        policies = read_policies(draft.shared.policies, draft.faults)
        draft.never_scored = never_scored_names(policies)
    if draft.shared is not None and draft.shared.bodies is not None:
        draft.bodies = read_bodies(draft.shared.bodies, draft.faults)
    build_shapes(draft)
    packs = {name: build_pack(draft, name, own[name]) for name in draft.packs}
    for rule in RULES:
        draft.faults.extend(rule(draft, packs))
    if with_tests:
        draft.faults.extend(faults_of_tests(draft, packs))
    lists = draft.shared.lists if draft.shared is not None else {}
    return Loaded(
        packs=packs,
        faults=draft.faults.in_order(),
        shared_lists={
            name: {
                code: choice["label"]
                for code, choice in entry.get("choices", {}).items()
                if "label" in choice
            }
            for name, entry in lists.items()
        },
        system_cards=SYSTEM_CARDS,
        shared_parameters=shared,
        limits=build_limits(draft.shared.limits) if draft.shared is not None else {},
    )


def _packs_of(folder: Path, faults: FaultList) -> list[Path]:
    """The pack folders that a folder stands for."""
    shown = folder.as_posix()
    if not folder.is_dir():
        faults.add(
            Place(shown, 1),
            Text("没有这个文件夹", "there is no such folder"),
            rule="pack_folder",
        )
        return []
    if (folder / "pack.yaml").exists():
        return [folder]
    packs = []
    seen = len(faults)
    for child in sorted(folder.iterdir()):
        if not child.is_dir() or child.name.startswith(("_", ".")):
            continue
        if (child / "pack.yaml").exists():
            packs.append(child)
        elif any(child.rglob("*.yaml")):
            faults.add(
                Place(f"{shown}/{child.name}/pack.yaml", 1),
                Text("缺少 pack.yaml", "pack.yaml is missing"),
                Text("每个业务包都要有 pack.yaml", "every pack has a pack.yaml"),
                rule="pack_folder",
            )
    if not packs and len(faults) == seen:
        faults.add(
            Place(shown, 1),
            Text("这里没有业务包", "there is no pack here"),
            Text(
                "给出含 pack.yaml 的文件夹，或其上一级",
                "give a folder with a pack.yaml, or the folder above",
            ),
            rule="pack_folder",
        )
    return packs


def _sources(folders: Iterable[Path], faults: FaultList) -> dict[str, PackSource]:
    sources: dict[str, PackSource] = {}
    for folder in folders:
        source = read_pack(folder, faults)
        if source.name in sources:
            faults.add(
                source.place,
                Text(
                    f"有两个业务包叫“{source.name}”",
                    f"two packs are called “{source.name}”",
                ),
                Text("改一个的文件夹名", "rename one of the folders"),
                rule="pack_name",
            )
            continue
        sources[source.name] = source
    return sources


def _shared(folders: Iterable[Path], faults: FaultList) -> SharedSource | None:
    found: SharedSource | None = None
    known: dict[tuple[str, bytes], Any] = {}
    for folder in folders:
        source = read_shared(folder, faults, known)
        if found is None:
            found = source
            continue
        found.lists = source.lists | found.lists
        found.parameters = source.parameters | found.parameters
        found.policies = found.policies or source.policies
        found.bodies = found.bodies or source.bodies
        found.limits = source.limits | found.limits
    return found
