"""A few numbers of the viewer's own place this month, each opening its indicator."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.http import urlencode

from hengjian.access.doors import visible_unit
from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.access.queries import permissions_of
from hengjian.engines.pack_format.model import Indicator
from hengjian.indicators import run_inputs
from hengjian.indicators.models import Run
from hengjian.indicators.queries.periods import before
from hengjian.indicators.queries.values import RunValues, Value, latest_run, shown_text
from hengjian.lib import clock
from hengjian.organisation.models import Level, Procuratorate


# shown in this order where a released pack has them
SHOWN = (
    "arrest_review_accepted_count",
    "prosecution_review_accepted_count",
    "prosecution_count",
    "clearance_rate",
    "overdue_cases",
    "case_card_error_rate",
)


@dataclass(frozen=True)
class NumberTile:
    """One indicator: this month's value, the month before's, where it is explained."""

    indicator: Indicator
    value: Value | None
    before: Value | None
    address: str

    @property
    def text(self) -> str:
        """This month's value in its unit; a dash where there is none."""
        return shown_text(self.value, self.indicator)

    @property
    def text_before(self) -> str:
        """The month before's."""
        return shown_text(self.before, self.indicator)


@dataclass(frozen=True)
class Numbers:
    """The tiles of one place and month."""

    unit: Procuratorate
    whole_city: bool
    month: str
    run: Run
    tiles: tuple[NumberTile, ...]

    @property
    def is_provisional(self) -> bool:
        """Whether the month had not ended when the run was made."""
        return any(tile.value and tile.value.is_provisional for tile in self.tiles)


def numbers_for(account: Account) -> Numbers | None:
    """The viewer's own place, else the highest they see; None without a run or a right."""
    if Permission.INDICATOR_READ not in permissions_of(account):
        return None
    run = latest_run()
    if run is None:
        return None
    unit = visible_unit(account, Permission.INDICATOR_READ, None)
    values = RunValues(run)
    months = values.periods("month")
    wanted = f"{clock.today():%Y-%m}"
    month = wanted if wanted in months else (months[-1] if months else "")
    whole = unit.level == Level.CITY
    previous = before(month, months) if month else None
    found = values.of_unit(
        unit.code,
        "month",
        level="city" if whole else "procuratorate",
        indicators=SHOWN,
        periods=[each for each in (month, previous) if each],
    )
    known = run_inputs.packs_of(run).indicators
    query = {"unit": f"{unit.code}+" if whole else unit.code, "kind": "month"}
    tiles = tuple(
        NumberTile(
            known[name],
            found.get((name, month)),
            found.get((name, previous)) if previous else None,
            f"{reverse('indicators:indicator', args=[name])}?"
            f"{urlencode({**query, 'period': month})}",
        )
        for name in SHOWN
        if name in known
    )
    return Numbers(unit, whole, month, run, tiles)


def last_runs(account: Account) -> QuerySet[Run]:
    """The newest runs that are done, for those who read indicators."""
    if Permission.INDICATOR_READ not in permissions_of(account):
        return Run.objects.none()
    return Run.objects.filter(state=Run.State.DONE).order_by("-pk")[:3]
