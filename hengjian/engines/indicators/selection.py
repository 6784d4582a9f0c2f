"""Which indicators a run can compute, and why the others are left out."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass, field

from hengjian.engines.expressions.parsing import Expression
from hengjian.engines.indicators.cells import PersonalItemFault, dimension
from hengjian.engines.indicators.conditions import parse_condition
from hengjian.engines.indicators.periods import PeriodKind
from hengjian.engines.indicators.planning import fits_period
from hengjian.engines.indicators.request import RunRequest
from hengjian.engines.indicators.shapes import Shape, Shapes
from hengjian.engines.pack_format.model import Indicator, Measure
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


@dataclass(frozen=True)
class LeftOut:
    """An indicator that was not computed, and the reason."""

    indicator: str
    reason: Text


@dataclass
class Selection:
    """The indicators of a run, their measures, and the condition for each card."""

    indicators: tuple[Indicator, ...]
    left_out: tuple[LeftOut, ...]
    measures: tuple[Measure, ...]
    conditions: dict[str, Expression] = field(default_factory=dict)  # by shape name
    sources: tuple[str, ...] = ()  # imported cards that are read


def measures_of(indicator: Indicator) -> tuple[str, ...]:
    """Full names of all measures of all its formulas, in order of appearance."""
    names = [name for dated in indicator.value for name in dated.formula.measures]
    return tuple(dict.fromkeys(names))


def select(request: RunRequest, shapes: Shapes) -> Selection:
    """Choose what to compute; raises ``UserFault`` for what was asked for in vain."""
    asked = bool(request.indicators)
    candidates = _asked_for(request) if asked else _all_of(request)
    chooser = _Chooser(request, shapes)
    taken: list[Indicator] = []
    left_out: list[LeftOut] = []
    faults: list[UserFault] = []
    for indicator in candidates:
        try:
            chooser.examine([chooser.measures[n] for n in measures_of(indicator)])
        except PersonalItemFault:
            raise
        except UserFault as fault:
            faults.append(fault)
            if asked:
                raise UserFault(_about(indicator, fault), where=fault.where) from None
            left_out.append(LeftOut(indicator.name, fault.message))
        else:
            taken.append(indicator)
    if not taken:
        raise _telling(faults)
    names = dict.fromkeys(name for one in taken for name in measures_of(one))
    measures = tuple(chooser.measures[name] for name in names)
    return chooser.chosen(tuple(taken), tuple(left_out), measures)


def select_measures(
    request: RunRequest, shapes: Shapes, names: Sequence[str]
) -> Selection:
    """Choose measures by their full names; raises ``UserFault`` for one that cannot be."""
    chooser = _Chooser(request, shapes)
    unknown = next((name for name in names if name not in chooser.measures), None)
    if unknown is not None:
        raise UserFault(Text(f"没有度量“{unknown}”", f"no measure “{unknown}”"))
    measures = tuple(chooser.measures[name] for name in names)
    chooser.examine(measures)
    return chooser.chosen((), (), measures)


class MissingCardFault(UserFault):
    """The cards that a measure counts were not given."""


def _telling(faults: Sequence[UserFault]) -> UserFault:
    """Of the reasons why nothing can be computed, one that is more than a missing card."""
    more = [one for one in faults if not isinstance(one, MissingCardFault)]
    nothing = UserFault(Text("业务包里没有指标", "the packs hold no indicator"))
    return next(iter([*more, *faults]), nothing)


def _about(indicator: Indicator, fault: UserFault) -> Text:
    return Text(
        f"指标 {indicator.name}：{fault.message.zh}",
        f"indicator {indicator.name}: {fault.message.en}",
    )


def _all_of(request: RunRequest) -> list[Indicator]:
    return sorted(request.packs.indicators.values(), key=lambda i: i.name)


def _asked_for(request: RunRequest) -> list[Indicator]:
    known = request.packs.indicators
    by_code = {i.code: i for i in known.values()}
    found = {}
    for word in request.indicators:
        indicator = known.get(word) or by_code.get(word)
        if indicator is None:
            near = difflib.get_close_matches(word, [*known, *by_code], n=1)
            raise UserFault(
                Text(
                    f"没有指标“{word}”" + (f"，是否指 {near[0]}？" if near else ""),
                    f"there is no indicator “{word}”"
                    + (f"; did you mean {near[0]}?" if near else ""),
                )
            )
        found[indicator.name] = indicator
    return sorted(found.values(), key=lambda i: i.name)


class _Chooser:
    """Examines indicators one by one; keeps each card's condition once it is typed."""

    def __init__(self, request: RunRequest, shapes: Shapes) -> None:
        self.request = request
        self.shapes = shapes
        self.measures = request.packs.measures
        self.conditions: dict[str, Expression] = {}

    def chosen(
        self,
        indicators: tuple[Indicator, ...],
        left_out: tuple[LeftOut, ...],
        measures: tuple[Measure, ...],
    ) -> Selection:
        """What was examined, with the cards that must be read for it."""
        needed = {card for measure in measures for card in self.needed(measure)}
        return Selection(
            indicators, left_out, measures, self.conditions, tuple(sorted(needed))
        )

    def examine(self, measures: Sequence[Measure]) -> None:
        """Raise ``UserFault`` if one of the measures cannot be computed in this run."""
        for measure in measures:
            self._check_sources(measure)  # before anything is asked of absent cards
        for measure in measures:
            shape = self.shapes.of_measure(measure)
            for name in self.request.by:
                dimension(shape, name, self.shapes, self.request.unit_code)
            if self.request.where is not None:
                self._condition(shape)
            self._check_sources(measure)
        if not fits_period(measures, self.request.period):
            raise UserFault(
                Text(
                    "有的度量没有日期，只能算 all 一期",
                    f"a measure has no date: only period {PeriodKind.ALL} exists",
                )
            )

    def _condition(self, shape: Shape) -> None:
        if shape.name not in self.conditions:
            self.conditions[shape.name] = parse_condition(
                str(self.request.where), self.request.packs, self.shapes, shape
            )

    def needed(self, measure: Measure) -> frozenset[str]:
        """Imported cards that a measure reads in this run."""
        shape = self.shapes.of_measure(measure)
        names = {n for n in (measure.dated_by,) if n} | set(self.request.by)
        for expression in (measure.of, measure.where, self.conditions.get(shape.name)):
            names |= expression.names if expression is not None else frozenset()
        return self.shapes.sources(shape, frozenset(names))

    def _check_sources(self, measure: Measure) -> None:
        missing = sorted(self.needed(measure) - set(self.request.sources))
        if not missing:
            return
        listed = ", ".join(missing)
        if any(name.startswith("_system.") for name in missing):
            raise MissingCardFault(
                Text(
                    f"{listed} 由平台自己记录，案卡文件里没有",
                    f"{listed} is kept by the platform and is in no card file",
                )
            )
        raise MissingCardFault(
            Text(f"没有给出案卡 {listed}", f"no cards were given for {listed}")
        )
