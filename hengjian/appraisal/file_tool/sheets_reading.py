"""Score sheets as ``hengjian appraisal score --json`` writes them, read back exactly."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from pathlib import Path
from typing import Any

from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


@dataclass(frozen=True)
class SheetSeen:
    """What a bonus needs of a sheet."""

    person: str
    total: Fraction
    is_final: bool
    grade: str | None


def read_sheets(path: Path) -> tuple[SheetSeen, ...]:
    """The sheets of a file; raises ``UserFault`` where it holds none."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        told = json.loads(text, parse_float=Decimal, parse_constant=_no_constant)
    except OSError as error:
        raise UserFault(
            Text("读不到文件", "the file cannot be read"), where=path.as_posix()
        ) from error
    except (ValueError, RecursionError, InvalidOperation) as error:
        raise _unfit(path, "不是 JSON", "is not JSON") from error
    if not isinstance(told, Sequence) or isinstance(told, str) or not told:
        raise _unfit(path, "没有考评表", "holds no sheets")
    sheets = tuple(_sheet(path, place, one) for place, one in enumerate(told, 1))
    seen: set[str] = set()
    for sheet in sheets:
        if sheet.person in seen:
            raise _unfit(
                path, f"“{sheet.person}”有两份", f"holds “{sheet.person}” twice"
            )
        seen.add(sheet.person)
    return sheets


def _sheet(path: Path, place: int, one: Any) -> SheetSeen:
    if isinstance(one, Mapping):
        person, total = one.get("person"), one.get("total")
        status, grade = one.get("status"), one.get("grade")
        if (
            isinstance(person, str)
            and person
            and isinstance(total, int | Decimal)
            and not isinstance(total, bool)
            and total >= 0
            and status in {"final", "provisional"}
            and (grade is None or isinstance(grade, str))
        ):
            return SheetSeen(person, Fraction(total), status == "final", grade)
    raise _unfit(
        path,
        f"第 {place} 份缺少 person、total、status 或 grade，或写得不对",
        f"has a sheet (number {place}) without a proper person, total, status or grade",
    )


def _no_constant(word: str) -> None:
    raise ValueError(word)


def _unfit(path: Path, zh: str, en: str) -> UserFault:
    return UserFault(
        Text(
            f"{zh}；请给 hengjian appraisal score --json 的输出",
            f"{en}; give it what hengjian appraisal score --json writes",
        ),
        where=path.as_posix(),
    )
