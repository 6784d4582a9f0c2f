"""Tasks that bodies answer, from a pack's ``decisions.yaml``."""

from hengjian.engines.pack_format.decision_model import Decision
from hengjian.engines.pack_format.draft import Draft


_TEXTS = (
    "body",
    "body_item",
    "scope",
    "scope_item",
    "case_item",
    "case_number_item",
    "summary_item",
)


def build_decisions(draft: Draft, pack: str) -> dict[str, Decision]:
    """The decisions of a pack, by task."""
    return {
        task: Decision(
            task=task,
            place=entry.place(),
            awaits=entry.get("awaits", "decided"),
            is_case=entry.get("case", False),
            fills=dict(entry.get("fills", {})),
            outcomes=dict(entry.get("outcomes", {})),
            **{name: entry.get(name, "") for name in _TEXTS},
        )
        for task, entry in draft.packs[pack].decisions.items()
    }
