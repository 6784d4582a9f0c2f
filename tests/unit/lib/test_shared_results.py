"""A result is worked out by one thread; who asks meanwhile waits for that one."""

import threading
from collections.abc import Callable

import pytest

from hengjian.lib.shared_results import shared


THREADS = 6
pytestmark = pytest.mark.one_database


def all_at_once(ask: Callable[[], object]) -> list[object]:
    start = threading.Barrier(THREADS)
    answers: list[object] = []

    def run() -> None:
        start.wait(30)
        answers.append(ask())

    threads = [threading.Thread(target=run) for _ in range(THREADS)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return answers


def test_threads_that_ask_at_once_have_it_worked_out_once() -> None:
    worked_out = []
    others_asked = threading.Event()

    @shared()
    def slow(name: str) -> object:
        worked_out.append(name)
        others_asked.wait(0.2)  # never set: so long the others ask as well
        return object()

    answers = all_at_once(lambda: slow("packs"))

    assert worked_out == ["packs"]
    assert len({id(each) for each in answers}) == 1


def test_what_is_asked_with_is_told_apart() -> None:
    @shared()
    def told(name: str, *, year: int = 2026) -> str:
        return f"{name} {year}"

    assert told("limits") == "limits 2026"
    assert told("limits", year=2025) == "limits 2025"
    assert told.known == 2


def test_another_question_does_not_wait() -> None:
    asked, answered = threading.Event(), threading.Event()

    @shared()
    def told(name: str) -> bool:
        if name == "slow":
            asked.set()
            return answered.wait(30)
        return True

    slow = threading.Thread(target=lambda: told("slow"))
    slow.start()
    asked.wait(30)

    assert told("quick")
    answered.set()
    slow.join()


def test_one_not_used_for_longest_is_forgotten() -> None:
    worked_out = []

    @shared(most=2)
    def told(name: str) -> str:
        worked_out.append(name)
        return name

    for name in ("a", "b", "a", "c", "a", "b"):
        told(name)

    assert worked_out == ["a", "b", "c", "b"]


def test_result_may_be_worked_out_of_another() -> None:
    @shared()
    def sum_to(number: int) -> int:
        return number + sum_to(number - 1) if number else 0

    assert sum_to(4) == 10
    assert sum_to.known == 5


def test_what_fails_is_tried_again_by_the_next() -> None:
    tried = []

    @shared()
    def fails_first() -> str:
        tried.append(1)
        if len(tried) == 1:
            raise OSError("away")
        return "there"

    with pytest.raises(OSError, match="away"):
        fails_first()

    assert fails_first() == "there"
    assert fails_first() == "there"
    assert len(tried) == 2


def test_forgotten_results_are_worked_out_anew() -> None:
    @shared()
    def made() -> object:
        return object()

    first = made()
    made.cache_clear()

    assert made() is not first
