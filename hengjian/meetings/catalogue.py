"""The kinds of bodies as shipped, and the rule in force for one body on a day."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from hengjian.engines.pack_format.body_reading import load_bodies
from hengjian.engines.voting.bodies import (
    Basis,
    Bodies,
    BodyPlan,
    DatedRule,
    SpeakingOrder,
    rule_on,
)
from hengjian.engines.voting.rules import rule_from_json
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.meetings.models import Body, BodyRule


@dataclass(frozen=True)
class RuleInForce:
    """A rule, and whether the office made it itself."""

    dated: DatedRule
    is_own: bool

    def as_json(self) -> dict[str, Any]:
        """As a vote keeps it."""
        return {
            **self.dated.rule.as_json(),
            "order": self.dated.order.value,
            "written_views": self.dated.written_views,
        }


def bodies() -> Bodies:
    """The kinds of bodies. Raises ``UserFault`` where the file is missing or wrong."""
    file = Path(settings.HENGJIAN_PACKS) / "_shared" / "bodies.yaml"
    if not file.exists():
        raise UserFault(
            Text("没有会议规则文件", "there is no file of deciding bodies"),
            where=file.name,
            status=409,
        )
    return _read(file, file.stat().st_mtime_ns)


def plan_of(body: Body) -> BodyPlan:
    """The plan of a body. Raises ``UserFault`` where its kind is no longer in the file."""
    plan = bodies().plans.get(body.plan)
    if plan is None:
        raise UserFault(
            Text(
                f"会议规则文件里没有“{body.plan}”",
                f"the file of bodies has no “{body.plan}”",
            ),
            status=409,
        )
    return plan


def name_of(body: Body) -> Text:
    """What a body is called."""
    if body.name:
        return Text.same(body.name)
    plan = bodies().plans.get(body.plan)
    return plan.label if plan is not None else Text.same(body.plan)


def rule_in_force(body: Body, day: date, scope: str = "") -> RuleInForce:
    """The rule for a body and scope on a day: the office's own before the shipped one,
    one for that very scope before a general one. Raises ``UserFault`` without any.
    """
    own = tuple(_dated(each) for each in body.rules.all())
    shipped = plan_of(body).rules
    found = [(rule_on(own, day, scope), True), (rule_on(shipped, day, scope), False)]
    known = [RuleInForce(rule, is_own) for rule, is_own in found if rule is not None]
    special = [each for each in known if each.dated.scopes]
    if not known:
        raise UserFault(
            Text(f"{day} 没有生效的表决规则", f"no voting rule is in force on {day}"),
            status=409,
        )
    return (special or known)[0]


@dataclass(frozen=True)
class DatedEntry:
    """One rule of a body as a reader finds it: from which day, whose, for which scopes."""

    rule: RuleInForce

    @property
    def from_on(self) -> date | None:
        """The first day; None: always."""
        return self.rule.dated.from_on


def rules_by_day(body: Body) -> list[DatedEntry]:
    """Every rule that a body has or had, shipped and own, the newest first."""
    own = [RuleInForce(_dated(each), True) for each in body.rules.all()]
    shipped = [RuleInForce(each, False) for each in plan_of(body).rules]
    found = [DatedEntry(each) for each in (*own, *shipped)]
    return sorted(found, key=lambda each: each.from_on or date.min, reverse=True)


def digest_of(rule: Mapping[str, Any]) -> str:
    """SHA-256 of a rule's canonical JSON."""
    text = json.dumps(rule, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _dated(own: BodyRule) -> DatedRule:
    return DatedRule(
        own.from_on,
        rule_from_json(own.rule),
        SpeakingOrder(own.rule["order"]),
        bool(own.rule["written_views"]),
        Basis(Text.same(own.basis), own.article, None, own.mark),
        frozenset(own.scopes),
    )


@lru_cache(maxsize=2)
def _read(file: Path, changed_at: int) -> Bodies:
    return load_bodies(file)
