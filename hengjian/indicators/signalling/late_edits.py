"""Cards edited after the cut-off, mostly in the direction that helps.

The newest run is set against the first one after a month had ended: cards of months that
should be closed, counted otherwise now than then. Cards that came in late are no edits.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from hengjian.engines.indicators.drilling import Cell, cards_behind
from hengjian.engines.indicators.periods import CutOff, month_text, read_month
from hengjian.engines.pack_format.model import CaseCard, Indicator, Loaded
from hengjian.engines.statistics.gaming.late_edits import late_edits
from hengjian.indicators import run_inputs
from hengjian.indicators.actions.signals import Seen
from hengjian.indicators.models import Run
from hengjian.indicators.queries.behind import key_texts
from hengjian.indicators.queries.values import RunValues, Value
from hengjian.indicators.signalling.seeing import seen
from hengjian.indicators.signalling.windows import Window
from hengjian.lib.faults import UserFault
from hengjian.warehouse import card_layout
from hengjian.warehouse.queries import cards as card_queries
from hengjian.warehouse.queries import pins


MONTHS_BACK = 3
MOST_CELLS = 30  # values opened to their cards; the rest waits for the next run


@dataclass
class Counted:
    """How the cards of one value counted in one run."""

    standing: dict[str, int] = field(default_factory=dict)  # by key: 1 well, -1 badly
    cards: dict[str, CaseCard] = field(default_factory=dict)  # by name


def edited_after_cut_off(run: Run, packs: Loaded) -> Iterator[Seen]:
    """Places where edits of closed months helped an indicator more than chance allows."""
    opened = 0
    for month in _closed_months(run):
        earlier = _first_run_after(run, month)
        if earlier is None:
            continue
        for indicator, unit in _improved(run, earlier, packs, month):
            if opened >= MOST_CELLS:
                return
            opened += 1
            cell = Cell(month, {"procuratorate": unit})
            yield from _compared(run, earlier, indicator, cell)


def _closed_months(run: Run) -> list[str]:
    cutoff = CutOff(tuple((first, day) for first, day in run.cutoff))
    first, last = read_month(run.first_month), read_month(run.last_month)
    ended = [m for m in range(first, last + 1) if cutoff.last_day(m) < run.as_of]
    return [month_text(month) for month in ended[-MONTHS_BACK:]]


def _first_run_after(run: Run, month: str) -> Run | None:
    """The first run that saw the month when it had ended, if it is an earlier one."""
    cutoff = CutOff(tuple((first, day) for first, day in run.cutoff))
    return (
        Run.objects.filter(
            state=Run.State.DONE,
            as_of__gt=cutoff.last_day(read_month(month)),
            cutoff=run.cutoff,
            pk__lt=run.pk,
        )
        .order_by("as_of", "pk")
        .first()
    )


def _improved(
    run: Run, earlier: Run, packs: Loaded, month: str
) -> Iterator[tuple[Indicator, str]]:
    """Shares that are better now than when the month had just ended."""
    then, now = (
        {key: _at(course, month) for key, course in RunValues(each).courses().items()}
        for each in (earlier, run)
    )
    for (name, unit), value in sorted(now.items()):
        indicator, before = packs.indicators.get(name), then.get((name, unit))
        if indicator is None or value is None or before is None or not unit:
            continue
        if _is_better(indicator, before, value):
            yield indicator, unit


def _is_better(indicator: Indicator, before: Value, now: Value) -> bool:
    if indicator.unit != "percent" or now.is_small:
        return False
    if now.value is None or before.value is None or now.value == before.value:
        return False
    return indicator.direction == ("up" if now.value > before.value else "down")


def _at(course: list[Value], month: str) -> Value | None:
    return next((value for value in course if value.period == month), None)


def _compared(
    run: Run, earlier: Run, indicator: Indicator, cell: Cell
) -> Iterator[Seen]:
    try:
        then, now = (_counted(each, indicator.name, cell) for each in (earlier, run))
    except UserFault:  # not one division: no card counts for better or worse
        return
    moved = {
        key: now.standing.get(key, 0) - then.standing.get(key, 0)
        for key in then.standing.keys() | now.standing.keys()
    }
    came_late = _absent(earlier, now, [k for k in moved if k not in then.standing])
    sign = 1 if indicator.direction == "up" else -1
    edits = [sign * step for key, step in moved.items() if key not in came_late]
    signal = late_edits(
        helping=sum(step > 0 for step in edits),
        harming=sum(step < 0 for step in edits),
        cards=len(now.standing),
    )
    if signal is not None:
        window = Window((), (cell.period,))
        yield from seen((window, signal), indicator.name, cell.by["procuratorate"])


def _counted(run: Run, indicator: str, cell: Cell) -> Counted:
    """Cards of the numerator stand at 1, the denominator's others at -1."""
    found = Counted()
    request = run_inputs.inputs_of(run).request
    for side, standing in (("denominator", -1), ("numerator", 1)):
        for measured in cards_behind(request, indicator, cell, side=side):
            card = measured.shape.card
            if not isinstance(card, CaseCard):
                continue  # a case made of persons is edited on their cards
            found.cards[card.name] = card
            for key in key_texts(measured.cards, measured):
                found.standing[f"{card.name}:{key}"] = standing
    return found


def _absent(run: Run, now: Counted, names: list[str]) -> set[str]:
    """Of cards counted now but not then, those that were not there at all."""
    absent: set[str] = set()
    for card in now.cards.values():
        mine = [name for name in names if name.startswith(f"{card.name}:")]
        pin = run.pins.get(card.name)
        if not mine or pin is None or "file" in pin:
            absent |= set(mine)
            continue
        layout = card_layout.layout_of(card)
        snapshot = pins.pinned_snapshot(card.name, pins.Pin.read(pin))
        keys = [name.split(":", 1)[1] for name in mine]
        there = card_queries.cards_by_key(snapshot, layout, keys)
        known = set(card_layout.key_texts(there, layout).to_pylist())
        absent |= {name for name in mine if name.split(":", 1)[1] not in known}
    return absent
