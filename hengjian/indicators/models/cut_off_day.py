"""The day on which a month of statistics ends, from a month on."""

from django.db import models

from hengjian.audit.guarded import GuardedModel


class CutOffDay(GuardedModel):
    """From ``from_month`` on a month of statistics ends on ``day``; 31 is its last day.

    A row of the database and not a pack's parameter: the day is an office's own decision,
    with its own paper and date, and no reason to release its packs anew. Runs copy all
    days into their question, so that a value keeps the cut-off it was computed by.
    """

    from_month = models.CharField(max_length=7, unique=True)
    day = models.PositiveSmallIntegerField()
    basis = models.CharField(max_length=500)  # the paper that says so
    set_by = models.CharField(max_length=200)
    set_at = models.DateTimeField()

    class Meta:
        ordering = ("from_month",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(day__gte=1, day__lte=31), name="cut_off_day_of_month"
            ),
            models.CheckConstraint(
                condition=~models.Q(basis=""), name="cut_off_day_says_why"
            ),
        )

    def __str__(self) -> str:
        return f"{self.from_month}: {self.day}"
