"""Which columns of a table somebody wants to see."""

from django.db import models

from hengjian.access.models.account import Account
from hengjian.audit.guarded import GuardedModel


class ColumnChoice(GuardedModel):
    """The columns of one table as an account wants them; without one, the usual ones."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="column_choices")
    table = models.CharField(max_length=100)
    columns = models.JSONField(default=list)  # their names
    chosen_at = models.DateTimeField()

    class Meta:
        ordering = ("account", "table")
        constraints = (
            models.UniqueConstraint(
                fields=("account", "table"), name="column_choice_once"
            ),
        )

    def __str__(self) -> str:
        return self.table
