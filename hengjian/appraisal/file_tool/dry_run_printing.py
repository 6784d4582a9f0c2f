"""A dry run as JSON with exact digits, as lines to read, as sheets of a workbook."""

from typing import Any

from hengjian.appraisal.file_tool.printing import exact_json
from hengjian.engines.scoring.dry_run.distribution import BIN, Distribution
from hengjian.engines.scoring.dry_run.finding import TOPICS, percent
from hengjian.engines.scoring.dry_run.running import DryRun
from hengjian.engines.tables.workbook_writing import Sheet
from hengjian.lib.bilingual import Text


PROMPT = Text(
    "以下都是提示，供人查看，不是结论；不足十人的组不具名",
    "all of this prompts people to look, none is a verdict; groups below ten go unnamed",
)
EVERYBODY = Text("全体", "everybody")
_BAR = 40  # signs for the longest bar


def dry_run_json(found: DryRun) -> str:
    """The dry run as JSON; numbers are written digit for digit."""
    return exact_json(_told(found)) + "\n"


def _told(found: DryRun) -> dict[str, Any]:
    return {
        "scheme": found.scheme,
        "people": found.people,
        "final": found.final,
        "distribution": _distribution(found.distribution),
        "departments": {
            name: _distribution(each) for name, each in found.departments.items()
        },
        "decides": [
            {
                "item": one.item,
                "of_spread": str(one.of_spread),
                "of_spread_percent": percent(one.of_spread),
                "of_marks_percent": percent(one.of_marks),
            }
            for one in found.decides
        ],
        "findings": [
            {
                "topic": one.topic.value,
                "item": one.item,
                "zh": one.text.zh,
                "en": one.text.en,
                "numbers": dict(one.numbers),
            }
            for one in found.findings
        ],
    }


def _distribution(one: Distribution | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {
        "people": one.people,
        "mean": one.mean,
        "quantiles": {str(key): value for key, value in one.quantiles.items()},
        "histogram": {str(key): count for key, count in one.histogram.items()},
        "grades": dict(one.grades),
    }


def dry_run_lines(found: DryRun, tongue: str) -> str:
    """The same to read, question by question."""
    head = Text(
        f"{found.scheme}：{found.people} 人，其中 {found.final} 人已定",
        f"{found.scheme}: {found.people} people, {found.final} of them final",
    )
    lines = [head.in_language(tongue), PROMPT.in_language(tongue), ""]
    if found.distribution is not None:
        lines += _histogram(found.distribution)
    named = {EVERYBODY.in_language(tongue): found.distribution, **found.departments}
    for name, one in named.items():
        if one is not None:
            quantiles = "  ".join(f"{k}%: {v}" for k, v in one.quantiles.items())
            lines.append(f"{name} ({one.people})  ⌀ {one.mean}  {quantiles}")
    lines.append("")
    for share in found.decides:
        text = Text(
            f"{share.item}：占满分 {percent(share.of_marks)}%，"
            f"占总分差距 {percent(share.of_spread)}%",
            f"{share.item}: {percent(share.of_marks)} % of the marks, "
            f"{percent(share.of_spread)} % of the differences",
        )
        lines.append(f"  {text.in_language(tongue)}")
    for topic, title in TOPICS.items():
        told = [one for one in found.findings if one.topic is topic]
        if told:
            lines += ["", title.in_language(tongue)]
            lines += [f"- {one.text.in_language(tongue)}" for one in told]
    return "\n".join(lines) + "\n"


def _histogram(one: Distribution) -> list[str]:
    most = max(one.histogram.values())
    return [
        f"{low:>4}–{low + BIN:<4} {count:>5}  {'█' * (count * _BAR // most)}"
        for low, count in one.histogram.items()
    ]


def dry_run_sheets(found: DryRun, tongue: str) -> list[Sheet]:
    """Findings, distribution and what decides, as sheets of a workbook."""

    def say(zh: str, en: str) -> str:
        return Text(zh, en).in_language(tongue)

    findings = [
        (TOPICS[one.topic].in_language(tongue), one.item, one.text.in_language(tongue))
        for one in found.findings
    ]
    named = {EVERYBODY.in_language(tongue): found.distribution, **found.departments}
    spread = [
        (name, one.people, one.mean, *one.quantiles.values())
        for name, one in named.items()
        if one is not None
    ]
    keys = () if found.distribution is None else found.distribution.quantiles
    decides = [
        (one.item, percent(one.of_marks), percent(one.of_spread))
        for one in found.decides
    ]
    note = PROMPT.in_language(tongue)
    return [
        Sheet(
            say("提示", "findings"),
            [say("问题", "question"), say("考评项", "item"), say("提示", "finding")],
            findings,
            note,
        ),
        Sheet(
            say("分布", "distribution"),
            [
                say("组", "group"),
                say("人数", "people"),
                say("平均", "mean"),
                *(f"{each}%" for each in keys),
            ],
            spread,
            note,
        ),
        Sheet(
            say("什么在起决定作用", "what decides"),
            [
                say("考评项", "item"),
                say("占满分%", "% of the marks"),
                say("占总分差距%", "% of the differences"),
            ],
            decides,
            note,
        ),
    ]
