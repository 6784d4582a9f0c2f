"""What the matter that led to another one tells: nobody types it a second time."""

from hengjian.engines.forms.cells import Stored
from hengjian.engines.pack_format.form_model import Form
from hengjian.matters.kinds import Kind
from hengjian.matters.models import LinkKind, Matter
from hengjian.matters.queries.unsealed import unsealed


def told(matter: Matter, kind: Kind, form: Form) -> dict[str, Stored]:
    """What stands now on the matters that led to this one, by items of the form.

    Only what the pack takes over (``follows:``) and the form lets fill; the first that
    led to it goes before. A restricted or sealed matter tells nothing.
    """
    takes = {each.kind: each.items for each in kind.pack.follows}
    if not takes:
        return {}
    wanted = set(form.filled_items)
    leading = Matter.objects.filter(
        unsealed(),
        links__to=matter,
        links__kind=LinkKind.LED_TO,
        kind__in=takes,
        is_restricted=False,
    ).order_by("links__pk")
    found: dict[str, Stored] = {}
    for each in leading:
        for own, there in takes[each.kind].items():
            value = each.values.get(there)
            if own in wanted and value is not None:
                found.setdefault(own, value)
    return found
