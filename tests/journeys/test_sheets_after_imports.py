"""A closed sheet says the same digits, whatever is imported or released afterwards."""

from http import HTTPStatus
from pathlib import Path

import pytest

from hengjian.appraisal.actions import rounds
from hengjian.appraisal.computing import computed
from hengjian.appraisal.gathering.gathering import gather
from hengjian.appraisal.item_sources import ItemSource, SourceKind
from hengjian.appraisal.models import AppraisalRound
from hengjian.appraisal.queries.verifying import verify
from hengjian.appraisal.scheme_reading import scheme_of
from hengjian.appraisal.sheet_payload import outcome_of, read_payload, recomputed
from hengjian.appraisal.tasks import carry_round
from hengjian.indicators.asking import run_now
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.packs import actions as packs
from hengjian.packs.queries import current_release
from tests.cast import Cast
from tests.factories import appraisal
from tests.pages.asking import signed_in, text_of
from tests.unit.indicators.conftest import home, office, working
from tests.unit.warehouse.card_files_in import card, import_cards


__all__ = ["home", "office", "working"]
SOURCES = {
    "quality": ItemSource(
        Text("五日审结", "Quick"), SourceKind.INDICATOR, "quick_rate"
    ),
    "caseload": ItemSource(
        Text("工作量", "Workload"), SourceKind.INDICATOR, "一审公诉=accepted"
    ),
}


@pytest.fixture
def closed(working: Cast) -> AppraisalRound:
    """March, scored from the cards that were there, and closed."""
    with clock.moved_to(clock.today().replace(year=2026, month=4, day=9)):
        run_now(by=appraisal.BY)
        scheme = appraisal.scheme(procuratorate=working.jiangcheng)
        tried = appraisal.dry_run(
            appraisal.version(scheme, sources=appraisal.sources(**SOURCES))
        )
        appraisal.dry_runs.read(
            dry_run=tried,
            person=appraisal.reader(),
            remark=appraisal.REMARK,
            by=appraisal.BY,
        )
        adopted = appraisal.schemes.adopt(
            scheme=scheme,
            decided_on=clock.today(),
            decided_as="党组会议",
            by=appraisal.BY,
        )
        march = appraisal.round_(adopted, "2026-03")
        appraisal.fact(march, working.person(working.chen), "conduct", "1")
        carry_round(march, by=appraisal.BY)
        return rounds.close_round(
            round_=march, with_provisional="其他人没有数据", by=appraisal.BY
        )


def _later_import() -> None:
    """One card corrected, two more of the same month, as the next export brings them."""
    import_cards(
        card("A1", concluded_on="2026-03-30"),
        card("A7"),
        card("A8", concluded_on="2026-03-31"),
    )


def _newer_release(folder: Path) -> None:
    """The pack counts otherwise from its next version on."""
    pack = folder / "arrest_review"
    measures = (pack / "measures.yaml").read_text("utf-8")
    changed = measures.replace("accepted_on <= 5", "accepted_on <= 1")
    assert changed != measures
    (pack / "measures.yaml").write_text(changed, "utf-8")
    text = (pack / "pack.yaml").read_text("utf-8")
    (pack / "pack.yaml").write_text(
        text.replace("version: 0.1.0", "version: 0.2.0"), "utf-8"
    )
    packs.release(prepared=packs.prepare([folder]), by=appraisal.BY)


def test_closed_sheet_recomputes_to_the_digit_after_an_import_and_a_release(
    closed: AppraisalRound, working: Cast, tmp_path: Path
) -> None:
    chen = working.person(working.chen)
    sheet = closed.sheets.get(person=chen)
    payload = read_payload(sheet.version.payload)
    address = f"/appraisal/sheets/{sheet.pk}/"
    place = [line[0] for line in payload["outcome"]["lines"]].index("caseload")
    cards = f"{address}cards/{place}/?version=1"
    page, behind = text_of(working.chen, address), text_of(working.chen, cards)

    _later_import()
    _newer_release(tmp_path / "packs")
    newer = run_now(by=appraisal.BY)

    # what was scored by has changed indeed: today the same month comes to something else
    now = computed(gather(closed), closed.period, {})
    today = next(one for one in now if one.person == chen.pk)
    assert today.total != sheet.total
    assert f'"{newer.pk}|' in today.payload
    release = current_release("arrest_review")
    assert release is not None
    assert release.number == 2
    # and the closed sheet says what it said: digits, page, cards behind, verification
    sheet.refresh_from_db()
    again = recomputed(payload, scheme_of(closed.scheme.version.text))
    assert outcome_of(again) == payload["outcome"]
    assert sheet.version.number == 1
    assert verify(closed).differences == ()
    assert text_of(working.chen, address) == page
    assert text_of(working.chen, cards) == behind
    assert "A7" not in behind


def test_cards_behind_a_line_are_told_by_the_parts_of_their_keys(
    closed: AppraisalRound, working: Cast
) -> None:
    sheet = closed.sheets.get(person=working.person(working.chen))

    page = text_of(working.chen, f"/appraisal/sheets/{sheet.pk}/cards/1/")

    assert "A1|1" not in page
    assert '<th scope="col">部门受案号</th>' in page
    assert '<td class="narrow">A1</td><td class="narrow">1</td>' in page


def test_evidence_is_told_in_the_readers_language(
    closed: AppraisalRound, working: Cast
) -> None:
    sheet = closed.sheets.get(person=working.person(working.chen))
    client = signed_in(working.chen)
    client.post("/language/", {"language": "en"})

    answer = client.get(f"/appraisal/sheets/{sheet.pk}/")

    assert answer.status_code == HTTPStatus.OK
    assert "Quick rate" in answer.content.decode()
    assert "五日审结率" not in answer.content.decode()
