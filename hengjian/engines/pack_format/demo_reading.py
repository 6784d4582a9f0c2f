"""A pack's ``demo.yaml``, read against its card and its drawing."""

from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

from hengjian.engines.expressions.errors import ExpressionError
from hengjian.engines.expressions.parsing import Expression, parse
from hengjian.engines.expressions.types import ParameterHistory, Scope, ValueType
from hengjian.engines.pack_format.demo_model import Demo, DemoAct, DemoRow, DemoTask
from hengjian.engines.pack_format.faults import FaultList, nearest_or_list
from hengjian.engines.pack_format.formats.demo import DEMO
from hengjian.engines.pack_format.model import Pack, Place
from hengjian.engines.pack_format.nodes import read_nodes
from hengjian.engines.pack_format.records import Entry
from hengjian.engines.process.card import scope_of
from hengjian.lib.bilingual import Text


MONTHS = 4  # where the file does not say


def read_demo(
    pack: Pack, parameters: dict[str, ParameterHistory], faults: FaultList
) -> Demo | None:
    """The demo of a pack; None without the file, or with one that cannot be read."""
    path = pack.folder / "demo.yaml"
    if not path.is_file() or path.is_symlink():
        return None
    node = read_nodes(path, _shown(path), faults)
    if node is None:
        return None
    entry = DEMO.root.read(node, faults)
    wanted = {"matters", "opened_by", "register"}
    if entry is None or not wanted <= entry.values.keys():
        return None
    return _Reading(pack, parameters, faults).demo(entry)


class _Reading:
    def __init__(
        self, pack: Pack, parameters: dict[str, ParameterHistory], faults: FaultList
    ) -> None:
        self.pack, self.faults = pack, faults
        self.scope: Scope = scope_of(
            pack.card, parameters, {n: t.results for n, t in pack.tables.items()}
        )

    def demo(self, entry: Entry) -> Demo:
        tasks = self.pack.process.tasks if self.pack.process is not None else {}
        for name in entry.get("tasks", {}):
            self._known(name, tasks, entry.place("tasks"), Text("环节", "task"))
        for row in entry["register"]:
            self._items(row, entry.place("register"))
        return Demo(
            matters=entry["matters"],
            months=entry.get("months", MONTHS),
            opened_by=entry["opened_by"],
            register=tuple(entry["register"]),
            pools=dict(entry.get("pools", {})),
            tasks={n: self._task(t) for n, t in entry.get("tasks", {}).items()},
        )

    def _task(self, entry: Entry) -> DemoTask:
        late = entry.get("late")
        whole = late is not None and {"days", "chance"} <= late.values.keys()
        return DemoTask(
            days=entry.get("days", (0, 2)),
            late=late["days"] if whole else None,
            late_chance=late["chance"] if whole else Fraction(0),
            left=entry.get("left", Fraction(0)),
            by=entry.get("by", ""),
            before=tuple(_act(each) for each in entry.get("before", ())),
            fill=tuple(self._row(each) for each in entry.get("fill", ())),
        )

    def _row(self, entry: Entry) -> DemoRow:
        self._items(entry.get("values", {}), entry.place("values"))
        return DemoRow(
            values=dict(entry.get("values", {})),
            chance=entry.get("chance", Fraction(1)),
            when=self._when(entry),
            time=entry.get("time"),
        )

    def _when(self, entry: Entry) -> Expression | None:
        if "when" not in entry:
            return None
        node = entry.scalar("when")
        try:
            return parse(node.text, self.scope, ValueType.BOOLEAN)
        except ExpressionError as error:
            self.faults.add(
                node.at(error.position),
                error.message,
                error.suggestion,
                rule="expression",
            )
            return None

    def _items(self, values: Iterable[str], place: Place) -> None:
        items = self.pack.card.items if self.pack.card is not None else {}
        for name in values:
            self._known(name, items, place, Text("案卡项", "item"))

    def _known(self, name: str, known: Iterable[str], place: Place, what: Text) -> None:
        if name in known:
            return
        self.faults.add(
            place,
            Text(f"没有{what.zh}“{name}”", f"there is no {what.en} “{name}”"),
            nearest_or_list(name, known),
            rule="demo_names",
        )


def _act(entry: Entry) -> DemoAct:
    return DemoAct(
        act=entry.get("act", ""),
        chance=entry.get("chance", Fraction(1)),
        by=entry.get("by", ""),
        to=entry.get("to", ""),
        length=entry.get("length", ""),
        words=entry.get("words", ""),
    )


def _shown(path: Path) -> str:
    return path.as_posix()
