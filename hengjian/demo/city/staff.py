"""Departments, posts and about six hundred people of the invented city."""

from dataclasses import dataclass
from datetime import date

from hengjian.demo.city.chances import Chances
from hengjian.demo.city.names import person_name
from hengjian.demo.city.places import PLACES, Place


@dataclass(frozen=True)
class DepartmentPlan:
    """A department that every procuratorate has; ``share`` of its staff sits there."""

    code: str
    name: str
    name_en: str
    share: float


DEPARTMENTS = (
    DepartmentPlan("first", "第一检察部", "First Procuratorial Department", 0.24),
    DepartmentPlan("second", "第二检察部", "Second Procuratorial Department", 0.14),
    DepartmentPlan("third", "第三检察部", "Third Procuratorial Department", 0.10),
    DepartmentPlan("fourth", "第四检察部", "Fourth Procuratorial Department", 0.10),
    DepartmentPlan("fifth", "第五检察部", "Fifth Procuratorial Department", 0.09),
    DepartmentPlan("case_management", "案件管理部", "Case Management Department", 0.08),
    DepartmentPlan("political", "政治部", "Political Department", 0.09),
    DepartmentPlan("office", "办公室", "General Office", 0.16),
)

POSTS = (
    ("chief", "检察长", "Chief procurator", "chief_procurator"),
    ("deputy", "副检察长", "Deputy chief procurator", "deputy_in_charge"),
    ("head", "部门主任", "Head of department", "department_head"),
    ("quota_procurator", "员额检察官", "Quota procurator", "procurator"),
    ("assistant", "检察官助理", "Procurator's assistant", "procurators_assistant"),
    ("clerk", "书记员", "Clerk", "clerk"),
    ("case_manager", "案件管理员", "Case manager", "case_manager"),
    ("officer", "工作人员", "Officer", "administrative"),
)
HANDLING = {"first", "second", "third", "fourth", "fifth"}


@dataclass(frozen=True)
class StaffMember:
    """One person with the post held on a day; moves give several rows of one number."""

    number: str
    name: str
    place: str
    department: str  # "" for the leaders
    post: str
    from_on: date
    until_on: date | None = None


def _post_in(department: str, position: int, chances: Chances) -> str:
    if position == 0:
        return "head"
    if department == "case_management":
        return "case_manager"
    if department in HANDLING:
        return chances.pick({"quota_procurator": 0.45, "assistant": 0.3, "clerk": 0.25})
    return "officer"


def staff_of(place: Place, seed: int) -> list[StaffMember]:
    """The people of one procuratorate, the chief first."""
    chances = Chances.stream(seed, "staff", place.code)
    begun = date(2023, 1, 1)
    members: list[StaffMember] = []

    def add(department: str, post: str) -> None:
        number = f"{place.code}-{len(members) + 1:03d}"
        sex = "male" if chances.happens(0.55) else "female"
        taken = {member.name for member in members}
        name = person_name(chances, sex)
        while name in taken:
            name = person_name(chances, sex)
        members.append(StaffMember(number, name, place.code, department, post, begun))

    add("", "chief")
    for _ in range(3 if place.level == 3 else 2):
        add("", "deputy")
    left = place.staff - len(members)
    for department in DEPARTMENTS:
        for position in range(max(2, round(left * department.share))):
            add(department.code, _post_in(department.code, position, chances))
    return members


def all_staff(seed: int) -> list[StaffMember]:
    """Everybody, in the order of their places."""
    return [member for place in PLACES for member in staff_of(place, seed)]
