"""Prompts about people's sheets: whose they are to see, and from when on."""

from django.db.models import Q, QuerySet

from hengjian.access.models import Account
from hengjian.appraisal.faults import NotTheirs
from hengjian.appraisal.models import AppraisalRound, FairnessSignal
from hengjian.lib import clock


_State = FairnessSignal.State


def own_signals(account: Account) -> QuerySet[FairnessSignal]:
    """The viewer's own, the newest first; nobody's for who acts for another."""
    if account.person_id is None or account.acting_for is not None:
        return FairnessSignal.objects.none()
    return _standing().filter(person=account.person_id).order_by("-raised_on", "-pk")


def own_signal(account: Account, number: int) -> FairnessSignal:
    """One of them. Raises ``NotTheirs``."""
    found = own_signals(account).filter(pk=number).first()
    if found is None:
        raise NotTheirs
    return found


def told_signals(round_: AppraisalRound) -> QuerySet[FairnessSignal]:
    """What the committee sees of a round: answered, or the person's days are past."""
    ready = Q(state=_State.ANSWERED) | Q(answer_until__lt=clock.today())
    return _standing().filter(ready, round=round_).order_by("about", "person__number")


def still_with_people(round_: AppraisalRound) -> int:
    """How many are with their people alone for now."""
    return _standing().filter(round=round_).count() - told_signals(round_).count()


def _standing() -> QuerySet[FairnessSignal]:
    return (
        FairnessSignal.objects.filter(lapses_on__gt=clock.today())
        .exclude(state=_State.LAPSED)
        .select_related(
            "person", "version", "round__scheme__procuratorate", "version__sheet"
        )
    )
