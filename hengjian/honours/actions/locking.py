"""A round held for an act, at the stage the act belongs to."""

from hengjian.honours.faults import HonourFault
from hengjian.honours.models import Candidate, HonourRound, Stage
from hengjian.lib.bilingual import Text


def at_stage(honour_round: HonourRound, stage: Stage) -> HonourRound:
    """The round, locked. Raises ``HonourFault`` where it stands elsewhere."""
    found = (
        HonourRound.objects.select_for_update(of=("self",))
        .select_related("procuratorate", "matter")
        .get(pk=honour_round.pk)
    )
    if found.stage != stage:
        raise HonourFault(
            Text(
                f"这一轮评选正在“{found.stage_text.zh}”，不能这样做",
                f"this round stands at “{found.stage_text.en}”: not now",
            )
        )
    return found


def one_of(honour_round: HonourRound, candidate: Candidate) -> Candidate:
    """A candidate of the round, fresh. Raises ``HonourFault`` for another's."""
    found: Candidate | None = (
        Candidate.objects.filter(pk=candidate.pk, round=honour_round)
        .select_related("round", "pair")
        .first()
    )
    if found is None:
        raise HonourFault(
            Text("这一轮里没有这个对象", "no such candidate in this round"), status=404
        )
    return found


def nominees(honour_round: HonourRound) -> list[Candidate]:
    """Who is nominated and not struck out, by name."""
    return list(
        Candidate.objects.filter(round=honour_round, struck_by="")
        .exclude(nominated_by="")
        .select_related("round", "pair")
        .order_by("name", "pk")
    )


def named(candidates: list[Candidate]) -> str:
    """Names as a form holds them."""
    return "、".join(each.name for each in candidates)
