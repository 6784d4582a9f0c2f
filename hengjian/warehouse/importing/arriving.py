"""A file that somebody brings: kept, looked into, refused, or ready to be imported."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from django.conf import settings

from hengjian.audit.actors import Actor
from hengjian.engines.tables.card_table import ReadHead
from hengjian.engines.tables.marks import refuse_marked
from hengjian.engines.tables.options import MEBIBYTE, ReadOptions
from hengjian.engines.tables.reading_head import read_head
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.organisation.models import Procuratorate
from hengjian.warehouse import definitions, incoming
from hengjian.warehouse.actions import imports
from hengjian.warehouse.importing.stopping import OPEN
from hengjian.warehouse.incoming import KeptFile
from hengjian.warehouse.models import Import
from hengjian.warehouse.queries.header_mappings import remembered_mapping


MARKED_SECRET = 403  # status of the fault that the reader raises
KEPT_SECONDS = 24 * 3600  # for a file whose headers nobody has mapped yet


class FileGone(UserFault):
    """The file was brought too long ago, or is imported already: bring it again."""

    status = 410


def look(
    name: str,
    size: int,
    blocks: Iterable[bytes],
    *,
    card: str,
    procuratorate: Procuratorate | None,
    by: Actor,
) -> tuple[KeptFile, ReadHead]:
    """Keep a file and read its head.

    Raises ``UserFault`` for a file that cannot or must not be read; nothing of it is
    kept then. A mark of state secrecy is entered in the journal.
    """
    definitions.in_force(card)
    _refuse_large(size)
    kept: KeptFile | None = None
    try:
        refuse_marked([Path(name).stem])
        kept = incoming.keep(name, blocks)
        return kept, head_of(kept, card=card, procuratorate=procuratorate)
    except UserFault as fault:
        if kept is not None:
            forget(kept)
        if fault.status == MARKED_SECRET:
            digest = kept.digest if kept else hashlib.sha256(name.encode()).hexdigest()
            imports.note_secret_file(
                file_name=name, file_digest=digest, card=card, by=by
            )
            fault.is_journaled = True
        raise


def head_of(
    kept: KeptFile,
    *,
    card: str,
    procuratorate: Procuratorate | None,
    sheet: str = "",
    mapping: Mapping[str, str] | None = None,
) -> ReadHead:
    """The head of a kept file, with headers mapped before or now.

    Raises ``FileGone`` and whatever ``read_head`` raises.
    """
    unit = procuratorate.code if procuratorate is not None else None
    options = ReadOptions(
        sheet=sheet or None,
        mapping={**remembered_mapping(card, unit or ""), **(mapping or {})},
        unit_code=unit,
    )
    if not kept.path.exists():
        raise FileGone(
            Text(
                "文件已不在等待导入之列，请重新上传",
                "the file is gone: upload it again",
            )
        )
    return read_head(kept.path, definitions.in_force(card).card, options)


def is_ready(head: ReadHead) -> bool:
    """Nothing is left to ask: the sheet is clear and every header has its item."""
    settled = not head.match.unmatched and not head.match.missing
    return bool(head.headers) and settled


def forget(kept: KeptFile) -> None:
    """Remove a kept file unless an import waits for it."""
    waiting = Import.objects.filter(file_digest=kept.digest, state__in=OPEN)
    if not waiting.exists():
        incoming.forget(kept.path)


def forget_abandoned() -> int:
    """Remove files that nobody came back for; returns how many."""
    folder = Path(settings.HENGJIAN_HOME) / "incoming"
    if not folder.exists():
        return 0
    waiting = set(
        Import.objects.filter(state__in=OPEN).values_list("file_digest", flat=True)
    )
    before = clock.machine_now().timestamp() - KEPT_SECONDS
    removed = 0
    for path in folder.iterdir():
        old = path.stat().st_mtime < before
        if old and path.stem not in waiting:
            incoming.forget(path)
            removed += 1
    return removed


def _refuse_large(size: int) -> None:
    limit = ReadOptions().max_bytes
    if size > limit:
        raise UserFault(
            Text(
                f"文件有 {size // MEBIBYTE} MB，超过 {limit // MEBIBYTE} MB 的上限，"
                "请分成几个文件导入",
                f"the file has {size // MEBIBYTE} MB, more than"
                f" {limit // MEBIBYTE}: split it",
            ),
            status=413,
        )
