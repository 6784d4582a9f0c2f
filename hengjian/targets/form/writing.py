"""Targets as rows of the form that offices use."""

from collections.abc import Sequence

from hengjian.engines.scoring.exact_words import in_figures
from hengjian.engines.targets.aim_words import words_of
from hengjian.engines.targets.model import Described, Level, Rate, Target
from hengjian.targets.form.columns import COLUMNS, SPLIT_WORDS


def write_form(tops: Sequence[Target]) -> list[list[str]]:
    """Rows that ``read_form`` reads as the same targets, the heads first."""
    rows = [[column.head.zh for column in COLUMNS]]
    for top in tops:
        for target in top.walk():
            cells = cells_of(target)
            rows.append([cells.get(column.name, "") for column in COLUMNS])
    return rows


def cells_of(target: Target) -> dict[str, str]:
    """The cells of one target by the names of their columns."""
    aim = target.aim
    is_person = target.level is Level.PERSON
    return {
        "number": target.name,
        "title": target.title.zh,
        "indicator": target.indicator or "",
        "aim": words_of(aim),
        "base": in_figures(aim.base) if isinstance(aim, Rate) and aim.base else "",
        "department": "" if is_person else target.owner,
        "person": target.owner if is_person else target.person,
        "due_on": target.due_on.isoformat() if target.due_on else "",
        "marks": "" if target.marks is None else in_figures(target.marks),
        "measures": target.measures,
        "answerable": target.answerable,
        "split": SPLIT_WORDS[target.split].zh if target.split else "",
        "weight": "" if target.weight is None else in_figures(target.weight),
        "shares": "；".join(
            f"{who}：{in_figures(share)}" for who, share in target.shares.items()
        ),
        "rubric": aim.rubric.zh if isinstance(aim, Described) else "",
        "evidence": aim.evidence.zh if isinstance(aim, Described) else "",
        "controlled": _not_controlled(target),
    }


def _not_controlled(target: Target) -> str:
    if target.controlled:
        return ""
    why = target.why_not_controlled
    return f"否：{why}" if why else "否"
