"""Nobody settles what counts for themself, nor for whom they stand in."""

from hengjian.access.models import Account
from hengjian.audit.actors import Actor


def is_about(person: int, by: Actor) -> bool:
    """Whether what is about a person is about who acts, or for whom they act."""
    return isinstance(by, Account) and person in {by.person_id, by.duty_person_id}
