"""Items of a matter's time alone: deleted when it closes, kept in no other place."""

from hengjian.audit.actors import Actor
from hengjian.lib.bilingual import Text
from hengjian.matters import personal_vault, timeline
from hengjian.matters.kinds import Kind
from hengjian.matters.models import Draft, Matter


def forget(matter: Matter, kind: Kind, *, by: Actor) -> bool:
    """Delete the passing items of a matter that closes; whether there were any.

    The time line and the journal keep that they were there, not what they said. Drafts of
    the matter, which may hold them, go too.
    """
    passing = kind.transient_items
    if not passing:
        return False
    Draft.drafts.filter(matter=matter).delete()
    gone = sorted(passing & matter.values.keys())
    matter.values = {n: v for n, v in matter.values.items() if n not in passing}
    sealed = passing & kind.personal_items
    if sealed:
        held = personal_vault.opened(matter)
        gone += sorted(sealed & held.keys())
        if sealed & held.keys():
            kept = {n: v for n, v in held.items() if n not in sealed}
            personal_vault.keep(matter, kept)
    if not gone:
        return False
    matter.save(update_fields=["values"])
    labels = [kind.card.items[name].label for name in gone]
    timeline.enter(
        matter,
        "matters.forgotten",
        Text(
            f"办结即删：{'、'.join(each.zh for each in labels)}",
            f"deleted at closing: {', '.join(each.en for each in labels)}",
        ),
        by=by,
        detail={"items": gone},
    )
    return True
