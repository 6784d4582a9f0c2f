"""The lines of a sheet as the API tells them."""

from decimal import Decimal

from ninja import Schema

from hengjian.appraisal.queries.told_sheets import ToldSheet
from hengjian.indicators.api_schemas import Words


class SheetEvidenceOut(Schema):
    """What a value rests on."""

    kind: str
    reference: str
    told: Words
    address: str
    digest: str


class LineOut(Schema):
    """One line; ``score`` is null while it is not known."""

    item: str
    title: Words
    score: Decimal | None
    full: Decimal
    why: Words
    evidence: list[SheetEvidenceOut]


def lines_out(shown: ToldSheet) -> list[dict[str, object]]:
    """A told sheet's lines as plain values."""
    return [
        {
            "item": line.item,
            "title": {"zh": line.title.zh, "en": line.title.en},
            "score": line.score,
            "full": line.full,
            "why": {"zh": line.why.zh, "en": line.why.en},
            "evidence": [
                {
                    "kind": one.kind,
                    "reference": one.reference,
                    "told": {"zh": one.told.zh, "en": one.told.en},
                    "address": one.address,
                    "digest": one.digest,
                }
                for one in line.evidence
            ],
        }
        for line in shown.lines
    ]
