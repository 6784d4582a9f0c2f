"""How a body votes, as a mapping: in ``_shared/bodies.yaml``, in files of single votes."""

from dataclasses import dataclass
from typing import Any

from hengjian.engines.pack_format.faults import FaultList
from hengjian.engines.pack_format.kinds import Kind, OneOf
from hengjian.engines.pack_format.nodes import Node, ScalarNode
from hengjian.engines.pack_format.records import Entry, Key, Record
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


def _share_of(*bases: str) -> Record:
    return Record(
        (
            Key("of", OneOf(bases), Text("基数", "of whom"), required=True),
            Key("share", ShareText(), Text("比例", "what share"), required=True),
        ),
        Text("{of: members, share: “>1/2”}", "{of: members, share: “>1/2”}"),
    )


RULE_KEYS: tuple[Key, ...] = (
    Key("quorum", _share_of("members"), Text("法定人数", "quorum"), required=True),
    Key(
        "majority",
        _share_of(*Base),
        Text(
            "通过所需的多数；由主持人决定时可不写",
            "what it takes to pass; may be left out where the chair decides",
        ),
    ),
    Key(
        "chair",
        OneOf(tuple(ChairPart)),
        Text("主持人的权限", "the chair's part"),
        otherwise="votes",
    ),
    Key(
        "recused",
        OneOf(tuple(Recused)),
        Text("回避者是否计入基数", "whether the recused count in the base"),
        otherwise="excluded",
    ),
)


def voting_rule(entry: Entry, faults: FaultList) -> VotingRule | None:
    """The rule of a mapping with ``RULE_KEYS``, noting a missing majority."""
    if "quorum" not in entry or not _is_whole(entry["quorum"]):
        return None
    majority = entry.get("majority")
    if majority is not None and not _is_whole(majority):
        return None
    rule = VotingRule(
        quorum=_share(entry["quorum"]),
        majority=None if majority is None else _share(majority),
        chair=ChairPart(entry.get("chair", "votes")),
        recused=Recused(entry.get("recused", "excluded")),
    )
    if rule.majority is None and rule.chair is not ChairPart.DECIDES:
        faults.add(
            entry.place(),
            Text("缺少键“majority”", "the key “majority” is missing"),
            Text(
                "补上 majority: {of: members, share：“>1/2”}",
                "add majority: {of: members, share: “>1/2”}",
            ),
            rule="missing_key",
        )
    return rule


def _is_whole(entry: Entry) -> bool:
    return {"of", "share"} <= entry.values.keys()


def _share(entry: Entry) -> ShareOf:
    return ShareOf(Base(entry["of"]), entry["share"])
