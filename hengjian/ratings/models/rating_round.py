"""A round of ratings: who is rated, who may rate, and that somebody has."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.organisation.models import Department, Person, Procuratorate
from hengjian.ratings.models.rubric import Rubric


class Direction(models.TextChoices):
    """Who rates whom."""

    COLLEAGUES = "colleagues", "本部门互评"
    UPWARD = "upward", "下评上"


class RoundState(models.TextChoices):
    """How far a round has come."""

    OPEN = "open", "评议中"
    RELEASED = "released", "已公布结果"
    CANCELLED = "cancelled", "已作废"


class RatingRound(GuardedModel):
    """People of one department rate each other, or those above them, on one rubric.

    ``from_on`` to ``until_on`` is the work that is rated. Nothing of an anonymous round
    is readable before it is released, whole, after ``closes_on``. ``ballots`` is what
    came in, known with the release.
    """

    procuratorate = models.ForeignKey(
        Procuratorate, models.PROTECT, related_name="rating_rounds"
    )
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="rating_rounds"
    )
    rubric = models.ForeignKey(Rubric, models.PROTECT, related_name="rounds")
    title = models.CharField(max_length=100)
    direction = models.CharField(max_length=10, choices=Direction)
    is_anonymous = models.BooleanField()
    from_on = models.DateField()
    until_on = models.DateField()
    opens_on = models.DateField()
    closes_on = models.DateField()
    state = models.CharField(max_length=10, choices=RoundState, default=RoundState.OPEN)
    opened_by = models.CharField(max_length=200)
    ballots = models.PositiveIntegerField(null=True, blank=True)
    # how strict or lenient raters were, in tenths of a level (queries/leniency.py)
    leniency = models.JSONField(default=dict)
    released_on = models.DateField(null=True, blank=True)
    released_by = models.CharField(max_length=200, blank=True)
    digest = models.CharField(max_length=64, blank=True)  # of the results
    cancelled_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)  # why it was cancelled

    class Meta:
        ordering = ("-opens_on", "-id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(closes_on__gte=models.F("opens_on"))
                & models.Q(until_on__gte=models.F("from_on")),
                name="rating_round_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(state="released", released_on__isnull=False)
                | (~models.Q(state="released") & models.Q(released_on__isnull=True)),
                name="rating_round_released_on_a_day",
            ),
        )

    def __str__(self) -> str:
        return self.title


class Ratee(GuardedModel):
    """Somebody who is rated. ``is_kept_back``: fewer than five wrote; nothing is told."""

    round = models.ForeignKey(RatingRound, models.CASCADE, related_name="ratees")
    person = models.ForeignKey(Person, models.PROTECT, related_name="rated_in")
    is_kept_back = models.BooleanField(default=False)

    class Meta:
        ordering = ("round_id", "person_id")
        constraints = (
            models.UniqueConstraint(fields=["round", "person"], name="ratee_once"),
        )

    def __str__(self) -> str:
        return f"{self.round_id}:{self.person_id}"


class Rater(GuardedModel):
    """Somebody who may rate, and whether that is done: no day, no time, no content."""

    round = models.ForeignKey(RatingRound, models.CASCADE, related_name="raters")
    person = models.ForeignKey(Person, models.PROTECT, related_name="rates_in")
    has_rated = models.BooleanField(default=False)

    # an anonymous ballot is nobody's act: it is put in without one (putting_in.py)
    ballots = models.Manager["Rater"]()

    class Meta:
        ordering = ("round_id", "person_id")
        constraints = (
            models.UniqueConstraint(fields=["round", "person"], name="rater_once"),
        )

    def __str__(self) -> str:
        return f"{self.round_id}:{self.person_id}"
