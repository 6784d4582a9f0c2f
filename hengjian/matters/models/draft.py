"""What somebody was typing."""

from django.db import models

from hengjian.access.models import Account
from hengjian.audit.guarded import GuardedModel
from hengjian.matters.models.matter import Matter


class Draft(GuardedModel):
    """The texts of a form as they stood, for one account, saved while it types.

    ``version`` is that of the matter when the form was opened: another that is found on
    return shows that somebody else changed it meanwhile. Deleted when the form is filled.
    """

    account = models.ForeignKey(Account, models.CASCADE, related_name="matter_drafts")
    kind = models.CharField(max_length=100)
    form = models.CharField(max_length=100)
    matter = models.ForeignKey(
        Matter, models.CASCADE, null=True, blank=True, related_name="drafts"
    )
    texts = models.JSONField(default=dict)  # of items that are not personal
    # the personal ones, sealed by the vault's master key
    algorithm = models.CharField(max_length=20, blank=True)
    master = models.PositiveIntegerField(null=True, blank=True)
    sealed = models.BinaryField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()

    # a draft is nobody's record: it is kept without an act
    drafts = models.Manager["Draft"]()

    class Meta:
        ordering = ("-saved_at",)
        constraints = (
            models.UniqueConstraint(
                fields=["account", "kind", "form", "matter"],
                condition=models.Q(matter__isnull=False),
                name="matter_draft_of_matter_once",
            ),
            models.UniqueConstraint(
                fields=["account", "kind", "form"],
                condition=models.Q(matter__isnull=True),
                name="matter_draft_of_kind_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.account_id} {self.kind} {self.form}"
