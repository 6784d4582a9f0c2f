"""A vote on nominees: a body is called to it, its members vote themselves."""

from collections.abc import Mapping

from hengjian.access.models import Account
from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.engines.voting.ballots import Voice
from hengjian.engines.voting.rules import ChairPart
from hengjian.honours.actions.locking import at_stage, nominees
from hengjian.honours.actions.voting import PERSONNEL
from hengjian.honours.faults import HonourFault, NotYours, words_given
from hengjian.honours.models import HonourBallot, HonourRound, Stage
from hengjian.honours.queries.concerned import people_of
from hengjian.jobs import actions as jobs
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.meetings import catalogue
from hengjian.meetings.models import Body, BodyMember
from hengjian.meetings.queries.duties import members_on


BEGUN = "honours.vote_begun"
CONCERNED = "本人是提名对象或其成员"


@journal.action
def begin(*, honour_round: HonourRound, body: Body, by: Actor) -> HonourRound:
    """Call the members of a body to vote on the nominees, and tell them.

    Whoever is a nominee, or one of its members, is recused. Another body takes the vote
    over only before anything is counted; ballots cast until then are void. Raises
    ``HonourFault`` for a body of another place, without members, or where its chief
    decides alone.
    """
    found = at_stage(honour_round, Stage.VOTE)
    if found.voting_body_id == body.pk:
        raise HonourFault(Text("已经由这个会议表决", "this body votes already"))
    if body.procuratorate_id != found.procuratorate_id:
        raise HonourFault(Text("不是本院的会议", "a body of another place"), status=422)
    today = clock.today()
    rule = catalogue.rule_in_force(body, today, PERSONNEL)
    if rule.dated.rule.chair is ChairPart.DECIDES:
        raise HonourFault(
            Text(
                "这个会议由检察长决定，不以票数表决；请选择按票数表决的会议",
                "in this body the chief decides and votes are not counted: choose another",
            ),
            status=422,
        )
    members = list(members_on(body, today).order_by("seniority", "pk"))
    if not members:
        raise HonourFault(
            Text("会议没有登记组成人员", "the body has no members on that day")
        )
    before = HonourBallot.objects.filter(candidate__round=found)
    void = before.exclude(voice="").count()
    before.delete()
    ballots = _ballots(found, members)
    HonourBallot.objects.bulk_create(ballots)
    old = found.voting_body_id
    found.voting_body, found.voting_from_on = body, today
    found.save(update_fields=["voting_body", "voting_from_on"])
    journal.enter(
        BEGUN,
        subject=found,
        old={"body": old, "void_ballots": void} if old is not None else None,
        new={
            "body": body.pk,
            "members": len(members),
            "recused": sum(each.is_recused for each in ballots),
        },
    )
    jobs.tell(
        event=BEGUN,
        event_id=f"{found.pk}:{body.pk}",
        payload={"honour_round": found.pk},
        by=by,
    )
    return found


@journal.action
def cast(
    *, honour_round: HonourRound, voices: Mapping[int, Voice], by: Actor
) -> HonourRound:
    """Vote on every nominee at once (candidate → voice), as the member oneself.

    Until it is counted one may vote anew. The journal enters that somebody voted, never
    how. Raises ``NotYours`` for who is no member or votes for a colleague,
    ``HonourFault`` (422) where a nominee is left out.
    """
    found = at_stage(honour_round, Stage.VOTE)
    person = by.person_id if isinstance(by, Account) else None
    own = list(
        HonourBallot.objects.select_for_update(of=("self",))
        .filter(candidate__round=found, member__person=person)
        .select_related("candidate")
        .order_by("pk")
    )
    if person is None or not own:
        raise NotYours(
            Text(
                "只有表决会议的成员本人可以投票",
                "only a member of the voting body votes, and in person",
            )
        )
    open_ = [each for each in own if not each.is_recused]
    if {each.candidate_id for each in open_} != set(voices):
        raise HonourFault(
            Text(
                "请对每个提名对象表示赞成、反对或弃权",
                "say for, against or abstain on every nominee",
            ),
            status=422,
        )
    for each in open_:
        each.voice = voices[each.candidate_id].value
        each.is_absent, each.reason, each.cast_at = False, "", clock.now()
        each.save()
    journal.enter("honours.ballots_cast", subject=found, new={"nominees": len(open_)})
    return found


@journal.action
def mark_absent(
    *, honour_round: HonourRound, member: BodyMember, reason: str, by: Actor
) -> HonourRound:
    """Enter why a member takes no part; that member may still vote until it is counted.

    Raises ``HonourFault`` for who has voted, is recused, or is no member of this vote.
    """
    found = at_stage(honour_round, Stage.VOTE)
    said = words_given(reason, Text("缺席原因", "why the member is absent"))[:300]
    seats = HonourBallot.objects.select_for_update(of=("self",)).filter(
        candidate__round=found, member=member, voice="", is_recused=False
    )
    waiting = list(seats.filter(is_absent=False).order_by("pk"))
    if not waiting:
        raise HonourFault(
            Text(
                "这位成员已经投票、回避或登记缺席",
                "that member has voted, is recused, or is entered as absent",
            )
        )
    for each in waiting:
        each.is_absent, each.reason = True, said
        each.save()
    journal.enter(
        "honours.member_absent",
        subject=found,
        new={"member": member.pk},
        detail={"reason": journal.Personal(said)},
    )
    return found


def _ballots(found: HonourRound, members: list[BodyMember]) -> list[HonourBallot]:
    made = []
    for nominee in nominees(found):
        concerned = people_of(nominee)
        for member in members:
            recused = member.person_id in concerned
            made.append(
                HonourBallot(
                    candidate=nominee,
                    member=member,
                    is_recused=recused,
                    reason=CONCERNED if recused else "",
                )
            )
    return made
