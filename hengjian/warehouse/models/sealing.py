"""Records that the law seals (犯罪记录封存): which cards and rows are shown to nobody."""

from typing import Any

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.lib import clock
from hengjian.organisation.models import Procuratorate
from hengjian.warehouse.models.card_table import CardTable


class SealingKind(models.TextChoices):
    """What is sealed."""

    CRIMINAL_RECORD = "criminal_record", "未成年人犯罪记录"
    NON_PROSECUTION = "non_prosecution", "未成年人不起诉、附条件不起诉记录"
    INQUIRY_AND_HELP = "inquiry_and_help", "社会调查、帮教材料"


def in_force(path: str = "sealing") -> models.Q:
    """The condition that a sealing holds today; ``path`` leads to it ("": itself)."""
    before = f"{path}__" if path else ""
    return models.Q(
        **{f"{before}sealed_on__lte": clock.today(), f"{before}lifted_on": None}
    )


class Sealing(GuardedModel):
    """One person's record, sealed from a day on; nothing in it names the person.

    ``person_digest`` is the keyed digest of the identity number, by which cards that
    come later are sealed too; empty where only the given card is meant.
    """

    # tells it apart in every database: a restore finds it again by it
    mark = models.UUIDField(unique=True, editable=False)
    kind = models.CharField(max_length=20, choices=SealingKind)
    procuratorate = models.ForeignKey(
        Procuratorate, models.PROTECT, related_name="sealings"
    )
    person_digest = models.CharField(max_length=32, blank=True, db_index=True)
    law = models.CharField(max_length=200)
    article = models.CharField(max_length=100)
    article_mark = models.CharField(max_length=1)  # V: verified, M: to be confirmed
    sealed_on = models.DateField()
    reason = models.TextField()
    sealed_by = models.CharField(max_length=200)
    sealed_at = models.DateTimeField()
    # none while the person's other records are still looked for
    searched_at = models.DateTimeField(null=True, blank=True)
    lifted_on = models.DateField(null=True, blank=True)
    lifted_by = models.CharField(max_length=200, blank=True)
    lifting_reason = models.TextField(blank=True)
    lifting_basis = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(lifted_on__isnull=True, lifted_by="")
                | (
                    models.Q(lifted_on__isnull=False)
                    & ~models.Q(lifted_by="")
                    & ~models.Q(lifting_reason="")
                    & ~models.Q(lifting_basis="")
                ),
                name="sealing_lifted_with_its_basis",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class SealedCard(models.Model):
    """A card of a sealed person, by the digest of its key: the key itself is not kept.

    Not guarded: what a sealing covers is found by an import too, before it is live.
    ``is_whole_case``: a card made of cards, of which a sealed one is part.
    """

    sealing = models.ForeignKey(Sealing, models.CASCADE, related_name="cards")
    table = models.ForeignKey(CardTable, models.PROTECT, related_name="+")
    card_digest = models.CharField(max_length=32)
    is_whole_case = models.BooleanField(default=False)
    unit_code = models.CharField(max_length=20, blank=True)
    # the earliest and the latest day that the card tells of; none where it has no date
    first_on = models.DateField(null=True, blank=True)
    last_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=["sealing", "table", "card_digest"], name="sealed_card_once"
            ),
        )
        indexes = (
            models.Index(fields=["table", "card_digest"], name="sealed_card_of_table"),
        )

    def __str__(self) -> str:
        return f"{self.sealing_id} {self.table_id}"


class SealedRow(models.Model):
    """A row of a sealed person that an import kept aside."""

    sealing = models.ForeignKey(Sealing, models.CASCADE, related_name="rows")
    card_import = models.ForeignKey("Import", models.CASCADE, related_name="+")
    row = models.BigIntegerField()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=["sealing", "card_import", "row"], name="sealed_row_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.sealing_id} {self.card_import_id}:{self.row}"


def without_sealed_cards(rows: Any) -> Any:
    """Rows with ``table`` and ``card_digest``, but for those of sealed cards."""
    sealed = SealedCard.objects.filter(
        in_force(),
        table=models.OuterRef("table"),
        card_digest=models.OuterRef("card_digest"),
    )
    return rows.exclude(models.Exists(sealed))


def without_sealed_rows(rows: Any) -> Any:
    """Rows kept aside (``card_import``, ``row``), but for those of sealed persons.

    None at all while a sealed person's rows are looked for.
    """
    searching = Sealing.objects.filter(in_force(""), searched_at=None)
    sealed = SealedRow.objects.filter(
        in_force(),
        card_import=models.OuterRef("card_import"),
        row=models.OuterRef("row"),
    )
    return rows.exclude(models.Exists(sealed)).exclude(models.Exists(searching))
