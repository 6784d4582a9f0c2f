"""Why a vote came out as it did, in words that name the deciding rule."""

from hengjian.engines.voting.ballots import Ballot, Result, Voice
from hengjian.engines.voting.rules import Base, Recused, ShareOf, VotingRule
from hengjian.lib.bilingual import Text


def reason(
    rule: VotingRule,
    ballot: Ballot,
    result: Result,
    quorum_needed: int,
    needed: int | None,
) -> Text:
    """One sentence on the quorum and, where it was reached, one on the decision."""
    quorum = _quorum(rule, ballot, quorum_needed)
    if result is Result.NO_QUORUM:
        return quorum
    if result is Result.CHAIR_DECIDES:
        decision = _chief(ballot)
    else:
        decision = _majority(rule, ballot, needed or 0)
    return Text(quorum.zh + decision.zh, f"{quorum.en} {decision.en}")


def _quorum(rule: VotingRule, ballot: Ballot, needed: int) -> Text:
    if rule.quorum.share.asks_nothing and ballot.present >= needed:
        return Text(
            f"出席 {ballot.present} 人，规则未设法定人数；",
            f"{ballot.present} present; the rule sets no quorum.",
        )
    share = _share_of(rule, rule.quorum, ballot)
    if ballot.present >= needed:
        return Text(
            f"出席 {ballot.present} 人，达到法定人数({share.zh}，须 {needed} 人)；",
            f"{ballot.present} present, the quorum is met ({share.en}: {needed}).",
        )
    return Text(
        f"出席 {ballot.present} 人，不足法定人数({share.zh}，须 {needed} 人)，不得表决",
        f"{ballot.present} present, the quorum is not met ({share.en}: {needed}); "
        "no vote may be taken.",
    )


def _majority(rule: VotingRule, ballot: Ballot, needed: int) -> Text:
    assert rule.majority is not None  # noqa: S101  asked before a result is made
    share = _share_of(rule, rule.majority, ballot)
    ayes = ballot.votes.ayes
    if ayes >= needed:
        return Text(
            f"赞成 {ayes} 票，达到多数({share.zh}，须 {needed} 票)，通过",
            f"{ayes} for, the majority is reached ({share.en}: {needed}): passed.",
        )
    return Text(
        f"赞成 {ayes} 票，未达到多数({share.zh}，须 {needed} 票)，不通过",
        f"{ayes} for, the majority is not reached ({share.en}: {needed}): not passed.",
    )


def _chief(ballot: Ballot) -> Text:
    voices = {
        Voice.FOR: Text("检察长意见为同意", "the chief is for it"),
        Voice.AGAINST: Text("检察长意见为不同意", "the chief is against it"),
    }
    open_voice = Text("检察长尚未表明意见", "the chief has not yet said which way")
    voice = voices.get(ballot.chair, open_voice) if ballot.chair else open_voice
    agreed = (
        Text("已与副检察长取得一致", "after agreement with the deputies")
        if ballot.consulted
        else Text(
            "尚无与副检察长取得一致的记录",
            "but no agreement with the deputies is recorded",
        )
    )
    return Text(
        f"依规则由检察长决定，票数供参考；{voice.zh}，{agreed.zh}",
        "By the rule the chief decides, the votes being advice; "
        f"{voice.en}, {agreed.en}.",
    )


def _share_of(rule: VotingRule, share_of: ShareOf, ballot: Ballot) -> Text:
    share, base = share_of.share.in_words(), _base(rule, share_of.of, ballot)
    return Text(f"{base.zh}的{share.zh}", f"{share.en} of {base.en}")


def _base(rule: VotingRule, of: Base, ballot: Ballot) -> Text:
    if of is Base.PRESENT:
        return Text(
            f"出席人员 {ballot.present} 人", f"the {ballot.present} members present"
        )
    if of is Base.VOTING:
        cast = ballot.votes.ayes + ballot.votes.noes
        return Text(f"投赞成或反对票的 {cast} 人", f"the {cast} votes for or against")
    if rule.recused is Recused.EXCLUDED and ballot.recused:
        left = ballot.members - ballot.recused
        return Text(
            f"组成人员 {left} 人(全体 {ballot.members} 人，不计回避 {ballot.recused} 人)",
            f"{left} members ({ballot.members} less {ballot.recused} recused)",
        )
    return Text(f"全体组成人员 {ballot.members} 人", f"all {ballot.members} members")
