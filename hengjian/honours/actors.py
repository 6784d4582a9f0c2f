"""Who stands behind an act: the person, whoever's duty is taken on."""

from hengjian.access.models import Account
from hengjian.audit.actors import Actor


def people_behind(by: Actor) -> set[int]:
    """The person who acts and the person for whom; empty for the system itself."""
    if not isinstance(by, Account):
        return set()
    found = {by.person_id, by.duty_person_id}
    return {each for each in found if each is not None}
