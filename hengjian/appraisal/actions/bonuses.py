"""Bonus pools: split to the fen among closed sheets, cancelled with a reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from hengjian.appraisal.canonical import canonical, digest_of
from hengjian.appraisal.faults import AppraisalFault
from hengjian.appraisal.models import AppraisalRound, BonusLine, BonusPool, ScoreSheet
from hengjian.appraisal.queries.standing import decided_grades
from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.engines.scoring.bonus_pool import Split, split_pool
from hengjian.lib import clock
from hengjian.lib.bilingual import Text


PROVISIONAL, NO_GRADE = "provisional", "no_grade"


@dataclass(frozen=True)
class Asked:
    """How much, called what, split by what, decided by whom."""

    title: str
    fen: int
    by: str
    multiples: Mapping[str, Fraction]
    decided_as: str


def weights_of(
    sheets: list[ScoreSheet], grades: Mapping[int, str], asked: Asked
) -> tuple[dict[int, Fraction], dict[int, str]]:
    """Exact weights by sheet, and for whoever is not paid why."""
    weights: dict[int, Fraction] = {}
    unpaid: dict[int, str] = {}
    for sheet in sheets:
        grade = grades.get(sheet.pk, "")
        if not sheet.is_final or sheet.total is None:
            unpaid[sheet.pk] = PROVISIONAL
        elif asked.by == BonusPool.By.SCORE:
            weights[sheet.pk] = Fraction(sheet.total)
        elif not grade:
            unpaid[sheet.pk] = NO_GRADE
        elif grade not in asked.multiples:
            raise AppraisalFault(
                Text(
                    f"等次“{grade}”没有倍数，不发也要写 0",
                    f"grade “{grade}” has no multiple; write 0 where it is not paid",
                ),
                where="multiples",
            )
        else:
            whole = Fraction(sheet.total) if asked.by == BonusPool.By.BOTH else 1
            weights[sheet.pk] = asked.multiples[grade] * whole
    return weights, unpaid


@journal.action
def split(*, round_: AppraisalRound, asked: Asked, by: Actor) -> BonusPool:
    """Split a pool among a closed round's sheets; its lines sum to it exactly.

    Raises ``AppraisalFault`` for an open round, a title in use or a decision not named;
    ``UserFault`` where nobody can be paid.
    """
    held = AppraisalRound.objects.select_for_update().get(pk=round_.pk)
    if held.state != AppraisalRound.State.CLOSED:
        raise AppraisalFault(
            Text("考核期关闭以后才分奖金", "a bonus is split once the period is closed")
        )
    if not asked.decided_as.strip() or asked.fen <= 0:
        raise AppraisalFault(
            Text("写明金额和依据哪项决定", "give an amount and what decided it"),
            where="decided_as",
        )
    if held.bonus_pools.filter(title=asked.title, cancelled_on__isnull=True).exists():
        raise AppraisalFault(Text("这一名称的奖金已分", "a pool of this name is split"))
    sheets = list(
        held.sheets.select_related("current", "person").order_by("person__number")
    )
    grades = decided_grades([sheet.pk for sheet in sheets])
    weights, unpaid = weights_of(sheets, grades, asked)
    numbers = {sheet.pk: sheet.person.number for sheet in sheets}
    shares = split_pool(
        asked.fen, {numbers[key]: weight for key, weight in weights.items()}
    )
    lines = [
        [numbers[sheet.pk], shares.fen.get(numbers[sheet.pk]), unpaid.get(sheet.pk, "")]
        for sheet in sheets
    ]
    pool = _kept(held, asked, digest_of(canonical(lines)), by)
    BonusLine.objects.bulk_create(
        [
            BonusLine(
                pool=pool,
                sheet_version=sheet.current,
                grade=grades.get(sheet.pk, ""),
                weight=str(weights.get(sheet.pk, "")),
                fen=shares.fen.get(numbers[sheet.pk]),
                unpaid=unpaid.get(sheet.pk, ""),
            )
            for sheet in sheets
        ]
    )
    _enter(pool, shares, unpaid)
    return pool


def _kept(round_: AppraisalRound, asked: Asked, digest: str, by: Actor) -> BonusPool:
    pool = BonusPool(
        round=round_,
        title=asked.title.strip()[:100],
        fen=asked.fen,
        by=asked.by,
        multiples={grade: str(number) for grade, number in asked.multiples.items()},
        decided_as=asked.decided_as.strip()[:300],
        digest=digest,
        made_by=by.journal_name,
        made_at=clock.now(),
    )
    pool.save()
    return pool


def _enter(pool: BonusPool, shares: Split, unpaid: Mapping[int, str]) -> None:
    journal.enter(
        "appraisal.bonus_split",
        subject=pool,
        new={
            "fen": pool.fen,
            "paid": len(shares.fen),
            "unpaid": len(unpaid),
            "digest": pool.digest,
        },
        detail={
            "decided_as": pool.decided_as,
            "tied": list(shares.tied),
            "fen_among_tied": shares.fen_among_tied,
        },
    )


@journal.action
def cancel(*, pool: BonusPool, reason: str, by: Actor) -> BonusPool:
    """Cancel a split with the reason; it stays on record. Raises ``AppraisalFault``."""
    held = BonusPool.objects.select_for_update().get(pk=pool.pk)
    if held.cancelled_on is not None or not reason.strip():
        raise AppraisalFault(
            Text("已作废，或没有写明理由", "cancelled already, or no reason given"),
            where="reason",
        )
    held.cancelled_on, held.cancelled_by = clock.today(), by.journal_name
    held.reason = reason.strip()[:500]
    held.save(update_fields=["cancelled_on", "cancelled_by", "reason"])
    journal.enter("appraisal.bonus_cancelled", subject=held, new={"reason": reason})
    return held
