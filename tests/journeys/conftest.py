"""The office in which every journey takes place, on a Monday of the autumn of 2026."""

from collections.abc import Iterator

import pytest

from tests.cast import Cast
from tests.factories import access, organisation
from tests.journeys.office import Office
from tests.remembered import remembered


MONDAY = "2026-10-19"


def _general_office(cast: Cast) -> int:
    department = organisation.department(
        procuratorate=cast.jiangcheng, code="09", name="办公室"
    )
    person = organisation.person(number="OU", name="欧阳办")
    organisation.appointment(
        person=person,
        post=cast.procurator_post,
        procuratorate=cast.jiangcheng,
        department=department,
    )
    account = access.account(username="ou", person=person)
    access.grant(account, "office_staff", cast.jiangcheng)
    return account.pk


@pytest.fixture
def office(cast: Cast) -> Iterator[Office]:
    from hengjian.access.models import Account

    pk = remembered("general office", lambda: _general_office(cast))
    found = Office(cast, Account.objects.get(pk=pk))
    found.on(MONDAY)
    yield found
    found.close()
