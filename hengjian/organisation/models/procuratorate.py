"""The tree of procuratorates."""

from django.core.validators import RegexValidator
from django.db import models

from hengjian.audit.guarded import GuardedModel


class Level(models.IntegerChoices):
    """The four levels, from the top."""

    SUPREME = 1, "最高人民检察院"
    PROVINCE = 2, "省级院"
    CITY = 3, "市级院"
    COUNTY = 4, "县级院"


class Kind(models.TextChoices):
    """Local, dispatched or special."""

    LOCAL = "local", "地方院"
    DISPATCHED = "dispatched", "派出院"
    SPECIAL = "special", "专门院"


class Procuratorate(GuardedModel):
    """A people's procuratorate: six-digit code, level, the one above it."""

    code = models.CharField(
        max_length=6, unique=True, validators=[RegexValidator(r"^[0-9]{6}$")]
    )
    name = models.CharField(max_length=100)
    short_name = models.CharField(max_length=40, blank=True)
    name_en = models.CharField(max_length=200, blank=True)
    level = models.PositiveSmallIntegerField(choices=Level)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.LOCAL)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    # "/1/5/17/": keys from the top down to this one, so that a subtree is one prefix
    path = models.CharField(max_length=100, db_index=True, editable=False)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("code",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(level__in=[1, 2, 3, 4]), name="procuratorate_level"
            ),
        )

    def __str__(self) -> str:
        return self.short_name or self.name
