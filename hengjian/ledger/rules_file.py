"""Read the YAML file of an office's rules of points and awards."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path

from hengjian.engines.pack_format.faults import FaultList
from hengjian.engines.pack_format.records import Entry
from hengjian.engines.pack_format.single_file import read_single
from hengjian.engines.points.amounts import multiplied
from hengjian.ledger.actions.rules import Said
from hengjian.ledger.models import Purpose, RuleKind
from hengjian.ledger.rules_format import RULES


# working rules (I) to begin with; an office sets its own
WORKING_RULES = Path(__file__).with_name("working_rules.yaml")


def read_rules(path: Path) -> Sequence[Said]:
    """The rules of a file; raises ``FileFaults`` with every fault, ``AmountFault``."""
    faults = FaultList()
    entry: Entry = read_single(path, RULES, faults)
    return [_said(each) for each in entry["rules"]]


def _said(rule: Entry) -> Said:
    cap: Entry | None = rule.get("cap")
    source: Entry = rule["source"]
    day: date = rule["from"]
    return Said(
        code=str(rule["rule"]),
        purpose=Purpose(rule["purpose"]),
        kind=RuleKind(rule["kind"]),
        title=rule["title"],
        hundredths=_hundredths(rule["amount"]),
        most=_hundredths(rule["most"]) if rule.get("most") is not None else None,
        multiples={str(k): str(v) for k, v in (rule.get("multiples") or {}).items()},
        cap=_hundredths(cap["amount"]) if cap is not None else None,
        cap_span=str(cap["span"]) if cap is not None else "",
        caps_kind=bool(cap.get("whole_kind")) if cap is not None else False,
        from_on=day,
        is_ended=bool(rule.get("ended")),
        source=source["title"],
        mark=str(source["mark"]),
    )


def _hundredths(number: Fraction) -> int:
    return multiplied(100, number)
