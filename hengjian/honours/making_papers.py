"""Papers of honours as offices file them: the record, and one round."""

from collections.abc import Iterable, Mapping

from hengjian.engines.documents.content import Block, Heading, Paper, Paragraph, Table
from hengjian.honours.catalogue import HONOURS
from hengjian.honours.criteria import in_words
from hengjian.honours.models import Award, HonourRound
from hengjian.honours.queries.rounds import Shown
from hengjian.indicators.queries.periods import in_words as period_in_words


def record_paper(awards: Iterable[Award], numbers: Mapping[int, str]) -> Paper:
    """The record of honours as narrowed, withdrawn ones among them."""
    rows = tuple(
        (
            f"{each.awarded_on:%Y-%m-%d}",
            _title(each.round),
            period_in_words(each.round.period).zh,
            each.candidate.name,
            numbers.get(each.pk) or "—",
            each.state_text.zh,
        )
        for each in awards
    )
    heads = ("授予日期", "荣誉", "时段", "授予对象", "证书编号", "状态")
    table = Table("荣誉登记簿", heads, rows, widths=(3, 4, 3, 5, 5, 2))
    return Paper("荣誉登记簿", (table,))


def round_paper(shown: Shown, numbers: Mapping[int, str]) -> Paper:
    """One round: criteria, who meets them, votes, the notice, the decision.

    Who does not meet the criteria is not in the paper, nor what the reader may not see.
    """
    found = shown.round
    counted = (
        f"取值时段：{found.starts_on:%Y-%m-%d} 至 {found.ends_on:%Y-%m-%d}；"
        f"条件依据：{found.criteria_basis.zh}；状态：{found.stage_text.zh}"
    )
    blocks: list[Block] = [
        Paragraph((f"{found.procuratorate.name}　{period_in_words(found.period).zh}",)),
        Paragraph((counted,)),
        Heading("符合条件的对象"),
    ]
    met = tuple(
        (
            told.candidate.name,
            "；".join(in_words(each).zh for each in told.findings),
            "已提名" if told.candidate.nominated_by else "—",
        )
        for told in shown.met
    )
    blocks.append(
        Table("候选核对", ("对象", "各项条件", "提名"), met, widths=(3, 9, 2))
    )
    voted = tuple(
        (
            each.name,
            str(each.vote.ayes),
            str(each.vote.noes),
            str(each.vote.abstentions),
            "通过" if each.vote.is_passed else "未通过",
        )
        for each in shown.nominated
        if hasattr(each, "vote")
    )
    if voted:
        heads = ("提名对象", "赞成", "反对", "弃权", "结果")
        blocks += [
            Heading("表决"),
            Table(
                "计票",
                heads,
                voted,
                numeric=frozenset({1, 2, 3}),
                widths=(5, 2, 2, 2, 3),
            ),
        ]
    blocks += _notice(shown)
    blocks += [_award(each, numbers.get(each.pk) or "—") for each in shown.awards]
    return Paper(f"{_title(found)}评选情况", tuple(blocks))


def _award(award: Award, number: str) -> Paragraph:
    told = (
        f"授予：{award.candidate.name}，{award.awarded_on:%Y-%m-%d}，"
        f"证书 {number}，{award.state_text.zh}"
    )
    return Paragraph((told,))


def _notice(shown: Shown) -> list[Block]:
    found = shown.round
    if found.notice_from_on is None:
        return []
    upheld = sum(bool(each.is_upheld) for each in shown.objections)
    told = (
        f"公示期：{found.notice_from_on:%Y-%m-%d} 至 {found.notice_until_on:%Y-%m-%d}；"
        f"异议 {len(shown.objections)} 项，其中成立 {upheld} 项，"
        f"未答复 {shown.open_objections} 项"
    )
    return [Heading("公示"), Paragraph((told,))]


def _title(found: HonourRound) -> str:
    return HONOURS[found.honour].title.zh
