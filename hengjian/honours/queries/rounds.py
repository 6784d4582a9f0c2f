"""Rounds, awards and notices as an account may see them."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.access.queries import may, visible_units
from hengjian.documents.models import Document
from hengjian.honours.models import (
    Award,
    Candidate,
    HonourRound,
    MentorPair,
    NoticeObjection,
    Stage,
)
from hengjian.honours.queries.findings import Told, sight_of


def rounds_seen(account: Account) -> QuerySet[HonourRound]:
    """The rounds of the places the account may see, the newest first."""
    return (
        HonourRound.objects.filter(
            procuratorate__in=visible_units(account, Permission.HONOUR_READ)
        )
        .select_related("procuratorate", "matter")
        .order_by("-id")
    )


def round_seen(account: Account, number: int) -> HonourRound | None:
    """One round, if the account may see it."""
    return rounds_seen(account).filter(pk=number).first()


def awards_seen(account: Account) -> QuerySet[Award]:
    """Every award of the places the account may see, withdrawn ones too."""
    return (
        Award.objects.filter(
            round__procuratorate__in=visible_units(account, Permission.HONOUR_READ)
        )
        .select_related("round__procuratorate", "candidate")
        .order_by("-awarded_on", "-id")
    )


def numbers_of(awards: list[Award]) -> dict[int, str]:
    """Award → the number of its certificate."""
    keys = [each.certificate for each in awards if each.certificate is not None]
    numbers = dict(Document.objects.filter(pk__in=keys).values_list("pk", "number"))
    return {each.pk: numbers.get(each.certificate or 0, "") for each in awards}


def pairs_seen(account: Account) -> QuerySet[MentorPair]:
    """The mentor pairs of the places the account may see."""
    return (
        MentorPair.objects.filter(
            procuratorate__in=visible_units(account, Permission.HONOUR_READ)
        )
        .select_related(
            "apprentice", "business_mentor", "political_mentor", "procuratorate"
        )
        .order_by("until_on", "procuratorate__code", "apprentice__number", "pk")
    )


@dataclass(frozen=True)
class Shown:
    """A round with everything its page shows the reader.

    ``not_met`` are those whom the reader may be told of, ``others_not_met`` how many more.
    """

    round: HonourRound
    met: list[Told]
    not_met: list[Told]
    others_not_met: int
    nominated: list[Candidate]
    in_notice: list[Candidate]
    objections: list[NoticeObjection] = field(default_factory=list)
    awards: list[Award] = field(default_factory=list)

    @property
    def open_objections(self) -> int:
        """How many objections wait for their answer."""
        return sum(each.is_open for each in self.objections)


def shown(found: HonourRound, account: Account) -> Shown:
    """A round: who meets the criteria, who does not and why, what became of it."""
    sight = sight_of(account, found)
    everybody = list(
        found.candidates.select_related(
            "vote__body", "person", "branch", "pair__apprentice"
        ).order_by("name", "pk")
    )
    nominated = [each for each in everybody if each.nominated_by]
    not_met = [each for each in everybody if not each.meets_all]
    told_of = [each for each in not_met if sight.has_part or sight.is_own(each)]
    return Shown(
        round=found,
        met=[sight.told(each) for each in everybody if each.meets_all],
        not_met=[sight.told(each) for each in told_of],
        others_not_met=len(not_met) - len(told_of),
        nominated=nominated,
        in_notice=[
            each for each in nominated if hasattr(each, "vote") and each.vote.is_passed
        ],
        objections=list(
            found.objections.select_related("candidate", "raised_person").order_by("pk")
        ),
        awards=list(found.awards.select_related("candidate").order_by("pk")),
    )


def notices_seen(account: Account, today: date) -> QuerySet[HonourRound]:
    """The rounds whose public notice runs today, where the account belongs."""
    return rounds_seen(account).filter(
        stage=Stage.NOTICE, notice_from_on__lte=today, notice_until_on__gte=today
    )


def parts_of(account: Account, found: HonourRound) -> dict[str, bool]:
    """What the account may do in a round's place."""
    unit = found.procuratorate
    return {
        "may_hold": may(account, Permission.HONOUR_HOLD, unit=unit),
        "may_nominate": may(account, Permission.HONOUR_NOMINATE, unit=unit),
        "may_decide": may(account, Permission.HONOUR_DECIDE, unit=unit),
    }
