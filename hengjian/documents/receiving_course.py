"""The course of receiving: the file is looked at and sealed, then the entry is made."""

import io
from collections.abc import Iterable

from hengjian.audit.actors import Actor
from hengjian.documents import files, vault
from hengjian.documents.actions import receiving
from hengjian.documents.actions.receiving import Arrived
from hengjian.documents.models import ReceivedPaper
from hengjian.documents.paper_types import (
    LARGEST,
    hold_to_type,
    plain_name,
    too_large,
)
from hengjian.documents.source import Source
from hengjian.engines.tables.marks import refuse_marked_words
from hengjian.engines.tables.marks_in_files import refuse_marked_file
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


def take_in(
    *, source: Source, arrived: Arrived, name: str, blocks: Iterable[bytes], by: Actor
) -> ReceivedPaper:
    """Keep a paper of a matter and register it; nothing is kept of one that is refused.

    Raises ``UserFault`` for words that are missing, a mark of State secrecy in words,
    name or file, another kind of file, one too large; what ``receiving.receive`` raises.
    """
    sender, title = arrived.sender.strip()[:200], arrived.title.strip()[:200]
    if not sender or not title:
        raise UserFault(
            Text(
                "请写明来文单位（人）和题名。", "Say who sent it and what it is called."
            ),
            status=422,
        )
    refuse_marked_words(sender, title, arrived.sender_number)
    name = plain_name(name)
    content = _read(name, blocks)
    paper = _entry(source, arrived, sender)
    vault.give_key(paper)
    words = {"sender": sender, "title": title, "file_name": name}
    paper.sealed_words = vault.seal_json(paper, vault.WORDS, words)
    kept = files.keep(paper, content)
    paper.stored_as, paper.digest, paper.size = kept.stored_as, kept.digest, kept.size
    try:
        return receiving.receive(paper=paper, arrived=arrived, by=by)
    except BaseException:
        files.forget(kept)
        raise


def _read(name: str, blocks: Iterable[bytes]) -> bytes:
    content = bytearray()
    for block in blocks:
        content += block
        if len(content) > LARGEST:
            raise too_large(name)
    found = bytes(content)
    hold_to_type(io.BytesIO(found), name)
    refuse_marked_file(found, name)
    return found


def _entry(source: Source, arrived: Arrived, sender: str) -> ReceivedPaper:
    return ReceivedPaper(
        procuratorate=source.procuratorate,
        department=source.department,
        matter=source.matter,
        matter_kind=source.release.name,
        matter_number=source.number,
        is_restricted=source.is_restricted,
        kind=arrived.kind,
        answers=arrived.answers,
        sender="" if arrived.sender_is_person else sender,
        sender_number=arrived.sender_number.strip()[:100],
        dated_on=arrived.dated_on,
        received_on=arrived.received_on,
        pages=arrived.pages,
    )
