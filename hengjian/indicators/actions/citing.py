"""Values that something rests on, copied as they were when they were cited."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.indicators.models import CitedValue, Run


@dataclass(frozen=True)
class Cited:
    """One value as it is cited; ``name`` is the mark of its number, numbers are texts."""

    name: str
    indicator: str
    period: str
    level: str
    unit: str = ""
    numerator: str = ""
    denominator: str = ""
    value: str = ""
    flags: str = ""


@journal.action
def cite(*, run: Run, citing: str, values: Sequence[Cited], by: Actor) -> int:
    """Enter the values that ``citing`` (``analysis_report:12``) rests on; how many.

    One entry with the digest of all of them stands in the journal.
    """
    if not values:
        journal.nothing_changed()
        return 0
    CitedValue.objects.bulk_create(
        CitedValue(run=run, citing=citing, **asdict(value)) for value in values
    )
    text = json.dumps([asdict(value) for value in values], sort_keys=True)
    journal.enter(
        "indicators.values_cited",
        subject=citing,
        new={
            "run": run.pk,
            "values": len(values),
            "digest": hashlib.sha256(text.encode()).hexdigest(),
        },
    )
    return len(values)
