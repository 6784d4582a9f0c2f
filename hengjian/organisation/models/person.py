"""People of the offices."""

from django.db import models

from hengjian.audit.guarded import GuardedModel


class Person(GuardedModel):
    """Somebody who works in an office; where and as what is in the appointments."""

    # the office's own staff number: stable, never reused
    number = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=60, db_index=True)
    name_en = models.CharField(max_length=100, blank=True)
    # how case cards name this handler; the name where empty
    card_code = models.CharField(max_length=100, blank=True, db_index=True)
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("number",)
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return self.name
