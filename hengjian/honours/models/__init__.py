"""Honours: who may have them, how they were chosen, who holds them; vetoes."""

from hengjian.honours.models.award import Award, AwardState
from hengjian.honours.models.ballot import HonourBallot
from hengjian.honours.models.candidate import Candidate
from hengjian.honours.models.contest_result import ContestResult
from hengjian.honours.models.honour_round import HonourRound, Stage
from hengjian.honours.models.honour_vote import HonourVote
from hengjian.honours.models.mentor_pair import MentorPair
from hengjian.honours.models.notice_objection import NoticeObjection
from hengjian.honours.models.veto import Veto, VetoState


__all__ = [
    "Award",
    "AwardState",
    "Candidate",
    "ContestResult",
    "HonourBallot",
    "HonourRound",
    "HonourVote",
    "MentorPair",
    "NoticeObjection",
    "Stage",
    "Veto",
    "VetoState",
]
