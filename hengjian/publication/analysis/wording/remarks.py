"""七、数据说明: what is uncertain, and what the numbers rest on."""

from hengjian.engines.documents.content import Number
from hengjian.lib.bilingual import Text
from hengjian.packs.models import PackRelease
from hengjian.publication.analysis.wording.pen import Wording


MOST_NAMES = 6


def remarks(pen: Wording) -> None:
    """Small counts, unfinished periods, unconfirmed definitions, versions."""
    facts = pen.facts
    _versions(pen)
    if facts.is_provisional:
        pen.paragraph(
            pen.say(
                Text(
                    "统计期在数据截止日尚未结束，本材料数字为阶段性数字。",
                    "The period had not ended when the numbers were computed: they are "
                    "provisional.",
                )
            )
        )
    _small(pen)
    _unconfirmed(pen)
    for label, reason in facts.missing:
        pen.paragraph(
            pen.say(
                Text("未列入：{label}（{reason}）。", "Left out: {label} ({reason})."),
                label=pen.words(label),
                reason=pen.words(reason),
            )
        )
    pen.paragraph(
        pen.say(
            Text(
                "指标口径为本平台可配置的指标库，不是任何机关发布的清单；采纳率等同期口径指标的"
                "分子、分母各按自身日期统计，可能超过100%。各项指标只供本院分析研判，不作评价。",
                "The catalogue is this platform's own configurable one, not a published "
                "list; it serves the office's own analysis and judges nobody. Where numerator and denominator each count by their own date, a "
                "rate may pass 100%.",
            )
        )
    )


def _small(pen: Wording) -> None:
    small = pen.facts.small
    if not small:
        return
    names = [pen.words(row.indicator.label) for row in small[:MOST_NAMES]]
    more = len(small) > len(names)
    pen.paragraph(
        pen.say(
            Text(
                "{names}等{count}项指标基数小，个别案件即可引起较大波动，只作参考，不作判断。"
                if more
                else "{names}的基数小，个别案件即可引起较大波动，只作参考，不作判断。",
                "Small counts: {names} ({count} in all); a single case moves them, so they "
                "carry no judgement."
                if more
                else "Small counts: {names}; a single case moves them, so they carry no "
                "judgement.",
            ),
            names=("、" if pen.is_chinese else ", ").join(names),
            count=pen.numbers.plain(len(small), "small_counts"),
        )
    )


def _unconfirmed(pen: Wording) -> None:
    rows = [row.indicator for group in pen.facts.groups for row in group.rows]
    marks = [i.source.mark for i in rows if i.source is not None]
    inferred = [
        pen.words(i.label)
        for i in rows
        if i.source is not None and i.source.mark == "I"
    ]
    listed = ("、" if pen.is_chinese else ", ").join(inferred)
    pen.paragraph(
        pen.say(
            Text(
                "所列{all}项指标中，{unconfirmed}项的算式待核实（标M），{inferred}项为推断（标I"
                + ("：{names}" if inferred else "")
                + "）。",
                "Of the {all} indicators shown, the formulas of {unconfirmed} are to be "
                "confirmed (M) and {inferred} are inferred (I"
                + (": {names}" if inferred else "")
                + ").",
            ),
            all=pen.numbers.plain(len(rows), "indicators.shown"),
            unconfirmed=pen.numbers.plain(marks.count("M"), "indicators.unconfirmed"),
            inferred=pen.numbers.plain(marks.count("I"), "indicators.inferred"),
            names=listed,
        )
    )


def _versions(pen: Wording) -> None:
    facts = pen.facts
    numbers = dict(
        PackRelease.objects.filter(
            name__in=list(facts.run.packs), digest__in=list(facts.run.packs.values())
        ).values_list("name", "number")
    )
    pins = facts.run.pins
    rows: list[list[Number | str]] = []
    for name, digest in sorted(facts.run.packs.items()):
        pack = facts.packs.packs.get(name)
        if pack is None:
            continue
        version = pins.get(name, {}).get("version")
        rows.append(
            [
                pen.words(pack.title),
                str(numbers.get(name, "—")),
                digest[:12],
                "—" if version is None else str(version),
            ]
        )
    pen.table(
        Text(
            f"口径与案卡版本（第{facts.run.pk}号运行）",
            f"Versions of definitions and cards (run {facts.run.pk})",
        ),
        (
            Text("业务包", "Pack"),
            Text("口径发布号", "Release"),
            Text("口径摘要", "Digest"),
            Text("案卡表版本", "Card table version"),
        ),
        rows,
        numeric=(1, 3),
        widths=(52, 28, 48, 28),
    )
