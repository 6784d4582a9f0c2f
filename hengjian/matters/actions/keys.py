"""Acts on the keys of matters' personal items: wrapped anew, destroyed."""

from collections.abc import Collection

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.documents.actions.keys import erase_papers
from hengjian.matters import drafts, personal_vault
from hengjian.matters.faults import reason_given
from hengjian.matters.models import Draft, PersonalValues


@journal.action
def wrap_all_anew(*, by: Actor) -> int:
    """Wrap every living key by the newest master key, and seal drafts by it; how many."""
    count = 0
    held = PersonalValues.objects.select_for_update(of=("self",)).select_related(
        "matter"
    )
    for each in held.filter(wrapped__isnull=False):
        personal_vault.wrap_anew(each)
        each.save(update_fields=["master", "wrapped"])
        count += 1
    for draft in Draft.drafts.select_for_update().filter(sealed__isnull=False):
        drafts.seal_anew(draft)
        draft.save(update_fields=["algorithm", "master", "sealed"])
        count += 1
    if not count:
        journal.nothing_changed()
        return 0
    journal.enter(
        "matters.keys_wrapped_anew", subject="matters.keys", new={"keys": count}
    )
    return count


@journal.action
def erase(*, matters: Collection[int], reason: str, by: Actor) -> int:
    """Destroy the keys of matters' personal items and of their papers, for ever.

    What somebody was still typing is thrown away. Returns how many keys are gone; raises
    ``ReasonMissing``.
    """
    words = reason_given(reason)
    living = PersonalValues.objects.filter(matter__in=matters, wrapped__isnull=False)
    count: int = living.update(wrapped=None)
    Draft.objects.filter(matter__in=matters).delete()
    if count:
        journal.enter(
            "matters.personal_values_erased",
            subject="matters.keys",
            new={"matters": count},
            detail={"matters": sorted(matters)[:50], "reason": words},
        )
    count += erase_papers(matters=matters, reason=reason, by=by)
    if not count:
        journal.nothing_changed()
    return count
