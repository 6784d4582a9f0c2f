"""Direct changes to what is stored are found and located."""

from typing import Any

import pytest
from django.db import connection

from hengjian.appraisal.canonical import digest_of
from hengjian.appraisal.models import SheetVersion
from hengjian.appraisal.queries.verifying import verify
from tests.factories import appraisal


pytestmark = pytest.mark.django_db


def _tampered(version: SheetVersion, **columns: Any) -> None:
    changes = ", ".join(f"{name} = %s" for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE appraisal_sheetversion SET {changes} WHERE id = %s",
            [*columns.values(), version.pk],
        )


def test_what_nobody_touched_is_in_order() -> None:
    closed = appraisal.closed_round()

    found = verify(closed)

    assert (found.versions, found.differences) == (2, ())


def test_a_changed_payload_is_located_even_with_a_fitting_digest() -> None:
    closed = appraisal.closed_round()
    sheet = closed.sheets.order_by("person__number")[0]
    payload = sheet.version.payload.replace('"90"', '"95"')
    _tampered(sheet.version, payload=payload, digest=digest_of(payload))

    found = verify(closed)

    assert {one.what for one in found.differences} == {f"{sheet.person.number} v1"}
    assert any("留痕" in one.message.zh for one in found.differences)
    assert any("重新计算" in one.message.zh for one in found.differences)


def test_a_changed_payload_is_located_by_its_digest() -> None:
    closed = appraisal.closed_round()
    sheet = closed.sheets.order_by("person__number")[1]
    _tampered(sheet.version, payload=sheet.version.payload.replace('"75"', '"99"'))

    found = verify(closed)

    assert "内容与摘要不符" in {one.message.zh for one in found.differences}


def test_a_changed_scheme_is_told_before_its_sheets() -> None:
    closed = appraisal.closed_round()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE appraisal_schemeversion SET text = replace(text, '40', '41')"
        )

    (found,) = verify(closed).differences

    assert found.what.startswith("scheme")
