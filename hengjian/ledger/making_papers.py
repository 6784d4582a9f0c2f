"""Papers of the ledger as offices file them: a payment list to be signed, entries."""

from collections.abc import Iterable, Sequence

from hengjian.engines.documents.content import Paper, Paragraph, Table
from hengjian.engines.points.amounts import written
from hengjian.ledger.models import (
    MEASURES,
    PURPOSES,
    LedgerEntry,
    PaymentLine,
    PaymentList,
    Purpose,
)
from hengjian.lib.bilingual import Text


def payment_paper(
    held: PaymentList, lines: Sequence[PaymentLine], names: dict[str, Text]
) -> Paper:
    """A payment list with who drew, checked and approved it, and its digest."""
    rows = tuple(
        (
            line.account.number or "—",
            str(line.account.whose),
            "；".join(_part(part.entry) for part in line.parts.all()),
            written(line.fen),
        )
        for line in lines
    )
    course = [
        ("编制", held.drawn_by),
        ("复核", held.checked_by),
        ("批准", held.approved_by),
        ("发放", held.paid_by),
    ]
    told = "　".join(
        f"{label}：{names[by].zh if by in names else '—'}" for label, by in course
    )
    total = ("", "合计", "", written(held.fen))
    blocks = (
        Paragraph((f"{held.procuratorate.name}　{held.month_on:%Y-%m}",)),
        Table(
            "各行金额（元）",
            ("工号", "姓名或部门", "所发各笔", "金额（元）"),
            (*rows, total),
            numeric=frozenset({3}),
            widths=(2, 3, 9, 2),
            has_total=True,
        ),
        Paragraph((told,)),
        Paragraph(
            (f"状态：{held.state_text.zh}；摘要 {held.digest or '（未批准）'}",),
            note=True,
        ),
    )
    return Paper("奖励发放清单", blocks)


def entries_paper(
    title: str, head: str, purpose: Purpose, entries: Iterable[LedgerEntry]
) -> Paper:
    """Entries as a list with their sum; nothing that the reader's circle does not show."""
    found = list(entries)
    rows = tuple(
        (
            f"{each.happened_on:%Y-%m-%d}",
            str(each.account.whose),
            _title(each),
            each.how_text.zh,
            written(each.hundredths),
        )
        for each in found
    )
    total = ("", "合计", "", "", written(sum(each.hundredths for each in found)))
    measure = MEASURES[purpose].zh
    table = Table(
        f"{PURPOSES[purpose].zh}（{measure}）",
        ("日期", "姓名或部门", "事由", "类别", f"数额（{measure}）"),
        (*rows, total),
        numeric=frozenset({4}),
        widths=(3, 3, 7, 2, 3),
        has_total=True,
    )
    return Paper(title, (Paragraph((head,)), table))


def _part(entry: LedgerEntry) -> str:
    return f"{entry.happened_on:%Y-%m-%d} {_title(entry)} {written(entry.hundredths)}"


def _title(entry: LedgerEntry) -> str:
    return (entry.rule.title if entry.rule is not None else entry.how_text).zh
