"""Posts that people hold."""

from django.db import models

from hengjian.audit.guarded import GuardedModel


class PostKind(models.TextChoices):
    """What sort of work a post is."""

    CHIEF = "chief_procurator", "检察长"
    DEPUTY = "deputy_in_charge", "分管副检察长"
    COMMITTEE_MEMBER = "full_time_member", "专职委员"
    DEPARTMENT_HEAD = "department_head", "部门负责人"
    PROCURATOR = "procurator", "检察官"
    ASSISTANT = "procurators_assistant", "检察官助理"
    CLERK = "clerk", "书记员"
    DEPARTMENTAL_CLERK = "departmental_clerk", "内勤"
    CASE_MANAGER = "case_manager", "案件管理人员"
    ADMINISTRATIVE = "administrative", "行政人员"


class Post(GuardedModel):
    """A post such as 员额检察官; the same posts exist in every procuratorate."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=100)
    name_en = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=40, choices=PostKind)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name
