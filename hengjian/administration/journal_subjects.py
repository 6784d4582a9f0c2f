"""What the entries of the journal are about, in words.

Who reads the journal sees who works here and where, and no case content: people, places,
accounts, packs and tables are named; of all else only what kind of thing it is, and its
number.
"""

from collections.abc import Callable, Iterable
from typing import Any

from hengjian.access.models import Account, RoleGrant
from hengjian.access.roles import ROLES
from hengjian.audit.models import JournalEntry
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Appointment, Department, Person, Procuratorate
from hengjian.packs.models import PackRelease
from hengjian.warehouse.models import CardTable


Subject = tuple[str, str]
"""The kind of a thing as the journal writes it, and its number."""

KINDS = {
    "access.account": Text("账户", "account"),
    "access.columnchoice": Text("列的选择", "column choice"),
    "access.delegation": Text("代理", "delegation"),
    "access.recoverycode": Text("恢复码", "recovery code"),
    "access.rolegrant": Text("角色授予", "role grant"),
    "access.secondfactor": Text("第二因素", "second factor"),
    "access.session": Text("会话", "session"),
    "access.token": Text("访问令牌", "access token"),
    "audit.journalentry": Text("留痕", "journal entry"),
    "backup": Text("备份", "backup"),
    "calendars.calendarrelease": Text("放假通知的发布", "release of a notice"),
    "documents.document": Text("文书", "document"),
    "documents.documentversion": Text("文书文稿", "version of a document"),
    "documents.officemark": Text("本院代字", "mark of an office"),
    "documents.officetemplate": Text("文书模板", "template"),
    "documents.sealuse": Text("用印", "seal"),
    "documents.service": Text("送达", "service"),
    "file": Text("文件", "file"),
    "indicators.cutoffday": Text("统计截止日", "cut-off day"),
    "indicators.namedtable": Text("具名的多院表", "named table"),
    "indicators.run": Text("统计运行", "run"),
    "indicators.signal": Text("异动提示", "signal"),
    "jobs.job": Text("后台任务", "job"),
    "ledger.branchmember": Text("支部党员", "member of a branch"),
    "ledger.entryproposal": Text("记分申报", "proposal of points"),
    "ledger.entryquestion": Text("记分疑问", "question on an entry"),
    "ledger.ledgeraccount": Text("台账账户", "account of the ledger"),
    "ledger.ledgerentry": Text("台账记录", "entry of the ledger"),
    "ledger.ledgerrule": Text("记分规则", "rule of points"),
    "ledger.partybranch": Text("党支部", "Party branch"),
    "ledger.paymentlist": Text("发放清单", "payment list"),
    "ledger.publishingcircle": Text("公开范围", "circle of publication"),
    "ledger.shortfall": Text("未达每月数量", "shortfall of a month"),
    "limits.cardlimit": Text("案卡上的期限", "limit of a card"),
    "matters.matter": Text("事项", "matter"),
    "matters.workitem": Text("待办", "work item"),
    "meetings.agendaitem": Text("议题", "agenda item"),
    "meetings.body": Text("会议组织", "body"),
    "meetings.halfyearreceipt": Text("半年总结的签收", "receipt of a half-year"),
    "meetings.halfyearreport": Text("报送的半年总结", "half-year sent up"),
    "meetings.meeting": Text("会议", "meeting"),
    "meetings.minutes": Text("会议纪要", "minutes"),
    "meetings.resolution": Text("决议", "resolution"),
    "meetings.resolutiontask": Text("决议任务", "task of a resolution"),
    "meetings.vote": Text("表决", "vote"),
    "notices.notice": Text("消息提醒", "notice"),
    "office.article": Text("库存品目", "article of the store"),
    "office.comment": Text("公示事项的评论", "comment on what is posted"),
    "office.postedmonth": Text("月度公示", "month as posted"),
    "office.posting": Text("公示", "posting"),
    "office.stockentry": Text("库存变动", "entry of the store"),
    "office.takendown": Text("撤下的评论", "comment taken down"),
    "organisation": Text("组织机构", "organisation"),
    "organisation.appointment": Text("任职", "appointment"),
    "organisation.department": Text("部门", "department"),
    "organisation.person": Text("人员", "person"),
    "organisation.post": Text("岗位", "post"),
    "organisation.procuratorate": Text("单位", "procuratorate"),
    "pack": Text("业务包", "pack"),
    "packs.packrelease": Text("业务包", "pack"),
    "policy": Text("政策", "policy"),
    "publication.analysisreport": Text("分析报告", "analysis report"),
    "publication.reportversion": Text("报告版本", "version of a report"),
    "warehouse.cardtable": Text("案卡表", "card table"),
    "warehouse.datakey": Text("个人信息密钥", "key of personal items"),
    "warehouse.file": Text("上传的文件", "uploaded file"),
    "warehouse.finding": Text("案卡问题", "finding"),
    "warehouse.headermapping": Text("表头对照", "header mapping"),
    "warehouse.import": Text("导入", "import"),
    "warehouse.sealing": Text("记录封存", "record sealing"),
    "warehouse.vault": Text("个人信息", "personal items"),
}


def subject_names(entries: Iterable[JournalEntry]) -> dict[Subject, Text]:
    """``access.account:10`` → 账户 陈明; each kind asked once."""
    wanted = {(each.subject_type, each.subject_id) for each in entries}
    by_kind: dict[str, set[str]] = {}
    for kind, number in wanted:
        by_kind.setdefault(kind, set()).add(number)
    named = {
        (kind, number): name
        for kind, numbers in by_kind.items()
        if kind in _NAMED
        for number, name in _NAMED[kind](numbers).items()
    }
    return {each: _in_words(each, named.get(each)) for each in wanted}


def _in_words(subject: Subject, name: str | None) -> Text:
    kind, number = subject
    word = KINDS.get(kind, Text.same(kind))
    told = name or number
    return Text(f"{word.zh} {told}".strip(), f"{word.en} {told}".strip())


def _by_number(
    model: Any, name: Callable[[Any], str], *related: str
) -> Callable[[set[str]], dict[str, str]]:
    def named(numbers: set[str]) -> dict[str, str]:
        known = [number for number in numbers if number.isdigit()]
        found = model.objects.filter(pk__in=known)
        if related:
            found = found.select_related(*related)
        return {str(each.pk): name(each) for each in found}

    return named


def _granted(grant: RoleGrant) -> str:
    role = ROLES.get(grant.role)
    label = role.title.zh if role is not None else grant.role
    return f"{grant.account.display_name} {label}"


_NAMED: dict[str, Callable[[set[str]], dict[str, str]]] = {
    "access.account": _by_number(Account, lambda a: a.display_name, "person"),
    "access.rolegrant": _by_number(RoleGrant, _granted, "account__person"),
    "organisation.appointment": _by_number(
        Appointment, lambda a: a.person.name, "person"
    ),
    "organisation.department": _by_number(Department, lambda d: d.name),
    "organisation.person": _by_number(Person, lambda p: p.name),
    "organisation.procuratorate": _by_number(Procuratorate, lambda p: p.name),
    "packs.packrelease": _by_number(PackRelease, str),
    "warehouse.cardtable": _by_number(CardTable, lambda t: t.name),
}
