"""The acts on a round: who may, where it stands in the address, what is said after."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import URLPattern, path

from hengjian.access.doors import PageRequest, door
from hengjian.access.permissions import Permission
from hengjian.honours.views import round_steps as steps
from hengjian.honours.views.asked import done, round_for
from hengjian.honours.views.round_steps import Sent
from hengjian.lib.bilingual import Text


P = Permission


@dataclass(frozen=True)
class Act:
    """One short form on a round's page; ``under`` is its address below the round's."""

    name: str
    permission: Permission
    under: str
    do: Callable[[Sent], None]
    said: Text


CANDIDATE, AWARD = "candidates/<int:candidate>/", "awards/<int:award>/"
ACTS = (
    Act(
        "compute",
        P.HONOUR_HOLD,
        "compute/",
        steps.compute,
        Text("已重新核对。", "Worked out anew."),
    ),
    Act(
        "enter-marks",
        P.HONOUR_HOLD,
        "marks/",
        steps.enter_marks,
        Text("已登记。", "Entered."),
    ),
    Act(
        "nominate",
        P.HONOUR_NOMINATE,
        f"{CANDIDATE}nominate/",
        steps.nominate,
        Text("已提名。", "Nominated."),
    ),
    Act(
        "close-nomination",
        P.HONOUR_HOLD,
        "close-nomination/",
        steps.close_nomination,
        Text("提名结束。", "The nomination is closed."),
    ),
    Act(
        "begin-vote",
        P.HONOUR_HOLD,
        "vote/",
        steps.begin_vote,
        Text("已通知成员投票。", "The members are asked to vote."),
    ),
    Act(
        "cast",
        P.HONOUR_READ,
        "ballots/",
        steps.cast,
        Text(
            "已投票；计票以前可以改投。", "Cast; you may vote anew until it is counted."
        ),
    ),
    Act(
        "mark-absent",
        P.HONOUR_HOLD,
        "absent/",
        steps.mark_absent,
        Text("已登记缺席。", "Entered as absent."),
    ),
    Act(
        "close-vote",
        P.HONOUR_HOLD,
        "close-vote/",
        steps.close_vote,
        Text("表决结束。", "The vote is closed."),
    ),
    Act(
        "object",
        P.HONOUR_READ,
        f"{CANDIDATE}object/",
        steps.object_to,
        Text(
            "异议已收到，答复之前不会授予。您的姓名只有答复人看到。",
            "Received; nothing is awarded before it is answered. Only those who answer"
            " see your name.",
        ),
    ),
    Act(
        "answer",
        P.HONOUR_HOLD,
        "objections/<int:objection>/answer/",
        steps.answer,
        Text("已答复。", "Answered."),
    ),
    Act(
        "close-notice",
        P.HONOUR_HOLD,
        "close-notice/",
        steps.close_notice,
        Text("公示结束，等待决定。", "The notice is closed; a leader decides now."),
    ),
    Act(
        "decide",
        P.HONOUR_DECIDE,
        "decide/",
        steps.decide,
        Text("已决定。", "Decided."),
    ),
    Act(
        "certify",
        P.HONOUR_HOLD,
        f"{AWARD}certify/",
        steps.certify,
        Text("证书已签发。", "The certificate is issued."),
    ),
    Act(
        "withdraw",
        P.HONOUR_DECIDE,
        f"{AWARD}withdraw/",
        steps.withdraw,
        Text("已撤销。", "Withdrawn."),
    ),
)


def addresses(under: str) -> list[URLPattern]:
    """The addresses of all acts, below that of a round."""
    return [path(f"{under}{act.under}", _view(act), name=act.name) for act in ACTS]


def _view(act: Act) -> Callable[..., HttpResponse]:
    def view(request: PageRequest, /, number: int, **of: int) -> HttpResponse:
        found = round_for(request, number, act.permission)
        sent = Sent(request, found, of)
        return done(request, lambda: act.do(sent), act.said, "honours:round", number)

    view.__name__, view.__doc__ = act.do.__name__, act.do.__doc__
    opened: Callable[..., HttpResponse] = door(act.permission, methods=("POST",))(view)
    return opened
