"""The navigation: which pages stand where, and who sees them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import slugify

from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.access.queries import permissions_of
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.searching import Hit, Hits, Wanted, gathered
from hengjian.organisation.queries import main_appointment_on


@dataclass(frozen=True)
class Entry:
    """One page of the navigation; shown to whoever holds its permission somewhere."""

    label: Text
    name: str
    permission: Permission | None = None


@dataclass(frozen=True)
class Group:
    """Pages of one domain."""

    label: Text
    entries: tuple[Entry, ...]

    @property
    def name(self) -> str:
        """As the reader's browser keeps it: ``points-and-awards``."""
        return slugify(self.label.en)


@dataclass(frozen=True)
class ShownEntry:
    """An entry as it stands on a page."""

    label: Text
    address: str
    is_current: bool


@dataclass(frozen=True)
class ShownGroup:
    """A group as it stands on a page: the entries of this reader, folded or not."""

    name: str
    label: Text
    entries: tuple[ShownEntry, ...]
    is_open: bool

    @property
    def is_folding(self) -> bool:
        """One entry stands by itself: a fold would hide it behind a line as long."""
        return len(self.entries) > 1


# cookie in which the browser keeps what its reader opened and folded (navigation.js)
FOLDS = "navigation"
# as many as a screen of 768 pixels shows without scrolling
LINES = 20

P = Permission
NAVIGATION: tuple[Group, ...] = (
    Group(
        Text("我的", "Mine"),
        (
            Entry(Text("工作台", "Workbench"), "workbench:home"),
            Entry(Text("待办", "Inbox"), "matters:inbox", P.MATTER_READ),
            Entry(Text("事项", "Matters"), "matters:matters", P.MATTER_READ),
            Entry(
                Text("文书登记簿", "Documents"), "documents:register", P.DOCUMENT_READ
            ),
            Entry(Text("消息", "Notices"), "notices:notices"),
        ),
    ),
    Group(
        Text("机关事务", "Office services"),
        (
            Entry(Text("公示", "Posted"), "office:posted", P.POSTING_READ),
            Entry(Text("库存", "Store"), "office:store", P.STORE_READ),
        ),
    ),
    Group(
        Text("业务数据", "Operational data"),
        (
            Entry(
                Text("业务数据", "Operational data"),
                "indicators:overview",
                P.INDICATOR_READ,
            ),
            Entry(Text("异动提示", "Signals"), "indicators:signals", P.INDICATOR_READ),
            Entry(
                Text("按单位比较", "Places side by side"),
                "indicators:compare",
                P.INDICATOR_READ,
            ),
            Entry(Text("分析研判", "Analysis"), "publication:analysis", P.REPORT_READ),
            Entry(Text("政策口径", "Policy"), "indicators:policy", P.INDICATOR_READ),
            Entry(
                Text("过去怎样排名", "How rankings were"),
                "training:training",
                P.INDICATOR_READ,
            ),
        ),
    ),
    Group(
        Text("案卡", "Case cards"),
        (
            Entry(Text("期限看板", "Limits board"), "limits:board", P.CARD_READ),
            Entry(Text("流程监控", "Monitoring"), "monitoring:prompts", P.CARD_READ),
            Entry(
                Text("评查抽取", "Draws for review"), "monitoring:draws", P.REVIEW_DRAW
            ),
            Entry(
                Text("案卡质量", "Card quality"), "warehouse:quality", P.FINDING_READ
            ),
            Entry(Text("导入", "Imports"), "warehouse:imports", P.CARD_IMPORT),
            Entry(
                Text("封存登记", "Sealed records"), "warehouse:sealings", P.SEALING_READ
            ),
        ),
    ),
    Group(
        Text("会议", "Meetings"),
        (
            Entry(Text("会议", "Meetings"), "meetings:meetings", P.MEETING_READ),
            Entry(Text("议题", "Items"), "meetings:items", P.MEETING_READ),
            Entry(
                Text("决议督办", "Follow-up"), "meetings:resolutions", P.MEETING_READ
            ),
            Entry(
                Text("组成与规则", "Bodies and rules"), "meetings:bodies", P.BODY_READ
            ),
        ),
    ),
    Group(
        Text("目标", "Targets"),
        (
            Entry(Text("目标", "Targets"), "targets:tree", P.TARGET_READ),
            Entry(
                Text("责任分解表", "Responsibility sheet"),
                "targets:sheet",
                P.TARGET_READ,
            ),
            Entry(Text("调整与新增", "Amendments"), "targets:changes", P.TARGET_READ),
        ),
    ),
    Group(
        Text("考核", "Appraisal"),
        (
            Entry(
                Text("我的考评表", "My score sheets"), "appraisal:mine", P.SHEET_READ
            ),
            Entry(
                Text("考核方案", "Appraisal schemes"), "appraisal:schemes", P.SHEET_READ
            ),
            Entry(Text("评议", "Ratings"), "ratings:ratings", P.RATING_GIVE),
            Entry(Text("我的一年", "My year"), "appraisal:my-year", P.YEAR_KEEP),
            Entry(
                Text("未在岗折算", "Days not worked"),
                "appraisal:absences",
                P.SHEET_READ_ALL,
            ),
            Entry(Text("考核异议", "Objections"), "appraisal:objections", P.SHEET_READ),
            Entry(
                Text("考核公平性", "Fairness"), "appraisal:fairness", P.FAIRNESS_READ
            ),
        ),
    ),
    Group(
        Text("积分奖励", "Points and awards"),
        (
            Entry(Text("我的积分", "My points"), "ledger:mine", P.LEDGER_READ),
            Entry(Text("积分台账", "Ledger"), "ledger:ledger", P.LEDGER_READ),
            Entry(
                Text("每月任务", "Monthly quantity"),
                "ledger:quantities",
                P.LEDGER_READ,
            ),
            Entry(
                Text("发放清单", "Payment lists"),
                "ledger:payments",
                P.PAYMENT_LIST_READ,
            ),
        ),
    ),
    Group(
        Text("评先评优", "Honours"),
        (
            Entry(Text("评先评优", "Honours"), "honours:honours", P.HONOUR_READ),
            Entry(Text("师徒结对", "Mentor pairs"), "honours:pairs", P.HONOUR_READ),
            Entry(Text("一票否决", "Vetoes"), "honours:vetoes", P.HONOUR_READ),
        ),
    ),
    Group(
        Text("管理", "Administration"),
        (
            Entry(
                Text("机构人员", "Organisation"),
                "administration:organisation",
                P.ORGANISATION_READ,
            ),
            Entry(Text("账号", "Accounts"), "administration:accounts", P.ACCOUNT_READ),
            Entry(Text("角色", "Roles"), "administration:roles", P.ACCOUNT_READ),
            Entry(
                Text("工作日历", "Calendar"),
                "administration:calendars",
                P.CALENDAR_READ,
            ),
            Entry(Text("留痕", "Journal"), "operations:journal", P.JOURNAL_READ),
            Entry(Text("后台任务", "Jobs"), "operations:jobs", P.JOB_READ),
            Entry(
                Text("系统状态", "System state"),
                "operations:system-state",
                P.SYSTEM_READ,
            ),
        ),
    ),
)


# pages that stand behind others, for the search: the group they belong to, and the page
FURTHER: tuple[tuple[Text, Entry], ...] = (
    (
        Text("案卡", "Case cards"),
        Entry(
            Text("导入案卡文件", "Import a file"), "warehouse:new-import", P.CARD_IMPORT
        ),
    ),
    (
        Text("案卡", "Case cards"),
        Entry(
            Text("规则命中", "Findings by rule"),
            "warehouse:quality-rules",
            P.FINDING_READ,
        ),
    ),
    (
        Text("案卡", "Case cards"),
        Entry(Text("每日清单", "Daily list"), "warehouse:daily-list", P.FINDING_READ),
    ),
    (
        Text("案卡", "Case cards"),
        Entry(
            Text("月度清单", "Monthly list"), "warehouse:monthly-list", P.FINDING_READ
        ),
    ),
    (
        Text("会议", "Meetings"),
        Entry(Text("提请议题", "Put an item"), "meetings:put-item", P.AGENDA_ITEM_PUT),
    ),
    (
        Text("会议", "Meetings"),
        Entry(Text("半年总结", "Half-year"), "meetings:half-year", P.MEETING_READ),
    ),
    (
        Text("我的", "Mine"),
        Entry(
            Text("登记事项", "Register a matter"),
            "matters:choose-kind",
            P.MATTER_REGISTER,
        ),
    ),
    (
        Text("我的", "Mine"),
        Entry(
            Text("文书模板", "Templates of documents"),
            "documents:templates",
            P.DOCUMENT_TEMPLATE_CHANGE,
        ),
    ),
    (
        Text("我的", "Mine"),
        Entry(Text("记录归属", "Whose record"), "matters:records", P.PACK_RELEASE),
    ),
    (
        Text("我的", "Mine"),
        Entry(
            Text("新案卡登记为事项", "New cards become matters"),
            "warehouse:taking-up",
            P.PACK_RELEASE,
        ),
    ),
    (
        Text("我的", "Mine"),
        Entry(
            Text("在办事项换版", "Running matters on the newest release"),
            "matters:releases",
            P.PACK_RELEASE,
        ),
    ),
    (
        Text("我的", "Mine"),
        Entry(Text("修改密码", "Change password"), "administration:password"),
    ),
    (Text("我的", "Mine"), Entry(Text("帮助", "Help"), "manual:manual")),
)


def pages(account: Account, wanted: Wanted) -> Hits:
    """Source of the search: the pages that the account may open."""
    held = permissions_of(account)
    known = [(group.label, entry) for group in NAVIGATION for entry in group.entries]
    return gathered(
        Text("页面", "Pages"),
        (
            (
                wanted.rank(entry.label.zh, entry.label.en),
                Hit(entry.label, group, reverse(entry.name)),
            )
            for group, entry in (*known, *FURTHER)
            if entry.permission is None or entry.permission in held
        ),
    )


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the groups that this person sees, and where they sit.

    Both are looked up only where a page shows them: a part of a page has no frame.
    """
    account = getattr(request, "user", None)
    if not isinstance(account, Account):
        return {}
    return {
        "navigation": cache(partial(shown_groups, account, request)),
        "office_name": cache(partial(_office, account)),
    }


def shown_groups(account: Account, request: HttpRequest) -> list[ShownGroup]:
    """The groups with an entry for the account, those open that should be.

    The group of the page is open, and what the reader opened; nobody's choice known,
    all of them where they fit on a screen, and the first.
    """
    held = permissions_of(account)
    by_group = {
        group: entries
        for group in NAVIGATION
        if (entries := tuple(_shown(group, held, request.path)))
    }
    lines = sum(len(entries) + (len(entries) > 1) for entries in by_group.values())
    chosen = _folds(request.COOKIES.get(FOLDS, ""))
    return [
        ShownGroup(
            name=group.name,
            label=group.label,
            entries=entries,
            is_open=any(entry.is_current for entry in entries)
            or chosen.get(group.name, lines <= LINES or group is NAVIGATION[0]),
        )
        for group, entries in by_group.items()
    ]


def _folds(kept: str) -> dict[str, bool]:
    """What the browser keeps: names of opened groups, a minus before folded ones."""
    return {name.removeprefix("-"): name[:1] != "-" for name in kept.split(".")}


def _office(account: Account) -> str:
    """Where the person sits today; empty for the three administrators."""
    if account.person is None:
        return ""
    sitting = main_appointment_on(account.person, clock.today())
    return sitting.procuratorate.name if sitting else ""


def _shown(
    group: Group, held: frozenset[Permission], path: str
) -> Iterator[ShownEntry]:
    entries = [e for e in group.entries if e.permission is None or e.permission in held]
    addresses = [_address(entry.name) for entry in entries]
    fitting = [a for a in addresses if path == a or (a != "/" and path.startswith(a))]
    nearest = max(fitting, key=len, default=None)  # /data/signals/ lies below /data/
    for entry, address in zip(entries, addresses, strict=True):
        yield ShownEntry(entry.label, address, address == nearest)


@cache
def _address(view: str) -> str:
    return reverse(view)
