"""Proposals as pages and exports tell them: what changes, from what to what."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hengjian.lib.bilingual import Text
from hengjian.targets.form.columns import COLUMNS
from hengjian.targets.models import ProposalKind, TargetProposal


_HEADS = {column.name: column.head for column in COLUMNS}
_TOLD = ("indicator", "aim", "base", "department", "person", "due_on", "marks")


@dataclass(frozen=True)
class Proposed:
    """One proposal in words."""

    of: TargetProposal
    title: str
    change: Text
    proposed_by: Text
    decided_by: Text | None


def proposed(
    proposals: Iterable[TargetProposal], names: Mapping[str, Text]
) -> list[Proposed]:
    """Proposals in words, in their order."""
    return [_one(each, names) for each in proposals]


def _one(proposal: TargetProposal, names: Mapping[str, Text]) -> Proposed:
    texts = proposal.content.get("texts", {})
    target = proposal.target
    title = str(target) if target is not None else texts.get("title", "")
    return Proposed(
        proposal,
        title,
        _change(proposal, texts),
        names.get(proposal.proposed_by) or Text.same(proposal.proposed_by),
        names.get(proposal.decided_by) if proposal.decided_by else None,
    )


def _change(proposal: TargetProposal, texts: Mapping[str, str]) -> Text:
    if proposal.kind == ProposalKind.UNPLANNED:
        source = proposal.content.get("entered_from", "")
        told = [(_HEADS[each], texts[each]) for each in _TOLD if texts.get(each)]
        zh = "；".join(f"{head.zh} {text}" for head, text in told)
        en = "; ".join(f"{head.en} {text}" for head, text in told)
        return Text(f"来源：{source}；{zh}", f"from: {source}; {en}")
    if proposal.kind == ProposalKind.ENDING:
        return Text(
            f"自 {proposal.from_on:%Y-%m} 起终止，此后不再要求、不再计分",
            f"ends with {proposal.from_on:%Y-%m}: asked and scored no more",
        )
    before = proposal.content.get("before", {})
    differing = [
        (head, before.get(name, ""), texts.get(name, ""))
        for name, head in _HEADS.items()
        if name in texts and before.get(name, "") != texts.get(name, "")
    ]
    return Text(
        "；".join(f"{h.zh} {old or '空'} → {new or '空'}" for h, old, new in differing),
        "; ".join(f"{h.en} {old or '–'} → {new or '–'}" for h, old, new in differing),
    )
