"""Which files of tests take longest: a worker that begins one last keeps all waiting.

Files are given to workers whole (states are built once for a module). Seconds on one core,
roughly; a file that is not named counts as short, in whatever order it comes.
"""

import pytest


LONGEST = (
    "tests/upgrade/test_earlier_installation.py",
    "tests/house/test_doors.py",
    "tests/faults/test_database_away.py",
    "tests/faults/test_full_and_read_only.py",
    "tests/attack/test_form_fuzz.py",
    "tests/house/test_sealed_person.py",
    "tests/unit/warehouse/test_kills.py",
    "tests/unit/indicators/test_signals_on_the_demo_city.py",
    "tests/agreement/expressions/test_back_ends_agree.py",
    "tests/unit/jobs/test_kills.py",
    "tests/unit/jobs/test_serve.py",
    "tests/offline/test_wheel.py",
    "tests/unit/test_every_action.py",
    "tests/unit/publication/test_making.py",
    "tests/unit/publication/test_own_course.py",
    "tests/unit/indicators/test_renewing.py",
    "tests/engines/scoring/test_properties.py",
    "tests/packs/test_packs.py",
    "tests/attack/test_headers_and_cookies.py",
    "tests/attack/test_objects_of_others.py",
    "tests/agreement/indicators/test_ways_of_counting_agree.py",
    "tests/unit/administration/test_backup.py",
    "tests/pages/test_fixed_questions.py",
    "tests/unit/demo/test_city.py",
    "tests/pages/test_analysis.py",
    "tests/unit/indicators/test_runs.py",
    "tests/unit/warehouse/test_findings.py",
    "tests/agreement/indicators/test_reach_is_wide_enough.py",
    "tests/agreement/indicators/test_cuts_agree.py",
)
_PLACE = {name: place for place, name in enumerate(LONGEST)}


def sort(items: list[pytest.Item]) -> None:
    """Put the long files first; what stands inside a file keeps its order."""
    items.sort(
        key=lambda item: _PLACE.get(item.nodeid.partition("::")[0], len(LONGEST))
    )
