"""May this be done? Asked by every channel before it compares, ranks or appraises."""

from collections.abc import Iterator
from datetime import date

from hengjian.engines.policies.model import (
    Answer,
    NeverScored,
    Policies,
    Profile,
    Use,
)
from hengjian.lib.bilingual import Text


USES = {
    Use.COMPUTE: Text("计算指标", "computing indicators"),
    Use.COMPARE_PLACES: Text("具名比较各院", "comparing places by name"),
    Use.RANK_PLACES: Text("对各院排名", "ranking places"),
    Use.BAND_PLACES: Text("对各院分档", "putting places into bands"),
    Use.RANK_PEOPLE_IN_UNIT: Text("院内人员排名", "ranking people inside a unit"),
    Use.PUBLISH: Text("发布数据", "publishing values"),
    Use.APPRAISE_PLACES: Text("用于考核各院", "appraising places"),
    Use.APPRAISE_PEOPLE: Text("用于考核人员", "appraising people"),
}


def allowed(
    policies: Policies,
    use: Use | str,
    acted_on: date,
    period_start: date | None = None,
    period_end: date | None = None,
) -> Answer:
    """Whether a use is allowed: the day of the act and the period must both allow it.

    A period that touches a profile which refuses is refused. Without a period the act's
    day alone decides; with one end only, the period is that day. A day or period that
    no profile covers whole is refused.
    """
    use = Use(use)
    act = [profile for profile in policies.profiles if profile.covers(acted_on)]
    refused = _refusal(act, use, _on_day(acted_on)) or _uncovered(act, acted_on)
    if refused is not None:
        return refused
    start, end = period_start or period_end, period_end or period_start
    if start is not None and end is not None:
        touched = [p for p in policies.profiles if p.overlaps(start, end)]
        refused = _refusal(touched, use, _in_period(start, end))
        refused = refused or _gap(policies, start, end)
        if refused is not None:
            return refused
    profile = act[0]
    return Answer(True, profile.rulings[use].reason, profile.source)


def may_be_scored(policies: Policies, indicator_name: str, scored: str = "") -> Answer:
    """Whether an indicator may stand in a scheme or target, whoever asks and whenever.

    ``scored`` is what its pack says: ``never`` refuses an indicator that is not listed.
    """
    group = _never_scored_group(policies, indicator_name)
    if group is not None:
        source = group.source.in_words()
        return Answer(
            False,
            Text(
                f"“{indicator_name}”不得用于考核：{group.reason.zh}(依据：{source.zh})",
                f"“{indicator_name}” may never be scored: {group.reason.en} "
                f"(source: {source.en})",
            ),
            group.source,
        )
    if scored == "never":
        return Answer(
            False,
            Text(
                f"“{indicator_name}”不得用于考核：业务包写明 scored: never",
                f"“{indicator_name}” may never be scored: its pack says scored: never",
            ),
        )
    return Answer(True, Text("", ""))


def never_scored_names(policies: Policies) -> frozenset[str]:
    """All indicators on the never-scored list."""
    return frozenset(n for group in policies.never_scored for n in group.indicators)


def _never_scored_group(policies: Policies, name: str) -> NeverScored | None:
    for group in policies.never_scored:
        if name in group.indicators:
            return group
    return None


def _refusal(profiles: list[Profile], use: Use, when: Text) -> Answer | None:
    for profile in profiles:
        ruling = profile.rulings[use]
        if ruling.is_allowed:
            continue
        source = profile.source.in_words()
        return Answer(
            False,
            Text(
                f"{when.zh}适用“{_quoted(profile.label.zh)}”，不得{USES[use].zh}："
                f"{ruling.reason.zh}(依据：{source.zh})",
                f"{when.en} falls under “{profile.label.en}”, which refuses "
                f"{USES[use].en}: {ruling.reason.en} (source: {source.en})",
            ),
            profile.source,
        )
    return None


def _quoted(text: str) -> str:
    """A text that has quotation marks of its own, inside others."""
    return text.replace("“", "‘").replace("”", "’")


def _on_day(day: date) -> Text:
    return Text(f"行为之日 {day}", f"the day of the act, {day},")


def _in_period(start: date, end: date) -> Text:
    return Text(f"统计期 {start} 至 {end}", f"the period {start} to {end}")


def _uncovered(profiles: list[Profile], day: date) -> Answer | None:
    return None if profiles else _no_profile(day)


def _no_profile(day: date) -> Answer:
    return Answer(
        False,
        Text(
            f"{day} 没有可适用的政策配置，不予放行",
            f"no policy profile covers {day}, so nothing is allowed",
        ),
    )


def _gap(policies: Policies, start: date, end: date) -> Answer | None:
    for day in _edges(policies, start, end):
        if not any(profile.covers(day) for profile in policies.profiles):
            return _no_profile(day)
    return None


def _edges(policies: Policies, start: date, end: date) -> Iterator[date]:
    """Days on which cover may begin to lack: the start, and each day after a profile."""
    yield start
    for profile in policies.profiles:
        if profile.to_on is not None and start <= profile.to_on < end:
            yield date.fromordinal(profile.to_on.toordinal() + 1)
