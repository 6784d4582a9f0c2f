"""Processes: the drawing names what the pack has; tables always have an answer."""

from collections.abc import Iterator, Mapping

from hengjian.engines.deadlines.lengths import Unit
from hengjian.engines.pack_format.draft import Draft
from hengjian.engines.pack_format.faults import nearest_or_list
from hengjian.engines.pack_format.model import Fault, Pack
from hengjian.engines.pack_format.rules.naming import same_name
from hengjian.engines.process.checking import check
from hengjian.engines.process.tables_checking import check_table
from hengjian.lib.bilingual import Text


_UNITS = frozenset(unit.value for unit in Unit)


def drawing_sound(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """The drawing runs: typed conditions, branches that meet, names that exist."""
    for name, pack in packs.items():
        shape = draft.shapes.get(name)
        if pack.process is None or name in draft.unreadable:
            continue
        if shape is not None and shape.broken:
            continue  # the card's own faults are told first
        yield from check(
            pack.process,
            card=pack.card,
            forms=pack.forms,
            # who acts and what may be called is the installation's, not the pack's
            roles=None,
            acts=None,
            limits=_limits(draft, pack),
            tables=pack.tables,
            parameters=draft.parameters.get(name, {}),
        )


def _limits(draft: Draft, pack: Pack) -> frozenset[str]:
    """Limits of the law, and the pack's own parameters that are lengths of time."""
    own = {p.name for p in pack.parameters.values() if p.unit in _UNITS}
    shared = draft.shared
    if shared is None:
        return frozenset(own)
    lengths = {n for n, e in shared.parameters.items() if e.get("unit") in _UNITS}
    return frozenset(own | lengths | set(shared.limits))


def table_name(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """``table:`` is the file's name."""
    for source in draft.packs.values():
        for file_name, entry in source.tables.items():
            yield from same_name(entry, "table", file_name, "table_name")


def table_results(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """``then`` is one of the table's results."""
    for pack in packs.values():
        for table in pack.tables.values():
            for row in table.rows:
                if row.then and row.then not in table.results:
                    yield Fault(
                        row.place,
                        Text(
                            f"结果里没有“{row.then}”",
                            f"“{row.then}” is not among the results",
                        ),
                        nearest_or_list(row.then, table.results),
                        "table_results",
                    )


def table_rows(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """A last row for the rest, and no row whose turn never comes."""
    for name, pack in packs.items():
        broken = {
            row.place
            for table in pack.tables.values()
            for row in table.rows
            if row.when is None
        }
        for table in pack.tables.values():
            entry = draft.packs[name].tables[table.name]
            written = sum("when" in each for each in entry.get("rows", ()))
            if written == len(table.rows) - len(broken):
                yield from check_table(table)
