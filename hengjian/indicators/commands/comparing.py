"""What ``hengjian indicators compare`` does, once the account is known."""

from collections.abc import Sequence

from hengjian.access.faults import NotAllowed
from hengjian.access.models import Account
from hengjian.access.permissions import LABELS, Permission
from hengjian.access.queries import may
from hengjian.engines.policies.model import Use
from hengjian.indicators import policy, run_inputs
from hengjian.indicators.actions import named_tables
from hengjian.indicators.queries import several_places
from hengjian.indicators.queries.values import latest_run
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.ui.downloads import Sheet


def compared(
    *,
    indicator_named: str,
    period: str,
    codes: Sequence[str],
    purpose: str,
    recipient: str,
    rank: bool,
    by: Account,
) -> Sheet:
    """The named table as a sheet. Raises ``UserFault``, ``PolicyRefused``, ``NotAllowed``."""
    run = latest_run()
    if run is None:
        raise UserFault(
            Text("还没有计算过指标", "no indicators have been computed yet")
        )
    indicators = run_inputs.packs_of(run).indicators
    by_code = {each.code: each for each in indicators.values()}
    indicator = indicators.get(indicator_named) or by_code.get(indicator_named)
    if indicator is None:
        raise UserFault(
            Text(f"没有指标“{indicator_named}”", f"no indicator “{indicator_named}”")
        )
    units = several_places.units_named(by, codes)
    if not all(may(by, Permission.EXPORT_MAKE, unit=unit) for unit in units):
        label = LABELS[Permission.EXPORT_MAKE]
        raise NotAllowed(
            Text(f"没有“{label.zh}”的权限。", f"Not allowed: {label.en}."), status=403
        )
    if rank:
        policy.require(Use.RANK_PLACES, run, period, channel="command", by=by)
    made = named_tables.make(
        run=run,
        indicator=indicator.name,
        period=period,
        units=units,
        purpose=purpose,
        recipient=recipient,
        by=by,
    )
    rows = several_places.rows_of(made)
    if rank:
        rows = several_places.ranked(rows, indicator)
    return several_places.sheet_of(made, indicator, rows)
