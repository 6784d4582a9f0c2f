"""Headers that were mapped by hand before."""

from hengjian.warehouse.models import HeaderMapping


def remembered_mapping(card: str, unit_code: str) -> dict[str, str]:
    """Header → item for a card's files; a procuratorate's own win over everybody's."""
    known = HeaderMapping.objects.filter(card=card, unit_code__in={"", unit_code})
    ordered = known.order_by("unit_code").values_list("header", "item")
    return dict(ordered)
