"""Bound numbers against the run: edited, copied from elsewhere, typed anew, deleted."""

import difflib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from hengjian.engines.documents.content import Number, Paper, plain
from hengjian.engines.documents.disagreements import Disagreement
from hengjian.engines.documents.figures import FULL_WIDTH, figures_in
from hengjian.engines.documents.reading_back import Bound, ReadPaper
from hengjian.lib.bilingual import Text


ALIKE = 0.6  # from here on an edited passage is still the one it was


def bound_disagreements(
    paper: ReadPaper, expected: Mapping[str, str], original: Paper | None
) -> Iterator[Disagreement]:
    """Every bound number that no longer reads as its value, or is bound no longer."""
    present = Counter(number.name for number in paper.bound)
    missing = [name for name in expected if name not in present]
    for number in paper.bound:
        yield from _edited(number, expected, paper)
    homes = _Homes(original) if original is not None else None
    if homes is not None:
        yield from _copied(paper, present, missing, homes)
    for name in missing:
        text = expected[name]
        found = homes.typed_anew(name, paper) if homes is not None else None
        if found is None:
            yield _deleted(text)
        else:
            yield found


def _edited(
    number: Bound, expected: Mapping[str, str], paper: ReadPaper
) -> Iterator[Disagreement]:
    wanted = expected.get(number.name)
    passage = paper.passages[number.place - 1] if paper.passages else ""
    if wanted is None:
        yield Disagreement(
            "bound",
            number.place,
            number.text,
            Text(
                "这个数字绑定的值不在本次运行中",
                "bound to a value that the run lacks",
            ),
            passage,
        )
    elif squeezed(number.text) != squeezed(wanted):
        yield Disagreement(
            "bound",
            number.place,
            number.text,
            Text(
                f"与数据不一致：文中为 {number.text}，应为 {wanted}",
                f"differs from the run: reads {number.text}, should be {wanted}",
            ),
            passage,
        )


def _deleted(text: str) -> Disagreement:
    return Disagreement(
        "unbound",
        0,
        text,
        Text(
            f"数字 {text} 的绑定已被删去，不再核对",
            f"the binding of {text} was deleted: it is no longer compared",
        ),
    )


def squeezed(text: str) -> str:
    """A number without what does not change it: spaces, thousands, full-width forms."""
    return re.sub(r"[\s,]", "", text.translate(FULL_WIDTH))


def _masked(text: str) -> str:
    """A passage with its figures blotted out, to see whether it is the same passage."""
    return re.sub(r"\d[\d,.]*", "#", re.sub(r"\s", "", text.translate(FULL_WIDTH)))


@dataclass(frozen=True)
class _Home:
    """Where a number stood: its passage, the words before it, its row and column."""

    number: Number
    passage: str
    before: str
    cell: tuple[tuple[str, ...], str, int] | None  # heads, label of the row, column


class _Homes:
    """The passages in which the paper's numbers stood when it was made."""

    def __init__(self, original: Paper) -> None:
        self.of: dict[str, _Home] = {}
        self.passage_of: dict[str, int] = {}
        self.made: set[str] = set()
        for position, runs in enumerate(original.passages):
            self.made.add("".join(plain(run) for run in runs))
            text = ""
            for run in runs:
                if isinstance(run, Number):
                    self.passage_of[run.name] = position
                    whole = "".join(plain(each) for each in runs)
                    self.of[run.name] = _Home(run, whole, text, None)
                text += plain(run)
        for table in original.tables:
            for row in table.rows:
                for column, cell in enumerate(row):
                    if isinstance(cell, Number):
                        place = (table.heads, plain(row[0]), column)
                        self.of[cell.name] = _Home(cell, cell.text, "", place)

    def typed_anew(self, name: str, paper: ReadPaper) -> Disagreement | None:
        """What now stands where an unbound number stood, if it can be told."""
        home = self.of.get(name)
        if home is None:
            return None
        if home.cell is not None:
            return _cell_now(home, paper)
        return _text_now(home, paper, self._others(name, paper))

    def _others(self, name: str, paper: ReadPaper) -> set[int]:
        """Places that cannot be the edited home: untouched ones, other numbers' homes."""
        own = self.passage_of[name]
        others = {
            place
            for place, passage in enumerate(paper.passages, start=1)
            if place in paper.in_tables
            or (passage in self.made and passage != self.of[name].passage)
        }
        for number in paper.bound:
            if self.passage_of.get(number.name, own) != own:
                others.add(number.place)
        return others


def _cell_now(home: _Home, paper: ReadPaper) -> Disagreement | None:
    assert home.cell is not None  # noqa: S101 (asked by the caller)
    heads, label, column = home.cell
    for table in paper.tables:
        if table.heads != heads:
            continue
        for row in table.rows[1:]:
            if row and row[0] == label and column < len(row):
                return _compared(home, row[column], table.place, row[column])
    return None


def _text_now(home: _Home, paper: ReadPaper, others: set[int]) -> Disagreement | None:
    mask = _masked(home.passage)
    best, place = 0.0, 0
    for number, passage in enumerate(paper.passages, start=1):
        if number in others:
            continue
        alike = difflib.SequenceMatcher(
            None, mask, _masked(passage), autojunk=False
        ).ratio()
        if alike > best:
            best, place = alike, number
    if best < ALIKE:
        return None
    passage = paper.passages[place - 1]
    now = _after(home, passage)
    return _compared(home, now, place, passage) if now is not None else None


def _after(home: _Home, passage: str) -> str | None:
    """What stands after the words that led to the number, up to as many figures."""
    lead = _masked(home.before)[-8:]
    flat = re.sub(r"\s", "", passage.translate(FULL_WIDTH))
    figures = len(figures_in(home.number.text)) or 1
    for size in range(len(lead), 1, -1):
        pattern = re.escape(lead[-size:]).replace(r"\#", r"\d[\d,.]*")
        found = list(re.finditer(pattern, flat))
        if not found:
            continue
        # the same words may lead to several numbers: theirs is as far down as it was
        nth = _masked(home.before).count(lead[-size:]) - 1
        match = found[min(max(nth, 0), len(found) - 1)]
        rest = flat[match.end() :]
        after = figures_in(rest)
        if len(after) >= figures and after[0].start <= 6:
            return rest[: after[figures - 1].end]
        return None
    return None


def _compared(home: _Home, now: str, place: int, passage: str) -> Disagreement | None:
    wanted = home.number.text
    same = rf"(?<![\d.-]){re.escape(squeezed(wanted))}(?![\d.])"
    if re.search(same, squeezed(now)):
        return Disagreement(
            "typed",
            place,
            wanted,
            Text(
                f"数字 {wanted} 的绑定已删去，文中仍为此数",
                f"the binding of {wanted} was deleted, the text still says it",
            ),
            passage,
        )
    if not figures_in(now):
        return None
    return Disagreement(
        "retyped",
        place,
        now,
        Text(
            f"重新键入的数字与数据不一致：文中为 {now}，应为 {wanted}",
            f"typed anew and differs from the run: reads {now}, should be {wanted}",
        ),
        passage,
    )


def _copied(
    paper: ReadPaper, present: Counter[str], missing: Iterable[str], homes: _Homes
) -> Iterator[Disagreement]:
    """A bound number that was copied over another one of a different passage."""
    gone: defaultdict[int, list[str]] = defaultdict(list)
    for name in missing:
        if name in homes.passage_of:
            gone[homes.passage_of[name]].append(name)
    by_place: defaultdict[int, list[Bound]] = defaultdict(list)
    for number in paper.bound:
        by_place[number.place].append(number)
    for place, numbers in by_place.items():
        at = Counter(
            homes.passage_of[n.name] for n in numbers if n.name in homes.passage_of
        )
        if len(at) < 2:
            continue
        home, _ = at.most_common(1)[0]
        for number in numbers:
            stranger = homes.passage_of.get(number.name, home) != home
            if stranger and present[number.name] > 1 and gone[home]:
                yield Disagreement(
                    "copied",
                    place,
                    number.text,
                    Text(
                        f"{number.text} 是别处的数字，复制到了这里",
                        f"{number.text} is a number of another passage, copied here",
                    ),
                    paper.passages[place - 1],
                )
