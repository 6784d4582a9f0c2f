"""考核公平性: for the appraisal committee alone; prompts, never part of a sheet."""

from django.http import HttpResponse
from django.shortcuts import render

from hengjian.access.doors import PageRequest, door
from hengjian.access.permissions import Permission
from hengjian.access.queries import may, visible_units
from hengjian.appraisal.faults import NotTheirs
from hengjian.appraisal.item_sources import sources_of, titled
from hengjian.appraisal.models import AppraisalRound
from hengjian.appraisal.queries.correcting import scheme_of_round
from hengjian.appraisal.queries.fairness import fairness
from hengjian.appraisal.queries.fairness_signals import told_signals
from hengjian.engines.scoring.dry_run.finding import SMALLEST_GROUP, TOPICS


@door(Permission.FAIRNESS_READ)
def page(request: PageRequest) -> HttpResponse:
    """The rounds of the committee's office."""
    units = visible_units(request.user, Permission.FAIRNESS_READ)
    rounds = AppraisalRound.objects.filter(
        scheme__procuratorate__in=units, count__gt=0
    ).select_related("scheme__procuratorate")
    context = {"rounds": list(rounds.order_by("-period", "pk")[:60])}
    return render(request, "appraisal/fairness_rounds.html", context)


@door(Permission.FAIRNESS_READ)
def one(request: PageRequest, number: int) -> HttpResponse:
    """What the sheets of a round tell about the scheme."""
    round_ = (
        AppraisalRound.objects.filter(pk=number)
        .select_related("scheme__procuratorate", "scheme__adopted_version")
        .first()
    )
    if round_ is None or not may(
        request.user, Permission.FAIRNESS_READ, unit=round_.scheme.procuratorate
    ):
        raise NotTheirs
    items = [item.item for item in scheme_of_round(round_).items]
    sources = sources_of(round_.scheme.version.sources, items)
    titles = {item: source.title for item, source in sources.items()}
    found = fairness(round_, titles)
    context = {
        "fairness": found,
        "topics": [
            (
                TOPICS[topic],
                [
                    titled(each.text, sources)
                    for each in found.findings
                    if each.topic == topic
                ],
            )
            for topic in dict.fromkeys(each.topic for each in found.findings)
        ],
        "smallest": SMALLEST_GROUP,
        "told": told_signals(round_).exclude(person=request.user.person_id).count(),
    }
    return render(request, "appraisal/fairness.html", context)
