"""The indicators that targets name: known, and none that may never be scored."""

from collections.abc import Iterator, Mapping

from hengjian.engines.pack_format.model import Indicator
from hengjian.engines.policies.answering import may_be_scored
from hengjian.engines.policies.model import Policies
from hengjian.engines.targets.gaps import Gap, Weight
from hengjian.lib.bilingual import Text
from hengjian.targets.form.reading import TargetsForm


def indicator_gaps(
    form: TargetsForm, known: Mapping[str, Indicator], policies: Policies
) -> Iterator[Gap]:
    """Targets whose indicator nobody knows or which may never be a target.

    ``known`` holds indicators by name and by code.
    """
    for top in form.tops:
        for target in top.walk():
            if target.indicator is None:
                continue
            indicator = known.get(target.indicator)
            if indicator is None:
                yield Gap(
                    target.name,
                    "unknown_indicator",
                    Weight.STOPS,
                    Text(
                        f"指标库没有“{target.indicator}”",
                        f"no indicator is called “{target.indicator}”",
                    ),
                )
                continue
            answer = may_be_scored(policies, indicator.name, indicator.scored or "")
            if not answer.allowed:
                yield Gap(target.name, "never_a_target", Weight.STOPS, answer.reason)
