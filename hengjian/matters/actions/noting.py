"""A note on a matter: what somebody wants to be found on its time line."""

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.lib.bilingual import Text
from hengjian.matters import timeline
from hengjian.matters.faults import MatterFault, reason_given
from hengjian.matters.locking import locked
from hengjian.matters.models import Matter, MatterState


@journal.action
def note(*, matter: Matter, words: str, by: Actor) -> Matter:
    """Write a note on the time line; nothing of the matter changes.

    Raises ``ReasonMissing`` for an empty one, ``MatterFault`` for an archived matter.
    """
    words = reason_given(words, Text("请写明内容。", "Write something."))
    matter = locked(matter)
    if matter.state == MatterState.ARCHIVED:
        raise MatterFault(Text("事项已归档", "the matter is archived"))
    timeline.enter(matter, "matters.noted", Text("加记", "note"), by=by, reason=words)
    return matter
