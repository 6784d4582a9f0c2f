"""The account somebody signs in with."""

from typing import ClassVar

from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from hengjian.audit.guarded import GuardedModel, GuardedQuerySet
from hengjian.organisation.models import Person


class AccountManager(BaseUserManager.from_queryset(GuardedQuerySet)):  # type: ignore[misc]
    """Finds accounts by the name they sign in with, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(username=(username or "").strip().lower())  # type: ignore[no-any-return]


class Account(GuardedModel, AbstractBaseUser):
    """A sign-in, usually of a person; the three administrators may have none."""

    # the journal keeps the sign-ins; a column written at each would be a second record
    last_login = None

    username = models.CharField(max_length=60, unique=True)
    person = models.OneToOneField(
        Person, models.PROTECT, null=True, blank=True, related_name="account"
    )
    language = models.CharField(
        max_length=10,
        choices=[("zh-hans", "中文"), ("en", "English")],
        default="zh-hans",
    )
    is_active = models.BooleanField(default=True)
    # the first password is somebody else's choice: it must be changed
    must_change_password = models.BooleanField(default=False)
    # until when that first password signs in at all; empty: for ever
    first_password_until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    # whose duties this person has taken on, for one request; never saved
    acting_for: "Account | None" = None

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        ordering = ("username",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(username=Lower("username")),
                name="account_username_lower_case",
            ),
        )

    def __str__(self) -> str:
        return self.display_name

    @property
    def journal_name(self) -> str:
        """How the journal names this actor."""
        return f"account:{self.username}"

    @property
    def display_name(self) -> str:
        """The person's name, else the sign-in name."""
        return self.person.name if self.person else self.username

    @property
    def duty_person_id(self) -> int | None:
        """Whose cards count as one's own: the person's for whom one acts, or one's own."""
        return (self.acting_for or self).person_id

    def check_password(self, raw_password: str | None) -> bool:
        """Check without re-hashing: a write here would be outside every action."""
        return check_password(raw_password, self.password)
