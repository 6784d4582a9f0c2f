"""Entries of a few events are written beside the checkpoints too: a restore needs them.

What was erased after a backup must stay erased when that backup is put back, though its
database knows nothing of it. Each line carries a keyed link to the line before it, so
that a restore finds a line that was altered, removed, put in or moved. A signed line in
a file beside it (``erasures.end``) says how many there are and how far the journal had
come, anew with each line and each checkpoint: a tail that was cut off is found by it,
and an old copy of both by the checkpoints.
"""

import fcntl
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from hengjian.audit import outside_end
from hengjian.audit.act import Draft
from hengjian.audit.keys import journal_linker
from hengjian.audit.models import JournalEntry
from hengjian.engines.chain.links import GENESIS
from hengjian.engines.chain.verification import ChainFault, FaultKind
from hengjian.lib.bilingual import Text


FILE = "erasures.jsonl"
RESTORED = "administration.backup_restored"  # a restored office begins a new file


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
        lines = kept.read().splitlines()
        before = _link_of(lines[-1:])
        for one in told:
            before = _linked(before, one)
            text = json.dumps({**one, "link": before}, ensure_ascii=False)
            kept.write(f"{text}\n".encode())
        kept.flush()
        os.fsync(kept.fileno())
        outside_end.write(path, len(lines) + len(told), before, told[-1]["number"])


def say_end(number: int) -> None:
    """Say anew how the file ends, as the journal comes to a checkpoint."""
    path = file()
    if not path.exists():
        return
    with path.open("rb") as kept:
        fcntl.flock(kept, fcntl.LOCK_EX)
        lines = kept.read().splitlines()
        outside_end.write(path, len(lines), _link_of(lines[-1:]), number)


def faults(path: Path) -> list[Text]:
    """What is wrong with a file of such lines: altered, removed, put in, moved, cut.

    Lines of before there were links stand at the beginning. A cut tail is found by the
    ``erasures.end`` and the checkpoints beside it.
    """
    links = [GENESIS]
    before, linked = GENESIS, False
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        try:
            told = json.loads(line)
            link = told.pop("link", "")
        except (ValueError, AttributeError, TypeError):
            return [_broken(path, number)]
        if not link and not linked:
            links.append(GENESIS)
            continue
        linked = True
        before = _linked(before, told)
        links.append(before)
        if link != before:
            return [_broken(path, number)]
    return outside_end.faults(path, links)


def missing() -> list[ChainFault]:
    """What the journal tells of that does not stand in the file, since the last restore."""
    restored = JournalEntry.objects.filter(event=RESTORED).order_by("-number").first()
    expected = JournalEntry.objects.filter(
        event__in=settings.JOURNAL_KEPT_OUTSIDE,
        number__gt=restored.number if restored else 0,
    ).values_list("number", flat=True)
    kept = {each.number for each in read(file(), above=0)}
    lost = sorted(set(expected) - kept)
    if not lost:
        return []
    told = Text(
        f"{FILE} 缺少留痕第 {lost[0]} 条等 {len(lost)} 条封存、销毁记录",
        f"{FILE} lacks {len(lost)} of what was sealed or erased, the first of entry"
        f" {lost[0]}",
    )
    return [ChainFault(FaultKind.NOT_KEPT_OUTSIDE, lost[0], told)]


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
