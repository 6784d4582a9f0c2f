"""The text of a scheme, version by version."""

from django.db import models

from hengjian.appraisal.models.scheme import AppraisalScheme
from hengjian.audit.added_to import AddedTo


class PublishedTo(models.TextChoices):
    """Who sees others' totals and grades; the own sheet is seen whole by its person."""

    NOBODY = "nobody", "只看本人"
    DEPARTMENT = "department", "本部门人员"
    OFFICE = "office", "本院人员"


class SchemeVersion(AddedTo):
    """One version of a scheme's text.

    ``text`` is the scheme in its canonical form (``hengjian appraisal score`` reads it);
    ``sources`` tells for each item its title and where its values come from, as
    canonical JSON. ``digest`` is over both and over ``published_to``.
    """

    scheme = models.ForeignKey(AppraisalScheme, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    sources = models.TextField()
    published_to = models.CharField(
        max_length=20, choices=PublishedTo, default=PublishedTo.NOBODY
    )
    digest = models.CharField(max_length=64)
    reason = models.CharField(max_length=300, blank=True)
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("scheme_id", "-number")
        constraints = (
            models.UniqueConstraint(
                fields=["scheme", "number"], name="scheme_version_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.scheme_id} v{self.number}"
