"""The urn of an anonymous round: sums under seal, never a ballot."""

from django.db import models

from hengjian.ratings.models.rating_round import RatingRound


class Urn(models.Model):
    """What was put in so far, added up and sealed as one piece (``hengjian.ratings.urn``).

    Not guarded: an act would say who, from where and when. It is one row, written whole
    each time, so that no order of rows, number or transaction tells ballots apart;
    emptied at the release.
    """

    round = models.OneToOneField(RatingRound, models.CASCADE, related_name="urn")
    algorithm = models.CharField(max_length=20)
    master = models.PositiveIntegerField()
    sealed = models.BinaryField()
    # how many the journal knows of; the rest is entered with the next batch
    entered = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("round_id",)

    def __str__(self) -> str:
        return f"urn {self.round_id}"
