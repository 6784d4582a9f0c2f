"""How the file of what was erased ends: a signed line beside it, so that no tail is cut.

The line is written anew with each line of the file and before each checkpoint: an old
copy of both is found by the checkpoints.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from hengjian.engines.chain.checkpoints import (
    BadCheckpoint,
    Checkpoint,
    from_line,
    public_key,
    to_line,
)
from hengjian.lib import clock
from hengjian.lib.bilingual import Text


def write(path: Path, lines: int, link: str, number: int) -> None:
    """Sign how many lines there are, the last link and how far the journal had come."""
    end, known = end_file(path), _read(path)
    number = max(number, known.number if known else 0)
    at = clock.now().isoformat(timespec="seconds")
    told = Checkpoint(number, f"{path.name} {lines} {link}", at)
    draft = end.with_name(f".{end.name}.{os.getpid()}")
    draft.touch(0o600)
    with draft.open("w", encoding="ascii") as out:
        out.write(to_line(told, settings.KEYRING.key("checkpoint_key")) + "\n")
        out.flush()
        os.fsync(out.fileno())
    draft.replace(end)


def end_file(path: Path) -> Path:
    """Where the line stands."""
    return path.with_suffix(".end")


@dataclass(frozen=True)
class _End:
    """How a file ended, and how far the journal had come."""

    number: int
    lines: int
    link: str


def _read(path: Path) -> _End | None:
    """None where there is none, or not a genuine one."""
    try:
        text = end_file(path).read_text("ascii").strip()
        told = from_line(text, public_key(settings.KEYRING.key("checkpoint_key")))
        name, lines, link = told.link.split(" ")
    except (OSError, ValueError):  # ``BadCheckpoint`` is one
        return None
    return _End(told.number, int(lines), link) if name == path.name else None


def faults(path: Path, links: Sequence[str]) -> list[Text]:
    """Whether lines are missing at the end; ``links``: before the first, after each."""
    end, name = _read(path), end_file(path).name
    if end is None:
        return [
            Text(
                f"{path.name} 旁边没有可信的 {name}，不能确定其末尾是否被截去",
                f"there is no genuine {name} beside {path.name}: whether its tail was"
                " cut cannot be told",
            )
        ]
    if len(links) <= end.lines or links[end.lines] != end.link:
        return [
            Text(
                f"{path.name} 的末尾被截去：应有 {end.lines} 行，只有 {len(links) - 1} 行",
                f"the tail of {path.name} was cut: {end.lines} lines were written,"
                f" {len(links) - 1} are there",
            )
        ]
    reached = max((each.number for each in _checkpoints_beside(path)), default=0)
    if reached > end.number:
        return [
            Text(
                f"{path.name} 和 {name} 是旧的：只到留痕第 {end.number} 条，"
                f"检查点已到第 {reached} 条",
                f"{path.name} and {name} are old: they tell of the journal up to entry"
                f" {end.number}, a checkpoint is at {reached}",
            )
        ]
    return []


def _checkpoints_beside(path: Path) -> Iterator[Checkpoint]:
    beside = path.with_name(settings.JOURNAL_CHECKPOINTS.name)
    public = public_key(settings.KEYRING.key("checkpoint_key"))
    for line in beside.read_text("utf-8").splitlines() if beside.exists() else ():
        with suppress(BadCheckpoint):
            yield from_line(line, public)
