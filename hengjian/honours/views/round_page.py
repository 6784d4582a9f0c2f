"""One round of an honour: criteria, everybody looked at and why, every later step."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from hengjian.access.actor_names import actor_names
from hengjian.access.doors import PageRequest, door
from hengjian.access.permissions import Permission
from hengjian.access.queries import may
from hengjian.documents.word_answers import word_answer
from hengjian.engines.voting.ballots import Voice
from hengjian.honours.actors import people_behind
from hengjian.honours.catalogue import Subject, honour_named
from hengjian.honours.making_papers import round_paper
from hengjian.honours.models import HonourRound, Stage
from hengjian.honours.queries import rounds as queries
from hengjian.honours.queries.ballots import vote_told
from hengjian.honours.views.asked import colleagues
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.matters.queries.sight import matters_seen
from hengjian.meetings.models import Body


WHAT_NOW = {
    Stage.NOMINATE: Text(
        "等待提名：符合条件的人和集体可以提名，不符合的写明了为什么。",
        "Waiting for nominations: who meets the criteria may be put forward; whoever does"
        " not is told why.",
    ),
    Stage.VOTE: Text(
        "等待表决：会议成员本人投票，按会议规则计票后开始公示。",
        "Waiting for the vote: the members of a body vote themselves; it is counted by"
        " the body's rule, then the public notice begins.",
    ),
    Stage.NOTICE: Text(
        "正在公示：本院人员都可以提出异议，异议答复之前不能授予。",
        "In public notice: everybody in the office may object, and nothing is awarded"
        " until each objection is answered.",
    ),
    Stage.DECIDE: Text(
        "等待院领导决定：决定前再次核对一票否决。",
        "Waiting for a leader's decision, with the vetoes looked at once more.",
    ),
    Stage.CERTIFY: Text(
        "已决定授予，等待签发证书。", "Awarded; the certificates are to be issued."
    ),
    Stage.DONE: Text("已授予并颁发证书。", "Awarded, certificates issued."),
    Stage.ENDED: Text("这一轮没有授予。", "Nobody was awarded in this round."),
}

VOICES = {
    Voice.FOR: Text("赞成", "For"),
    Voice.AGAINST: Text("反对", "Against"),
    Voice.ABSTAIN: Text("弃权", "Abstain"),
}


@door(Permission.HONOUR_READ)
def page(request: PageRequest, number: int) -> HttpResponse:
    """A round as everybody of its place sees it; acts for those who have a part."""
    found = queries.round_seen(request.user, number)
    if found is None:
        raise Http404(str(number))
    if request.GET.get("export"):
        shown = queries.shown(found, request.user)
        name = f"honour-{found.honour}-{found.period}"
        paper = round_paper(shown, queries.numbers_of(shown.awards))
        return word_answer(request, paper, name, rows=len(shown.met), by=request.user)
    return render(request, "honours/round.html", context_of(request, found))


def context_of(request: PageRequest, found: HonourRound) -> dict[str, Any]:
    """What the page shows and offers."""
    shown = queries.shown(found, request.user)
    honour = honour_named(found.honour)
    parts = queries.parts_of(request.user, found)
    stage = Stage(found.stage)
    names = actor_names(
        [
            *(each.nominated_by for each in shown.nominated),
            *(each.answered_by for each in shown.objections),
            *(each.withdrawn_by for each in shown.awards),
            found.decided_by,
        ]
    )
    is_over = found.notice_is_over(clock.today())
    return {
        "round": found,
        "honour": honour,
        "shown": shown,
        "stages": _course(found),
        "what_now": WHAT_NOW[stage],
        "criteria": list(found.criteria.items()),
        "names": names,
        "numbers": queries.numbers_of(shown.awards),
        "vote": vote_told(found, request.user) if stage is Stage.VOTE else None,
        "voices": VOICES.items(),
        "is_over": is_over,
        "may_object": stage is Stage.NOTICE and not is_over,
        "bodies": list(
            Body.objects.filter(
                procuratorate=found.procuratorate_id, closed_on__isnull=True
            ).order_by("pk")
        )
        if stage is Stage.VOTE and parts["may_hold"]
        else [],
        "people": colleagues(found.procuratorate)
        if stage is Stage.NOMINATE
        and parts["may_hold"]
        and honour.subject is Subject.ENTRANT
        else [],
        "marks": list(found.contest_results.select_related("person").order_by("pk"))
        if honour.subject is Subject.ENTRANT
        else [],
        "own_people": people_behind(request.user),
        "sees_matter": matters_seen(request.user).filter(pk=found.matter_id).exists(),
        "may_nominate_now": stage is Stage.NOMINATE and parts["may_nominate"],
        "may_export": may(request.user, Permission.EXPORT_MAKE),
        **parts,
    }


def _course(found: HonourRound) -> list[tuple[Text, bool, bool]]:
    """The steps of a round: label, whether it is done, whether it is now."""
    order = [
        (Stage.NOMINATE, Text("提名", "Nomination")),
        (Stage.VOTE, Text("表决", "Vote")),
        (Stage.NOTICE, Text("公示", "Public notice")),
        (Stage.DECIDE, Text("决定", "Decision")),
        (Stage.CERTIFY, Text("颁发", "Certificates")),
    ]
    codes = [stage for stage, _ in order]
    stage = Stage(found.stage)
    here = codes.index(stage) if stage in codes else len(codes)
    return [
        (label, place < here and stage is not Stage.ENDED, place == here)
        for place, (_, label) in enumerate(order)
    ]
