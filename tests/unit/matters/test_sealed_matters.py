"""A sealed person's matter is in no list, no inbox, on no page and in no answer."""

import json
import uuid
from http import HTTPStatus

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.audit.models import JournalEntry
from hengjian.engines.tables.digests import digest
from hengjian.lib import clock
from hengjian.matters.actions.unmasking import unmask
from hengjian.matters.queries.inbox import InboxFilter, inbox, inbox_counts
from hengjian.matters.queries.sight import matters_seen
from hengjian.organisation.models import Procuratorate
from hengjian.warehouse import data_keys
from hengjian.warehouse.models import Sealing
from hengjian.warehouse.queries.told_entries import CONTENT, told
from tests.factories import matters as make
from tests.pages.asking import signed_in
from tests.unit.matters.conftest import World


@journal.action
def seal(*, unit: Procuratorate, identity_number: str, by: Actor) -> None:
    """A person's record is sealed; no card of theirs was imported."""
    sealing = Sealing.objects.create(
        mark=uuid.uuid4(),
        kind="criminal_record",
        procuratorate=unit,
        person_digest=digest(identity_number, data_keys.match_key()),
        law="中华人民共和国刑事诉讼法",
        article="第286条",
        article_mark="V",
        sealed_on=clock.today(),
        reason="封存",
        sealed_by=by.journal_name,
        sealed_at=clock.now(),
        searched_at=clock.now(),
    )
    journal.enter("warehouse.sealed", subject=sealing)


def test_matter_of_a_sealed_person_is_nowhere(world: World) -> None:
    matter = make.matter("petition", world.cast.zhou)
    assert inbox_counts(world.cast.zhou).total == 1

    seal(
        unit=world.cast.jiangcheng,
        identity_number=make.PETITION["identity_number"],
        by=make.BY,
    )

    assert not matters_seen(world.cast.zhou).exists()
    assert not inbox(world.cast.zhou, InboxFilter()).exists()
    assert inbox_counts(world.cast.zhou).total == 0
    client = signed_in(world.cast.zhou)
    for address in (f"/matters/{matter.pk}/", f"/api/matters/{matter.pk}"):
        assert client.get(address).status_code == HTTPStatus.NOT_FOUND
    for address in ("/matters/?state=all", "/inbox/", "/api/matters", "/api/inbox"):
        assert (
            make.PETITION["concerned_case"] not in client.get(address).content.decode()
        )


def test_words_typed_about_a_sealed_persons_matter_are_not_in_the_journal_shown(
    world: World,
) -> None:
    matter = make.matter("petition", world.cast.zhou)
    unmask(matter=matter, reason="郑某来电", by=world.cast.zhou)
    entry = JournalEntry.objects.get(event="matters.personal_values_unmasked")
    assert "郑某来电" in told(entry, entry.detail)

    seal(
        unit=world.cast.jiangcheng,
        identity_number=make.PETITION["identity_number"],
        by=make.BY,
    )

    assert "郑某来电" not in told(entry, entry.detail)


def test_who_reads_the_journal_sees_which_items_a_form_held_and_not_what_stood_in_them(
    world: World,
) -> None:
    make.matter("petition", world.cast.zhou)
    entry = JournalEntry.objects.get(event="matters.registered")

    shown = json.loads(told(entry, entry.new))
    page = signed_in(world.cast.audit_administrator).get(f"/journal/{entry.number}/")

    assert make.PETITION["concerned_case"] in entry.new
    assert (shown["kind"], shown["number"]) == ("petition", "2026-0001")
    assert set(shown["values"].values()) == {CONTENT.zh}
    assert make.PETITION["concerned_case"] not in page.content.decode()
    assert CONTENT.zh in page.content.decode()


def test_another_persons_matter_stays(world: World) -> None:
    make.matter("petition", world.cast.zhou)

    seal(unit=world.cast.jiangcheng, identity_number="110101199003070038", by=make.BY)

    assert matters_seen(world.cast.zhou).count() == 1
