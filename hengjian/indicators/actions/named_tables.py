"""Makes a table that names several places, and keeps why and for whom."""

from collections.abc import Iterable

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.indicators.models import NamedTable, Run
from hengjian.indicators.queries.periods import KINDS, kind_of
from hengjian.indicators.queries.values import RunValues
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.organisation.models import Procuratorate


SHORTEST_PURPOSE = 4  # characters: "核对" alone says nothing


@journal.action
def make(
    *,
    run: Run,
    indicator: str,
    period: str,
    units: Iterable[Procuratorate],
    purpose: str,
    recipient: str,
    by: Actor,
) -> NamedTable:
    """Keep the request for a named table; the table is then read from the run.

    Raises ``UserFault`` without a purpose, a recipient, two places or a known period.
    """
    chosen = sorted(units, key=lambda unit: unit.code)
    purpose, recipient = purpose.strip(), recipient.strip()
    _require(purpose, recipient, chosen)
    kind = kind_of(period) if period else ""
    if kind not in KINDS or period not in RunValues(run).periods(kind):
        raise UserFault(Text("没有这个统计期", "there is no such period"))
    table = NamedTable(
        run=run,
        indicator=indicator,
        kind=kind,
        period=period,
        units=[unit.code for unit in chosen],
        purpose=purpose[:500],
        recipient=recipient[:200],
        made_by=by.journal_name,
        made_at=clock.now(),
    )
    table.save()
    journal.enter(
        "indicators.places_compared",
        subject=table,
        new={
            "indicator": indicator,
            "period": period,
            "units": table.units,
            "purpose": table.purpose,
            "recipient": table.recipient,
        },
    )
    return table


def _require(purpose: str, recipient: str, units: list[Procuratorate]) -> None:
    if len(purpose) < SHORTEST_PURPOSE:
        raise UserFault(
            Text(
                "请写明用途：这张表用来做什么",
                "say the purpose: what the table is to be used for",
            )
        )
    if not recipient:
        raise UserFault(Text("请写明接收人", "say who is to receive it"))
    if len(units) < 2:
        raise UserFault(Text("请至少选两个单位", "choose two places at least"))
