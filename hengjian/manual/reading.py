"""The manual's tasks and chapters, read from their files once.

Every page asks for its help, so that a text that is wrong is left out and told by
``faults``, which a test asks; it is never raised.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from hengjian.access.roles import ROLES, Role
from hengjian.lib.bilingual import Text
from hengjian.lib.shared_results import shared


FOLDER = Path(__file__).parent / "chapters"
PICTURES = Path(__file__).parent / "static" / "manual" / "pictures"
QUOTED = {"zh": re.compile("「(.+?)」"), "en": re.compile("“(.+?)”")}


@dataclass(frozen=True)
class Picture:
    """Whose page a task shows: its address, or the list whose first such link it is."""

    who: str
    path: str
    link: str = ""


@dataclass(frozen=True)
class Task:
    """One thing to do, in a few steps; ``views`` are the pages it is done on."""

    name: str
    title: Text
    views: tuple[str, ...]
    steps: tuple[Text, ...]
    picture: Picture | None

    def picture_file(self, language: str) -> str:
        """The picture's path below the static files."""
        return f"manual/pictures/{self.name}.{language}.webp"

    def words(self, language: str) -> tuple[str, ...]:
        """What the steps say stands on the pictured page."""
        english = language == "en"
        texts = [step.en if english else step.zh for step in self.steps]
        return tuple(word for text in texts for word in QUOTED[language].findall(text))


@dataclass(frozen=True)
class Chapter:
    """What somebody in a role does."""

    role: Role
    tasks: tuple[Task, ...]

    def task_on(self, view: str) -> Task | None:
        """The first task that is done on a page."""
        return next((task for task in self.tasks if view in task.views), None)


@shared()
def tasks() -> dict[str, Task]:
    """Every task by name; of one that is wrong what can be read."""
    return {name: _task(name, given) for name, given in _read("tasks.yaml").items()}


def faults() -> list[str]:
    """What is wrong in the files: file, task and step; texts lack a language."""
    found = []
    for name, given in _read("tasks.yaml").items():
        for place, text in _texts(given):
            if _text(text) is None:
                found.append(f"tasks.yaml: {name}: {place}: zh and en expected")
    for role, names in _read("chapters.yaml").items():
        missing = [name for name in names if name not in tasks()]
        found += [f"chapters.yaml: {role}: no task {name}" for name in missing]
    return found


@shared()
def chapters() -> dict[str, Chapter]:
    """Every chapter by its role's name."""
    known = tasks()
    return {
        role: Chapter(
            ROLES[role], tuple(known[name] for name in names if name in known)
        )
        for role, names in _read("chapters.yaml").items()
    }


def _read(name: str) -> dict[str, Any]:
    text = (FOLDER / name).read_text("utf-8")
    # ten times as quick as ``safe_load``, and as safe
    read: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return read


def _task(name: str, given: dict[str, Any]) -> Task:
    title, *steps = (_text(text) for _, text in _texts(given))
    return Task(
        name=name,
        title=title or Text.same(name),
        views=tuple(given["views"]),
        steps=tuple(step for step in steps if step is not None),
        picture=Picture(**given["picture"]) if "picture" in given else None,
    )


def _texts(given: dict[str, Any]) -> Iterator[tuple[str, object]]:
    yield "title", given.get("title")
    for number, step in enumerate(given.get("steps", ()), start=1):
        yield f"step {number}", step


def _text(given: object) -> Text | None:
    """A text in both languages and nothing else; None where it is not one."""
    if not isinstance(given, dict) or given.keys() != {"zh", "en"}:
        return None
    if not all(isinstance(words, str) and words for words in given.values()):
        return None
    return Text(given["zh"], given["en"])
