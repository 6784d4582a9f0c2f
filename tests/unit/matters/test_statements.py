"""How many questions a matter asks of the database: a count that may fall, not rise."""

from hengjian.matters import filling
from hengjian.matters.actions import completing
from hengjian.matters.kinds import kind_of
from hengjian.matters.models import Matter
from tests.factories import matters as make
from tests.statements import statements
from tests.unit.matters.conftest import World


# on SQLite each row that is written is a statement; PostgreSQL writes them in one
MOST = {"sqlite": 21, "postgresql": 4}


def completed(world: World, matter: Matter) -> list[str]:
    item = make.item(matter, "check_stock")
    kind = kind_of(matter.release)
    with statements() as asked:
        bound = filling.task_form(item, world.office, {"in_stock": "否"}, kind)
        completing.complete(
            item=item, bound=bound, version=matter.version, by=world.office
        )
    return asked


def test_completing_a_task_asks_few_questions(world: World) -> None:
    from django.db import connection

    matter = make.matter("supply_request", world.cast.chen)
    completed(world, matter)  # what is kept from act to act is kept now
    matter = make.matter("supply_request", world.cast.chen)

    asked = completed(world, matter)

    assert len(asked) <= MOST[connection.vendor], "\n".join(asked)


def test_completing_a_task_reads_no_archive_of_a_pack(world: World) -> None:
    matter = make.matter("supply_request", world.cast.chen)

    asked = completed(world, matter)

    assert not [sql for sql in asked if '"archive"' in sql and "SELECT" in sql]
