"""Do the numbers of a paper agree with the run, and with each other?

Kinds of disagreement, each seen in papers that were published:

- a bound number that no longer reads as its value, was typed anew or copied from
  another line;
- parts that do not sum to the stated total, shares that do not make a hundred;
- a rate printed beside counts that do not rebuild it;
- a change against last year that the two years' numbers do not give;
- a percentage that no whole number can give.

Numbers that still stand bound where they stood need no second proof: a sentence in which
every figure is as it was made is passed over by the rules of texts.
"""

from collections.abc import Mapping

from hengjian.engines.documents.checks.bound import bound_disagreements, squeezed
from hengjian.engines.documents.checks.tables import table_disagreements
from hengjian.engines.documents.checks.texts import text_disagreements
from hengjian.engines.documents.content import Paper, plain
from hengjian.engines.documents.disagreements import Disagreement
from hengjian.engines.documents.reading_back import ReadPaper


def check_paper(
    paper: ReadPaper, expected: Mapping[str, str], original: Paper | None = None
) -> list[Disagreement]:
    """All disagreements of a paper, and notices, in the order of reading.

    ``expected``: name of a bound number → its text. ``original``: the paper as it was
    made; with it numbers typed anew or copied over others are found too.
    """
    found = list(bound_disagreements(paper, expected, original))
    untouched = _untouched(paper, original)
    for place, passage in enumerate(paper.passages, start=1):
        if place not in paper.in_tables and passage not in untouched:
            found += text_disagreements(place, passage)
    made = _made_tables(original)
    for table in paper.tables:
        if table.rows not in made:
            found += table_disagreements(table)
    return sorted(found, key=lambda d: (d.place == 0, d.place, d.kind, d.shown))


def _untouched(paper: ReadPaper, original: Paper | None) -> frozenset[str]:
    """Passages that read exactly as they were made, every number bound as it was."""
    if original is None:
        return frozenset()
    made = {"".join(plain(run) for run in runs) for runs in original.passages}
    return frozenset(p for p in paper.passages if p in made)


def _made_tables(original: Paper | None) -> set[tuple[tuple[str, ...], ...]]:
    if original is None:
        return set()
    return {
        (
            table.heads,
            *(tuple(plain(cell).strip() for cell in row) for row in table.rows),
        )
        for table in original.tables
    }


__all__ = ["check_paper", "squeezed"]
