"""What keeps a round from being closed, and what people should look at before."""

from collections import Counter
from dataclasses import dataclass

from hengjian.appraisal.item_sources import sources_of
from hengjian.appraisal.models import AppraisalFact, AppraisalRound, StaffClass
from hengjian.appraisal.sheet_payload import read_payload
from hengjian.engines.scoring.lines import State
from hengjian.lib.bilingual import Text


@dataclass(frozen=True)
class OpenQuestions:
    """Counts with the items and people they are made of."""

    sheets: int
    final: int
    frozen: int
    waiting_facts: int
    open_items: tuple[tuple[str, Text, int], ...]  # item, title, people
    ties: tuple[tuple[str, str, int], ...]  # person, grade, places left

    @property
    def may_close(self) -> bool:
        """Whether nothing but a person's word is lacking."""
        return bool(self.sheets) and not self.frozen and not self.waiting_facts


def open_questions(round_: AppraisalRound) -> OpenQuestions:
    """Read from the current versions of a round's sheets."""
    version = round_.scheme.version
    sheets = _sheets(round_)
    unknown: Counter[str] = Counter()
    ties = []
    for name, kept, _, _ in sheets:
        payload = read_payload(kept)
        unknown.update(
            line[0]
            for line in payload["outcome"]["lines"]
            if line[1] in (State.UNKNOWN, State.STRANDED)
        )
        verdict = payload["verdict"]
        if verdict["tied_for"]:
            ties.append((name, verdict["tied_for"], verdict["places_left"]))
    sources = sources_of(version.sources, unknown)
    return OpenQuestions(
        len(sheets),
        sum(is_final for _, _, is_final, _ in sheets),
        sum(bool(frozen_for) for *_, frozen_for in sheets),
        round_.facts.filter(state=AppraisalFact.State.ENTERED).count(),
        tuple((item, sources[item].title, n) for item, n in unknown.most_common()),
        tuple(ties),
    )


def _sheets(round_: AppraisalRound) -> list[tuple[str, str, bool, str]]:
    """Whose, what it says, whether all is known, what froze it."""
    if round_.scheme.staff_class == StaffClass.DEPARTMENTS:
        departments = round_.department_sheets.filter(current__isnull=False)
        rows = departments.order_by("department__code").values_list(
            "department__name", "current__payload", "is_final"
        )
        return [(*row, "") for row in rows]
    found = round_.sheets.filter(current__isnull=False)
    return list(
        found.order_by("person__number").values_list(
            "person__name", "current__payload", "is_final", "frozen_for"
        )
    )
