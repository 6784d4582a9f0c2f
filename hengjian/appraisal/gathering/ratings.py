"""Ratings that were released, as the mean of what raters gave."""

from collections.abc import Mapping

from hengjian.appraisal.gathering.given import Evidence, Gathered, Given
from hengjian.appraisal.item_sources import ItemSource
from hengjian.appraisal.models import AppraisalRound
from hengjian.appraisal.periods import days_of
from hengjian.lib.bilingual import Text
from hengjian.ratings.queries.released import ratings_given


def gather_ratings(
    round_: AppraisalRound, items: Mapping[str, ItemSource], gathered: Gathered
) -> None:
    """Enter mean levels of a rubric. Who was rated by too few has no value."""
    since, until = days_of(round_.period)
    for item, source in items.items():
        found = ratings_given(
            unit=round_.scheme.procuratorate,
            rubric=source.reference,
            from_on=since,
            until_on=until,
        )
        for rated in found:
            told = Text(
                f"{rated.raters} 人评议，{rated.lowest}–{rated.highest}",
                f"{rated.raters} raters, {rated.lowest}–{rated.highest}",
            )
            evidence = Evidence(
                "rating", rated.reference, told, rated.address, rated.digest
            )
            gathered.enter(rated.person_id, item, Given(rated.value, (evidence,)))
