"""Entries of a few events are written beside the checkpoints too: a restore needs them.

What was erased after a backup must stay erased when that backup is put back, though its
database knows nothing of it. Each line carries a keyed link to the line before it, so
that a restore finds a line that was altered, removed, put in or moved.
"""

import fcntl
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from hengjian.audit.act import Draft
from hengjian.audit.keys import journal_linker
from hengjian.engines.chain.links import GENESIS
from hengjian.lib.bilingual import Text


FILE = "erasures.jsonl"


@dataclass(frozen=True)
class KeptOutside:
    """One entry: its number and link, what happened to what."""

    number: int
    event: str
    subject_type: str
    subject_id: str
    detail: dict[str, Any]


def file() -> Path:
    """The file, in the folder of the checkpoints."""
    return Path(settings.JOURNAL_CHECKPOINTS.with_name(FILE))


def wanted(drafts: Sequence[Draft]) -> bool:
    """Whether any of the entries is kept outside."""
    return any(each.event in settings.JOURNAL_KEPT_OUTSIDE for each in drafts)


def write(first: int, drafts: Sequence[Draft]) -> None:
    """Append the wanted ones of entries numbered from ``first``; fsynced."""
    told = [
        {
            "number": number,
            "event": each.event,
            "subject_type": each.subject_type,
            "subject_id": each.subject_id,
            "detail": json.loads(each.detail or "{}"),
        }
        for number, each in enumerate(drafts, start=first)
        if each.event in settings.JOURNAL_KEPT_OUTSIDE
    ]
    path = file()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "r+b") as kept:
        # one after the other: each line hangs on the one before it
        fcntl.flock(kept, fcntl.LOCK_EX)
        before = _link_of(kept.read().splitlines()[-1:])
        for one in told:
            before = _linked(before, one)
            text = json.dumps({**one, "link": before}, ensure_ascii=False)
            kept.write(f"{text}\n".encode())
        kept.flush()
        os.fsync(kept.fileno())


def faults(path: Path) -> list[Text]:
    """What is wrong with a file of such lines: altered, removed, put in, moved, cut.

    Lines of before there were links stand at the beginning. A tail that was cut off is
    not found: take the file from where the checkpoints are kept.
    """
    before, linked = GENESIS, False
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        try:
            told = json.loads(line)
            link = told.pop("link", "")
        except (ValueError, AttributeError, TypeError):
            return [_broken(path, number)]
        if not link and not linked:
            continue
        linked = True
        before = _linked(before, told)
        if link != before:
            return [_broken(path, number)]
    return []


def _broken(path: Path, number: int) -> Text:
    return Text(
        f"{path.name} 第 {number} 行被改动，或其前有行被删除、插入、移动",
        f"{path.name}: line {number} was altered, or one before it was removed, put in"
        " or moved",
    )


def _linked(before: str, told: dict[str, Any]) -> str:
    text = json.dumps(told, ensure_ascii=False, sort_keys=True)
    return journal_linker().link(before, [text])


def _link_of(lines: Sequence[bytes]) -> str:
    if not lines:
        return GENESIS
    return str(json.loads(lines[0]).get("link") or GENESIS)


def read(path: Path, *, above: int) -> Iterator[KeptOutside]:
    """The entries of a file numbered above one, in their order."""
    if not path.exists():
        return
    for line in path.read_text("utf-8").splitlines():
        values = json.loads(line)
        values.pop("link", None)
        if int(values["number"]) > above:
            yield KeptOutside(**values)
