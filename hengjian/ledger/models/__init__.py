"""The ledger: accounts, entries, rules, proposals, questions, payment lists."""

from hengjian.ledger.models.account import LedgerAccount
from hengjian.ledger.models.branch import BranchMember, PartyBranch
from hengjian.ledger.models.entry import LedgerEntry
from hengjian.ledger.models.kinds import (
    HOWS,
    MEASURES,
    PURPOSES,
    RULE_KINDS,
    SPANS,
    How,
    Purpose,
    RuleKind,
    Span,
)
from hengjian.ledger.models.payment import (
    PAYMENT_STATES,
    PaymentLine,
    PaymentList,
    PaymentPart,
    PaymentState,
)
from hengjian.ledger.models.proposal import (
    PROPOSAL_STATES,
    EntryProposal,
    ProposalState,
)
from hengjian.ledger.models.publishing import CIRCLES, Circle, PublishingCircle
from hengjian.ledger.models.question import EntryQuestion
from hengjian.ledger.models.rule import LedgerRule
from hengjian.ledger.models.settled import SettledAdoption, Shortfall


__all__ = [
    "CIRCLES",
    "HOWS",
    "MEASURES",
    "PAYMENT_STATES",
    "PROPOSAL_STATES",
    "PURPOSES",
    "RULE_KINDS",
    "SPANS",
    "BranchMember",
    "Circle",
    "EntryProposal",
    "EntryQuestion",
    "How",
    "LedgerAccount",
    "LedgerEntry",
    "LedgerRule",
    "PartyBranch",
    "PaymentLine",
    "PaymentList",
    "PaymentPart",
    "PaymentState",
    "ProposalState",
    "PublishingCircle",
    "Purpose",
    "RuleKind",
    "SettledAdoption",
    "Shortfall",
    "Span",
]
