"""Marks that were given: by whom where that is told, and what came out in every round."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.organisation.models import Person
from hengjian.ratings.models.rating_round import Ratee, RatingRound


class Rating(GuardedModel):
    """One mark of a named round; an anonymous round has none."""

    ratee = models.ForeignKey(Ratee, models.CASCADE, related_name="ratings")
    rater = models.ForeignKey(Person, models.PROTECT, related_name="ratings_given")
    criterion = models.CharField(max_length=60)
    level = models.PositiveSmallIntegerField()
    evidence = models.CharField(max_length=500, blank=True)
    given_on = models.DateField()

    class Meta:
        ordering = ("ratee_id", "rater_id", "criterion")
        constraints = (
            models.UniqueConstraint(
                fields=["ratee", "rater", "criterion"], name="rating_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.ratee_id} {self.criterion} {self.level}"


class RatingResult(GuardedModel):
    """What came out for one person on one criterion, once a round is released.

    ``tally`` is how many gave each level (``{"4": 3}``); ``remarks`` are the reasons
    given at the ends of the scale (``[{"level": 5, "text": …}]``), in no order that says
    anything. Nothing here says who wrote.
    """

    round = models.ForeignKey(RatingRound, models.CASCADE, related_name="results")
    person = models.ForeignKey(Person, models.PROTECT, related_name="rating_results")
    criterion = models.CharField(max_length=60)
    tally = models.JSONField(default=dict)
    remarks = models.JSONField(default=list)

    class Meta:
        ordering = ("round_id", "person_id", "criterion")
        constraints = (
            models.UniqueConstraint(
                fields=["round", "person", "criterion"], name="rating_result_once"
            ),
        )
        indexes = (models.Index(fields=["person"], name="rating_result_of_person"),)

    def __str__(self) -> str:
        return f"{self.round_id}:{self.person_id} {self.criterion}"
