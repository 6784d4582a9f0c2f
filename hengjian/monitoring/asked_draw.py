"""What somebody asks of a draw, completed by what the population's pack says."""

import secrets
from dataclasses import dataclass

from hengjian.engines.monitoring.drawing import Question
from hengjian.lib.bilingual import Text
from hengjian.monitoring.drawing import LEAST, Prepared, parameter, usual_size
from hengjian.monitoring.faults import MonitoringFault


MOST = 5000


@dataclass(frozen=True)
class Typed:
    """What was typed; what was not is None, an empty seed is made at random."""

    seed: str = ""
    size: int | None = None
    least_of_handler: int | None = None


def question_of(prepared: Prepared, typed: Typed) -> Question:
    """The question of a draw. Raises ``MonitoringFault`` for numbers out of bounds."""
    asked = prepared.asked
    least = typed.least_of_handler
    if least is None:
        least = int(parameter(asked.population, LEAST, asked.until_on) or 0)
    size = typed.size if typed.size is not None else usual_size(prepared)
    if not 0 < size <= MOST or not 0 <= least <= MOST:
        raise MonitoringFault(
            Text(f"件数应在 1 至 {MOST} 之间", f"from 1 to {MOST} cases")
        )
    return Question(typed.seed.strip() or secrets.token_hex(8), size, least)
