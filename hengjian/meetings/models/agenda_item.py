"""What is put before a body."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.matters.models import Matter
from hengjian.meetings.models.body import Body
from hengjian.meetings.models.meeting import Meeting
from hengjian.organisation.models import Department, Person


class ItemState(models.TextChoices):
    """Where an item stands."""

    IN_REVIEW = "in_review", "会前审查中"
    RETURNED = "returned", "已退回"
    SENT_ELSEWHERE = "sent_elsewhere", "已转送"
    ACCEPTED = "accepted", "待上会"
    SCHEDULED = "scheduled", "已列入议程"
    DECIDED = "decided", "已议决"
    UNDECIDED = "undecided", "未形成决定"
    REFERRED_UP = "referred_up", "已报请上级"
    WITHDRAWN = "withdrawn", "已撤回"


# an item that still waits for something before or at a meeting
OPEN_STATES = (
    ItemState.IN_REVIEW,
    ItemState.RETURNED,
    ItemState.ACCEPTED,
    ItemState.SCHEDULED,
    ItemState.UNDECIDED,
)


class AgendaItem(GuardedModel):
    """One item. ``found`` is what its intake check found; ``review_step`` the step that
    it waits for, counted from 0; ``restricted``: only members and the body's office see it.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="items")
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="items"
    )
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=200)
    summary = models.TextField()
    scope = models.CharField(max_length=60)
    is_case = models.BooleanField(default=False)
    case_number = models.CharField(max_length=100, blank=True)
    is_restricted = models.BooleanField(default=False)
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reporter = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    put_by = models.CharField(max_length=150)
    put_by_person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="items_put"
    )
    put_at = models.DateTimeField()
    state = models.CharField(
        max_length=20, choices=ItemState, default=ItemState.IN_REVIEW
    )
    review_step = models.PositiveSmallIntegerField(default=0)
    found = models.JSONField(default=list)
    sent_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="sent_on"
    )

    # the matter that waits for what becomes of it, where one does
    matter = models.ForeignKey(
        Matter, models.PROTECT, null=True, blank=True, related_name="agenda_items"
    )

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                name="agenda_item_scheduled_in_a_meeting",
                condition=~models.Q(state="scheduled")
                | models.Q(meeting__isnull=False),
            ),
        )
        indexes = (models.Index(fields=["body", "state"], name="agenda_item_waiting"),)

    def __str__(self) -> str:
        return f"#{self.pk}"
