"""What cannot be done with targets, in words."""

from hengjian.lib.faults import UserFault


class TargetFault(UserFault):
    """Something that targets do not allow, or that they lack."""


class TargetRefused(TargetFault):
    """An indicator that may never be a target; the refusal stands in the journal."""

    status = 403
    is_refusal = True
    is_journaled = True
    explained_at = "/policy/never-scored/"
