"""What a check found, as a page tells it."""

from dataclasses import dataclass

from hengjian.engines.documents.disagreements import KINDS, NOTICES
from hengjian.lib.bilingual import Text
from hengjian.publication.models import ReportVersion


@dataclass(frozen=True)
class ShownFinding:
    """One disagreement or notice in words."""

    kind: Text
    place: int
    shown: str
    message: Text
    passage: str
    is_notice: bool


def shown_findings(version: ReportVersion | None) -> list[ShownFinding]:
    """What the check of a version found: what disagrees first, notices after."""
    if version is None:
        return []
    found = [
        ShownFinding(
            KINDS.get(each["kind"], Text.same(each["kind"])),
            each["place"],
            each["shown"],
            Text(each["zh"], each["en"]),
            each["passage"],
            each["kind"] in NOTICES,
        )
        for each in version.found
    ]
    return sorted(found, key=lambda each: (each.is_notice, each.place))
