"""The limits of one's own cases that are late or end this week."""

from dataclasses import dataclass

from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.access.queries import permissions_of
from hengjian.lib import clock
from hengjian.limits.models import Acts
from hengjian.limits.queries.board import RUNNING, Wanted, end_of_week, listed
from hengjian.limits.queries.telling import Told, told


SHOWN = 8


@dataclass(frozen=True)
class OwnLimits:
    """How many there are in all, and the most urgent of them, custody first."""

    count: int
    nearest: list[Told]


def own_limits(account: Account) -> OwnLimits | None:
    """None for somebody who handles no cases."""
    held = permissions_of(account)
    if account.duty_person_id is None or Permission.CARD_READ not in held:
        return None
    near = listed(account, Wanted(own=True, acts=Acts.OFFICE)).filter(
        RUNNING, due_on__lte=end_of_week(clock.today())
    )
    nearest = list(near[: SHOWN + 1])
    count = len(nearest) if len(nearest) <= SHOWN else near.count()
    return OwnLimits(count, told(nearest[:SHOWN]) if nearest else [])
