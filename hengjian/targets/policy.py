"""The one door to the never-scored list: asked before anything becomes a target.

Every channel (page, form of targets, API, command) asks ``require_targets`` before its
act; the acts ask the list themselves once more, so that no channel can be forgotten.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hengjian.audit.actors import Actor
from hengjian.engines.pack_format.model import Indicator
from hengjian.engines.policies.answering import may_be_scored
from hengjian.engines.policies.model import Policies
from hengjian.indicators.policy import policies
from hengjian.lib.bilingual import Text
from hengjian.packs.queries import current
from hengjian.targets.actions import refusals
from hengjian.targets.faults import TargetFault, TargetRefused


# what people call the figures of the never-scored list, beside the labels of packs
_PLAIN_WORDS = {
    "刑事拘留数": "criminal_detentions",
    "批捕率": "arrest_rate",
    "不捕率": "non_arrest_rate",
    "起诉率": "prosecution_rate",
    "有罪判决率": "conviction_rate",
    "无罪判决率": "acquittal_rate",
    "结案率": "clearance_rate",
}


@dataclass(frozen=True)
class NeverScored:
    """The never-scored list with the catalogue that it is asked about."""

    policies: Policies
    catalogue: Mapping[str, Indicator]
    words: Mapping[str, str]  # how a never-scored indicator is called → its name
    allowed_words: tuple[
        str, ...
    ]  # labels of others that hold such words, longest first

    def refusal(self, name: str) -> TargetRefused | None:
        """The refusal of an indicator by its name; None where it may be a target."""
        indicator = self.catalogue.get(name)
        scored = indicator.scored if indicator is not None else ""
        named = indicator.name if indicator is not None else name
        found = may_be_scored(self.policies, named, scored or "")
        return None if found.allowed else TargetRefused(found.reason, where=named)

    def refusal_in_words(self, words: str) -> TargetRefused | None:
        """The refusal of a target whose words name what may never be scored.

        A target without an indicator must not bring one in by its name.
        """
        plain = "".join(words.split())
        for label in self.allowed_words:
            plain = plain.replace(label, "·")
        for label, name in self.words.items():
            if label in plain:
                return self.refusal(name)
        return None


def catalogue() -> Mapping[str, Indicator]:
    """The indicators in force, by name and by code."""
    found: dict[str, Indicator] = {}
    for pack in current().loaded.packs.values():
        for each in pack.indicators.values():
            found[each.name] = each
            if each.code:
                found.setdefault(each.code, each)
    return found


def never_scored() -> NeverScored:
    """The list as it is in force now."""
    listed, known = policies(), catalogue()
    words, allowed = dict(_PLAIN_WORDS), []
    for each in known.values():
        if may_be_scored(listed, each.name, each.scored or "").allowed:
            allowed.append(each.label.zh)
        else:
            words[each.label.zh] = each.name
    longer = {
        label for label in allowed if any(word in label for word in words)
    } - words.keys()
    return NeverScored(listed, known, words, tuple(sorted(longer, key=_longest)))


def _longest(label: str) -> tuple[int, str]:
    return -len(label), label


def indicator_named(text: str) -> Indicator:
    """The indicator with a name or code. Raises ``TargetFault`` where nobody knows it."""
    found = catalogue().get(text.strip())
    if found is None:
        raise TargetFault(
            Text(f"指标库没有“{text}”", f"no indicator is called “{text}”")
        )
    return found


def require_targets(
    names: Iterable[str], *, channel: str, by: Actor, words: Iterable[str] = ()
) -> None:
    """Let through what may be a target; else journal each refusal and raise the first.

    ``words``: titles and rubrics, asked for what they name. Called outside a transaction:
    a refusal is kept though nothing else is written. Raises ``TargetRefused``.
    """
    listed = never_scored()
    asked = [listed.refusal(name) for name in dict.fromkeys(names) if name]
    asked += [listed.refusal_in_words(each) for each in words]
    found = {each.where: each for each in asked if each is not None}
    for name, each in found.items():
        refusals.refused(indicator=name, channel=channel, reason=each.message, by=by)
    for each in found.values():
        raise each
