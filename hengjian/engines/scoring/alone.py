"""One sheet again, without the colleagues: from facts and the department's best."""

from collections.abc import Mapping

from hengjian.engines.scoring.grading import Verdict
from hengjian.engines.scoring.lines import Highest, lines_beside
from hengjian.engines.scoring.model import Person, Scheme
from hengjian.engines.scoring.sheets import ScoreSheet, sheet_of_lines


def scored_alone(
    scheme: Scheme, person: Person, highest: Mapping[str, Highest]
) -> ScoreSheet:
    """The same digits as among colleagues; the grade is left open.

    ``highest`` holds, by item, the department's best raw marks where marks are divided
    by them. Facts are those of a sheet that was scored: they are not checked again.
    """
    lines = lines_beside(scheme, person, highest)
    return sheet_of_lines(scheme, person, lines, Verdict(None))
