"""How sensitive what a permission shows or changes is; administrators see no cases."""

from enum import StrEnum

from hengjian.access.permissions import Permission
from hengjian.access.roles import Role
from hengjian.lib.bilingual import Text


class Sensitivity(StrEnum):
    """What kind of thing lies behind a permission."""

    OPEN = "open"
    MANAGEMENT = "management"
    FIGURES = "figures"
    CASES = "cases"
    PERSONAL = "personal"


LABELS: dict[Sensitivity, Text] = {
    Sensitivity.OPEN: Text("内部公开", "open inside"),
    Sensitivity.MANAGEMENT: Text("系统管理", "management"),
    Sensitivity.FIGURES: Text("业务数据", "figures"),
    Sensitivity.CASES: Text("案件内容", "case content"),
    Sensitivity.PERSONAL: Text("个人信息", "personal items"),
}

# what none of the three administrators may hold
WORK = frozenset({Sensitivity.FIGURES, Sensitivity.CASES, Sensitivity.PERSONAL})

_BY_NOUN: dict[str, Sensitivity] = {
    "organisation": Sensitivity.OPEN,
    "pack": Sensitivity.OPEN,
    "token": Sensitivity.OPEN,
    "calendar": Sensitivity.OPEN,
    "body": Sensitivity.OPEN,
    "body_member": Sensitivity.OPEN,
    "body_rule": Sensitivity.MANAGEMENT,
    "policy": Sensitivity.OPEN,
    "posting": Sensitivity.OPEN,
    "honour": Sensitivity.FIGURES,
    "veto": Sensitivity.PERSONAL,
    "store": Sensitivity.OPEN,
    "account": Sensitivity.MANAGEMENT,
    "role": Sensitivity.MANAGEMENT,
    "journal": Sensitivity.MANAGEMENT,
    "job": Sensitivity.MANAGEMENT,
    "system": Sensitivity.MANAGEMENT,
    "backup": Sensitivity.MANAGEMENT,
    "indicator": Sensitivity.FIGURES,
    "matter": Sensitivity.CASES,
    "report": Sensitivity.FIGURES,
    "rating": Sensitivity.FIGURES,
    "target": Sensitivity.FIGURES,
    "fairness": Sensitivity.FIGURES,
    "year": Sensitivity.CASES,
    "sheet": Sensitivity.FIGURES,
    "appraisal": Sensitivity.FIGURES,
    "fact": Sensitivity.FIGURES,
    "ledger": Sensitivity.FIGURES,
    "ledger_rule": Sensitivity.FIGURES,
    "points": Sensitivity.FIGURES,
    "payment_list": Sensitivity.FIGURES,
    "meeting": Sensitivity.CASES,
    "agenda_item": Sensitivity.CASES,
    "export": Sensitivity.CASES,
    "card": Sensitivity.CASES,
    "cards_behind": Sensitivity.CASES,
    "finding": Sensitivity.CASES,
    "document": Sensitivity.CASES,
    "document_template": Sensitivity.OPEN,
    "prompt": Sensitivity.CASES,
    "review": Sensitivity.CASES,
    "personal_item": Sensitivity.PERSONAL,
    "sealing": Sensitivity.PERSONAL,
    "sealed_card": Sensitivity.PERSONAL,
}


class SensitivityUnknown(LookupError):
    """A permission's noun was never rated: rate it in ``access/sensitivity.py``."""


def sensitivity_of(permission: Permission) -> Sensitivity:
    """The rating of a permission's noun. Raises ``SensitivityUnknown``."""
    noun = permission.value.partition(".")[0]
    try:
        return _BY_NOUN[noun]
    except KeyError:
        raise SensitivityUnknown(permission.value) from None


def shows_work(role: Role) -> frozenset[Permission]:
    """The permissions of a role behind which lie figures, cards or personal items."""
    return frozenset(p for p in role.permissions if sensitivity_of(p) in WORK)
