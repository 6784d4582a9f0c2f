"""What stands behind facts, from a file, held to the facts it stands behind."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from hengjian.appraisal.file_tool.behind_format import BEHIND
from hengjian.engines.pack_format.faults import FaultList
from hengjian.engines.pack_format.records import Entry
from hengjian.engines.pack_format.single_file import read_single, refuse
from hengjian.engines.scoring.dry_run.chance import agrees, takes_counts
from hengjian.engines.scoring.dry_run.trial import Behind, Events
from hengjian.engines.scoring.model import Person, Scheme
from hengjian.engines.statistics.counts import Count
from hengjian.lib.bilingual import Text


_RULE = "appraisal"


def read_behind(
    path: Path, scheme: Scheme, people: Sequence[Person]
) -> Mapping[str, Behind]:
    """By person; raises ``FileFaults`` where it does not fit the scheme and the facts."""
    faults = FaultList()
    entry: Entry = read_single(path, BEHIND, faults)
    known = {person.person: person for person in people}
    found: dict[str, Behind] = {}
    for one in entry["people"]:
        name = one["person"]
        if name not in known or name in found:
            zh, en = (
                ("写了两次", "stands twice")
                if name in found
                else ("不在事实文件里", "is not in the facts")
            )
            message = Text(f"“{name}”{zh}", f"“{name}” {en}")
            advice = Text("核对人员", "check the person")
            faults.add(one.place(), message, advice, rule=_RULE)
            continue
        counts = {
            item: count
            for item, given in one.get("behind", {}).items()
            if (count := _count(given, item, scheme, known[name], faults)) is not None
        }
        found[name] = Behind(one.get("kind", ""), counts)
    refuse(faults)
    return found


def _count(
    given: Entry, name: str, scheme: Scheme, person: Person, faults: FaultList
) -> Count | Events | None:
    keys = set(given.values)
    message: Text | None = None
    count: Count | Events | None = None
    if keys == {"count"}:
        count = Events(given["count"])
    elif keys != {"numerator", "denominator"}:
        message = Text(
            "要么 numerator 与 denominator，要么 count",
            "either numerator and denominator, or count",
        )
    elif given["numerator"] > given["denominator"]:
        message = Text("分子大于分母", "the numerator exceeds the denominator")
    else:
        count = Count(given["numerator"], given["denominator"])
    if count is not None:
        message = _misfit(count, name, scheme, person)
    if message is not None:
        advice = Text("核对件数与数值", "check the counts and the value")
        faults.add(given.place(), message, advice, rule=_RULE)
    return count


def _misfit(
    count: Count | Events, name: str, scheme: Scheme, person: Person
) -> Text | None:
    item = next((each for each in scheme.items if each.item == name), None)
    if item is None or not takes_counts(item.rule):
        return Text(
            f"“{name}”不是方案里取一个数值的考评项",
            f"“{name}” is no item of the scheme that takes one number",
        )
    value = person.values.get(name)
    if value is None or isinstance(value, Mapping):
        return Text(
            f"“{person.person}”的“{name}”没有数值",
            f"“{person.person}” has no value for “{name}”",
        )
    if not agrees(value, count):
        return Text(
            f"“{person.person}”的“{name}”与背后的件数不符",
            f"the value of “{name}” of “{person.person}” is not what its counts give",
        )
    return None
