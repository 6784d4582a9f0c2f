"""What can be wrong with an act of ratings."""

from hengjian.lib.faults import UserFault


class RatingFault(UserFault):
    """The act does not fit the round as it stands."""

    status = 409


class BallotFault(UserFault):
    """A ballot is not filled as it must be."""


class NotForThem(UserFault):
    """Somebody asked to rate where nobody asked them to."""

    status = 403
    is_refusal = True
