"""The people every test knows, and where they sit.

A city procuratorate (Jiangcheng, 429900) with two county ones (Donghu 429901, Xishan
429902). Chen handles cases in Jiangcheng's first department, Lin heads it, Zhou is its
clerk, Liu is the chief, Wang manages cases; Zhao handles cases in Donghu. Three
administrators stand apart.
"""

from dataclasses import dataclass
from datetime import date

from hengjian.access.models import Account
from hengjian.organisation.models import Department, Person, Post, Procuratorate
from tests.factories import access, organisation


SINCE = date(2024, 1, 1)


@dataclass(frozen=True)
class Cast:
    """Everybody and everything of the small world of the tests."""

    jiangcheng: Procuratorate
    donghu: Procuratorate
    xishan: Procuratorate
    first_department: Department
    case_management: Department
    donghu_department: Department
    procurator_post: Post
    chen: Account
    lin: Account
    zhou: Account
    liu: Account
    wang: Account
    zhao: Account
    system_administrator: Account
    security_administrator: Account
    audit_administrator: Account

    def person(self, account: Account) -> Person:
        """The person behind an account."""
        assert account.person is not None
        return account.person


def assemble() -> Cast:
    """Make the cast in the present database."""
    jiangcheng = organisation.procuratorate(
        code="429900", name="江城市人民检察院", short_name="江城市院", level=3
    )
    donghu, xishan = (
        organisation.procuratorate(code=code, name=name, parent=jiangcheng)
        for code, name in (
            ("429901", "东湖县人民检察院"),
            ("429902", "西山县人民检察院"),
        )
    )
    first = organisation.department(
        procuratorate=jiangcheng, code="01", name="第一检察部"
    )
    management = organisation.department(
        procuratorate=jiangcheng, code="08", name="案件管理办公室", card_code="案管"
    )
    below = organisation.department(procuratorate=donghu, code="01", name="第一检察部")
    posts = {
        kind: organisation.post(code=kind, name=name, kind=kind)
        for kind, name in (
            ("procurator", "员额检察官"),
            ("department_head", "部门负责人"),
            ("departmental_clerk", "内勤"),
            ("chief_procurator", "检察长"),
            ("case_manager", "案件管理人员"),
        )
    }

    def works(
        name: str,
        username: str,
        post: str,
        role: str,
        unit: Procuratorate,
        department: Department | None,
        *,
        in_department: bool = False,
    ) -> Account:
        person = organisation.person(number=username.upper(), name=name)
        organisation.appointment(
            person=person,
            post=posts[post],
            procuratorate=unit,
            department=department,
            from_on=SINCE,
        )
        account = access.account(username=username, person=person)
        if in_department:
            access.grant(account, role, department=department)
        else:
            access.grant(account, role, unit)
        return account

    def administers(role: str) -> Account:
        account = access.account(username=role)
        access.grant(account, role)
        return account

    return Cast(
        jiangcheng=jiangcheng,
        donghu=donghu,
        xishan=xishan,
        first_department=first,
        case_management=management,
        donghu_department=below,
        procurator_post=posts["procurator"],
        chen=works(
            "陈明",
            "chen",
            "procurator",
            "procurator",
            jiangcheng,
            first,
            in_department=True,
        ),
        lin=works(
            "林静",
            "lin",
            "department_head",
            "department_head",
            jiangcheng,
            first,
            in_department=True,
        ),
        zhou=works(
            "周燕",
            "zhou",
            "departmental_clerk",
            "clerk",
            jiangcheng,
            first,
            in_department=True,
        ),
        liu=works("刘正", "liu", "chief_procurator", "leader", jiangcheng, None),
        wang=works(
            "王案", "wang", "case_manager", "case_manager", jiangcheng, management
        ),
        zhao=works("赵林", "zhao", "procurator", "procurator", donghu, below),
        system_administrator=administers("system_administrator"),
        security_administrator=administers("security_administrator"),
        audit_administrator=administers("audit_administrator"),
    )
