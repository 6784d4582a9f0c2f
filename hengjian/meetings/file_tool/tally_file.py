"""A vote written in a file: the rule, those present, the votes."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hengjian.engines.pack_format.faults import FaultList
from hengjian.engines.pack_format.kinds import Flag, Kind, OneOf, Whole
from hengjian.engines.pack_format.nodes import Node, ScalarNode
from hengjian.engines.pack_format.records import Entry, FileFormat, Key, Record
from hengjian.engines.pack_format.single_file import read_single, refuse
from hengjian.engines.voting.ballots import Ballot, Voice, Votes, contradictions
from hengjian.engines.voting.rules import (
    Base,
    ChairPart,
    Recused,
    Share,
    ShareOf,
    VotingRule,
    parse_share,
)
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


@dataclass(frozen=True)
class ShareText(Kind):
    """A share with its sign, such as ``>1/2``."""

    def read(self, node: Node, faults: FaultList) -> Share | None:
        if not isinstance(node, ScalarNode):
            self._refuse(node, faults)
            return None
        try:
            return parse_share(node.text)
        except UserFault as fault:
            faults.add(node.place, fault.message, rule="share")
            return None

    def json_schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": "^>=?"}

    def words(self) -> Text:
        return Text("“>1/2” 或 “>=2/3”", "“>1/2” or “>=2/3”")


def _one_of(*words: str) -> OneOf:
    return OneOf(words)


def _share_of(*bases: str) -> Record:
    return Record(
        (
            Key("of", _one_of(*bases), Text("基数", "of whom"), required=True),
            Key("share", ShareText(), Text("比例", "what share"), required=True),
        ),
        Text("{of: members, share: “>1/2”}", "{of: members, share: “>1/2”}"),
    )


_PEOPLE = Whole(0, 100_000)
_CONSULTED = Text(
    "检察长已与副检察长取得一致(仅 chair: decides)",
    "the chief agreed with the deputies first (chair: decides)",
)

RULE = Record(
    (
        Key("quorum", _share_of("members"), Text("法定人数", "quorum"), required=True),
        Key(
            "majority",
            _share_of(*Base),
            Text(
                "通过所需的多数;由主持人决定时可不写",
                "what it takes to pass; may be left out where the chair decides",
            ),
        ),
        Key(
            "chair",
            _one_of(*ChairPart),
            Text("主持人的权限", "the chair's part"),
            otherwise="votes",
        ),
        Key(
            "recused",
            _one_of(*Recused),
            Text("回避者是否计入基数", "whether the recused count in the base"),
            otherwise="excluded",
        ),
        Key("consulted", Flag(), _CONSULTED, otherwise="false"),
    ),
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
                Text("票数,含主持人", "votes, the chair's among them"),
                required=True,
            ),
            Key(
                "chair",
                _one_of(*Voice),
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
    rule_entry: Entry = entry["rule"]
    rule = _rule(rule_entry)
    if rule.majority is None and rule.chair is not ChairPart.DECIDES:
        faults.add(
            rule_entry.place(),
            Text("缺少键“majority”", "the key “majority” is missing"),
            Text(
                "补上 majority: {of: members, share: “>1/2”}",
                "add majority: {of: members, share: “>1/2”}",
            ),
            rule="missing_key",
        )
    ballot = _ballot(entry)
    for wrong in contradictions(ballot):
        faults.add(
            entry.place(wrong.part), wrong.message, wrong.advice, rule="contradiction"
        )
    refuse(faults)
    return rule, ballot


def _rule(entry: Entry) -> VotingRule:
    majority = entry.get("majority")
    return VotingRule(
        quorum=_share(entry["quorum"]),
        majority=None if majority is None else _share(majority),
        chair=ChairPart(entry.get("chair", "votes")),
        recused=Recused(entry.get("recused", "excluded")),
    )


def _share(entry: Entry) -> ShareOf:
    return ShareOf(Base(entry["of"]), entry["share"])


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
