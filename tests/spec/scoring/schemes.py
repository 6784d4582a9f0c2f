"""Short ways to write schemes and people in the specification."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from hengjian.engines.scoring.model import (
    Grade,
    Missing,
    Normalise,
    Person,
    Scheme,
    ScoredItem,
)
from hengjian.engines.scoring.rules import Rule
from hengjian.engines.scoring.sheets import ScoreSheet, score


F = Fraction

GRADES = (
    Grade("excellent", F(90), F(1, 5)),
    Grade("qualified", F(60)),
    Grade("unqualified", F(0)),
)


def exact(value: Any) -> Any:
    """Numbers and texts such as ``"1/3"`` as exact fractions, inside mappings too."""
    if isinstance(value, Mapping):
        return {name: F(count) for name, count in value.items()}
    return F(value)


def item(
    name: str, rule: Rule, full: int | str = 0, component: str | None = "work"
) -> ScoredItem:
    return ScoredItem(name, rule, component, F(full))


def scheme(*items: ScoredItem, **more: Any) -> Scheme:
    """A scheme whose component ``work`` is as large as its items."""
    components: dict[str, Fraction] = {}
    for each in items:
        if each.in_component and each.component:
            components[each.component] = (
                components.get(each.component, F(0)) + each.full
            )
    missing = {name: Missing(word) for name, word in more.pop("missing", {}).items()}
    normalise = Normalise(more.pop("normalise", "none"))
    return Scheme(
        "test", components, items, missing=missing, normalise=normalise, **more
    )


def person(name: str, department: str = "d1", **values: Any) -> Person:
    return Person(name, department, {key: exact(v) for key, v in values.items()})


def sheet(under: Scheme, **values: Any) -> ScoreSheet:
    """The sheet of one person alone."""
    (only,) = score(under, [person("Chen", **values)])
    return only


def scores(of: ScoreSheet) -> dict[str, str | None]:
    """Scores as shown, by item."""
    return {
        line.line.item.item: None if line.score is None else str(line.score)
        for line in of.lines
    }


def fulls(of: ScoreSheet) -> dict[str, str]:
    """Full marks as shown, by item."""
    return {line.line.item.item: str(line.full) for line in of.lines}
