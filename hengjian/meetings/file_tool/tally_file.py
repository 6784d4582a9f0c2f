"""A vote written in a file: the rule, those present, the votes."""

from pathlib import Path
from typing import cast

from hengjian.engines.pack_format.faults import FaultList
from hengjian.engines.pack_format.formats.voting_rule import RULE_KEYS, voting_rule
from hengjian.engines.pack_format.kinds import Flag, OneOf, Whole
from hengjian.engines.pack_format.records import Entry, FileFormat, Key, Record
from hengjian.engines.pack_format.single_file import read_single, refuse
from hengjian.engines.voting.ballots import Ballot, Voice, Votes, contradictions
from hengjian.engines.voting.rules import VotingRule
from hengjian.lib.bilingual import Text


_PEOPLE = Whole(0, 100_000)
_CONSULTED = Text(
    "检察长已与副检察长取得一致(仅 chair: decides)",
    "the chief agreed with the deputies first (chair: decides)",
)

RULE = Record(
    (*RULE_KEYS, Key("consulted", Flag(), _CONSULTED, otherwise="false")),
    Text("表决规则", "the rule"),
)

TALLY = FileFormat(
    "meeting_tally",
    "FILE.yaml",
    Text("表决", "a vote"),
    Text("一次表决的规则与票数。", "The rule and the votes of one ballot."),
    Record(
        (
            Key("rule", RULE, Text("规则", "the rule"), required=True),
            Key(
                "members",
                Whole(1, 100_000),
                Text("组成人员数", "number of members"),
                required=True,
            ),
            Key(
                "present",
                _PEOPLE,
                Text("出席且可表决的人数", "those present who may vote"),
                required=True,
            ),
            Key("recused", _PEOPLE, Text("回避人数", "recused"), otherwise="0"),
            Key(
                "votes",
                Record(
                    (
                        Key("for", _PEOPLE, Text("赞成", "for"), required=True),
                        Key("against", _PEOPLE, Text("反对", "against"), otherwise="0"),
                        Key("abstain", _PEOPLE, Text("弃权", "abstain"), otherwise="0"),
                    )
                ),
                Text("票数，含主持人", "votes, the chair's among them"),
                required=True,
            ),
            Key(
                "chair",
                OneOf(tuple(Voice)),
                Text("主持人怎样表决", "how the chair voted"),
                otherwise="–",
            ),
            Key("consulted", Flag(), _CONSULTED, otherwise="false"),
        )
    ),
)


def read_tally(path: Path) -> tuple[VotingRule, Ballot]:
    """Rule and ballot; raises ``FileFaults`` with every fault's file and line."""
    faults = FaultList()
    entry: Entry = read_single(path, TALLY, faults)
    rule = cast(VotingRule, voting_rule(entry["rule"], faults))
    ballot = _ballot(entry)
    for wrong in contradictions(ballot):
        faults.add(
            entry.place(wrong.part), wrong.message, wrong.advice, rule="contradiction"
        )
    refuse(faults)
    return rule, ballot


def _ballot(entry: Entry) -> Ballot:
    votes: Entry = entry["votes"]
    chair = entry.get("chair")
    rule: Entry = entry["rule"]
    return Ballot(
        members=entry["members"],
        present=entry["present"],
        votes=Votes(votes["for"], votes.get("against", 0), votes.get("abstain", 0)),
        recused=entry.get("recused", 0),
        chair=None if chair is None else Voice(chair),
        consulted=entry.get("consulted", False) or rule.get("consulted", False),
    )
