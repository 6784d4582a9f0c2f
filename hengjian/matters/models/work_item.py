"""What somebody has to do on a matter, by when."""

from datetime import date

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.matters.models.matter import Matter
from hengjian.organisation.models import Department, Person, Procuratorate


class WorkKind(models.TextChoices):
    """A task of the process, or something one person asks of another beside it."""

    TASK = "task", "办理"
    COUNTERSIGN = "countersign", "会签"
    ASSIST = "assist", "协办"


WORK_KINDS = {
    WorkKind.TASK: Text("办理", "task"),
    WorkKind.COUNTERSIGN: Text("会签", "countersign"),
    WorkKind.ASSIST: Text("协办", "assist"),
}


class Outcome(models.TextChoices):
    """How a work item ended."""

    COMPLETED = "completed", "已办"
    RETURNED = "returned", "退回"
    WITHDRAWN = "withdrawn", "撤回"


class WorkItem(GuardedModel):
    """One open or done piece of work.

    ``person`` has it; where it is empty anybody who holds ``role`` in the place may take
    it. ``limit`` is the question from which ``due_on`` was counted, so that its reasons
    can be told at any time and the day can be counted anew.
    """

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="work_items")
    kind = models.CharField(max_length=12, choices=WorkKind, default=WorkKind.TASK)
    # of the process: its number for the open task, and the drawing's element
    task = models.CharField(max_length=80, blank=True)
    element = models.CharField(max_length=80, blank=True)
    label_zh = models.CharField(max_length=200)
    label_en = models.CharField(max_length=200)
    form = models.CharField(max_length=100, blank=True)
    role = models.CharField(max_length=60, blank=True)

    # of the matter, again: the inbox asks for them by the hundred thousand
    matter_kind = models.CharField(max_length=100)
    procuratorate = models.ForeignKey(Procuratorate, models.PROTECT, related_name="+")
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="+"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="work_items"
    )

    # of something asked beside the process: by whom, about which task, in what words
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="asked_beside"
    )
    asked_by = models.CharField(max_length=200, blank=True)
    words = models.TextField(blank=True)
    answer = models.TextField(blank=True)

    since_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    limit = models.JSONField(default=dict)
    due_on = models.DateField(null=True, blank=True)
    urged_at = models.DateTimeField(null=True, blank=True)
    times_urged = models.PositiveIntegerField(default=0)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.CharField(max_length=200, blank=True)
    # the day that the national record tells, where an import closed it
    answered_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)

    class Meta:
        ordering = ("due_on", "id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(done_by="", outcome="", done_at__isnull=True)
                | (
                    ~models.Q(done_by="")
                    & ~models.Q(outcome="")
                    & models.Q(done_at__isnull=False)
                ),
                name="work_item_done_by_and_at",
            ),
            models.UniqueConstraint(
                fields=["matter", "task"],
                condition=models.Q(kind="task", done_at__isnull=True),
                name="work_item_task_open_once",
            ),
        )
        indexes = (
            models.Index(
                fields=["person", "due_on", "id"],
                condition=models.Q(done_at__isnull=True),
                name="work_item_open_of_person",
            ),
            models.Index(
                fields=["procuratorate", "role", "due_on", "id"],
                condition=models.Q(done_at__isnull=True),
                name="work_item_open_of_role",
            ),
            models.Index(
                fields=["due_on"],
                condition=models.Q(done_at__isnull=True),
                name="work_item_open_due",
            ),
            models.Index(
                fields=["asked_by"],
                condition=models.Q(done_at__isnull=True),
                name="work_item_open_asked_by",
            ),
            models.Index(fields=["matter", "done_at"], name="work_item_of_matter"),
        )

    def __str__(self) -> str:
        return f"{self.matter_id} {self.element or self.kind}"

    @property
    def label(self) -> Text:
        """What is to be done, in both languages."""
        return Text(self.label_zh, self.label_en)

    @property
    def done_on(self) -> date | None:
        """The day it was done: as the national record tells, else when it was closed."""
        if self.done_at is None:
            return None
        return self.answered_on or self.done_at.astimezone(clock.SHANGHAI).date()

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.done_at is None
