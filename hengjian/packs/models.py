"""Released packs."""

from django.db import models

from hengjian.audit.guarded import GuardedModel


class PackRelease(GuardedModel):
    """A pack as it was released: its canonical archive, never changed again.

    Matters, imports and runs pin the digest; ``number`` counts a pack's releases.
    """

    name = models.CharField(max_length=100)
    number = models.PositiveIntegerField()
    title_zh = models.CharField(max_length=200, blank=True)
    title_en = models.CharField(max_length=200, blank=True)
    digest = models.CharField(max_length=64)
    archive = models.BinaryField()
    released_at = models.DateTimeField()
    by = models.CharField(max_length=200)

    class Meta:
        ordering = ("name", "-number")
        constraints = (
            models.UniqueConstraint(
                fields=["name", "number"], name="pack_release_number_unique"
            ),
            models.UniqueConstraint(
                fields=["name", "digest"], name="pack_release_digest_unique"
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.number}"
