"""The canonical text of a scheme: the same scheme, the same characters."""

import json
import re
from collections.abc import Iterator, Mapping
from fractions import Fraction

from hengjian.engines.scoring.model import Missing, Normalise, Scheme, ScoredItem
from hengjian.engines.scoring.rules import (
    Bonus,
    Deduction,
    Linear,
    PerOccurrence,
    Rated,
    Rule,
    Steps,
)


# no YAML type and no sign of it begins, ends or stands in such a word
_PLAIN = re.compile(r"[a-z_\u4e00-\u9fff][a-z0-9_.\u4e00-\u9fff]*")
_RESERVED = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})


def canonical_text(scheme: Scheme) -> str:
    """The scheme as YAML in one fixed form, which reads back as the same scheme.

    Numbers are exact: whole ones as digits, others as ``2/3``.
    """
    return "\n".join(_lines(scheme)) + "\n"


def exact_text(number: Fraction) -> str:
    """``81`` or ``2/3``."""
    return str(number)


def _lines(scheme: Scheme) -> Iterator[str]:
    yield f"scheme: {_word(scheme.scheme)}"
    yield f"components: {_table(scheme.components)}"
    yield "items:"
    for item in scheme.items:
        yield f"  - {_item(item)}"
    told = {
        item: word.value
        for item, word in sorted(scheme.missing.items())
        if word is not Missing.ZERO  # what is meant where nothing is said
    }
    if told:
        pairs = ", ".join(f"{_word(key)}: {word}" for key, word in told.items())
        yield f"missing: {{{pairs}}}"
    if scheme.normalise is not Normalise.NONE:
        yield f"normalise: {scheme.normalise.value}"
    if scheme.grades:
        yield "grades:"
    for grade in scheme.grades:
        quota = "" if grade.quota is None else f", quota: {exact_text(grade.quota)}"
        at_least = exact_text(grade.at_least)
        yield f"  - {{grade: {_word(grade.grade)}, at_least: {at_least}{quota}}}"
    if scheme.cap_total is not None:
        yield f"cap_total: {exact_text(scheme.cap_total)}"
    yield f"decimals: {scheme.decimals}"


def _item(item: ScoredItem) -> str:
    parts = [f"item: {_word(item.item)}"]
    if item.component is not None:
        parts.append(f"component: {_word(item.component)}")
    if item.full:
        parts.append(f"full: {exact_text(item.full)}")
    parts.append(f"rule: {{{_rule(item.rule)}}}")
    return "{" + ", ".join(parts) + "}"


def _rule(rule: Rule) -> str:
    if isinstance(rule, Linear):
        floor, target = exact_text(rule.floor), exact_text(rule.target)
        return f"linear: {{floor: {floor}, target: {target}}}"
    if isinstance(rule, Steps):
        steps = ", ".join(f"[{exact_text(a)}, {exact_text(b)}]" for a, b in rule.steps)
        return f"steps: [{steps}]"
    if isinstance(rule, PerOccurrence):
        told = f"points: {exact_text(rule.points)}"
        if rule.coefficients:
            told += f", coefficients: {_table(rule.coefficients)}"
        return f"per_occurrence: {{{told}}}"
    if isinstance(rule, Rated):
        return f"rated: {{scale: {exact_text(rule.scale)}}}"
    if isinstance(rule, Bonus):
        return f"bonus: {{each: {exact_text(rule.each)}}}"
    if isinstance(rule, Deduction):
        return f"deduction: {{each: {exact_text(rule.each)}}}"
    return f"veto: {{grade: {_word(rule.grade)}}}"


def _table(table: Mapping[str, Fraction]) -> str:
    pairs = (f"{_word(key)}: {exact_text(value)}" for key, value in table.items())
    return "{" + ", ".join(pairs) + "}"


def _word(word: str) -> str:
    if _PLAIN.fullmatch(word) and word not in _RESERVED:
        return word
    return json.dumps(word, ensure_ascii=False)
