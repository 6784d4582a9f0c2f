"""How people read the actors that the journal names."""

from collections.abc import Iterable

from hengjian.access.models import Account
from hengjian.lib.bilingual import Text


_SYSTEM = {
    "demo": Text("示例数据", "demo data"),
    "worker": Text("后台任务", "worker"),
    "schedule": Text("定时任务", "schedule"),
    "national_record": Text("全国系统记录导入", "import of the national record"),
    "recovery": Text("恢复程序", "recovery"),
}


def actor_names(journal_names: Iterable[str]) -> dict[str, Text]:
    """``account:chen`` → 陈明, ``system:schedule`` → 定时任务; each asked once."""
    wanted = set(journal_names) - {""}
    usernames = {_identity(name) for name in wanted if name.startswith("account:")}
    accounts = Account.objects.filter(username__in=usernames).select_related("person")
    people = {account.username: account.display_name for account in accounts}
    return {name: _name(name, people) for name in wanted}


def actor_name(journal_name: str) -> Text:
    """One actor's name."""
    return actor_names([journal_name]).get(journal_name, Text.same(""))


def _name(journal_name: str, people: dict[str, str]) -> Text:
    identity = _identity(journal_name)
    if journal_name.startswith("account:"):
        return Text.same(people.get(identity, identity))
    known = _SYSTEM.get(identity)
    return known or Text(f"系统({identity})", f"system ({identity})")


def _identity(journal_name: str) -> str:
    return journal_name.partition(":")[2]
