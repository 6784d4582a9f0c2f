"""Who is favoured: totals against department, kind of work, size of department.

Groups of ten or more only. A group's mean is held against that of all others; a
difference of more than two standard errors is told. Size: the correlation of a person's
total with the number of people of the department; told where r² × (n - 1) exceeds 4. All
exact. People of one department are not independent of each other: these are prompts.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

from hengjian.engines.scoring.dry_run.distribution import groups
from hengjian.engines.scoring.dry_run.finding import (
    SMALLEST_GROUP,
    Finding,
    Number,
    Topic,
    percent,
)
from hengjian.engines.scoring.dry_run.moments import (
    Column,
    covariance,
    squared_correlation,
)
from hengjian.engines.scoring.dry_run.trial import Behind, Trial
from hengjian.engines.scoring.sheets import ScoreSheet
from hengjian.engines.statistics.rounding import half_up
from hengjian.lib.bilingual import Text


SURE = 4  # the square of two standard errors
FEWEST_SIZES = 3


def favoured(trial: Trial, behind: Mapping[str, Behind]) -> list[Finding]:
    """Departments, kinds of work and sizes that go with higher or lower totals."""
    found = []
    for name, sheets in groups(trial, lambda sheet: sheet.department).items():
        found += _against_rest(trial, Text("部门", "department"), name, sheets)
    kinds = {name: one.kind for name, one in behind.items()}
    for name, sheets in groups(trial, lambda s: kinds.get(s.person, "")).items():
        found += _against_rest(trial, Text("业务种类", "kind of work"), name, sheets)
    return found + _by_size(trial)


def _against_rest(
    trial: Trial, what: Text, name: str, sheets: Sequence[ScoreSheet]
) -> list[Finding]:
    inside = {sheet.person for sheet in sheets}
    here = Column([Fraction(s.total) for s in sheets])
    rest = [Fraction(s.total) for s in trial.final if s.person not in inside]
    if len(rest) < SMALLEST_GROUP:
        return []
    there = Column(rest)
    difference = here.mean() - there.mean()
    error = covariance(here, here) / (len(here) - 1)
    error += covariance(there, there) / (len(there) - 1)
    if difference * difference <= SURE * error:
        return []
    means = [half_up(c.mean(), trial.scheme.decimals) for c in (here, there)]
    gap = half_up(abs(difference), trial.scheme.decimals)
    text = Text(
        f"{what.zh}“{name}”{len(here)} 人平均 {means[0]} 分，其余 {len(there)} 人平均 "
        f"{means[1]} 分，{'高' if difference > 0 else '低'} {gap} 分，超过两倍标准误",
        f"{what.en} “{name}”: {len(here)} people average {means[0]}, the other "
        f"{len(there)} {means[1]}; {gap} {'higher' if difference > 0 else 'lower'}, more "
        "than two standard errors",
    )
    numbers: dict[str, Number] = {
        "group": name,
        "people": len(here),
        "mean": means[0],
        "others": len(there),
        "mean_of_others": means[1],
    }
    return [Finding(Topic.FAVOURED, text, None, numbers)]


def _by_size(trial: Trial) -> list[Finding]:
    sizes = Counter(person.department for person in trial.people.values())
    sheets = [sheet for sheet in trial.final if sheet.department]
    seen = {sheet.department for sheet in sheets}
    if len(sheets) < SMALLEST_GROUP or len(seen) < FEWEST_SIZES:
        return []
    found = squared_correlation(
        Column([Fraction(sizes[sheet.department]) for sheet in sheets]),
        Column([Fraction(sheet.total) for sheet in sheets]),
    )
    if found is None or found[0] * (len(sheets) - 1) <= SURE:
        return []
    share, sign = percent(found[0]), found[1]
    text = Text(
        f"部门人数与总分相关：{'人多' if sign > 0 else '人少'}的部门得分高，可说明总分"
        f"差距的 {share}%（{len(sheets)} 人，{len(seen)} 个部门）",
        f"totals go with the size of the department: {'large' if sign > 0 else 'small'} "
        f"ones score higher, which explains {share} % of the differences "
        f"({len(sheets)} people, {len(seen)} departments)",
    )
    numbers: dict[str, Number] = {
        "people": len(sheets),
        "departments": len(seen),
        "explained": share,
    }
    return [Finding(Topic.FAVOURED, text, None, numbers)]
