"""Plans, targets with their versions and shares, proposals, progress."""

from hengjian.targets.models.plan import HandIn, PlanState, TargetPlan
from hengjian.targets.models.progress import (
    CoreItem,
    TargetEvidence,
    TargetProgress,
    WorkState,
)
from hengjian.targets.models.proposal import (
    ProposalKind,
    ProposalState,
    TargetProposal,
)
from hengjian.targets.models.result import TargetResult
from hengjian.targets.models.target import (
    Level,
    Source,
    Target,
    TargetShare,
    TargetVersion,
)


__all__ = [
    "CoreItem",
    "HandIn",
    "Level",
    "PlanState",
    "ProposalKind",
    "ProposalState",
    "Source",
    "Target",
    "TargetEvidence",
    "TargetPlan",
    "TargetProgress",
    "TargetProposal",
    "TargetResult",
    "TargetShare",
    "TargetVersion",
    "WorkState",
]
