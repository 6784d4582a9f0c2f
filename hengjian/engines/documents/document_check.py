"""Does a document still say what its matter holds? Asked of the file as it is now.

Every value stands bound; after editing each is read back and compared. Numbers and days
that somebody typed in beside them are told too: nobody can check those.
"""

import re
from collections.abc import Collection, Mapping
from pathlib import Path

from hengjian.engines.documents.checks.bound import bound_disagreements, squeezed
from hengjian.engines.documents.controls import base_name
from hengjian.engines.documents.disagreements import Disagreement
from hengjian.engines.documents.figures import normalised
from hengjian.engines.documents.reading_back import Bound, ReadPaper, read_paper
from hengjian.lib.bilingual import Text


_DIGITS = re.compile(r"\d[\d,.:-]*")
_CHINESE_DAY = re.compile(r"[〇零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月")


def check_document(
    file: Path,
    expected: Mapping[str, str],
    *,
    passages: Collection[str],
    open_names: Collection[str] = (),
) -> list[Disagreement]:
    """What disagrees, in the order of reading.

    ``expected``: bound name → text it was made with; ``passages``: those of the file as
    it was made; ``open_names``: words that issuing fills (number, day), not compared.
    Raises ``UserFault`` for what is no Word file.
    """
    paper = read_paper(file)
    wanted = {
        name: text
        for name, text in expected.items()
        if base_name(name) not in open_names
    }
    kept = ReadPaper(
        paper.passages,
        tuple(b for b in paper.bound if base_name(b.name) not in open_names),
        paper.tables,
        paper.in_tables,
    )
    found = [_told(each) for each in bound_disagreements(kept, wanted, None)]
    found += _added(paper, set(passages))
    return sorted(found, key=lambda d: (d.place == 0, d.place, d.kind, d.shown))


def against_matter(
    expected: Mapping[str, str], now: Mapping[str, str]
) -> list[Disagreement]:
    """Values that the matter holds otherwise since the document was made."""
    return [
        Disagreement(
            "moved_on",
            0,
            text,
            Text(
                f"文书写的是 {text}，事项现为 {now[name] or '空'}",
                f"the document says {text}, the matter now {now[name] or 'nothing'}",
            ),
        )
        for name, text in expected.items()
        if name in now and squeezed(now[name]) != squeezed(text)
    ]


def _told(found: Disagreement) -> Disagreement:
    """The same finding in the words of documents, which have no run behind them."""
    if found.kind != "unbound":
        return found
    return Disagreement(
        "unbound",
        found.place,
        found.shown,
        Text(
            f"“{found.shown}”已删去或重新键入，不再核对",
            f"“{found.shown}” was deleted or typed anew: it is no longer compared",
        ),
    )


def _added(paper: ReadPaper, made: set[str]) -> list[Disagreement]:
    """Numbers and days in passages that were written since, outside bound values."""
    found = []
    for place, passage in enumerate(paper.passages, start=1):
        if passage in made:
            continue
        spans = [b for b in paper.bound if b.place == place]
        text = normalised(passage)
        for match in (*_DIGITS.finditer(text), *_CHINESE_DAY.finditer(text)):
            if _is_within(match, spans) or _stood_there(match[0], made):
                continue
            shown = passage[match.start() : match.end()]
            found.append(
                Disagreement(
                    "added",
                    place,
                    shown,
                    Text(
                        f"“{shown}”是另写的数字或日期，事项里没有",
                        f"“{shown}” was written in: the matter does not hold it",
                    ),
                    passage,
                )
            )
    return found


def _is_within(match: re.Match[str], spans: list[Bound]) -> bool:
    return any(b.start <= match.start() and match.end() <= b.end for b in spans)


def _stood_there(figure: str, made: set[str]) -> bool:
    whole = rf"(?<![\d,.]){re.escape(figure)}(?![\d,.])"
    return any(re.search(whole, normalised(each)) for each in made)
