"""The sign-ins of the demo city: one for each kind of reader, and the three administrators."""

from dataclasses import dataclass
from datetime import date

from hengjian.access.actions import accounts, grants
from hengjian.access.models import Account
from hengjian.audit.actors import Actor
from hengjian.demo.city.places import CITY_CODE
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Appointment, Department, Person, Procuratorate


PASSWORD = "yunze-demo-2026"  # noqa: S105 (an invented city's, printed at every start)
COUNTY_CODE = "990102"
SINCE = date(2024, 1, 1)


@dataclass(frozen=True)
class SignIn:
    """One account of the demo: who, with which role, where."""

    username: str
    title: Text
    role: str
    unit: str | None
    department: str = ""
    post: str = ""
    also: tuple[str, ...] = ()  # further roles, at the same office


SIGN_INS = (
    SignIn(
        "case-manager",
        Text("案件管理员(市院)", "Case manager, city"),
        "case_manager",
        CITY_CODE,
        "case_management",
        "case_manager",
    ),
    SignIn(
        "chief",
        Text("检察长(市院)", "Chief procurator, city"),
        "leader",
        CITY_CODE,
        "",
        "chief",
        also=("chief",),
    ),
    SignIn(
        "analyst",
        Text("业务分析员(市院)", "Analyst, city"),
        "analyst",
        CITY_CODE,
        "case_management",
        "head",
    ),
    SignIn(
        "linhu",
        Text("案件管理员(临湖区院)", "Case manager, Linhu district"),
        "case_manager",
        COUNTY_CODE,
        "case_management",
        "case_manager",
        also=("legal_policy",),
    ),
    SignIn(
        "head",
        Text("第一检察部主任(临湖区院)", "Head of department, Linhu"),
        "department_head",
        COUNTY_CODE,
        "first",
        "head",
        also=("branch_secretary",),
    ),
    SignIn(
        "procurator",
        Text("检察官(临湖区院)", "Procurator, Linhu"),
        "procurator",
        COUNTY_CODE,
        "first",
        "quota_procurator",
    ),
    SignIn(
        "clerk",
        Text("书记员(临湖区院)", "Clerk, Linhu"),
        "clerk",
        COUNTY_CODE,
        "first",
        "clerk",
    ),
    SignIn(
        "meeting-office",
        Text("会务人员(市院)", "Meeting office, city"),
        "meeting_office",
        CITY_CODE,
        "office",
        "officer",
    ),
    SignIn(
        "office",
        Text("办公室人员(临湖区院)", "Office staff, Linhu"),
        "office_staff",
        COUNTY_CODE,
        "office",
        "officer",
    ),
    SignIn(
        "deputy",
        Text("分管副检察长(临湖区院)", "Deputy in charge, Linhu"),
        "leader",
        COUNTY_CODE,
        "",
        "deputy",
    ),
    SignIn(
        "county-chief",
        Text("检察长(临湖区院)", "Chief procurator, Linhu"),
        "leader",
        COUNTY_CODE,
        "",
        "chief",
        also=("chief",),
    ),
    SignIn(
        "appraisal",
        Text("考核办负责人(临湖区院)", "Appraisal office, Linhu"),
        "appraisal_office",
        COUNTY_CODE,
        "political",
        "head",
    ),
    SignIn(
        "committee",
        Text("检察官考评委员会委员(临湖区院)", "Appraisal committee, Linhu"),
        "appraisal_committee",
        COUNTY_CODE,
        "second",
        "head",
        also=("branch_secretary",),
    ),
    SignIn(
        "inspection",
        Text("检务督察人员(临湖区院)", "Inspector, Linhu"),
        "inspector",
        COUNTY_CODE,
        "political",
        "officer",
    ),
    SignIn(
        "system",
        Text("系统管理员", "System administrator"),
        "system_administrator",
        None,
    ),
    SignIn(
        "security",
        Text("安全管理员", "Security administrator"),
        "security_administrator",
        None,
    ),
    SignIn(
        "audit", Text("审计管理员", "Audit administrator"), "audit_administrator", None
    ),
)


def open_accounts(*, by: Actor) -> int:
    """Open every sign-in that is not there yet; returns how many were opened."""
    opened = 0
    for sign_in in SIGN_INS:
        if Account.objects.filter(username=sign_in.username).exists():
            continue
        account = accounts.add(
            username=sign_in.username,
            password=PASSWORD,
            person=_person(sign_in),
            must_change_password=False,
            by=by,
        )
        grants.grant(
            account=account,
            role=sign_in.role,
            from_on=SINCE,
            unit=_unit(sign_in) if sign_in.role != "department_head" else None,
            department=_department(sign_in)
            if sign_in.role == "department_head"
            else None,
            by=by,
        )
        for role in sign_in.also:
            grants.grant(
                account=account, role=role, from_on=SINCE, unit=_unit(sign_in), by=by
            )
        opened += 1
    return opened


def _unit(sign_in: SignIn) -> Procuratorate | None:
    return Procuratorate.objects.get(code=sign_in.unit) if sign_in.unit else None


def _department(sign_in: SignIn) -> Department | None:
    return Department.objects.get(
        procuratorate__code=sign_in.unit, code=sign_in.department
    )


def _person(sign_in: SignIn) -> Person | None:
    if sign_in.unit is None:
        return None
    found = Appointment.objects.filter(
        procuratorate__code=sign_in.unit,
        post__code=sign_in.post,
        person__account__isnull=True,
    )
    if sign_in.department:
        found = found.filter(department__code=sign_in.department)
    appointment = found.select_related("person").order_by("person__number").first()
    return appointment.person if appointment else None
