"""The one door to the never-scored list: asked before anything becomes a target.

Every channel (page, form of targets, API, command) asks ``require_targets`` before its
act; the acts ask ``refusal`` themselves once more, so that no channel can be forgotten.
"""

from collections.abc import Iterable, Mapping

from hengjian.audit.actors import Actor
from hengjian.engines.pack_format.model import Indicator
from hengjian.engines.policies.answering import may_be_scored
from hengjian.engines.policies.model import Answer
from hengjian.indicators.policy import policies
from hengjian.lib.bilingual import Text
from hengjian.packs.queries import current
from hengjian.targets.actions import refusals
from hengjian.targets.faults import TargetFault, TargetRefused


def catalogue() -> Mapping[str, Indicator]:
    """The indicators in force, by name and by code."""
    found: dict[str, Indicator] = {}
    for pack in current().loaded.packs.values():
        for each in pack.indicators.values():
            found[each.name] = each
            if each.code:
                found.setdefault(each.code, each)
    return found


def indicator_named(text: str) -> Indicator:
    """The indicator with a name or code. Raises ``TargetFault`` where nobody knows it."""
    found = catalogue().get(text.strip())
    if found is None:
        raise TargetFault(
            Text(f"指标库没有“{text}”", f"no indicator is called “{text}”")
        )
    return found


def answer(indicator: Indicator) -> Answer:
    """Whether an indicator may be a target, with its reason and source."""
    return may_be_scored(policies(), indicator.name, indicator.scored or "")


def refusal(name: str) -> TargetRefused | None:
    """The refusal of an indicator by its name; None where it may be a target."""
    indicator = catalogue().get(name)
    found = (
        answer(indicator) if indicator is not None else may_be_scored(policies(), name)
    )
    return None if found.allowed else TargetRefused(found.reason, where=name)


def require_targets(names: Iterable[str], *, channel: str, by: Actor) -> None:
    """Let through what may be a target; else journal each refusal and raise the first.

    Called outside a transaction: a refusal is kept though nothing else is written.
    Raises ``TargetRefused``.
    """
    found = [
        (name, refused)
        for name in dict.fromkeys(name for name in names if name)
        if (refused := refusal(name)) is not None
    ]
    for name, each in found:
        refusals.refused(indicator=name, channel=channel, reason=each.message, by=by)
    if found:
        raise found[0][1]
