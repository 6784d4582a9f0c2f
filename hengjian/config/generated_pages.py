"""Reference pages that are written from the code itself, so that they cannot go stale."""

from collections.abc import Callable
from pathlib import Path

from hengjian.config.commands import COMMANDS, Group
from hengjian.config.permissions_page import permissions_page
from hengjian.engines.expressions.reference import render_reference
from hengjian.engines.indicators.flags import FLAGS
from hengjian.engines.pack_format.reference_page import reference_page
from hengjian.engines.process.reference_page import reference_page as drawings_page


NOTE = "<!-- Written by `make docs-write`; change the code, not this page. -->\n"


def commands_page() -> str:
    """Every command with its one line."""
    lines = [
        "# Commands 命令",
        "",
        NOTE,
        "| command | 说明 | what it does |",
        "|---|---|---|",
    ]
    for name, entry in COMMANDS.items():
        acts = entry.acts.items() if isinstance(entry, Group) else [("", entry)]
        lines += [
            f"| `hengjian {f'{name} {act}'.strip()}` | {command.help.zh} | {command.help.en} |"
            for act, command in acts
        ]
    return "\n".join(lines) + "\n"


def flags_page() -> str:
    """The words of the column ``flags``."""
    lines = ["# Flags of indicator values 指标标记", "", NOTE]
    lines += ["| flag | 含义 | meaning |", "|---|---|---|"]
    lines += [
        f"| `{flag.word}` | {flag.meaning.zh} | {flag.meaning.en} |" for flag in FLAGS
    ]
    return "\n".join(lines) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "docs/reference/expressions.md": render_reference,
    "docs/reference/pack-keys.md": reference_page,
    "docs/reference/drawings.md": drawings_page,
    "docs/reference/permissions.md": lambda: permissions_page(NOTE),
    "docs/reference/commands.md": commands_page,
    "docs/reference/indicator-flags.md": flags_page,
}


def stale_pages(root: Path) -> list[str]:
    """The pages whose file differs from what the code says."""
    return [name for name, render in PAGES.items() if _text(root / name) != render()]


def write_pages(root: Path) -> list[str]:
    """Write the stale pages anew; returns their names."""
    stale = stale_pages(root)
    for name in stale:
        (root / name).write_text(PAGES[name](), "utf-8")
    return stale


def _text(file: Path) -> str:
    return file.read_text("utf-8") if file.exists() else ""
