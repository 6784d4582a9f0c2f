"""Two trials beside each other: another scheme, or the same one on earlier facts."""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

from hengjian.engines.scoring.dry_run.finding import (
    SMALLEST_GROUP,
    Finding,
    Number,
    Topic,
    percent,
)
from hengjian.engines.scoring.dry_run.moments import Column, squared_correlation
from hengjian.engines.scoring.dry_run.trial import Trial
from hengjian.engines.scoring.dry_run.without_better_work import NEAR
from hengjian.engines.scoring.rules import Linear
from hengjian.lib.bilingual import Text


def moves(trial: Trial, other: Trial) -> list[Finding]:
    """How many people have another grade under the other scheme; nobody is named."""
    theirs = {sheet.person: sheet for sheet in other.final}
    pairs = [
        (sheet, theirs[sheet.person])
        for sheet in trial.final
        if sheet.person in theirs
        and sheet.grade is not None
        and theirs[sheet.person].grade is not None
    ]
    moved = [(a, b) for a, b in pairs if a.grade != b.grade]
    names = f"{trial.scheme.scheme} → {other.scheme.scheme}"
    numbers: dict[str, Number] = {"people": len(pairs), "moved": len(moved)}
    text = Text(
        f"{names}：{len(pairs)} 人两边都有等次，其中 {len(moved)} 人等次不同",
        f"{names}: of {len(pairs)} people with a grade under both, {len(moved)} would "
        "have another one",
    )
    found = [Finding(Topic.MOVES, text, None, numbers)]
    for (was, becomes), count in sorted(
        Counter((str(a.grade), str(b.grade)) for a, b in moved).items()
    ):
        text = Text(
            f"{count} 人由“{was}”变为“{becomes}”",
            f"{count} would move from “{was}” to “{becomes}”",
        )
        told: dict[str, Number] = {"from": was, "to": becomes, "people": count}
        found.append(Finding(Topic.MOVES, text, None, told))
    sizes = Counter(a.department for a, _ in pairs)
    hit = Counter(a.department for a, _ in moved)
    for name, size in sorted(sizes.items()):
        if name and size >= SMALLEST_GROUP and hit[name]:
            text = Text(
                f"部门“{name}”{size} 人中 {hit[name]} 人等次不同",
                f"in department “{name}” {hit[name]} of {size} would have another grade",
            )
            told = {"group": name, "people": size, "moved": hit[name]}
            found.append(Finding(Topic.MOVES, text, None, told))
    return found


def beside_earlier(trial: Trial, earlier: Sequence[Trial]) -> list[Finding]:
    """How much of the order carries over from earlier facts; who is held at a target."""
    found = []
    for place, before in enumerate(earlier, start=1):
        found += _carried_over(trial, before, place)
        found += _held(trial, before, place)
    return found


def _carried_over(trial: Trial, before: Trial, place: int) -> list[Finding]:
    past = {sheet.person: Fraction(sheet.total) for sheet in before.final}
    both = [sheet for sheet in trial.final if sheet.person in past]
    if len(both) < SMALLEST_GROUP:
        return []
    found = squared_correlation(
        Column([Fraction(sheet.total) for sheet in both]),
        Column([past[sheet.person] for sheet in both]),
    )
    if found is None:
        return []
    share, sign = percent(found[0]), found[1]
    against = sign < 0
    text = Text(
        f"与往期（第 {place} 份）相比：{len(both)} 人的总分差距只有 {share}% 前后一致"
        f"{'且方向相反' if against else ''}，其余是变化或偶然；高者多半会回落，低者多半"
        "会回升",
        f"beside earlier facts (file {place}): {share} % of the differences between "
        f"{len(both)} people is common to both{', the other way round' if against else ''}"
        "; the rest is change or chance, so the highest will mostly fall back and the "
        "lowest rise",
    )
    numbers: dict[str, Number] = {"file": place, "people": len(both), "common": share}
    return [Finding(Topic.OTHER_YEARS, text, None, numbers)]


def _held(trial: Trial, before: Trial, place: int) -> list[Finding]:
    """Ratchets: people who sat just at a target both times."""
    found = []
    for item in trial.scheme.items:
        rule = item.rule
        if not isinstance(rule, Linear):
            continue
        held = sum(
            _is_held(rule, trial, name, item.item)
            and _is_held(rule, before, name, item.item)
            for name in trial.people.keys() & before.people.keys()
        )
        if not held:
            continue
        text = Text(
            f"“{item.item}”有 {held} 人在本期与往期（第 {place} 份）都恰在目标处，像是"
            "留着余力",
            f"“{item.item}”: {held} people sat just at the target both now and in "
            f"earlier facts (file {place}), as if something were held back",
        )
        numbers: dict[str, Number] = {"file": place, "people": held}
        found.append(Finding(Topic.OTHER_YEARS, text, item.item, numbers))
    return found


def _is_held(rule: Linear, trial: Trial, person: str, item: str) -> bool:
    value = trial.people[person].values.get(item)
    if not isinstance(value, Fraction) or rule.way(value) != 1:
        return False
    return abs(value - rule.target) <= abs(rule.target - rule.floor) * NEAR
