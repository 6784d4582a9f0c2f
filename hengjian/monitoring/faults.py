"""What can be wrong with an act of process monitoring."""

from hengjian.lib.faults import UserFault


class MonitoringFault(UserFault):
    """The act does not fit the prompt or the draw as it stands."""

    status = 409
