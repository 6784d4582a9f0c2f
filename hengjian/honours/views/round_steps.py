"""What each act on a round reads of its form, and does."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.http import Http404

from hengjian.access.doors import PageRequest
from hengjian.access.models import Account
from hengjian.engines.voting.ballots import Voice
from hengjian.honours import certifying
from hengjian.honours.actions import (
    balloting,
    deciding,
    keeping,
    nominating,
    noticing,
    opening,
    voting,
)
from hengjian.honours.faults import HonourFault
from hengjian.honours.models import Award, Candidate, HonourRound, NoticeObjection
from hengjian.honours.views.asked import candidate_of, number_asked, person_asked
from hengjian.lib.bilingual import Text
from hengjian.meetings.models import Body, BodyMember


@dataclass(frozen=True)
class Sent:
    """A form about a round; ``of`` are the other numbers of its address."""

    request: PageRequest
    round: HonourRound
    of: Mapping[str, int]

    @property
    def by(self) -> Account:
        """Who sent it."""
        return self.request.user

    def words(self, name: str) -> str:
        """A field of the form; empty where it is left out."""
        return str(self.request.POST.get(name, ""))

    @property
    def candidate(self) -> Candidate:
        """The candidate of the address. Raises ``Http404``."""
        return candidate_of(self.round, self.of["candidate"])

    @property
    def award(self) -> Award:
        """The award of the address. Raises ``Http404``."""
        found = (
            Award.objects.select_related(
                "round__matter__release",
                "round__matter__procuratorate",
                "round__matter__department",
                "candidate__round",
                "candidate__pair",
            )
            .filter(pk=self.of["award"], round=self.round)
            .first()
        )
        if found is None:
            raise Http404(str(self.of["award"]))
        return found

    @property
    def objection(self) -> NoticeObjection:
        """The objection of the address. Raises ``Http404``."""
        found = (
            NoticeObjection.objects.select_related("round__matter", "candidate__pair")
            .filter(pk=self.of["objection"], round=self.round)
            .first()
        )
        if found is None:
            raise Http404(str(self.of["objection"]))
        return found


def compute(sent: Sent) -> None:
    """Hold the criteria against everybody anew."""
    opening.compute(honour_round=sent.round, by=sent.by)


def enter_marks(sent: Sent) -> None:
    """Enter an entrant's marks and hold the criteria anew."""
    try:
        marks = Decimal(sent.words("marks").strip()[:12])
    except InvalidOperation:
        raise HonourFault(
            Text("成绩应填数字", "marks are a number"), status=422
        ) from None
    keeping.enter_marks(
        honour_round=sent.round,
        person=person_asked(sent.request.POST, "person", sent.round.procuratorate),
        marks=marks,
        record=sent.words("record"),
        by=sent.by,
    )
    opening.compute(honour_round=sent.round, by=sent.by)


def nominate(sent: Sent) -> None:
    """Put a candidate forward."""
    words = sent.words("words")
    nominating.nominate(candidate=sent.candidate, words=words, by=sent.by)


def close_nomination(sent: Sent) -> None:
    """Go on to the vote."""
    nominating.close_nomination(honour_round=sent.round, by=sent.by)


def begin_vote(sent: Sent) -> None:
    """Call the members of a body to vote."""
    body = Body.objects.filter(
        pk=number_asked(sent.words("body")), procuratorate=sent.round.procuratorate_id
    ).first()
    if body is None:
        raise HonourFault(Text("请选择会议", "choose the body"), status=422)
    balloting.begin(honour_round=sent.round, body=body, by=sent.by)


def cast(sent: Sent) -> None:
    """The member's own ballots on all nominees."""
    found = {
        number_asked(name.removeprefix("voice-")): Voice(text)
        for name, text in sent.request.POST.items()
        if name.startswith("voice-") and text in set(Voice)
    }
    balloting.cast(honour_round=sent.round, voices=found, by=sent.by)


def mark_absent(sent: Sent) -> None:
    """Enter why a member takes no part in the vote."""
    member = BodyMember.objects.filter(
        pk=number_asked(sent.words("member")), body=sent.round.voting_body_id
    ).first()
    if member is None:
        raise HonourFault(Text("请选择成员", "choose a member"), status=422)
    balloting.mark_absent(
        honour_round=sent.round,
        member=member,
        reason=sent.words("reason"),
        by=sent.by,
    )


def close_vote(sent: Sent) -> None:
    """Count the ballots and begin the public notice."""
    voting.close_vote(honour_round=sent.round, by=sent.by)


def object_to(sent: Sent) -> None:
    """Raise an objection during the notice."""
    words = sent.words("words")
    noticing.raise_objection(candidate=sent.candidate, words=words, by=sent.by)


def answer(sent: Sent) -> None:
    """Answer an objection."""
    noticing.answer_objection(
        objection=sent.objection,
        answer=sent.words("answer"),
        is_upheld=sent.words("upheld") == "yes",
        by=sent.by,
    )


def close_notice(sent: Sent) -> None:
    """End the notice."""
    noticing.close_notice(honour_round=sent.round, by=sent.by)


def decide(sent: Sent) -> None:
    """Award to those chosen, or to nobody."""
    chosen = [number_asked(text) for text in sent.request.POST.getlist("chosen")]
    deciding.decide(
        honour_round=sent.round,
        chosen=[number for number in chosen if number],
        words=sent.words("words"),
        by=sent.by,
    )


def certify(sent: Sent) -> None:
    """Issue the certificate of an award."""
    certifying.certify(sent.award, by=sent.by)


def withdraw(sent: Sent) -> None:
    """Take an honour back."""
    deciding.withdraw(award=sent.award, reason=sent.words("reason"), by=sent.by)
