"""Imports, findings, card tables, the vault of personal items."""

from hengjian.warehouse.models.card_table import NO_VERSION, CardTable
from hengjian.warehouse.models.finding import (
    AWAITING,
    Finding,
    FindingChange,
    FindingState,
)
from hengjian.warehouse.models.header_mapping import HeaderMapping
from hengjian.warehouse.models.imports import (
    Import,
    ImportState,
    Origin,
    RejectedOriginals,
    RejectedRow,
)
from hengjian.warehouse.models.lease import Lease
from hengjian.warehouse.models.matter_card import MatterCard
from hengjian.warehouse.models.quality import RuleCount, TouchedCell
from hengjian.warehouse.models.sealing import (
    SealedCard,
    SealedRow,
    Sealing,
    SealingKind,
)
from hengjian.warehouse.models.taking_up import (
    TAKING_UP_ACTS,
    TakingUp,
    TakingUpAct,
)
from hengjian.warehouse.models.vault import DataKey, VaultBlob


__all__ = [
    "AWAITING",
    "NO_VERSION",
    "TAKING_UP_ACTS",
    "CardTable",
    "DataKey",
    "Finding",
    "FindingChange",
    "FindingState",
    "HeaderMapping",
    "Import",
    "ImportState",
    "Lease",
    "MatterCard",
    "Origin",
    "RejectedOriginals",
    "RejectedRow",
    "RuleCount",
    "SealedCard",
    "SealedRow",
    "Sealing",
    "SealingKind",
    "TakingUp",
    "TakingUpAct",
    "TouchedCell",
    "VaultBlob",
]
