"""The cases of a person's year: the cards behind the own sheets, as they were counted."""

from collections.abc import Iterator
from dataclasses import dataclass

from hengjian.access.models import Account
from hengjian.appraisal.queries.my_year import Year
from hengjian.engines.indicators.drilling import Cell
from hengjian.indicators import run_inputs
from hengjian.indicators.models import Run
from hengjian.indicators.queries.behind import counted_cards
from hengjian.indicators.queries.own_cards import own_cards
from hengjian.lib.bilingual import Text


@dataclass(frozen=True)
class Cases:
    """The cards of one figure: its indicator, period, what is counted, their keys."""

    indicator: Text
    period: str
    measure: Text
    total: int
    keys: tuple[str, ...]
    withheld: int

    @property
    def title(self) -> Text:
        """What is counted, the indicator first where it is called otherwise."""
        if self.indicator == self.measure:
            return self.measure
        return Text(
            f"{self.indicator.zh} · {self.measure.zh}",
            f"{self.indicator.en} · {self.measure.en}",
        )

    @property
    def told(self) -> list[str]:
        """The keys as people read them: their parts apart."""
        return [key.replace("|", " ") for key in self.keys]


def cases_of(year: Year, account: Account) -> list[Cases]:
    """Every figure of the year's sheet that rests on cards, or of its months without one.

    Read by the person alone; sealed cards are counted and not named.
    """
    of_year = [each for each in year.sheets if each.sheet.round.is_year]
    references = dict.fromkeys(
        one.reference
        for sheet in of_year or year.sheets
        for line in sheet.lines
        for one in line.evidence
        if one.kind == "run"
    )
    return [found for each in references for found in _cases(each, account)]


def _cases(reference: str, account: Account) -> Iterator[Cases]:
    run_id, indicator, period, unit, person = reference.split("|")
    run = Run.objects.filter(pk=int(run_id)).first()
    if run is None:
        return
    label = run_inputs.packs_of(run).indicators[indicator].label
    cell = Cell(period, {"procuratorate": unit, "person": person})
    for counted in counted_cards(run, indicator, cell, account):
        own = own_cards(counted)
        measure = own.measures.measure.label or Text.same(own.name)
        yield Cases(label, period, measure, own.total, own.keys, own.withheld)
