"""Questions of the model layer whose SQL is composed once and asked often.

Composing a query takes Django longer than the database needs to answer it by a key. What
is asked in every act is composed at its first use; then only its values change.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.db.models.query import get_related_populators
from psycopg import Cursor

from hengjian.audit import act


M = TypeVar("M", bound=models.Model)

# whole numbers that stand for the values while a query is composed
_FIRST_MARK = 1_987_650_000


@dataclass(frozen=True)
class _Question:
    """A composed query: its SQL, where its values go, how its rows become objects."""

    sql: str
    values: tuple[Any, ...]
    places: dict[int, int]  # position among the values → number of the argument
    model: type[models.Model]
    names: list[str]
    start: int
    end: int
    related: list[Any]
    converters: list[tuple[int, list[Any], Any]]


class Composed(Generic[M]):
    """A query by whole numbers (keys): called with them it gives the objects.

    ``compose`` gets as many numbers as the query is called with and must use each of
    them only as a value that is compared. Slices and annotations are not for here.
    """

    def __init__(self, compose: Callable[..., "models.QuerySet[M]"]) -> None:
        self._compose = compose
        self._questions: dict[tuple[str, int], _Question] = {}

    def __call__(self, *keys: int) -> list[M]:
        """The objects, in the order of the query."""
        running = act.current()
        if running is not None:
            running.pending.write()
        kept = (connection.vendor, len(keys))
        question = self._questions.get(kept)
        if question is None:
            question = self._questions[kept] = _composed(self._compose, len(keys))
        values = [
            keys[question.places[nth]] if nth in question.places else value
            for nth, value in enumerate(question.values)
        ]
        return [_made(question, row) for row in _asked(question.sql, values)]


def _composed(compose: Callable[..., Any], count: int) -> _Question:
    marks = [_FIRST_MARK + nth for nth in range(count)]
    compiler = compose(*marks).query.get_compiler(connection=connection)
    sql, values = compiler.as_sql()
    info = compiler.klass_info
    fields = info["select_fields"]
    start, end = fields[0], fields[-1] + 1
    found = compiler.get_converters([each[0] for each in compiler.select])
    return _Question(
        sql=sql,
        values=tuple(values),
        places={
            nth: marks.index(value)
            for nth, value in enumerate(values)
            if type(value) is int and value in marks
        },
        model=info["model"],
        names=[each[0].target.attname for each in compiler.select[start:end]],
        start=start,
        end=end,
        related=_populators(info, compiler.select, connection.alias),
        converters=[(nth, *each) for nth, each in found.items()],
    )


def _populators(info: Any, select: Any, alias: str) -> list[Any]:
    return get_related_populators(info, select, alias)  # type: ignore[call-arg]


def _asked(sql: str, values: Sequence[Any]) -> Iterable[Sequence[Any]]:
    if connection.vendor == "postgresql" and connection.in_atomic_block:
        with connection.wrap_database_errors:
            cursor = Cursor(connection.connection)
            cursor.execute(sql, values, prepare=True)  # type: ignore[arg-type]
            return cursor.fetchall()
    with connection.cursor() as asking:
        asking.execute(sql, values)
        found: list[Sequence[Any]] = asking.fetchall()
        return found


def _made(question: _Question, row: Sequence[Any]) -> Any:
    here = connections[DEFAULT_DB_ALIAS]
    if question.converters:
        row = list(row)
        for nth, functions, expression in question.converters:
            value = row[nth]
            for function in functions:
                value = function(value, expression, here)
            row[nth] = value
    made = question.model.from_db(
        here.alias, question.names, row[question.start : question.end]
    )
    for each in question.related:
        each.populate(row, made)
    return made
