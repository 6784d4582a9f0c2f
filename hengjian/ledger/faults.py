"""What the ledger does not take."""

from hengjian.lib.faults import UserFault


class LedgerFault(UserFault):
    """What is asked does not fit the ledger or its rules."""

    status = 409


class NotAnother(LedgerFault):
    """A second person is needed, or somebody acts on the own account."""

    status = 403
    is_refusal = True
