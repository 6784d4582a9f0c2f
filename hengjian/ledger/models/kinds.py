"""The words of the ledger: purposes, kinds of rules, why an entry stands."""

from django.db import models

from hengjian.lib.bilingual import Text


class Purpose(models.TextChoices):
    """What an account counts; every purpose sums to zero over all its accounts."""

    MEMBER_POINTS = "member_points", "党员积分"
    INFORMATION_POINTS = "information_points", "信息积分"
    AWARDS = "awards", "奖励"


PURPOSES = {
    Purpose.MEMBER_POINTS: Text("党员积分", "member points"),
    Purpose.INFORMATION_POINTS: Text("信息积分", "information points"),
    Purpose.AWARDS: Text("奖励", "awards"),
}
# what a hundred hundredths are called
MEASURES = {
    Purpose.MEMBER_POINTS: Text("分", "points"),
    Purpose.INFORMATION_POINTS: Text("分", "points"),
    Purpose.AWARDS: Text("元", "yuan"),
}


class RuleKind(models.TextChoices):
    """How a rule gives its amount."""

    BASE = "base", "基础分"
    ADDED = "added", "加分"
    DEDUCTED = "deducted", "扣分"
    ADOPTION = "adoption", "采用"
    QUANTITY = "quantity", "每月数量"


RULE_KINDS = {
    RuleKind.BASE: Text("基础分", "base"),
    RuleKind.ADDED: Text("加分", "added"),
    RuleKind.DEDUCTED: Text("扣分", "deducted"),
    RuleKind.ADOPTION: Text("信息采用", "adoption of an item"),
    RuleKind.QUANTITY: Text("每月数量", "monthly quantity"),
}


class Span(models.TextChoices):
    """The period that a cap or a base amount is for."""

    MONTH = "month", "月"
    QUARTER = "quarter", "季度"
    YEAR = "year", "年"


SPANS = {
    Span.MONTH: Text("每月", "a month"),
    Span.QUARTER: Text("每季度", "a quarter"),
    Span.YEAR: Text("每年", "a year"),
}


class How(models.TextChoices):
    """Why an entry stands in the ledger."""

    ENTERED = "entered", "记入"
    REVERSED = "reversed", "冲正"
    PAID = "paid", "发放"


HOWS = {
    How.ENTERED: Text("记入", "entered"),
    How.REVERSED: Text("冲正", "reversal"),
    How.PAID: Text("发放", "paid"),
}
