"""Acts on a round, each a short form on its page."""

from decimal import Decimal, InvalidOperation

from django.http import Http404, HttpResponse

from hengjian.access.doors import PageRequest, door
from hengjian.access.permissions import Permission
from hengjian.engines.voting.ballots import Voice, Votes
from hengjian.honours import certifying
from hengjian.honours.actions import (
    deciding,
    keeping,
    nominating,
    noticing,
    opening,
    voting,
)
from hengjian.honours.faults import HonourFault
from hengjian.honours.models import Award, NoticeObjection
from hengjian.honours.views.asked import (
    candidate_of,
    count_asked,
    done,
    person_asked,
    round_for,
)
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.meetings import catalogue
from hengjian.meetings.models import Body


P = Permission
PAGE = "honours:round"
PERSONNEL = "group_personnel"
"""The scope under which a body's special rule for commendation stands."""


@door(P.HONOUR_HOLD, methods=("POST",))
def compute(request: PageRequest, number: int) -> HttpResponse:
    """Hold the criteria against everybody anew."""
    found = round_for(request, number, P.HONOUR_HOLD)
    return done(
        request,
        lambda: opening.compute(honour_round=found, by=request.user),
        Text("已重新核对。", "Worked out anew."),
        PAGE,
        number,
    )


@door(P.HONOUR_HOLD, methods=("POST",))
def enter_marks(request: PageRequest, number: int) -> HttpResponse:
    """Enter an entrant's marks and hold the criteria anew."""
    found = round_for(request, number, P.HONOUR_HOLD)

    def act() -> None:
        keeping.enter_marks(
            honour_round=found,
            person=person_asked(request.POST, "person", found.procuratorate),
            marks=_marks(request.POST.get("marks", "")),
            record=request.POST.get("record", ""),
            by=request.user,
        )
        opening.compute(honour_round=found, by=request.user)

    return done(request, act, Text("已登记。", "Entered."), PAGE, number)


@door(P.HONOUR_NOMINATE, methods=("POST",))
def nominate(request: PageRequest, number: int, candidate: int) -> HttpResponse:
    """Put a candidate forward."""
    found = round_for(request, number, P.HONOUR_NOMINATE)
    return done(
        request,
        lambda: nominating.nominate(
            candidate=candidate_of(found, candidate),
            words=request.POST.get("words", ""),
            by=request.user,
        ),
        Text("已提名。", "Nominated."),
        PAGE,
        number,
    )


@door(P.HONOUR_HOLD, methods=("POST",))
def close_nomination(request: PageRequest, number: int) -> HttpResponse:
    """Go on to the vote."""
    found = round_for(request, number, P.HONOUR_HOLD)
    return done(
        request,
        lambda: nominating.close_nomination(honour_round=found, by=request.user),
        Text("提名结束。", "The nomination is closed."),
        PAGE,
        number,
    )


@door(P.HONOUR_HOLD, methods=("POST",))
def record_vote(request: PageRequest, number: int, candidate: int) -> HttpResponse:
    """Record the votes of a body on a nominee."""
    found = round_for(request, number, P.HONOUR_HOLD)
    given = request.POST

    def act() -> None:
        text = given.get("body", "")
        body = Body.objects.filter(
            pk=int(text)
            if text.isascii() and text.isdecimal() and len(text) < 10
            else 0,
            procuratorate=found.procuratorate_id,
        ).first()
        if body is None:
            raise HonourFault(Text("请选择会议", "choose the body"), status=422)
        chair = given.get("chair", "")
        voting.record_vote(
            candidate=candidate_of(found, candidate),
            body=body,
            rule=catalogue.rule_in_force(body, clock.today(), PERSONNEL),
            votes=Votes(
                count_asked(given, "ayes", Text("赞成", "For")),
                count_asked(given, "noes", Text("反对", "Against")),
                count_asked(given, "abstentions", Text("弃权", "Abstained")),
            ),
            present=count_asked(given, "present", Text("出席", "Present")),
            recused=count_asked(given, "recused", Text("回避", "Recused")),
            chair=Voice(chair) if chair in set(Voice) else None,
            consulted=bool(given.get("consulted")),
            by=request.user,
        )

    return done(
        request, act, Text("已登记表决。", "The vote is recorded."), PAGE, number
    )


@door(P.HONOUR_HOLD, methods=("POST",))
def close_vote(request: PageRequest, number: int) -> HttpResponse:
    """Begin the public notice."""
    found = round_for(request, number, P.HONOUR_HOLD)
    return done(
        request,
        lambda: voting.close_vote(honour_round=found, by=request.user),
        Text("表决结束。", "The vote is closed."),
        PAGE,
        number,
    )


@door(P.HONOUR_READ, methods=("POST",))
def object_to(request: PageRequest, number: int, candidate: int) -> HttpResponse:
    """Raise an objection during the notice."""
    found = round_for(request, number, P.HONOUR_READ)
    return done(
        request,
        lambda: noticing.raise_objection(
            candidate=candidate_of(found, candidate),
            words=request.POST.get("words", ""),
            by=request.user,
        ),
        Text(
            "异议已收到，答复之前不会授予。您的姓名只有答复人看到。",
            "Received; nothing is awarded before it is answered. Only those who answer see"
            " your name.",
        ),
        PAGE,
        number,
    )


@door(P.HONOUR_HOLD, methods=("POST",))
def answer(request: PageRequest, number: int, objection: int) -> HttpResponse:
    """Answer an objection."""
    found = round_for(request, number, P.HONOUR_HOLD)
    against = (
        NoticeObjection.objects.select_related("round__matter", "candidate__pair")
        .filter(pk=objection, round=found)
        .first()
    )
    if against is None:
        raise Http404(str(objection))
    return done(
        request,
        lambda: noticing.answer_objection(
            objection=against,
            answer=request.POST.get("answer", ""),
            is_upheld=request.POST.get("upheld") == "yes",
            by=request.user,
        ),
        Text("已答复。", "Answered."),
        PAGE,
        number,
    )


@door(P.HONOUR_HOLD, methods=("POST",))
def close_notice(request: PageRequest, number: int) -> HttpResponse:
    """End the notice."""
    found = round_for(request, number, P.HONOUR_HOLD)
    return done(
        request,
        lambda: noticing.close_notice(honour_round=found, by=request.user),
        Text("公示结束，等待决定。", "The notice is closed; a leader decides now."),
        PAGE,
        number,
    )


@door(P.HONOUR_DECIDE, methods=("POST",))
def decide(request: PageRequest, number: int) -> HttpResponse:
    """Award to those chosen, or to nobody."""
    found = round_for(request, number, P.HONOUR_DECIDE)
    chosen = [
        int(text)
        for text in request.POST.getlist("chosen")
        if text.isascii() and text.isdecimal() and len(text) < 18
    ]
    return done(
        request,
        lambda: deciding.decide(
            honour_round=found,
            chosen=chosen,
            words=request.POST.get("words", ""),
            by=request.user,
        ),
        Text("已决定。", "Decided."),
        PAGE,
        number,
    )


@door(P.HONOUR_HOLD, methods=("POST",))
def certify(request: PageRequest, number: int, award: int) -> HttpResponse:
    """Issue the certificate of an award."""
    found = round_for(request, number, P.HONOUR_HOLD)
    given = _award(found.pk, award)
    return done(
        request,
        lambda: certifying.certify(given, by=request.user),
        Text("证书已签发。", "The certificate is issued."),
        PAGE,
        number,
    )


@door(P.HONOUR_DECIDE, methods=("POST",))
def withdraw(request: PageRequest, number: int, award: int) -> HttpResponse:
    """Take an honour back."""
    found = round_for(request, number, P.HONOUR_DECIDE)
    given = _award(found.pk, award)
    return done(
        request,
        lambda: deciding.withdraw(
            award=given, reason=request.POST.get("reason", ""), by=request.user
        ),
        Text("已撤销。", "Withdrawn."),
        PAGE,
        number,
    )


def _award(honour_round: int, number: int) -> Award:
    found = (
        Award.objects.select_related(
            "round__matter__release",
            "round__matter__procuratorate",
            "round__matter__department",
            "candidate__round",
            "candidate__pair",
        )
        .filter(pk=number, round=honour_round)
        .first()
    )
    if found is None:
        raise Http404(str(number))
    return found


def _marks(text: str) -> Decimal:
    try:
        return Decimal(text.strip()[:12])
    except InvalidOperation:
        raise HonourFault(
            Text("成绩应填数字", "marks are a number"), status=422
        ) from None
