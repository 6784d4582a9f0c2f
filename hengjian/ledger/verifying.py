"""Compares the ledger with the journal: names what was changed, deleted or put in.

The ledger has no chain of its own. The digest of each entry and each rule stands in the
journal entry of the transaction that wrote it; the journal's own chain says whether that
is as it was written.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet

from hengjian.audit.models import JournalEntry
from hengjian.ledger.models import (
    LedgerEntry,
    LedgerRule,
    PaymentList,
    PaymentState,
)
from hengjian.ledger.queries.journaled import digest_in, digests_of
from hengjian.ledger.queries.payable import digest_of_list
from hengjian.lib.bilingual import Text


AT_ONCE = 2_000
ENTRIES = ("ledger.entered", "ledger.reversed")
RULES = ("ledger.rule_set",)
LIMITS = (
    Text(
        "留痕链本身是否完好由 hengjian audit verify 核对，本命令一并核对，"
        "除非写了 --ledger-only。",
        "Whether the journal itself is sound is for hengjian audit verify; it is walked"
        " here as well unless --ledger-only is given.",
    ),
    Text(
        "内容当初就不真实的记录，无法由摘要发现。",
        "An entry that was untrue when it was written cannot be found by its digest.",
    ),
)


class FaultKind(StrEnum):
    """What happened to a row."""

    ALTERED = "altered"
    REMOVED = "removed"
    INSERTED = "inserted"
    MOVED = "moved"


@dataclass(frozen=True)
class LedgerFaultFound:
    """One row that is not as the journal says; ``what`` is entry, rule or list."""

    kind: FaultKind
    what: str
    number: int
    message: Text


@dataclass(frozen=True)
class Report:
    """What a comparison found, and what it could not have found."""

    entries: int
    rules: int
    lists: int
    faults: tuple[LedgerFaultFound, ...]
    limits: tuple[Text, ...] = LIMITS


Row = LedgerEntry | LedgerRule
_CALLED = {"entry": Text("记录", "entry"), "rule": Text("规则", "rule")}


def verify(progress: Callable[[int], None] | None = None) -> Report:
    """Compare every entry, rule and approved list with the journal."""
    entries = _Compared("entry", LedgerEntry, ENTRIES, ("account", "counter"))
    rules = _Compared("rule", LedgerRule, RULES, ())
    faults = [*entries.run(progress), *rules.run(progress)]
    lists = PaymentList.objects.filter(
        state__in=(PaymentState.APPROVED, PaymentState.PAID)
    ).order_by("id")
    listed = list(lists)
    faults += [fault for each in listed for fault in _list_faults(each)]
    return Report(entries.count, rules.count, len(listed), tuple(faults))


class _Compared:
    """One table against the journal: rows forward, then journal entries without rows."""

    def __init__(
        self,
        what: str,
        model: type[LedgerEntry] | type[LedgerRule],
        events: Sequence[str],
        with_: Sequence[str],
    ) -> None:
        self.what, self.model, self.events = what, model, events
        self.label = model._meta.label_lower
        self.rows: QuerySet[Any] = model.objects.order_by("pk").select_related(
            *with_ or (None,)
        )
        self.count = 0

    def run(self, progress: Callable[[int], None] | None) -> Iterator[LedgerFaultFound]:
        removed = dict(self._removed())
        for rows in self._parts():
            known = digests_of(self.label, self.events, [row.pk for row in rows])
            for row in rows:
                yield from self._row(row, known.get(row.pk), removed)
            self.count += len(rows)
            if progress is not None:
                progress(self.count)
        for number in sorted(removed):
            yield self._fault(
                FaultKind.REMOVED, number, Text("已被删除", "was deleted")
            )

    def _parts(self) -> Iterator[list[Row]]:
        last = 0
        while part := list(self.rows.filter(pk__gt=last)[:AT_ONCE]):
            yield part
            last = part[-1].pk

    def _removed(self) -> Iterator[tuple[int, str]]:
        """Numbers that the journal knows and the table does not, with their digests."""
        last = 0
        told = JournalEntry.objects.filter(
            event__in=self.events, subject_type=self.label
        ).order_by("number")
        while part := list(told.filter(number__gt=last)[:AT_ONCE]):
            wanted = {int(each.subject_id): digest_in(each.new) for each in part}
            there = set(
                self.model.objects.filter(pk__in=wanted).values_list("pk", flat=True)
            )
            for number in wanted.keys() - there:
                yield number, wanted[number]
            last = part[-1].number

    def _row(
        self, row: Row, known: str | None, removed: dict[int, str]
    ) -> Iterator[LedgerFaultFound]:
        counted = row.counted_digest()
        if known is None:
            # a row whose number was changed: the one it had is not missing besides
            was = next((n for n, d in removed.items() if d == counted), None)
            if was is None:
                words = Text("留痕中没有，是插入的", "is not in the journal: put in")
                yield self._fault(FaultKind.INSERTED, row.pk, words)
                return
            del removed[was]
            yield self._moved(row.pk, was)
        elif counted != known:
            was = self._number_of(counted)
            if was is not None:
                yield self._moved(row.pk, was)
                return
            words = Text("内容与留痕不符，已被更改", "is not as journaled: altered")
            yield self._fault(FaultKind.ALTERED, row.pk, words)
        elif isinstance(row, LedgerEntry) and row.digest != known:
            words = Text("自带的摘要已被更改", "its own digest was altered")
            yield self._fault(FaultKind.ALTERED, row.pk, words)

    def _number_of(self, digest: str) -> int | None:
        """Whose content it is: the number under which the journal has this digest."""
        found = (
            JournalEntry.objects.filter(
                event__in=self.events,
                subject_type=self.label,
                new__contains=f'"digest":"{digest}"',
            )
            .order_by("number")
            .first()
        )
        return int(found.subject_id) if found is not None else None

    def _moved(self, number: int, was: int) -> LedgerFaultFound:
        return self._fault(
            FaultKind.MOVED,
            number,
            Text(
                f"放的是第 {was} 号的内容，顺序已被调换",
                f"holds what was number {was}: changed over",
            ),
        )

    def _fault(self, kind: FaultKind, number: int, words: Text) -> LedgerFaultFound:
        called = _CALLED[self.what]
        message = Text(
            f"第 {number} 号{called.zh}{words.zh}", f"{called.en} {number} {words.en}"
        )
        return LedgerFaultFound(kind, self.what, number, message)


def _list_faults(payment_list: PaymentList) -> Iterator[LedgerFaultFound]:
    known = digests_of(
        PaymentList._meta.label_lower, ("ledger.payment_approved",), [payment_list.pk]
    ).get(payment_list.pk)
    number = payment_list.pk
    if known is None:
        yield LedgerFaultFound(
            FaultKind.INSERTED,
            "list",
            number,
            Text(
                f"第 {number} 号发放清单未见批准的留痕",
                f"the approval of list {number} is not in the journal",
            ),
        )
        return
    fen = sum(line.fen for line in payment_list.lines.all())
    counted = digest_of_list(payment_list)
    if counted != known or payment_list.digest != known or fen != payment_list.fen:
        yield LedgerFaultFound(
            FaultKind.ALTERED,
            "list",
            number,
            Text(
                f"第 {number} 号发放清单与批准时不符",
                f"list {number} is not as it was approved",
            ),
        )
