"""The one door to policy: asked by every channel that would name, order or rank places.

A refusal says why, with its source, is journaled, and reaches the person as a fault of
status 403. Values of places are compared for the office's own analysis; nothing that
comes out of here may feed an appraisal of places, for ``appraise_places`` is asked too.
"""

from functools import lru_cache
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from hengjian.audit.actors import Actor
from hengjian.engines.pack_format.policy_reading import load_policies
from hengjian.engines.policies.answering import allowed
from hengjian.engines.policies.model import Answer, Policies, Use
from hengjian.indicators.actions import refusals
from hengjian.indicators.models import Run
from hengjian.indicators.queries.cut_offs import days_of
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


class PolicyRefused(UserFault):
    """The policy of the act's day or of the period refuses; says which and why."""

    status = 403
    is_journaled = True

    def __init__(self, message: Text, *, use: Use, period: str) -> None:
        super().__init__(message)
        self.explained_at = address_of(use, period)


def address_of(use: Use, period: str = "") -> str:
    """The page that explains what policy says of a use with values of a period."""
    address = reverse("indicators:policy-use", args=[use.value])
    return f"{address}?{urlencode({'period': period})}" if period else address


def policies() -> Policies:
    """The profiles in force; raises ``UserFault`` where there are none or they are wrong."""
    file = Path(settings.HENGJIAN_PACKS) / "_shared" / "policies.yaml"
    if not file.exists():
        raise UserFault(
            Text(
                "没有政策配置文件，不予放行",
                "there is no file of policies, so nothing is allowed",
            ),
            where=file.name,
            status=403,
        )
    return _read(file, file.stat().st_mtime_ns)


def answer(use: Use, run: Run, period: str) -> Answer:
    """Whether today, with values of this period, the use is allowed."""
    return allowed(policies(), use, clock.today(), *days_of(run, period))


def require(use: Use, run: Run, period: str, *, channel: str, by: Actor) -> Answer:
    """Let through what is allowed; else journal the refusal and raise ``PolicyRefused``.

    ``channel`` is where it was asked: page, export, api or command.
    """
    found = answer(use, run, period)
    if not found.allowed:
        refusals.refused(
            use=use.value, period=period, channel=channel, reason=found.reason, by=by
        )
        raise PolicyRefused(found.reason, use=use, period=period)
    return found


@lru_cache(maxsize=2)
def _read(file: Path, changed_at: int) -> Policies:
    return load_policies(file)
