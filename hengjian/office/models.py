"""What is posted, and the store: both are only ever added to."""

import hashlib
import json

from django.db import models

from hengjian.audit.added_to import AddedTo
from hengjian.audit.guarded import GuardedModel
from hengjian.lib.bilingual import Text
from hengjian.matters.models import Matter
from hengjian.organisation.models import Department, Procuratorate


class Part(models.TextChoices):
    """Which half of a matter is posted."""

    REQUEST = "request", "申请"
    ANSWER = "answer", "答复"


PARTS = {Part.REQUEST: Text("申请", "request"), Part.ANSWER: Text("答复", "answer")}


class Posting(AddedTo):
    """A request or an answer as it was posted; its digest stands in the journal.

    ``content`` is a list of ``{"item", "zh", "en", "value_zh", "value_en"}``.
    """

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="postings")
    part = models.CharField(max_length=8, choices=Part)
    kind = models.CharField(max_length=100)
    procuratorate = models.ForeignKey(Procuratorate, models.PROTECT, related_name="+")
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="+"
    )
    content = models.JSONField(default=list)
    digest = models.CharField(max_length=64)
    posted_at = models.DateTimeField()
    posted_on = models.DateField()
    by = models.CharField(max_length=200)

    class Meta:
        ordering = ("-id",)
        indexes = (
            models.Index(
                fields=["procuratorate", "part", "-id"], name="posting_of_place"
            ),
        )

    def __str__(self) -> str:
        return f"{self.matter_id} {self.part}"

    @property
    def part_text(self) -> Text:
        """Which half, in both languages."""
        return PARTS[Part(self.part)]

    def counted_digest(self) -> str:
        """SHA-256 (hex) of what is stored now: the same as when it was posted."""
        text = json.dumps(
            [self.matter_id, self.part, self.posted_on.isoformat(), self.content],
            ensure_ascii=False,
            sort_keys=True,
        )
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def is_as_posted(self) -> bool:
        """Whether the stored content agrees with its digest."""
        return self.counted_digest() == self.digest


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
