"""Set a rule of points or awards, and how far a list is shown: each a new version."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Max

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.engines.points.amounts import multiple, multiplied
from hengjian.ledger.faults import LedgerFault
from hengjian.ledger.models import (
    Circle,
    LedgerEntry,
    LedgerRule,
    PublishingCircle,
    Purpose,
    RuleKind,
)
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Procuratorate


CODE = re.compile(r"[a-z][a-z0-9_]{0,59}")


@dataclass(frozen=True)
class Said:
    """What a version of a rule says; amounts are hundredths, deductions above zero."""

    code: str
    purpose: Purpose
    kind: RuleKind
    title: Text
    hundredths: int
    from_on: date
    source: Text
    mark: str
    most: int | None = None
    multiples: Mapping[str, str] = field(default_factory=dict)
    cap: int | None = None
    cap_span: str = ""
    caps_kind: bool = False
    is_ended: bool = False


@journal.action
def set_rule(*, unit: Procuratorate, said: Said, by: Actor) -> LedgerRule:
    """Set a rule of an office from a day on; what was entered before stays by its version.

    Saying the same again changes nothing. Raises ``LedgerFault`` where the day lies before
    the version in force or before something was entered, ``AmountFault`` for a multiple
    that gives no whole hundredth.
    """
    last, rule = planned(unit, said, by)
    if last is not None and _says(last) == _says(rule):
        journal.nothing_changed()
        return last
    rule.save()
    journal.enter(
        "ledger.rule_set",
        subject=rule,
        new={"digest": rule.counted_digest(), **_says(rule)},
    )
    return rule


def planned(
    unit: Procuratorate, said: Said, by: Actor
) -> tuple[LedgerRule | None, LedgerRule]:
    """The version in force and the one that would follow it; nothing is stored.

    Raises what ``set_rule`` raises.
    """
    last: LedgerRule | None = (
        LedgerRule.objects.filter(procuratorate=unit, code=said.code)
        .order_by("-version")
        .first()
    )
    rule = _version(unit, said, (last.version if last is not None else 0) + 1, by)
    if last is None or _says(last) != _says(rule):
        _refuse(said, last, unit)
    return last, rule


@journal.action
def set_circle(
    *,
    unit: Procuratorate,
    purpose: Purpose,
    circle: Circle,
    from_on: date,
    source: str,
    by: Actor,
) -> PublishingCircle:
    """Say from a day on who sees the list of a purpose. Raises ``LedgerFault``."""
    refuse_circle(purpose, circle, source)
    shown = PublishingCircle(
        procuratorate=unit,
        purpose=purpose,
        circle=circle,
        from_on=from_on,
        source=source.strip()[:300],
        by=by.journal_name,
        entered_at=clock.now(),
    )
    shown.save()
    journal.enter(
        "ledger.circle_set",
        subject=shown,
        new={"purpose": purpose.value, "circle": circle.value, "from_on": from_on},
    )
    return shown


def refuse_circle(purpose: Purpose, circle: Circle, source: str) -> None:
    """Raise ``LedgerFault`` without a source, and for amounts shown too far."""
    if not source.strip():
        raise LedgerFault(Text("写明公开依据", "say by what it is shown"), status=422)
    if circle is Circle.OFFICE and purpose is Purpose.AWARDS:
        raise LedgerFault(
            Text(
                "奖励金额不向全院公开，至多公开到本部门",
                "amounts of awards are shown no further than a department",
            )
        )


def _version(unit: Procuratorate, said: Said, number: int, by: Actor) -> LedgerRule:
    for times in said.multiples.values():
        multiplied(said.hundredths, multiple(times))
    return LedgerRule(
        procuratorate=unit,
        code=said.code,
        version=number,
        purpose=said.purpose,
        kind=said.kind,
        title_zh=said.title.zh,
        title_en=said.title.en,
        hundredths=said.hundredths,
        most=said.most,
        multiples=dict(said.multiples),
        cap=said.cap,
        cap_span=said.cap_span,
        caps_kind=said.caps_kind,
        from_on=said.from_on,
        is_ended=said.is_ended,
        source_zh=said.source.zh,
        source_en=said.source.en,
        mark=said.mark,
        by=by.journal_name,
        entered_at=clock.now(),
    )


_COMPARED = (
    "purpose",
    "kind",
    "title_zh",
    "title_en",
    "hundredths",
    "most",
    "multiples",
    "cap",
    "cap_span",
    "caps_kind",
    "from_on",
    "is_ended",
    "source_zh",
    "source_en",
    "mark",
)


def _says(rule: LedgerRule) -> dict[str, object]:
    return {name: getattr(rule, name) for name in _COMPARED}


def _refuse(said: Said, last: LedgerRule | None, unit: Procuratorate) -> None:
    if said.code and not CODE.fullmatch(said.code):
        raise LedgerFault(
            Text(
                "规则代码由小写字母、数字和下划线组成，以字母开头",
                "a code has small letters, digits and underscores, a letter first",
            ),
            status=422,
        )
    if not (said.code and said.title.zh and said.source.zh and said.mark):
        raise LedgerFault(
            Text(
                "写明规则代码、名称、依据和确定程度",
                "say its code, its title, its source and how certain that is",
            ),
            status=422,
        )
    if said.most is not None and said.most < said.hundredths:
        raise LedgerFault(
            Text("一次至多不能少于每次", "the most at once is not below the amount"),
            status=422,
        )
    if said.cap is not None and not said.cap_span:
        raise LedgerFault(
            Text("写明上限是每月、每季度还是每年", "say for which period the cap is"),
            status=422,
        )
    if said.kind is RuleKind.ADOPTION and not said.multiples:
        raise LedgerFault(
            Text("采用规则要写各级倍数", "a rule of adoption has multiples by level"),
            status=422,
        )
    if last is None:
        return
    if (last.purpose, last.kind) != (said.purpose, said.kind):
        raise LedgerFault(
            Text("同一规则的用途和类别不变", "a rule keeps its purpose and kind")
        )
    newest = LedgerEntry.objects.filter(
        rule__procuratorate=unit, rule__code=said.code
    ).aggregate(day=Max("happened_on"))["day"]
    if said.from_on <= last.from_on or (newest and said.from_on <= newest):
        raise LedgerFault(
            Text(
                f"新规则应自 {max(last.from_on, newest or last.from_on)} 以后施行，"
                "不溯及已记入的",
                f"a new version holds from after"
                f" {max(last.from_on, newest or last.from_on)}: it does not reach back",
            )
        )
