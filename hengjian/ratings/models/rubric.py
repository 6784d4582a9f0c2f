"""What a rating looks at: criteria with a common scale, their ends in words."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.organisation.models import Procuratorate


class Rubric(GuardedModel):
    """A rubric of one office, never changed: a better one takes its place.

    ``name`` is what a scheme calls it. ``criteria`` are ``{criterion, label, low, high}``
    in their order; ``low`` and ``high`` say what the ends of the scale mean. Levels run
    from 0 to ``scale``.
    """

    procuratorate = models.ForeignKey(
        Procuratorate, models.PROTECT, related_name="rubrics"
    )
    name = models.SlugField(max_length=60)
    title = models.CharField(max_length=100)
    scale = models.PositiveSmallIntegerField(default=5)
    criteria = models.JSONField(default=list)
    begun_on = models.DateField()
    # the day from which no round is opened on it any more
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("procuratorate_id", "name", "begun_on", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["procuratorate", "name"],
                condition=models.Q(ended_on__isnull=True),
                name="rubric_one_in_use",
            ),
            models.CheckConstraint(
                condition=models.Q(scale__gte=2), name="rubric_scale_has_a_middle"
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def criterion_names(self) -> list[str]:
        """The names of its criteria, in their order."""
        return [each["criterion"] for each in self.criteria]
