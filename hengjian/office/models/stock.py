"""The store: articles, and movements that are only ever added to."""

from django.db import models

from hengjian.audit.added_to import AddedTo
from hengjian.audit.guarded import GuardedModel
from hengjian.lib.bilingual import Text
from hengjian.matters.models import Matter
from hengjian.organisation.models import Procuratorate


class Article(GuardedModel):
    """One article of an office's store."""

    procuratorate = models.ForeignKey(
        Procuratorate, models.PROTECT, related_name="articles"
    )
    code = models.CharField(max_length=30)
    name = models.CharField(max_length=200)
    measure = models.CharField(max_length=20)
    # at this quantity or below it is to be ordered; none: never
    reorder_level = models.PositiveIntegerField(null=True, blank=True)
    is_kept = models.BooleanField(default=True)

    class Meta:
        ordering = ("code",)
        constraints = (
            models.UniqueConstraint(
                fields=["procuratorate", "code"], name="article_code_unique"
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class How(models.TextChoices):
    """Why a quantity moved."""

    ENTERED = "entered", "入库"
    ISSUED = "issued", "发放"
    COUNTED = "counted", "盘点"
    REVERSED = "reversed", "冲正"


HOWS = {
    How.ENTERED: Text("入库", "entered"),
    How.ISSUED: Text("发放", "issued"),
    How.COUNTED: Text("盘点", "counted"),
    How.REVERSED: Text("冲正", "reversed"),
}


class StockEntry(AddedTo):
    """One movement of an article; a wrong one is reversed by another, never changed.

    ``quantity`` is signed; the stock is the sum of all entries.
    """

    article = models.ForeignKey(Article, models.PROTECT, related_name="entries")
    how = models.CharField(max_length=8, choices=How)
    quantity = models.IntegerField()
    matter = models.ForeignKey(
        Matter, models.PROTECT, null=True, blank=True, related_name="stock_entries"
    )
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="reversed_by"
    )
    words = models.CharField(max_length=500, blank=True)
    moved_on = models.DateField()
    by = models.CharField(max_length=200)

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(quantity=0), name="stock_entry_moves"
            ),
        )

    def __str__(self) -> str:
        return f"{self.article_id} {self.quantity:+d}"

    @property
    def how_text(self) -> Text:
        """Why, in both languages."""
        return HOWS[How(self.how)]
