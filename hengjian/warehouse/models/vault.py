"""The vault: personal items, one sealed blob for each card, and their data keys."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.warehouse.models.card_table import CardTable
from hengjian.warehouse.models.imports import Import


class DataKey(GuardedModel):
    """The key of one table's blobs of one year, wrapped by a master key kept apart.

    Destroyed: the wrapped key is gone, and what it sealed can never be opened again.
    """

    table = models.ForeignKey(CardTable, models.PROTECT, related_name="data_keys")
    scope = models.CharField(max_length=20)  # the year of the cards, or "rejected"
    algorithm = models.CharField(max_length=20)
    master = models.PositiveIntegerField()  # which master key wraps it
    wrapped = models.BinaryField(null=True)
    made_at = models.DateTimeField()
    destroyed_at = models.DateTimeField(null=True, blank=True)

    bookkeeping = models.Manager["DataKey"]()

    class Meta:
        ordering = ("table_id", "scope", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["table", "scope"],
                condition=models.Q(destroyed_at__isnull=True),
                name="data_key_one_living",
            ),
            models.CheckConstraint(
                condition=models.Q(wrapped__isnull=True, destroyed_at__isnull=False)
                | models.Q(wrapped__isnull=False, destroyed_at__isnull=True),
                name="data_key_destroyed_is_gone",
            ),
        )

    def __str__(self) -> str:
        return f"{self.table_id} {self.scope}"


class VaultBlob(models.Model):
    """The sealed personal items of a card, in force from a version of its table on.

    Written in bulk by ``vault_rows`` before its import is live; the table's pointer
    decides what is in force, so that going live writes nothing here.
    """

    table = models.ForeignKey(
        CardTable, models.PROTECT, related_name="blobs", db_index=False
    )
    card_digest = models.BinaryField(max_length=16)
    from_version = models.BigIntegerField()
    data_key = models.ForeignKey(
        DataKey, models.PROTECT, related_name="blobs", db_index=False
    )
    sealed = models.BinaryField()
    card_import = models.ForeignKey(
        Import, models.PROTECT, related_name="blobs", db_index=False
    )

    class Meta:
        ordering = ("table_id", "card_digest", "from_version")
        constraints = (
            models.UniqueConstraint(
                fields=["table", "card_digest", "from_version"],
                name="vault_blob_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.table_id}@{self.from_version}"
