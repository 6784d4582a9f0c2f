"""Where faults are gathered, so that all of them are told at once."""

import difflib
from collections.abc import Iterable

from hengjian.engines.pack_format.model import Fault, Place
from hengjian.lib.bilingual import Text


class FaultList:
    """Faults in the order found; the same fault is kept once."""

    def __init__(self) -> None:
        self._faults: dict[tuple[Place, str], Fault] = {}

    def add(
        self,
        place: Place,
        message: Text,
        suggestion: Text | None = None,
        *,
        rule: str,
    ) -> None:
        """Note one fault under the stable name of the rule that found it."""
        self.extend([Fault(place, message, suggestion, rule)])

    def extend(self, faults: Iterable[Fault]) -> None:
        """Note faults that a rule has found."""
        for fault in faults:
            self._faults.setdefault((fault.place, fault.message.en), fault)

    def __len__(self) -> int:
        return len(self._faults)

    def in_order(self) -> tuple[Fault, ...]:
        """All faults by file, line and column."""
        return tuple(
            sorted(
                self._faults.values(),
                key=lambda f: (f.place.file, f.place.line, f.place.column, f.rule),
            )
        )


def torn_by_comma(pairs: Iterable[tuple[str, str]]) -> Text | None:
    """Advice when a text in ``{…}`` was cut at its comma: a key with nothing after it."""
    if all(value for _, value in pairs):
        return None
    return Text(
        "花括号里的文字含逗号或冒号时，整段加引号",
        "inside {…}, quote a text that holds a comma or a colon",
    )


def nearest(word: str, known: Iterable[str]) -> Text | None:
    """“Did you mean …?” when a known word is near enough, else None."""
    close = difflib.get_close_matches(word, sorted(set(known)), n=1, cutoff=0.6)
    if not close:
        return None
    return Text(f"是否应为“{close[0]}”？", f"did you mean “{close[0]}”?")


def nearest_or_list(word: str, known: Iterable[str], most: int = 12) -> Text | None:
    """The nearest known word, or else the list of them when it is short."""
    words = sorted(set(known))
    near = nearest(word, words)
    if near is not None or not words or len(words) > most:
        return near
    return Text(f"可用：{'、'.join(words)}", f"one of: {', '.join(words)}")
