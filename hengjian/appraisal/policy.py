"""The never-scored list at every door of a scheme: page, interface, command."""

from collections.abc import Mapping

from hengjian.appraisal.actions import refusals
from hengjian.appraisal.faults import NeverScored, SchemeFaults
from hengjian.appraisal.gathering.indicators import indicators_named
from hengjian.appraisal.item_sources import (
    OF_DEPARTMENTS,
    SOURCE_LABELS,
    ItemSource,
    SourceKind,
)
from hengjian.appraisal.models import StaffClass
from hengjian.audit.actors import Actor
from hengjian.engines.policies.answering import may_be_scored
from hengjian.engines.scoring.checking import scheme_problems
from hengjian.engines.scoring.model import Normalise, Problem, Scheme
from hengjian.engines.scoring.rules import Veto
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
    scheme: Scheme,
    sources: Mapping[str, ItemSource],
    *,
    staff_class: str,
    channel: str,
    by: Actor,
) -> None:
    """At a door: journal what the list refuses, then raise as ``hold`` does."""
    for item, reason in forbidden(scheme, sources):
        refusals.refused(item=item, channel=channel, reason=reason, by=by)
        raise NeverScored(reason, where=item)
    hold(scheme, sources, staff_class)


def hold(scheme: Scheme, sources: Mapping[str, ItemSource], staff_class: str) -> None:
    """Inside an act: let through only what can be scored and holds nothing forbidden.

    Raises ``NeverScored`` or ``SchemeFaults``.
    """
    for item, reason in forbidden(scheme, sources):
        raise NeverScored(reason, where=item)
    problems = problems_of(scheme, sources)
    if staff_class == StaffClass.DEPARTMENTS:
        problems += department_problems(scheme, sources)
    else:
        problems += veto_problems(scheme, sources)
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


def department_problems(
    scheme: Scheme, sources: Mapping[str, ItemSource]
) -> list[Problem]:
    """What a department's own sheet cannot have: typed values, division by its highest."""
    found = []
    if scheme.normalise is not Normalise.NONE:
        found.append(
            Problem(
                ("normalise",),
                Text(
                    "部门考评表不按部门最高分折算：每个部门只与自己的目标比",
                    "a department's own sheet is not divided by the department's "
                    "highest: it is held against its own targets alone",
                ),
            )
        )
    for place, item in enumerate(scheme.items):
        source = sources.get(item.item, ItemSource(Text.same(item.item)))
        if source.kind not in OF_DEPARTMENTS:
            label = SOURCE_LABELS[source.kind]
            found.append(
                Problem(
                    ("items", place, "kind"),
                    Text(
                        f"“{item.item}”：部门考评表只取自指标、目标和办结的事项，不取自"
                        f"“{label.zh}”",
                        f"“{item.item}”: a department's own sheet is read from "
                        f"indicators, targets and closed matters, not from “{label.en}”",
                    ),
                )
            )
    return found


def veto_problems(scheme: Scheme, sources: Mapping[str, ItemSource]) -> list[Problem]:
    """A veto is read from vetoes with a cited basis that a person decided: from nothing else."""
    found = []
    for place, item in enumerate(scheme.items):
        source = sources.get(item.item, ItemSource(Text.same(item.item)))
        if isinstance(item.rule, Veto) != (source.kind is SourceKind.VETO):
            found.append(
                Problem(
                    ("items", place, "kind"),
                    Text(
                        f"“{item.item}”：一票否决只取自有依据、经人决定的否决记录",
                        f"“{item.item}”: a veto is read from vetoes with a cited basis "
                        "that a person decided, and these from nothing else",
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
        SourceKind.DOCUMENT,
    }
)
