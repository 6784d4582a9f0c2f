"""An account of the ledger: of a person, of a department, or the office's counter account."""

from django.db import models

from hengjian.audit.added_to import AddedTo
from hengjian.ledger.models.kinds import PURPOSES, Purpose
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Department, Person, Procuratorate


class LedgerAccount(AddedTo):
    """Whose points or awards: staff alone, never a citizen.

    Without person and department it is the counter account of its office and purpose:
    what is given to somebody is taken from it, so that all accounts sum to zero.
    """

    purpose = models.CharField(max_length=20, choices=Purpose)
    procuratorate = models.ForeignKey(
        Procuratorate, models.PROTECT, related_name="ledger_accounts"
    )
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="ledger_accounts",
    )
    department = models.ForeignKey(
        Department,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="ledger_accounts",
    )

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(person__isnull=True)
                | models.Q(department__isnull=True),
                name="ledger_account_of_one",
            ),
            models.UniqueConstraint(
                fields=["procuratorate", "purpose", "person"],
                condition=models.Q(person__isnull=False),
                name="ledger_account_of_person",
            ),
            models.UniqueConstraint(
                fields=["procuratorate", "purpose", "department"],
                condition=models.Q(department__isnull=False),
                name="ledger_account_of_department",
            ),
            models.UniqueConstraint(
                fields=["procuratorate", "purpose"],
                condition=models.Q(person__isnull=True, department__isnull=True),
                name="ledger_counter_account",
            ),
        )

    def __str__(self) -> str:
        return self.identity

    @property
    def identity(self) -> str:
        """Whose account it is, as digests of entries cover it."""
        whose = "counter"
        if self.person_id is not None:
            whose = f"person:{self.person_id}"
        elif self.department_id is not None:
            whose = f"department:{self.department_id}"
        return f"{self.purpose}:{self.procuratorate_id}:{whose}"

    @property
    def whose(self) -> Person | Department | None:
        """The person or department of the account; None for the counter account."""
        return self.person or self.department

    @property
    def number(self) -> str:
        """The person's staff number; empty for a department."""
        return str(self.person.number) if self.person is not None else ""

    @property
    def purpose_text(self) -> Text:
        """The purpose in both languages."""
        return PURPOSES[Purpose(self.purpose)]
