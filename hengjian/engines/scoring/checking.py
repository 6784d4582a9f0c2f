"""What is wrong with a scheme, or with facts under it; every problem at once."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from hengjian.engines.policies.answering import may_be_scored
from hengjian.engines.policies.model import Policies
from hengjian.engines.scoring.exact_words import in_figures
from hengjian.engines.scoring.model import (
    Normalise,
    Person,
    Problem,
    Scheme,
    ScoredItem,
)
from hengjian.engines.scoring.rule_checking import rule_problems, value_problems
from hengjian.engines.scoring.rules import Bonus, Veto
from hengjian.lib.bilingual import Text


BONUS = "bonus"  # the component of bonus items, beside those with full marks


def scheme_problems(scheme: Scheme) -> Iterator[Problem]:
    """Everything in a scheme that cannot be scored by."""
    yield from _twice([item.item for item in scheme.items], "items", "item")
    for place, item in enumerate(scheme.items):
        yield from _component_problems(scheme, place, item)
        for problem in rule_problems(item):
            yield Problem(
                ("items", place, "rule", *problem.part), problem.message, problem.advice
            )
    yield from _excess(scheme)
    known = {item.item for item in scheme.items}
    for name in scheme.missing:
        if name not in known:
            yield _unknown_item(("missing", name), name, known)
    yield from _grade_problems(scheme)


def never_scored_problems(scheme: Scheme, policies: Policies) -> Iterator[Problem]:
    """Items that stand on the never-scored list, which binds every scheme."""
    for place, item in enumerate(scheme.items):
        # an item may name its pack as well: ``arrest_review.arrest_rate``
        answer = may_be_scored(policies, item.item.rpartition(".")[2])
        if not answer.allowed:
            yield Problem(
                ("items", place, "item"),
                answer.reason,
                Text("从方案中删去此项", "take the item out of the scheme"),
            )


def shortfalls(scheme: Scheme) -> Iterator[Problem]:
    """Components whose items cannot give the whole full mark: told, not refused."""
    for name, given in _given(scheme).items():
        full = scheme.components.get(name, given)
        if given < full:
            yield Problem(
                ("components", name),
                Text(
                    f"“{name}”满分 {in_figures(full)}，各项合计只有 {in_figures(given)}",
                    f"“{name}” has {in_figures(full)} marks, its items only "
                    f"{in_figures(given)}",
                ),
            )


def facts_problems(scheme: Scheme, people: Sequence[Person]) -> Iterator[Problem]:
    """Everything in the facts that the scheme cannot take."""
    yield from _twice([person.person for person in people], "people", "person")
    items = {item.item: item for item in scheme.items}
    for place, person in enumerate(people):
        if scheme.normalise is not Normalise.NONE and not person.department:
            yield Problem(
                ("people", place),
                Text(
                    f"“{person.person}”没有部门，不能按部门最高分折算",
                    f"“{person.person}” has no department to be normalised in",
                ),
                Text("补上 department", "add department"),
            )
        for name, value in person.values.items():
            path = ("people", place, "values", name)
            if name not in items:
                yield _unknown_item(path, name, items)
                continue
            for problem in value_problems(items[name], value):
                yield Problem((*path, *problem.part), problem.message, problem.advice)


def _twice(names: list[str], part: str, key: str) -> Iterator[Problem]:
    seen: Counter[str] = Counter()
    for place, name in enumerate(names):
        seen[name] += 1
        if seen[name] == 2:
            first = names.index(name) + 1
            yield Problem(
                (part, place, key),
                Text(
                    f"“{name}”写了两次(第一次是第 {first} 个)",
                    f"“{name}” stands twice (first as number {first})",
                ),
                Text("删去一个", "delete one of them"),
            )


def _component_problems(
    scheme: Scheme, place: int, item: ScoredItem
) -> Iterator[Problem]:
    if isinstance(item.rule, Veto):
        if item.component is not None or item.full:
            yield Problem(
                ("items", place),
                Text(
                    "一票否决项没有组别和满分", "a veto has no component and no marks"
                ),
                Text("删去 component 与 full", "delete component and full"),
            )
        return
    known = [BONUS] if isinstance(item.rule, Bonus) else []
    known += list(scheme.components)
    if item.component is None:
        yield Problem(
            ("items", place),
            Text(f"“{item.item}”没有组别", f"“{item.item}” has no component"),
            Text("补上 component", "add component"),
        )
    elif item.component not in known:
        names = ", ".join(known)
        yield Problem(
            ("items", place, "component"),
            Text(
                f"没有组别“{item.component}”",
                f"there is no component “{item.component}”",
            ),
            Text(f"可用：{names}", f"one of: {names}"),
        )
    if item.full <= 0:
        yield Problem(
            ("items", place, "full"),
            Text(f"“{item.item}”没有满分", f"“{item.item}” has no full mark"),
            Text("full 应大于 0", "full is above 0"),
        )


def _given(scheme: Scheme) -> dict[str, Fraction]:
    given: dict[str, Fraction] = defaultdict(Fraction)
    for item in scheme.items:
        if item.in_component and item.component is not None:
            given[item.component] += item.full
    return given


def _excess(scheme: Scheme) -> Iterator[Problem]:
    for name, given in _given(scheme).items():
        full = scheme.components.get(name)
        if full is not None and given > full:
            yield Problem(
                ("components", name),
                Text(
                    f"“{name}”满分 {in_figures(full)}，各项合计却有 {in_figures(given)}",
                    f"“{name}” has {in_figures(full)} marks, but its items come to "
                    f"{in_figures(given)}",
                ),
                Text("改满分，使二者一致", "make them agree"),
            )


def _unknown_item(
    path: tuple[str | int, ...], name: str, known: Iterable[str]
) -> Problem:
    names = ", ".join(known)
    return Problem(
        path,
        Text(f"方案里没有“{name}”这一项", f"the scheme has no item “{name}”"),
        Text(f"可用：{names}", f"one of: {names}"),
    )


def _grade_problems(scheme: Scheme) -> Iterator[Problem]:
    grades = scheme.grades
    yield from _twice([grade.grade for grade in grades], "grades", "grade")
    for place, (upper, lower) in enumerate(pairwise(grades), start=1):
        if lower.at_least >= upper.at_least:
            yield Problem(
                ("grades", place, "at_least"),
                Text(
                    f"“{lower.grade}”的分数线不低于“{upper.grade}”",
                    f"the threshold of “{lower.grade}” is not below that of "
                    f"“{upper.grade}”",
                ),
                Text("等次从高到低写", "write grades from the top"),
            )
    for place, grade in enumerate(grades):
        if grade.quota is not None and not 0 <= grade.quota <= 1:
            yield Problem(
                ("grades", place, "quota"),
                Text("名额比例不在 0 至 1 之间", "a quota is from 0 to 1"),
                Text("写成 1/5", "write 1/5"),
            )
    names = [grade.grade for grade in grades]
    for place, item in enumerate(scheme.items):
        if isinstance(item.rule, Veto) and item.rule.grade not in names:
            yield Problem(
                ("items", place, "rule", "veto", "grade"),
                Text(
                    f"没有等次“{item.rule.grade}”",
                    f"there is no grade “{item.rule.grade}”",
                ),
                Text(f"可用：{', '.join(names)}", f"one of: {', '.join(names)}"),
            )
