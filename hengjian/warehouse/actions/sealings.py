"""Acts on sealings: seal a record, lift a sealing, open one sealed card.

What a person decided stands in the journal, without key, name or number of anybody. It
is kept outside the database too: a restore of an older backup does it again.
"""

import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.jobs import actions as jobs
from hengjian.jobs.models import Job
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.organisation.models import Procuratorate
from hengjian.warehouse import bulk_rows, personal_payload, vault_rows
from hengjian.warehouse.actions.vault import ReasonMissing
from hengjian.warehouse.models import (
    CardTable,
    Import,
    SealedCard,
    SealedRow,
    Sealing,
    SealingKind,
)
from hengjian.warehouse.sealing.resolving import Covered, Resolved


MARKS = ("V", "M")
CHANGED = "warehouse.sealings_changed"
SEARCH = "hengjian.warehouse.tasks.search_sealed"


class SealingFault(UserFault):
    """It is sealed already, or lifted already, or its basis is not said."""

    status = 409


@dataclass(frozen=True)
class Basis:
    """The law that says so; ``mark`` V: verified, M: to be confirmed."""

    law: str
    article: str
    mark: str = "M"


@journal.action
def seal(
    *,
    resolved: Resolved,
    kind: SealingKind,
    basis: Basis,
    procuratorate: Procuratorate,
    sealed_on: date,
    reason: str,
    by: Actor,
    search_later: bool = False,
) -> Sealing:
    """Seal a person's record from a day on; it acts at once on every version and door.

    With ``search_later`` rows kept aside are looked for by a job, and until it is done no
    row kept aside is shown to anybody. ``resolved`` is what ``sealing.resolving.resolve`` found. Raises ``ReasonMissing``,
    ``SealingFault`` where the basis is not said or exactly this is sealed already.
    """
    _require(reason)
    if not basis.law.strip() or not basis.article.strip() or basis.mark not in MARKS:
        raise SealingFault(
            Text("请写明法律依据和条文", "say the law and its article"), status=422
        )
    _refuse_twice(resolved, kind)
    sealing = Sealing(
        mark=uuid.uuid4(),
        kind=kind,
        procuratorate=procuratorate,
        person_digest=resolved.person_digest,
        law=basis.law.strip(),
        article=basis.article.strip(),
        article_mark=basis.mark,
        sealed_on=sealed_on,
        reason=reason.strip(),
        sealed_by=by.journal_name,
        sealed_at=clock.now(),
        searched_at=None if search_later else clock.now(),
    )
    sealing.save()
    _cover(sealing, resolved)
    journal.enter(
        "warehouse.record_sealed", subject=sealing, detail=_told(sealing, resolved)
    )
    if search_later:
        enqueue_search(sealing=sealing, by=by)
    _tell(sealing, "sealed", by)
    return sealing


@journal.action
def enqueue_search(*, sealing: Sealing, by: Actor) -> Job:
    """Let a worker look for the person's rows that imports kept aside."""
    return jobs.enqueue(
        task=SEARCH, payload={"sealing_id": sealing.pk}, key=search_key(sealing), by=by
    )


def search_key(sealing: Sealing) -> str:
    """The key of the job that looks for the rest."""
    return f"sealing:{sealing.mark}"


@journal.action
def finish_search(*, sealing: Sealing, found: Resolved, by: Actor) -> Sealing:
    """Seal what was found later too; from now on other rows kept aside are shown again."""
    sealing = Sealing.objects.select_for_update(of=("self",)).get(pk=sealing.pk)
    if sealing.searched_at is not None:
        journal.nothing_changed()
        return sealing
    cards = set(sealing.cards.values_list("table_id", "card_digest"))
    rows = set(sealing.rows.values_list("card_import_id", "row"))
    added = Resolved(
        found.person_digest,
        tuple(c for c in found.cards if (c.table, c.card_digest) not in cards),
        tuple(row for row in found.rows if row not in rows),
    )
    _cover(sealing, added)
    sealing.searched_at = clock.now()
    sealing.save(update_fields=["searched_at"])
    journal.enter(
        "warehouse.sealing_searched", subject=sealing, detail=_told(sealing, added)
    )
    _tell(sealing, "searched", by)
    return sealing


@journal.action
def lift(*, sealing: Sealing, reason: str, basis: str, by: Actor) -> Sealing:
    """Lift a sealing from today on. Raises ``ReasonMissing``, ``SealingFault``."""
    _require(reason)
    if not basis.strip():
        raise SealingFault(
            Text("请写明解除封存的法律依据", "say the legal basis of lifting"),
            status=422,
        )
    sealing = Sealing.objects.select_for_update(of=("self",)).get(pk=sealing.pk)
    if sealing.lifted_on is not None:
        raise SealingFault(Text("封存已经解除", "the sealing is lifted already"))
    sealing.lifted_on = clock.today()
    sealing.lifted_by = by.journal_name
    sealing.lifting_reason = reason.strip()
    sealing.lifting_basis = basis.strip()
    sealing.save(
        update_fields=["lifted_on", "lifted_by", "lifting_reason", "lifting_basis"]
    )
    journal.enter(
        "warehouse.sealing_lifted",
        subject=sealing,
        detail={
            "mark": str(sealing.mark),
            "basis": sealing.lifting_basis,
            "reason": sealing.lifting_reason,
        },
    )
    _tell(sealing, "lifted", by)
    return sealing


@journal.action
def open_card(*, card: SealedCard, reason: str, by: Actor) -> dict[str, str]:
    """Let somebody read one sealed card this once; gives its personal items.

    The entry names the sealing and the place of the card in it, not the card.
    Raises ``ReasonMissing``, ``KeyDestroyed``.
    """
    _require(reason)
    table = card.table
    digest = bytes.fromhex(card.card_digest)
    found = vault_rows.payloads_at(table, table.current_version, [digest])
    journal.enter(
        "warehouse.sealed_card_opened",
        subject=card.sealing,
        detail={"card": card.pk, "table": table.name, "reason": reason.strip()},
    )
    return personal_payload.values(found.get(digest, ""))


@journal.action
def seal_again(*, number: str, told: Mapping[str, Any], by: Actor) -> bool:
    """Seal as an entry kept outside the database tells; False where it stands already."""
    standing = Sealing.objects.filter(mark=told["mark"]).first()
    if standing is not None:
        return _complete_again(standing, told, by)
    unit = Procuratorate.objects.filter(code=told["unit"]).first()
    if unit is None:
        raise SealingFault(
            Text(
                f"备份中没有单位 {told['unit']}，封存 {told['mark']} 无法恢复",
                f"the backup has no place {told['unit']}: sealing {told['mark']} is missing",
            )
        )
    sealing = Sealing(
        mark=told["mark"],
        kind=told["kind"],
        procuratorate=unit,
        person_digest=told["person"],
        law=told["law"],
        article=told["article"],
        article_mark=told["article_mark"],
        sealed_on=date.fromisoformat(told["sealed_on"]),
        reason=told["reason"],
        sealed_by=told["by"],
        sealed_at=clock.now(),
        searched_at=clock.now() if told.get("searched", True) else None,
    )
    sealing.save()
    _cover(sealing, _resolved_of(told))
    journal.enter(
        "warehouse.record_sealed",
        subject=sealing,
        detail={**told, "restored_from": number},
    )
    if sealing.searched_at is None:
        enqueue_search(sealing=sealing, by=by)
    _tell(sealing, "sealed", by)
    return True


def _tell(sealing: Sealing, what: str, by: Actor) -> None:
    """Let numbers be looked through that the cards are counted in."""
    jobs.tell(event=CHANGED, event_id=f"{sealing.mark}:{what}", payload={}, by=by)


def _complete_again(sealing: Sealing, told: Mapping[str, Any], by: Actor) -> bool:
    """What a search found after the sealing; False where all of it is known."""
    if sealing.searched_at is not None or not told.get("searched", True):
        journal.nothing_changed()
        return False
    finish_search(sealing=sealing, found=_resolved_of(told), by=by)
    return True


def _resolved_of(told: Mapping[str, Any]) -> Resolved:
    """What an entry tells, as far as tables and imports are there."""
    tables = {table.name: table.pk for table in CardTable.objects.all()}
    by_mark = {str(mark): pk for pk, mark in Import.objects.values_list("pk", "mark")}
    cards = tuple(
        Covered(tables[name], digest, whole, unit_code, _day(first), _day(last))
        for name, digest, whole, unit_code, first, last in told["cards"]
        if name in tables
    )
    rows = tuple((by_mark[mark], row) for mark, row in told["rows"] if mark in by_mark)
    return Resolved(told["person"], cards, rows)


def _refuse_twice(resolved: Resolved, kind: SealingKind) -> None:
    first = next(one for one in resolved.cards if not one.is_whole_case)
    standing = SealedCard.objects.filter(
        table=first.table,
        card_digest=first.card_digest,
        sealing__kind=kind,
        sealing__lifted_on=None,
    )
    if standing.exists():
        raise SealingFault(
            Text("这份记录已经封存", "this record is sealed already"),
        )


def _cover(sealing: Sealing, resolved: Resolved) -> None:
    mine = {"sealing_id": sealing.pk}
    cards = []
    for one in resolved.cards:
        told = asdict(one)
        cards.append({**mine, "table_id": told.pop("table"), **told})
    rows = [
        {**mine, "card_import_id": card_import, "row": row}
        for card_import, row in resolved.rows
    ]
    bulk_rows.insert([(SealedCard, cards), (SealedRow, rows)])


def _told(sealing: Sealing, resolved: Resolved) -> dict[str, Any]:
    """What a restore needs to seal again: digests, days and places, nobody's name."""
    tables = dict(CardTable.objects.values_list("pk", "name"))
    marks = dict(
        Import.objects.filter(pk__in={i for i, _ in resolved.rows}).values_list(
            "pk", "mark"
        )
    )
    return {
        "mark": str(sealing.mark),
        "kind": str(sealing.kind),
        "unit": sealing.procuratorate.code,
        "person": sealing.person_digest,
        "law": sealing.law,
        "article": sealing.article,
        "article_mark": sealing.article_mark,
        "sealed_on": sealing.sealed_on.isoformat(),
        "reason": sealing.reason,
        "by": sealing.sealed_by,
        "searched": sealing.searched_at is not None,
        "cards": [
            [
                tables[one.table],
                one.card_digest,
                one.is_whole_case,
                one.unit_code,
                one.first_on.isoformat() if one.first_on else None,
                one.last_on.isoformat() if one.last_on else None,
            ]
            for one in resolved.cards
        ],
        "rows": [[str(marks[number]), row] for number, row in resolved.rows],
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _require(reason: str) -> None:
    if not reason.strip():
        raise ReasonMissing(Text("请写明理由", "say the reason"))
