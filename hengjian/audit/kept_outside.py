"""Entries of a few events are written beside the checkpoints too: a restore needs them.

What was erased after a backup must stay erased when that backup is put back, though its
database knows nothing of it.
"""

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from hengjian.audit.act import Draft


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
    lines = [
        json.dumps(
            {
                "number": number,
                "event": each.event,
                "subject_type": each.subject_type,
                "subject_id": each.subject_id,
                "detail": json.loads(each.detail or "{}"),
            },
            ensure_ascii=False,
        )
        for number, each in enumerate(drafts, start=first)
        if each.event in settings.JOURNAL_KEPT_OUTSIDE
    ]
    path = file()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(descriptor, "".join(f"{line}\n" for line in lines).encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read(path: Path, *, above: int) -> Iterator[KeptOutside]:
    """The entries of a file numbered above one, in their order."""
    if not path.exists():
        return
    for line in path.read_text("utf-8").splitlines():
        values = json.loads(line)
        if int(values["number"]) > above:
            yield KeptOutside(**values)
