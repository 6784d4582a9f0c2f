"""Holds a split against the target it splits, and names every gap."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import TypeVar

from hengjian.engines.scoring.exact_words import in_figures
from hengjian.engines.targets.completeness import lacking
from hengjian.engines.targets.gaps import Gap, Weight
from hengjian.engines.targets.model import (
    Better,
    Described,
    Quantity,
    Rate,
    Split,
    Target,
)
from hengjian.lib.bilingual import Text


NOTHING = Fraction(0)

_A = TypeVar("_A", Quantity, Rate)


def gaps(top: Target) -> tuple[Gap, ...]:
    """Every gap of the tree, from the top: what is lacking, and splits that do not add
    up. A split that falls short stops the adoption; one that asks for more is told.
    """
    found: list[Gap] = []
    seen: set[str] = set()
    for target in top.walk():
        if target.name in seen:
            found.append(_twice(target))
        seen.add(target.name)
        found += lacking(target)
        found += _split(target)
    return tuple(found)


def _twice(target: Target) -> Gap:
    return Gap(
        target.name,
        "named_twice",
        Weight.STOPS,
        Text(
            f"“{target.name}”在目标中出现两次",
            f"two targets are called “{target.name}”",
        ),
    )


def _split(target: Target) -> Iterator[Gap]:
    if not target.below:
        return
    if target.split is None:
        yield _gap(
            target,
            "no_split",
            Text(
                f"“{target.title.zh}”有下级目标，没有写明怎样合成",
                f"“{target.title.en}” has targets below it, not how they make it up",
            ),
        )
        return
    yield from _late(target)
    yield from _HOW[target.split](target)


def _late(target: Target) -> Iterator[Gap]:
    for each in target.below:
        if target.due_on and each.due_on and each.due_on > target.due_on:
            yield _gap(
                each,
                "due_after",
                Text(
                    f"“{each.title.zh}”的时限 {each.due_on} 晚于上级目标的 {target.due_on}",
                    f"“{each.title.en}” is due {each.due_on}, "
                    f"after the one above ({target.due_on})",
                ),
            )


def _sum(target: Target) -> Iterator[Gap]:
    aim = target.aim
    parts = _all_of(target, Quantity)
    if not isinstance(aim, Quantity) or parts is None:
        yield _unlike(target)
        return
    yield from _compared(target, aim.value, sum((p.value for p in parts), NOTHING))


def _weighted(target: Target) -> Iterator[Gap]:
    weights = [each.weight or NOTHING for each in target.below]
    if sum(weights) != 1 or any(weight <= 0 for weight in weights):
        total = sum(weights, NOTHING)
        yield _gap(
            target,
            "weights_not_one",
            Text(
                f"“{target.title.zh}”下级权重合计为 {in_figures(total)}，应为 1，且每项大于零",
                f"weights below “{target.title.en}” sum to {in_figures(total)}; "
                "each above zero, they make one",
            ),
            total - 1,
        )
        return
    values = _values(target)
    if not isinstance(target.aim, Quantity | Rate) or values is None:
        yield _unlike(target)
        return
    made = sum(
        (weight * value for weight, value in zip(weights, values, strict=True)), NOTHING
    )
    yield from _compared(target, target.aim.value, made)


def _values(target: Target) -> Sequence[Fraction] | None:
    kind = Quantity if isinstance(target.aim, Quantity) else Rate
    values = [each.aim.value for each in target.below if isinstance(each.aim, kind)]
    return values if len(values) == len(target.below) else None


def _ratio_of_sums(target: Target) -> Iterator[Gap]:
    parts = _all_of(target, Rate)
    if not isinstance(target.aim, Rate) or parts is None:
        yield _unlike(target)
        return
    bases = [part.base for part in parts]
    if any(base is None for base in bases):
        nameless = "、".join(
            each.title.zh
            for each, base in zip(target.below, bases, strict=True)
            if base is None
        )
        yield _gap(
            target,
            "base_not_known",
            Text(
                f"“{target.title.zh}”由下级的分子、分母合成，{nameless}没有写预计的分母，无法核对",
                f"“{target.title.en}” is made of sums; {nameless} names no expected base, "
                "so the split cannot be held against it",
            ),
        )
        return
    known = [base for base in bases if base is not None]
    total = sum(known, NOTHING)
    if not total:
        yield _unlike(target)
        return
    made = sum(
        (part.value * base for part, base in zip(parts, known, strict=True)), NOTHING
    )
    yield from _compared(target, target.aim.value, made / total)


def _all_done(target: Target) -> Iterator[Gap]:
    # each of them has its own day: `_late` holds it against the one above
    if not isinstance(target.aim, Described):
        yield _unlike(target)


_HOW: dict[Split, Callable[[Target], Iterator[Gap]]] = {
    Split.SUM: _sum,
    Split.WEIGHTED: _weighted,
    Split.RATIO_OF_SUMS: _ratio_of_sums,
    Split.ALL_DONE: _all_done,
}


def _all_of(target: Target, kind: type[_A]) -> Sequence[_A] | None:
    parts = [each.aim for each in target.below if isinstance(each.aim, kind)]
    return parts if len(parts) == len(target.below) else None


def _compared(target: Target, asked: Fraction, made: Fraction) -> Iterator[Gap]:
    if made == asked:
        return
    better = target.aim.better if isinstance(target.aim, Quantity | Rate) else Better.UP
    short = made < asked if better is Better.UP else made > asked
    said, held = _figures(target, asked), _figures(target, made)
    if short:
        message = Text(
            f"“{target.title.zh}”目标 {said}，下级合成只有 {held}，没有分解到位"
            if better is Better.UP
            else f"“{target.title.zh}”不超过 {said}，下级合成为 {held}，超出",
            f"“{target.title.en}” asks for {said}; what is below it makes {held}",
        )
    else:
        message = Text(
            f"“{target.title.zh}”目标 {said}，下级合成为 {held}，高于上级要求，请确认",
            f"“{target.title.en}” asks for {said}; what is below asks for more ({held})",
        )
    yield Gap(
        target.name,
        "short" if short else "beyond",
        Weight.STOPS if short else Weight.TOLD,
        message,
        by=made - asked,
    )


def _figures(target: Target, value: Fraction) -> str:
    if isinstance(target.aim, Rate):
        return f"{in_figures(value * 100)}%"
    return in_figures(value)


def _unlike(target: Target) -> Gap:
    return _gap(
        target,
        "unlike",
        Text(
            f"“{target.title.zh}”与下级目标的种类不同，或缺目标值，不能这样合成",
            f"“{target.title.en}” and those below it are of different kinds or lack "
            "an aim; they cannot make it up this way",
        ),
    )


def _gap(target: Target, kind: str, message: Text, by: Fraction | None = None) -> Gap:
    return Gap(target.name, kind, Weight.STOPS, message, by)
