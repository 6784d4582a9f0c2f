"""Who, what, how, by when, answerable to whom: lacking one, a target is incomplete."""

from collections.abc import Callable, Iterator
from fractions import Fraction

from hengjian.engines.scoring.exact_words import in_figures
from hengjian.engines.targets.gaps import Gap, Weight
from hengjian.engines.targets.model import Described, Target
from hengjian.lib.bilingual import Text


_PARTS: tuple[tuple[str, Text, Callable[[Target], bool]], ...] = (
    ("owner", Text("责任部门或责任人", "who owns it"), lambda each: bool(each.owner)),
    (
        "aim",
        Text("目标值或评价标准", "an aim or a rubric"),
        lambda each: bool(each.aim),
    ),
    ("due_on", Text("时限", "a limit"), lambda each: each.due_on is not None),
    (
        "measures",
        Text("措施", "the measures"),
        lambda each: bool(each.measures.strip()),
    ),
    (
        "answerable",
        Text("责任要求", "the responsibility"),
        lambda each: bool(each.answerable.strip()),
    ),
)


def lacking(target: Target) -> Iterator[Gap]:
    """What the target itself lacks; those below it are asked by themselves."""
    for name, words, is_there in _PARTS:
        if not is_there(target):
            yield Gap(
                target.name,
                f"lacks_{name}",
                Weight.STOPS,
                Text(
                    f"“{target.title.zh}”缺{words.zh}",
                    f"“{target.title.en}” lacks {words.en}",
                ),
            )
    yield from _unsupported(target)
    yield from _shared(target)


def _unsupported(target: Target) -> Iterator[Gap]:
    aim = target.aim
    if isinstance(aim, Described) and not (aim.rubric.zh and aim.evidence.zh):
        yield Gap(
            target.name,
            "lacks_rubric",
            Weight.STOPS,
            Text(
                f"“{target.title.zh}”不能量化，要写明评价标准和所需证据",
                f"“{target.title.en}” is not quantified: it needs a rubric and evidence",
            ),
        )
    if not target.controlled and target.marks:
        yield Gap(
            target.name,
            "scored_though_not_controlled",
            Weight.STOPS,
            Text(
                f"“{target.title.zh}”注明责任单位不能左右，只作报告，不得计分",
                f"“{target.title.en}” is marked as not controlled: reported, not scored",
            ),
            by=target.marks,
        )


def _shared(target: Target) -> Iterator[Gap]:
    if not target.shares:
        return
    total = sum(target.shares.values(), Fraction(0))
    if target.owner not in target.shares:
        yield Gap(
            target.name,
            "no_main_owner",
            Weight.STOPS,
            Text(
                f"“{target.title.zh}”由几方分担，牵头的一方不在其中",
                f"“{target.title.en}” is shared, but its main owner has no share",
            ),
        )
    if total != 1 or any(share <= 0 for share in target.shares.values()):
        yield Gap(
            target.name,
            "shares_not_one",
            Weight.STOPS,
            Text(
                f"“{target.title.zh}”各方份额合计为 {in_figures(total)}，应为 1，"
                "且每方大于零",
                f"shares of “{target.title.en}” sum to {in_figures(total)}; "
                "each above zero, they make one",
            ),
            by=total - 1,
        )
