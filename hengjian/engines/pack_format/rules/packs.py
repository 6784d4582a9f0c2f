"""A pack as a whole: its line of work, its dates, what it uses, what it hides."""

from collections.abc import Iterator, Mapping

from hengjian.engines.pack_format.draft import Draft
from hengjian.engines.pack_format.faults import nearest_or_list
from hengjian.engines.pack_format.model import Fault, ItemType, Pack
from hengjian.lib.bilingual import Text


LINE_LISTS = ("lines_of_work", "functions")


def line_of_work(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """The line of work is one of the shared lines or functions, where these exist."""
    lists = draft.shared.lists if draft.shared is not None else {}
    if "lines_of_work" not in lists:
        return
    known = {
        code
        for name in LINE_LISTS
        if name in lists
        for code in lists[name].get("choices", {})
    }
    for source in draft.packs.values():
        entry = source.pack
        if entry is not None and entry.get("line_of_work", "") not in known | {""}:
            yield Fault(
                entry.place("line_of_work"),
                Text(
                    f"没有业务条线“{entry['line_of_work']}”",
                    f"there is no line of work “{entry['line_of_work']}”",
                ),
                nearest_or_list(entry["line_of_work"], known, 20),
                "line_of_work",
            )


def choice_functions(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """A code's ``function`` is one of the shared list of functions."""
    lists = draft.shared.lists if draft.shared is not None else {}
    if "functions" not in lists:
        return
    known = set(lists["functions"].get("choices", {}))
    for entry in lists.values():
        for choice in entry.get("choices", {}).values():
            if choice.get("function") is not None and choice["function"] not in known:
                yield Fault(
                    choice.place("function"),
                    Text(
                        f"没有检察职能“{choice['function']}”",
                        f"there is no function “{choice['function']}”",
                    ),
                    nearest_or_list(choice["function"], known),
                    "choice_functions",
                )


def uses_exist(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """Shared files named in ``uses`` exist."""
    folder = draft.shared.folder if draft.shared is not None else None
    for source in draft.packs.values():
        entry = source.pack
        for use, place in entry.each("uses") if entry is not None else ():
            name = use.removeprefix("_shared/")
            if folder is not None and (folder / f"{name}.yaml").exists():
                continue
            known = [p.stem for p in folder.glob("*.yaml")] if folder else []
            yield Fault(
                place,
                Text(f"没有共享文件“{name}”", f"there is no shared file “{name}”"),
                nearest_or_list(name, known),
                "uses_exist",
            )


def effective_dates(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """A pack does not end before it begins."""
    for source in draft.packs.values():
        entry = source.pack
        if (
            entry is None
            or not {"effective_from", "effective_to"} <= entry.values.keys()
        ):
            continue
        if entry["effective_to"] < entry["effective_from"]:
            yield Fault(
                entry.place("effective_to"),
                Text("停用早于启用", "the pack ends before it begins"),
                None,
                "effective_dates",
            )


def own_parameters(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """A pack's parameter does not hide a shared one."""
    shared = draft.shared.parameters if draft.shared is not None else {}
    for source in draft.packs.values():
        for name, entry in source.parameters.items():
            if name in shared:
                yield Fault(
                    entry.place(),
                    Text(
                        f"参数“{name}”在 _shared/parameters.yaml 已有",
                        f"the parameter “{name}” stands in _shared/parameters.yaml too",
                    ),
                    Text("换一个名称，或只留一处", "rename it, or keep one of them"),
                    "own_parameters",
                )


def opens_by_calendar(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """What opens by itself can be registered, and its card says which month it is."""
    for name, pack in packs.items():
        entry = draft.packs[name].pack
        if pack.opens is None or entry is None or name in draft.unreadable:
            continue
        shape = draft.shapes.get(name)
        items = shape.items if shape is not None else {}
        wanted = {"period": ItemType.TEXT, "begins_on": ItemType.DATE}
        lacking = [
            item
            for item, kind in wanted.items()
            if item not in items or items[item].type is not kind
        ]
        if lacking or "register" not in pack.forms:
            yield Fault(
                entry.place("opens"),
                Text(
                    "按日历开启的，案卡要有 period(文字)、begins_on(日期)，并有表单 register",
                    "what opens by the calendar has items period (text) and begins_on"
                    " (date) and a form register",
                ),
                None,
                "opens_by_calendar",
            )
