"""Whose a target is: nobody settles what they are scored by."""

from hengjian.access.models import Account
from hengjian.audit.actors import Actor
from hengjian.targets.models import Level, Target


def is_owned_by(target: Target, by: Actor) -> bool:
    """Whether a target, or a share of it, is of who acts or for whom they act."""
    if not isinstance(by, Account):
        return False
    acting = {by.person_id, by.duty_person_id} - {None}
    owners = {each.person_id for each in target.shares.all()}
    if target.level == Level.PERSON or target.department_id is None:
        owners.add(target.person_id)
    return bool(owners & acting)
