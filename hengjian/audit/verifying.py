"""Verifies the journal against its key, its head and its checkpoints."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from hengjian.audit import checkpoints
from hengjian.audit.appending import moment_text
from hengjian.audit.keys import journal_linker
from hengjian.audit.models import JournalEntry, JournalHead
from hengjian.engines.chain.checkpoints import Checkpoint
from hengjian.engines.chain.links import GENESIS
from hengjian.engines.chain.verification import (
    ChainFault,
    FaultKind,
    Head,
    Row,
    inserted,
    walk,
)
from hengjian.lib.bilingual import Text


COLUMNS = (
    "number",
    "at",
    "event",
    "by",
    "subject_type",
    "subject_id",
    "origin",
    "old",
    "new",
    "detail",
    "link",
)

# what no walk can find: said with every report
LIMITS = (
    Text(
        "末次检查点之后，持有留痕密钥的人重算整条链，无法发现。",
        "A chain recomputed after the last checkpoint by somebody who holds the journal"
        " key cannot be found.",
    ),
    Text(
        "末次检查点之后截断末尾并换上当时的旧链首行，无法发现。",
        "A tail cut back after the last checkpoint together with the head row of that"
        " time cannot be found.",
    ),
    Text(
        "检查点文件末尾被删的行无法发现；请将其另存于他处，或由他人离线副署。",
        "Lines cut from the end of the checkpoint file cannot be found: keep copies"
        " elsewhere.",
    ),
    Text(
        "内容当初就不真实的记录，无法由链发现。",
        "An entry that was untrue when it was written cannot be found by the chain.",
    ),
)

CHECKPOINT_FILE = Text("检查点文件", "checkpoint file")
COUNTERSIGNED_FILE = Text("副署文件", "countersigned file")
# checkpoints that somebody else kept, and the numbers of their lines that are forged
Kept = tuple[Sequence[Checkpoint], Sequence[int]]


@dataclass(frozen=True)
class Report:
    """What a verification found, and what it could not have found."""

    entries: int
    checkpoints: int
    last_checkpoint: int
    faults: tuple[ChainFault, ...]
    limits: tuple[Text, ...] = LIMITS


def verify(
    progress: Callable[[int, int], None] | None = None,
    *,
    last: int | None = None,
    countersigned: Kept = ((), ()),
) -> Report:
    """Walk the whole journal, or only its ``last`` so many entries.

    ``countersigned``: checkpoints that somebody else kept and signed, and the numbers of
    the lines of that file that are not genuine.

    Needs no transaction: entries are only added, and those after the head read first
    are left to the next walk.
    """
    known, forged = checkpoints.read()
    known = [*known, *countersigned[0]]
    head = _head()
    total = head.number if head else 0
    start = _start(total - last) if last is not None and last < total else (0, GENESIS)

    def rows_from(number: int) -> Iterator[Row]:
        return _rows(number, total)

    found = walk(
        journal_linker(),
        rows_from,
        head,
        known,
        (lambda done: progress(done, total)) if progress else None,
        start,
    )
    faults = [each for each in (found.fault, found.checkpoint_fault) if each]
    if not faults:
        faults += _beyond_head()
    faults += [_forged(line) for line in forged]
    faults += [_forged(line, COUNTERSIGNED_FILE) for line in countersigned[1]]
    last_checkpoint = max((each.number for each in known), default=0)
    return Report(found.entries, len(known), last_checkpoint, tuple(faults))


def _head() -> Head | None:
    row = JournalHead.objects.filter(id=1).first()
    return Head(row.number, row.link, row.seal) if row else None


def _start(number: int) -> tuple[int, str]:
    before = JournalEntry.objects.filter(number=number).first()
    return (number, before.link) if before else (0, GENESIS)


def _beyond_head() -> list[ChainFault]:
    # the entries first: one that is added meanwhile is then below the head read after
    highest = JournalEntry.objects.order_by("-number").first()
    head = _head()
    at = head.number if head else 0
    if highest is None or highest.number <= at:
        return []
    return [inserted(at + 1)]


def _rows(number: int, total: int) -> Iterator[Row]:
    stored = JournalEntry.objects.filter(number__gte=number).order_by("number")
    if total:
        stored = stored.filter(number__lte=total)
    columns = stored.values_list(*COLUMNS)
    for first, at, *texts, link in columns.iterator(chunk_size=5000):
        yield Row([first, moment_text(at), *texts], link)


def _forged(line: int, file: Text = CHECKPOINT_FILE) -> ChainFault:
    return ChainFault(
        FaultKind.CHECKPOINT_FORGED,
        0,
        Text(
            f"{file.zh}第 {line} 行的签名不对",
            f"line {line} of the {file.en} is not genuine",
        ),
    )
