"""What was typed on a form, and from what its fields may choose."""

from collections.abc import Mapping

from hengjian.access.doors import PageRequest
from hengjian.engines.forms.bound import BoundForm
from hengjian.engines.forms.cells import LONGEST_TEXT
from hengjian.engines.pack_format.form_model import Form
from hengjian.engines.pack_format.model import ItemType
from hengjian.matters.people import colleagues
from hengjian.organisation.models import Procuratorate


PREFIX = "item."


def typed_on(request: PageRequest, form: Form | None) -> dict[str, str]:
    """The texts of a form's fields; nothing else that was sent is taken."""
    if form is None:
        return {}
    return {
        field.item: request.POST.get(PREFIX + field.item, "")[: LONGEST_TEXT + 1]
        for field in form.fields
    }


def choices_of(
    bound: BoundForm, unit: Procuratorate
) -> Mapping[str, list[tuple[str, str]]]:
    """For each field of people the colleagues of the office: number and name."""
    fields = [each for each in bound.fields if each.item.type is ItemType.PERSON]
    if not any(not each.is_read_only for each in fields):
        return {}
    people = [(each.number, f"{each.name}({each.number})") for each in colleagues(unit)]
    return {each.item.name: people for each in fields}
