"""What can be wrong with a change to the organisation."""

from hengjian.lib.faults import UserFault


class OrganisationFault(UserFault):
    """The change does not fit the organisation as it stands."""


class OverlappingAppointment(OrganisationFault):
    """A person's main appointments would overlap."""

    status = 409
