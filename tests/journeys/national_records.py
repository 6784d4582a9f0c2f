"""Overlay packs released beside their national records, these cut down to what arrives.

The card of an imported kind speaks of many others; a journey needs only its key and the
items that the overlay takes over. That the pack fits the whole card is checked with all
shipped packs.
"""

import re
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from hengjian.packs import actions as packs
from tests.journeys.office import BY, PACKS, Office


def releases_beside_records(office: Office, *kinds: str) -> None:
    """Release kinds of matters, each with the imported cards that it overlays."""
    packs.release(prepared=_prepared(kinds), by=BY)


@cache
def _prepared(kinds: tuple[str, ...]) -> tuple[packs.Prepared, ...]:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        _share(folder / "_shared")
        wanted: dict[str, set[str]] = {}
        for kind in kinds:
            shutil.copytree(PACKS / kind, folder / kind)
            for overlay in _read(PACKS / kind / "pack.yaml").get("overlays", ()):
                arriving = wanted.setdefault(overlay["card"], set())
                arriving |= {*overlay["key"].values(), *overlay["items"].values()}
        for card, items in wanted.items():
            _cut_down(PACKS / card, folder / card, items)
        return tuple(packs.prepare([folder]))


def _share(into: Path) -> None:
    """What packs share; limits without the lengths of cards that are cut down."""
    shutil.copytree(PACKS / "_shared", into)
    limits = into / "limits.yaml"
    text = limits.read_text("utf-8")
    text = re.sub(r"(?m)^\s+held_by: \[.*\]\n", "", text)
    limits.write_text(re.sub(r", held_by: \[[^\]]*\]", "", text), "utf-8")


def _cut_down(pack: Path, into: Path, items: set[str]) -> None:
    """A pack with its key and the named items alone."""
    card = _read(pack / "case_card.yaml")
    about = _read(pack / "pack.yaml")
    keep = items | {*card["key"], card["unit"], card["partition_date"]}
    keys = ("grain", "key", "unit", "partition_date")
    slim = {key: card[key] for key in keys}
    slim["items"] = {name: card["items"][name] for name in sorted(keep)}
    into.mkdir()
    named = ("pack", "format", "title", "kind", "record_of", "uses")
    kept = {key: about[key] for key in named if key in about}
    for name, content in (("pack", kept), ("case_card", slim)):
        text = yaml.safe_dump(content, allow_unicode=True)
        (into / f"{name}.yaml").write_text(text, encoding="utf-8")


def _read(path: Path) -> dict[str, Any]:
    # every value stays the text it is written as
    found: dict[str, Any] = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
    return found
