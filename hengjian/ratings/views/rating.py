"""评议: what waits for me, what came out about me, the rounds I hold; and a ballot."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from hengjian.access.doors import PageRequest, door
from hengjian.access.permissions import Permission
from hengjian.access.queries import may, permissions_of
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.organisation.models import Person
from hengjian.ratings.actions.rounds import give_ratings
from hengjian.ratings.ballots import LONGEST_EVIDENCE, require_open
from hengjian.ratings.models import Ratee, Rater, Rating, RatingRound, Rubric
from hengjian.ratings.putting_in import put_in
from hengjian.ratings.queries.rounds import (
    person_of,
    rounds_about,
    rounds_due,
    rounds_held,
    rounds_seen,
)
from hengjian.ratings.typed import ballot_of
from hengjian.ui.templatetags.say import in_reader_language as say


PAGE_SIZE = 50


@door(Permission.RATING_GIVE)
def page(request: PageRequest) -> HttpResponse:
    """What waits, what came out, and what is held."""
    holds = Permission.RATING_HOLD in permissions_of(request.user)
    held = Paginator(rounds_held(request.user), PAGE_SIZE)
    context = {
        "due": list(rounds_due(request.user)),
        "about": list(rounds_about(request.user)[:PAGE_SIZE]),
        "holds": holds,
        "page": held.get_page(request.GET.get("page")) if holds else None,
        "rubrics": _rubrics(request) if holds else [],
        "today": clock.today(),
    }
    return render(request, "ratings/ratings.html", context)


def _rubrics(request: PageRequest) -> list[Rubric]:
    in_use = Rubric.objects.filter(ended_on__isnull=True)
    ordered = in_use.select_related("procuratorate").order_by(
        "procuratorate_id", "name"
    )
    return [
        each
        for each in ordered
        if may(request.user, Permission.RATING_HOLD, unit=each.procuratorate)
    ]


@door(Permission.RATING_GIVE, methods=("GET", "HEAD", "POST"))
def rate(request: PageRequest, number: int) -> HttpResponse:
    """The ballot of a round; posted, it is put in."""
    round_, rater = _asked(request, number)
    if request.method != "POST":
        require_open(round_)
        return _form(request, round_, rater, _given(round_, rater))
    typed = request.POST.dict()
    try:
        ballot = ballot_of(round_, typed)
        if round_.is_anonymous:
            put_in(round_, rater, ballot)
        else:
            give_ratings(round_=round_, rater=rater, ballot=ballot, by=request.user)
    except UserFault as fault:
        if fault.status != UserFault.status:
            raise
        return _form(request, round_, rater, typed, fault=fault.message)
    said = Text("评议已收到，谢谢。", "Your ratings are in. Thank you.")
    messages.success(request, say(said))
    return redirect("ratings:ratings")


def _asked(request: PageRequest, number: int) -> tuple[RatingRound, Person]:
    """A round that asks the viewer; others are not there. Raises ``Http404``."""
    round_ = rounds_seen(request.user).filter(pk=number).first()
    if round_ is None:
        raise Http404
    rater = person_of(request.user)
    asked = Rater.objects.filter(round=round_, person=rater)
    if rater is None or not asked.exists():
        raise Http404
    return round_, rater


def _given(round_: RatingRound, rater: Person) -> dict[str, str]:
    """What was handed in before in a named round, to be changed; nothing else is known."""
    texts: dict[str, str] = {}
    given = Rating.objects.filter(ratee__round=round_, rater=rater)
    for each in given.select_related("ratee").order_by("pk"):
        place = f"{each.ratee.person_id}-{each.criterion}"
        texts[f"mark-{place}"] = str(each.level)
        texts[f"why-{place}"] = each.evidence
    return texts


def _form(
    request: PageRequest,
    round_: RatingRound,
    rater: Person,
    texts: dict[str, str],
    *,
    fault: Text | None = None,
) -> HttpResponse:
    done = Rater.objects.filter(round=round_, person=rater, has_rated=True).exists()
    ratees = Ratee.objects.filter(round=round_).exclude(person=rater)
    context: dict[str, Any] = {
        "round": round_,
        "is_done": done and round_.is_anonymous,
        "people": [
            {
                "person": each.person,
                "fields": [
                    {
                        "criterion": criterion,
                        "place": f"{each.person_id}-{criterion['criterion']}",
                        "level": texts.get(
                            f"mark-{each.person_id}-{criterion['criterion']}", ""
                        ),
                        "why": texts.get(
                            f"why-{each.person_id}-{criterion['criterion']}", ""
                        ),
                    }
                    for criterion in round_.rubric.criteria
                ],
            }
            for each in ratees.select_related("person").order_by("person__number")
        ],
        "levels": [str(level) for level in range(round_.rubric.scale, -1, -1)],
        "longest": LONGEST_EVIDENCE,
        "fault": fault,
    }
    return render(request, "ratings/rate.html", context, status=422 if fault else 200)
