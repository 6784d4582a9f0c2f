"""The never-scored list at every door of a scheme: page, interface, command."""

from collections.abc import Mapping

from hengjian.appraisal.actions import refusals
from hengjian.appraisal.faults import NeverScored, SchemeFaults
from hengjian.appraisal.gathering.indicators import indicators_named
from hengjian.appraisal.item_sources import ItemSource, SourceKind
from hengjian.audit.actors import Actor
from hengjian.engines.policies.answering import may_be_scored
from hengjian.engines.scoring.checking import scheme_problems
from hengjian.engines.scoring.model import Problem, Scheme
from hengjian.indicators.policy import policies
from hengjian.lib.bilingual import Text


# what a person is: it never enters an appraisal
PERSONAL = frozenset(
    {"sex", "gender", "age", "birth", "born_on", "health", "illness", "pregnancy"}
)
_NOT_WHAT_ONE_IS = Text(
    "性别、年龄、健康状况不得进入考核；因健康的照顾须经批准另行处理",
    "sex, age and health never enter an appraisal; health only as a granted adjustment",
)


def require(
    scheme: Scheme, sources: Mapping[str, ItemSource], *, channel: str, by: Actor
) -> None:
    """At a door: journal what the list refuses, then raise as ``hold`` does."""
    for item, reason in forbidden(scheme, sources):
        refusals.refused(item=item, channel=channel, reason=reason, by=by)
        raise NeverScored(reason, where=item)
    hold(scheme, sources)


def hold(scheme: Scheme, sources: Mapping[str, ItemSource]) -> None:
    """Inside an act: let through only what can be scored and holds nothing forbidden.

    Raises ``NeverScored`` or ``SchemeFaults``.
    """
    for item, reason in forbidden(scheme, sources):
        raise NeverScored(reason, where=item)
    problems = problems_of(scheme, sources)
    if problems:
        raise SchemeFaults(problems)


def forbidden(
    scheme: Scheme, sources: Mapping[str, ItemSource]
) -> list[tuple[str, Text]]:
    """Items that may not be scored, by name or by what they are read from."""
    rules, found = policies(), []
    for item in scheme.items:
        source = sources.get(item.item)
        names = {item.item.rpartition(".")[2]}
        if source is not None and source.kind is SourceKind.INDICATOR:
            told = indicators_named(source.reference).values()
            names |= {name.rpartition(".")[2] for name in told}
        for name in sorted(names):
            answer = may_be_scored(rules, name)
            if not answer.allowed:
                found.append((item.item, answer.reason))
            elif PERSONAL & set(name.split("_")) or name in PERSONAL:
                found.append((item.item, _NOT_WHAT_ONE_IS))
    return found


def problems_of(scheme: Scheme, sources: Mapping[str, ItemSource]) -> list[Problem]:
    """What cannot be scored by, and sources that name nothing."""
    found = list(scheme_problems(scheme))
    places = {item.item: place for place, item in enumerate(scheme.items)}
    for item, source in sources.items():
        if source.kind in NEED_A_REFERENCE and not source.reference.strip():
            found.append(
                Problem(
                    ("items", places.get(item, 0), "reference"),
                    Text(
                        f"“{item}”没有写明取自哪里",
                        f"“{item}” does not say what it is read from",
                    ),
                )
            )
    return found


NEED_A_REFERENCE = frozenset(
    {
        SourceKind.INDICATOR,
        SourceKind.LEDGER,
        SourceKind.RATING,
        SourceKind.MATTERS,
    }
)
