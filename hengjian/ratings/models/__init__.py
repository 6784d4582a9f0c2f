"""What ratings keep."""

from hengjian.ratings.models.rating import Rating, RatingResult
from hengjian.ratings.models.rating_round import (
    Direction,
    Ratee,
    Rater,
    RatingRound,
    RoundState,
)
from hengjian.ratings.models.rubric import Rubric
from hengjian.ratings.models.urn import Urn
from hengjian.ratings.models.year_note import YearNote


__all__ = [
    "Direction",
    "Ratee",
    "Rater",
    "Rating",
    "RatingResult",
    "RatingRound",
    "RoundState",
    "Rubric",
    "Urn",
    "YearNote",
]
