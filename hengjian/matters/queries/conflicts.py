"""Two people edited the same form: what each of them wrote, side by side."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from hengjian.engines.forms.bound import BoundForm
from hengjian.engines.forms.cells import as_stored, from_stored, in_words
from hengjian.lib.bilingual import Text
from hengjian.matters.kinds import Kind
from hengjian.matters.models import Matter


@dataclass(frozen=True)
class Differing:
    """One item that another has changed: the value now, and what one typed oneself."""

    label: Text
    now: Text
    typed: str


def differing(matter: Matter, kind: Kind, bound: BoundForm) -> dict[str, Differing]:
    """The fields whose stored value is not what was typed."""
    now = Matter.objects.get(pk=matter.pk).values
    zone = ZoneInfo(kind.card.timezone)
    found = {}
    for each in bound.fields:
        if each.is_read_only:
            continue
        stored = now.get(each.item.name)
        if stored is None or stored == as_stored(each.value):
            continue
        value = from_stored(stored, each.item)
        found[each.item.name] = Differing(
            each.item.label, in_words(value, each.item, zone), each.text
        )
    return found
