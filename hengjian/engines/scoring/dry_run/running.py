"""A dry run: a scheme tried on past facts, and everything that is to be looked at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from hengjian.engines.scoring.dry_run.chance import chance_items, edges
from hengjian.engines.scoring.dry_run.comparing import beside_earlier, moves
from hengjian.engines.scoring.dry_run.deciding import (
    LARGE,
    Decides,
    decides,
    flat_items,
    large_items,
)
from hengjian.engines.scoring.dry_run.distribution import (
    Distribution,
    distribution,
    groups,
)
from hengjian.engines.scoring.dry_run.favouring import favoured
from hengjian.engines.scoring.dry_run.finding import (
    SMALLEST_GROUP,
    Finding,
    Topic,
)
from hengjian.engines.scoring.dry_run.trial import Behind, Trial, tried
from hengjian.engines.scoring.dry_run.without_better_work import without_better_work
from hengjian.engines.scoring.lines import State
from hengjian.engines.scoring.model import Person, Scheme
from hengjian.lib.bilingual import Text


@dataclass(frozen=True)
class DryRun:
    """What a scheme would have done; ``departments`` are those of ten or more."""

    scheme: str
    people: int
    final: int
    distribution: Distribution | None
    departments: Mapping[str, Distribution]
    decides: tuple[Decides, ...]
    findings: tuple[Finding, ...]


def dry_run(
    scheme: Scheme,
    people: Sequence[Person],
    *,
    behind: Mapping[str, Behind] | None = None,
    earlier: Sequence[Sequence[Person]] = (),
    against: Scheme | None = None,
    large: Fraction = LARGE,
) -> DryRun:
    """Try a scheme on facts.

    ``behind`` gives, by person, counts behind values and the kind of work; ``earlier``
    are facts of periods before; ``against`` is another scheme on the same facts; an item
    that makes more than ``large`` of the spread is told. Raises ``UserFault`` for facts
    that a scheme cannot take.
    """
    trial, known = tried(scheme, people), behind or {}
    shares = decides(trial)
    findings = [
        *_not_asked(trial, known),
        *large_items(shares, large),
        *flat_items(trial),
        *chance_items(trial, known),
        *edges(trial, known),
        *favoured(trial, known),
        *without_better_work(trial),
        *beside_earlier(trial, [tried(scheme, before) for before in earlier]),
    ]
    if against is not None:
        findings += moves(trial, tried(against, people))
    shown = groups(trial, lambda sheet: sheet.department)
    departments = {
        name: found
        for name, sheets in shown.items()
        if (found := distribution(sheets, scheme.decimals)) is not None
    }
    return DryRun(
        scheme.scheme,
        len(people),
        len(trial.final),
        distribution(trial.final, scheme.decimals),
        departments,
        shares,
        tuple(findings),
    )


def _not_asked(trial: Trial, behind: Mapping[str, Behind]) -> list[Finding]:
    found = []
    open_sheets = len(trial.sheets) - len(trial.final)
    if open_sheets:
        text = Text(
            f"{open_sheets} 份考评表尚未确定，未计入以下各项",
            f"{open_sheets} sheets are provisional and left out of everything below",
        )
        found.append(Finding(Topic.NOT_ASKED, text, None, {"provisional": open_sheets}))
    if len(trial.final) < SMALLEST_GROUP:
        text = Text(
            f"已定的考评表只有 {len(trial.final)} 份，不足 {SMALLEST_GROUP} 份：以下"
            "各项说明不了什么",
            f"only {len(trial.final)} sheets are final, fewer than {SMALLEST_GROUP}: what "
            "follows says little",
        )
        found.append(Finding(Topic.NOT_ASKED, text, None, {"final": len(trial.final)}))
    if not any(one.counts for one in behind.values()):
        text = Text(
            "没有给出各数值背后的件数，未能检验哪些差别与偶然分不开",
            "no counts behind values were given: what chance alone would do was not asked",
        )
        found.append(Finding(Topic.NOT_ASKED, text))
    return [*found, *_never_seen(trial)]


def _never_seen(trial: Trial) -> list[Finding]:
    """The items of which nobody has a value in these facts: missing is not zero."""
    found = []
    for number, item in enumerate(trial.scheme.items):
        lines = trial.lines(number)
        if not item.in_component or not lines:
            continue
        if any(line.state is State.SCORED for line in lines):
            continue
        text = Text(
            f"“{item.item}”在这些事实里没有一个人有数值，没有检验：下面说到它的人数和"
            "比例不能作数",
            f"“{item.item}”: nobody has a value in these facts, so that it was not tried;"
            " what is counted for it below means nothing",
        )
        found.append(Finding(Topic.NOT_ASKED, text, item.item, {"people": len(lines)}))
    return found
