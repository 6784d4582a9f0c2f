"""Open a round: its criteria are taken over, and held against everybody at once."""

from hengjian.audit import actions as journal
from hengjian.audit import later
from hengjian.audit.actors import Actor
from hengjian.honours.catalogue import criteria_on, days_of, honour_named
from hengjian.honours.criteria import hold, malformed
from hengjian.honours.faults import HonourFault
from hengjian.honours.models import Candidate, HonourRound, Stage
from hengjian.honours.queries.subjects import Looked, looked_at
from hengjian.honours.queries.vetoes import in_force
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.matters.kinds import kind_of
from hengjian.matters.models import Matter


@journal.action
def open_round(*, matter: Matter, by: Actor) -> HonourRound:
    """Begin the round that a registered matter asks for.

    Raises ``HonourFault`` for an unknown honour or period, a period that is not over, one
    whose round stands already, or criteria that nobody has stated.
    """
    later.write_now()
    honour = honour_named(str(matter.values.get("honour", "")))
    period = str(matter.values.get("period", "")).strip()
    starts_on, ends_on = days_of(honour, period)
    # a year's honour is given at its end, a quarter's after it
    if starts_on > clock.today() or (honour.is_quarterly and ends_on >= clock.today()):
        raise HonourFault(
            Text(
                f"{period} 还没有结束，不能评选“{honour.title.zh}”",
                f"{period} is not over yet: “{honour.title.en}” cannot be given for it",
            ),
            status=422,
        )
    standing = HonourRound.objects.filter(
        procuratorate=matter.procuratorate, honour=honour.code, period=period
    ).exclude(stage=Stage.ENDED)
    if standing.exists():
        raise HonourFault(
            Text(
                f"本院 {period} 的“{honour.title.zh}”已经启动过",
                f"“{honour.title.en}” of {period} has been opened here already",
            )
        )
    criteria = criteria_on(kind_of(matter.release), honour, ends_on)
    if wrong := malformed(criteria.values):
        raise HonourFault(
            Text(
                f"条件不认识或写法不对：{'、'.join(wrong)}",
                f"criteria that are unknown or not written right: {', '.join(wrong)}",
            )
        )
    made = HonourRound(
        matter=matter,
        procuratorate=matter.procuratorate,
        honour=honour.code,
        period=period,
        starts_on=starts_on,
        ends_on=ends_on,
        criteria=dict(criteria.values),
        criteria_from=criteria.from_on,
        criteria_basis_zh=criteria.basis.zh[:300],
        criteria_basis_en=criteria.basis.en[:300],
        criteria_digest=criteria.digest,
    )
    made.save()
    journal.enter(
        "honours.round_opened",
        subject=made,
        new={
            "honour": honour.code,
            "period": period,
            "criteria": made.criteria,
            "digest": made.criteria_digest,
        },
    )
    compute(honour_round=made, by=by)
    return made


@journal.action
def compute(*, honour_round: HonourRound, by: Actor) -> list[Candidate]:
    """Hold the criteria against everybody anew; only until somebody is nominated.

    Raises ``HonourFault`` afterwards.
    """
    found = HonourRound.objects.select_for_update().get(pk=honour_round.pk)
    nominated = found.candidates.exclude(nominated_by="")
    if found.stage != Stage.NOMINATE or nominated.exists():
        raise HonourFault(
            Text(
                "已经有提名，候选不再重新核对",
                "somebody is nominated: candidates are not worked out anew",
            )
        )
    found.candidates.all().delete()
    today = clock.today()
    everybody = looked_at(honour_named(found.honour), found)
    vetoes = _vetoes({person for each in everybody for person in each.people})
    rows = [_candidate(found, each, vetoes) for each in everybody]
    Candidate.objects.bulk_create(rows)
    found.computed_at = clock.now()
    found.save(update_fields=["computed_at"])
    journal.enter(
        "honours.candidates_computed",
        subject=found,
        new={
            "looked_at": len(rows),
            "candidates": sum(each.meets_all for each in rows),
            "on": today,
        },
    )
    return rows


def _vetoes(people: set[int]) -> dict[int, list[int]]:
    """Person → the numbers of the vetoes that bar today."""
    today = clock.today()
    found = in_force(people, today, today)
    return {person: [each.veto for each in vetoes] for person, vetoes in found.items()}


def _candidate(
    honour_round: HonourRound, looked: Looked, vetoes: dict[int, list[int]]
) -> Candidate:
    findings = hold(honour_round.criteria, looked.measured)
    barring = [each for person in looked.people for each in vetoes.get(person, [])]
    return Candidate(
        round=honour_round,
        branch=looked.branch,
        group=looked.group,
        person=looked.person,
        pair=looked.pair,
        name=looked.name[:200],
        # what cannot be told is not met: missing is not enough
        meets_all=all(each.met is True for each in findings) and not barring,
        findings=[each.as_json() for each in findings],
        vetoes=barring,
    )
