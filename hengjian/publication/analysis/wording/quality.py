"""五、案卡质量: the four dimensions and the rules most often broken, in integers."""

from hengjian.engines.documents.content import Number
from hengjian.lib.bilingual import Text
from hengjian.publication.analysis.numbers import MISSING
from hengjian.publication.analysis.quality import QualityCount
from hengjian.publication.analysis.wording.pen import Wording
from hengjian.warehouse.wording import DIMENSIONS


CHECKED = Text("核对（项次）", "Checks made")
FAILED = Text("问题（项次）", "Broken")
RATE = Text("每万项次问题数", "Broken in 10,000")


def card_quality(pen: Wording) -> None:
    """How the cards behind the numbers stand."""
    found = pen.facts.quality
    span = Text(
        f"{found.first.year}年{found.first.month}月{found.first.day}日至"
        f"{found.last.month}月{found.last.day}日"
        if found.first.year == found.last.year
        else f"{found.first.year}年{found.first.month}月{found.first.day}日至"
        f"{found.last.year}年{found.last.month}月{found.last.day}日",
        f"{found.first:%-d %B %Y} to {found.last:%-d %B %Y}",
    )
    if not found.total.checked:
        pen.paragraph(
            pen.say(
                Text("{span}没有导入案卡。", "No cards were imported from {span}."),
                span=pen.words(span),
            )
        )
        return
    pen.paragraph(
        pen.say(
            Text(
                "{span}导入的案卡共核对{checked}项次，发现问题{failed}项次，每万项次{rate}；"
                "新增案卡问题{raised}条，现有{awaiting}条待答复，其中{overdue}条已超期。",
                "Cards imported from {span} were checked {checked} times and found broken "
                "{failed} times, {rate} in ten thousand; {raised} findings were raised, "
                "{awaiting} await an answer, {overdue} of them past their limit.",
            ),
            span=pen.words(span),
            checked=pen.numbers.plain(found.total.checked, "quality.checked"),
            failed=pen.numbers.plain(found.total.failed, "quality.failed"),
            rate=_rate(pen, "quality.rate", found.total),
            raised=pen.numbers.plain(found.raised, "quality.raised"),
            awaiting=pen.numbers.plain(found.awaiting, "quality.awaiting"),
            overdue=pen.numbers.plain(found.overdue, "quality.overdue"),
        )
    )
    _dimensions(pen)
    if found.rules:
        _rules(pen)


def _dimensions(pen: Wording) -> None:
    found = pen.facts.quality
    rows: list[list[Number | str]] = [
        [pen.words(DIMENSIONS[name]), *_cells(pen, f"quality.{name}", count)]
        for name, count in found.dimensions.items()
        if name in DIMENSIONS
    ]
    rows.append(
        [pen.words(Text("合计", "Total")), *_cells(pen, "quality.all", found.total)]
    )
    pen.table(
        Text("案卡质量四个维度", "The four dimensions of card quality"),
        (Text("维度", "Dimension"), CHECKED, FAILED, RATE),
        rows,
        numeric=(1, 2, 3),
        widths=(36, 40, 40, 40),
        has_total=True,
    )


def _rules(pen: Wording) -> None:
    found = pen.facts.quality
    pen.table(
        Text("问题最多的规则", "Rules broken most often"),
        (
            Text("规则", "Rule"),
            Text("案卡", "Card"),
            Text("维度", "Dimension"),
            CHECKED,
            FAILED,
            RATE,
        ),
        [
            [
                _short(pen.words(rule.message)),
                pen.words(rule.card),
                pen.words(DIMENSIONS.get(rule.dimension, Text.same(rule.dimension))),
                *_cells(pen, f"rule.{rule.rule}", rule.count),
            ]
            for rule in found.rules
        ],
        numeric=(3, 4, 5),
        widths=(54, 24, 14, 22, 20, 22),
    )
    more = found.broken_rules - len(found.rules)
    if more > 0:
        pen.note(
            Text(
                "另有{more}条规则有问题，见“案卡质量”页。",
                "{more} further rules were broken; see the page of card quality.",
            ),
            more=pen.numbers.plain(more, "quality.rules_not_listed"),
        )


def _cells(pen: Wording, name: str, count: QualityCount) -> list[Number | str]:
    return [
        pen.numbers.plain(count.checked, f"{name}.checked"),
        pen.numbers.plain(count.failed, f"{name}.failed"),
        _rate(pen, f"{name}.rate", count),
    ]


def _rate(pen: Wording, name: str, count: QualityCount) -> Number | str:
    rate = count.rate
    return MISSING if rate is None else pen.numbers.plain(rate, name)


def _short(message: str, most: int = 40) -> str:
    """The rule up to where its advice begins."""
    for mark in ("：", "；", ": ", "; "):
        head, found, _ = message.partition(mark)
        if found and len(head) >= 4:
            message = head
    return message if len(message) <= most else message[: most - 1] + "…"
