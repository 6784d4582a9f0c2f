"""What decides: the share of the spread of totals that each item makes.

The variance of totals is the sum of each item's covariance with the total; divided by the
variance these shares add up to one exactly. A share may be negative: the item works
against the others. Totals are those before rounding and before ``cap_total``.
"""

from dataclasses import dataclass
from fractions import Fraction

from hengjian.engines.scoring.dry_run.finding import Finding, Number, Topic, percent
from hengjian.engines.scoring.dry_run.moments import Column, covariance
from hengjian.engines.scoring.dry_run.trial import Trial
from hengjian.engines.scoring.exact_words import in_figures
from hengjian.engines.scoring.rules import NOTHING, Veto
from hengjian.lib.bilingual import Text


LARGE = Fraction(1, 3)  # of the spread: a 大指标


@dataclass(frozen=True)
class Decides:
    """One item: its share of the spread, exact, and of all full marks."""

    item: str
    of_spread: Fraction
    of_marks: Fraction


def decides(trial: Trial) -> tuple[Decides, ...]:
    """Each item's share, in the order of the scheme; nothing where totals are equal."""
    if not trial.final:
        return ()
    totals = Column([sheet.exact for sheet in trial.final])
    spread = covariance(totals, totals)
    if not spread:
        return ()
    whole = sum((i.full for i in trial.scheme.items if i.in_component), NOTHING)
    return tuple(
        Decides(
            item.item,
            covariance(Column([x.marks or NOTHING for x in trial.lines(n)]), totals)
            / spread,
            item.full / whole if whole else NOTHING,
        )
        for n, item in enumerate(trial.scheme.items)
        if not isinstance(item.rule, Veto)
    )


def large_items(shares: tuple[Decides, ...], large: Fraction) -> list[Finding]:
    """Items that make more of the spread than ``large``, and those against the rest."""
    found = []
    for one in shares:
        share, marks = percent(one.of_spread), percent(one.of_marks)
        numbers: dict[str, Number] = {"of_spread": share, "of_marks": marks}
        if one.of_spread > large:
            text = Text(
                f"大指标：“{one.item}”占满分的 {marks}%，却决定了总分差距的 {share}%"
                f"（提示线 {in_figures(large)}）",
                f"“{one.item}” carries {marks} % of the full marks but makes {share} % "
                f"of the differences between totals (told above {in_figures(large)})",
            )
        elif one.of_spread < 0:
            text = Text(
                f"“{one.item}”与总分反向：总分高的人此项反而低（{share}%）",
                f"“{one.item}” works against the total: who is high is low here "
                f"({share} %)",
            )
        else:
            continue
        found.append(Finding(Topic.DECIDES, text, one.item, numbers))
    return found


def flat_items(trial: Trial) -> list[Finding]:
    """Items in which everybody has the same."""
    found = []
    for number, item in enumerate(trial.scheme.items):
        if isinstance(item.rule, Veto):
            continue
        lines = [line for line in trial.lines(number) if line.full]
        earned = {(line.marks or NOTHING) / line.full for line in lines}
        if len(lines) < 2 or len(earned) > 1:
            continue
        (share,) = earned
        zh, en = {
            Fraction(1): ("满分", "the full mark"),
            NOTHING: ("零分", "nothing"),
        }.get(share, (f"满分的 {percent(share)}%", f"{percent(share)} % of it"))
        text = Text(
            f"“{item.item}”分不出高下：{len(lines)} 人全得{zh}",
            f"“{item.item}” tells nobody apart: all {len(lines)} people have {en}",
        )
        numbers: dict[str, Number] = {"people": len(lines), "of_full": percent(share)}
        found.append(Finding(Topic.TELLS_NOBODY_APART, text, item.item, numbers))
    return found
