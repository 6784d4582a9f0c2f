"""What of an earlier run an import left as it was: only the rest is computed anew."""

import logging
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pyarrow.compute as pc

from hengjian.engines.indicators.cells import UNKNOWN
from hengjian.engines.indicators.organisation import Organisation
from hengjian.engines.indicators.reach import Changed, Reach, reach
from hengjian.engines.pack_format.model import Loaded
from hengjian.indicators import run_inputs
from hengjian.indicators.models import Run
from hengjian.indicators.run_file import Over, over_of
from hengjian.indicators.run_inputs import RunInputs
from hengjian.indicators.run_tables import run_table
from hengjian.lib.faults import UserFault
from hengjian.warehouse import changed_cards
from hengjian.warehouse.queries import pins


logger = logging.getLogger(__name__)

MOST_FILES = 12
"""So many files may lie one over the other; then the next one is written whole."""


@dataclass(frozen=True)
class Renewal:
    """A finished run, which of its cells are to be computed anew, and from whose cards.

    ``places``: all procuratorates whose cards a renewed cell may count.
    """

    base: Run
    over: Over
    places: frozenset[str]

    @property
    def is_to_be_whole(self) -> bool:
        """Whether enough files lie one over the other."""
        return self.over.depth > MOST_FILES


def only_indicators(loaded: Loaded, names: Collection[str]) -> Loaded:
    """The packs with these indicators alone."""
    return replace(
        loaded,
        packs={
            name: replace(
                pack,
                indicators={k: v for k, v in pack.indicators.items() if k in names},
            )
            for name, pack in loaded.packs.items()
        },
    )


def renewal_of(run: Run, inputs: RunInputs) -> Renewal | None:
    """What must be computed anew since the last like run; None: everything.

    A like run differs in its pinned cards alone: other packs, parameters, places, days
    or months are another question.
    """
    base = _like(run)
    if base is None:
        return None
    try:
        changed = _changed(base.pins, run.pins)
        if changed is None:
            return None
        reached = reach(inputs.request, changed)
        if reached is None:
            return None
        return _renewal(base, reached, inputs.organisation)
    except (UserFault, OSError):  # what the run before rests on cannot be read
        logger.warning("run %s cannot be renewed; computing %s whole", base, run)
        return None


def _like(run: Run) -> Run | None:
    found = (
        Run.objects.filter(
            state=Run.State.DONE,
            first_month=run.first_month,
            last_month=run.last_month,
            as_of=run.as_of,
            packs=run.packs,
            cutoff=run.cutoff,
            organisation_digest=run.organisation_digest,
            policy_digest=run.policy_digest,
        )
        .exclude(pk=run.pk)
        .order_by("-pk")
        .first()
    )
    return found if found is not None and set(found.pins) == set(run.pins) else None


def _changed(
    before: Mapping[str, Any], after: Mapping[str, Any]
) -> dict[str, Changed] | None:
    """The changed rows of every card whose pin moved; None: too many to say."""
    found = {}
    for card, pin in after.items():
        if pin == before[card]:
            continue
        changed = _changed_rows(card, before[card], pin)
        if changed is None:
            return None
        if changed.rows.num_rows:
            found[card] = changed
    return found


def _changed_rows(
    card: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> Changed | None:
    if "file" in after:
        old, new = (run_inputs.kept_table(pin["file"]) for pin in (before, after))
        return changed_cards.differing(old, new, run_inputs.key_of(card))
    old_pin, new_pin = pins.Pin.read(before), pins.Pin.read(after)
    if old_pin.table != new_pin.table:
        return None
    return changed_cards.changed_cards(
        pins.pinned_snapshot(card, old_pin), pins.pinned_snapshot(card, new_pin)
    )


def _renewal(base: Run, reached: Reach, organisation: Organisation) -> Renewal:
    cities = {_city(unit, organisation) for unit in reached.units}
    known = _units_of(base) | set(organisation.places) | reached.units
    lower = over_of(base.result_file)
    return Renewal(
        base,
        Over(
            file=base.result_file,
            digest=base.result_digest,
            depth=1 + (lower.depth if lower else 1),
            indicators=tuple(sorted(reached.indicators)),
            cities=tuple(sorted(cities)),
            units=tuple(sorted(reached.units)),
        ),
        frozenset(unit for unit in known if _city(unit, organisation) in cities),
    )


def _city(unit: str, organisation: Organisation) -> str:
    """To which city a run counts the cards of a procuratorate."""
    return organisation.above(unit or None, "city") or UNKNOWN


def _units_of(run: Run) -> set[str]:
    """The procuratorates that have a value in a run, also those not in the tree."""
    table = run_table(run.result_file, run.result_digest)
    rows = table.filter(pc.equal(table["level"], "procuratorate"))
    return set(pc.unique(rows["unit"]).to_pylist())
