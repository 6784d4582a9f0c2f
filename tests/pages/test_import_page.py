"""One import: its progress, its result, what it kept aside, its end."""

import io
from http import HTTPStatus

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hengjian.jobs import leases
from hengjian.jobs.models import Job, JobState
from hengjian.jobs.worker import Worker
from hengjian.lib.bilingual import Text
from hengjian.warehouse.models import Import, ImportState
from tests.cast import Cast
from tests.factories import access as make
from tests.pages.asking import events_since, last_entry, signed_in, text_of
from tests.unit.warehouse.card_files_in import arrest_csv, card, import_cards


REASON = {"reason": "改正后重新导入"}


def bring(people: Cast, *cards: dict[str, str]) -> Import:
    file = SimpleUploadedFile("三月案卡.csv", arrest_csv(*cards))
    answer = signed_in(people.wang).post(
        "/imports/new/", {"file": file, "card": "arrest_review"}
    )
    return Import.objects.get(pk=answer["Location"].strip("/").split("/")[1])


def page_of(people: Cast, card_import: Import, query: str = "") -> str:
    return text_of(people.wang, f"/imports/{card_import.pk}/{query}")


def test_waiting_import_says_so_and_asks_again_by_itself(people: Cast):
    page = page_of(people, bring(people, card("A1")))

    assert "排队等候" in page
    assert 'hx-trigger="every 2s"' in page
    assert "取消导入" in page


def test_running_import_tells_its_progress_in_words(people: Cast):
    staged = bring(people, card("A1"))
    job = leases.claim()
    leases.progress(job, 1200, 4000, Text("核查", "checking"))

    page = page_of(people, staged)

    assert "核查" in page
    assert "1,200 / 4,000" in page
    assert '<progress class="progress-line" max="4000" value="1200"' in page


def test_result_stands_on_the_page_once_the_worker_is_done(people: Cast):
    staged = bring(people, card("A1"), card("A2", accepted_on="三月"))

    Worker().run_until_empty()
    page = page_of(people, staged)

    assert "every 2s" not in page
    assert "三月" in page
    assert "读不出日期" in page
    staged.refresh_from_db()
    assert (staged.rows_new, staged.rows_rejected) == (1, 1)


def test_rows_kept_aside_are_narrowed_by_their_reason(people: Cast):
    done = import_cards(
        card("A1", accepted_on="三月"), card("A2", concluded_on="2026-01-01")
    )

    page = page_of(people, done, "?rule=order_of_dates")

    assert "审结日期早于受理日期" in page
    assert ">三月<" not in page


def test_rows_kept_aside_come_in_pages_of_fifty_with_their_exact_count(people: Cast):
    done = import_cards(*(card(f"A{n}", accepted_on="x") for n in range(53)))

    first, second = page_of(people, done), page_of(people, done, "?page=2")

    assert '<b class="figure">53</b>' in first
    assert first.count(">x</td>") == 50
    assert second.count(">x</td>") == 3


def test_workbook_to_mend_goes_back_in_after_correction(people: Cast):
    done = import_cards(card("A1"), card("A2", accepted_on="三月"))
    client = signed_in(people.wang)
    before = last_entry()

    taken = client.post(f"/imports/{done.pk}/rejected/", REASON)

    assert taken.status_code == HTTPStatus.OK
    assert taken["Cache-Control"] == "no-store"
    assert "attachment" in taken["Content-Disposition"]
    assert events_since(before) == ["warehouse.rejected_rows_exported"]
    mended = _mended(taken.content, "三月", "2026-03-02")
    client.post(
        "/imports/new/",
        {"file": SimpleUploadedFile("改好.xlsx", mended), "card": "arrest_review"},
    )
    Worker().run_until_empty()
    again = Import.objects.order_by("-pk").first()
    assert (again.state, again.rows_new, again.rows_rejected) == ("live", 1, 0)


def test_workbook_to_mend_is_not_handed_out_without_a_reason(people: Cast):
    done = import_cards(card("A1"), card("A2", accepted_on="三月"))
    client = signed_in(people.wang)
    before = last_entry()

    for reason in ({}, {"reason": "  "}, {"reason": "找110101199003070010"}):
        answer = client.post(f"/imports/{done.pk}/rejected/", reason)
        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY

    assert events_since(before) == []


def test_workbook_to_mend_holds_the_words_that_an_office_fills(people: Cast):
    turned = {"accepted_on": "2026-03-09", "concluded_on": "2026-03-02"}
    done = import_cards(card("A1", outcome="不批准逮捕", **turned))

    taken = signed_in(people.wang).post(f"/imports/{done.pk}/rejected/", REASON)

    book = openpyxl.load_workbook(io.BytesIO(taken.content))
    cells = [cell.value for row in book.worksheets[0].iter_rows() for cell in row]
    assert "不批准逮捕" in cells
    assert "not_approved" not in cells


def _mended(content: bytes, wrong: str, right: str) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    for row in book.worksheets[0].iter_rows():
        for cell in row:
            if cell.value == wrong:
                cell.value = right
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def test_import_without_rows_kept_aside_has_no_workbook(people: Cast):
    done = import_cards(card("A1"))

    answer = signed_in(people.wang).post(f"/imports/{done.pk}/rejected/", REASON)

    assert answer.status_code == HTTPStatus.NOT_FOUND


def test_notices_and_columns_left_out_stand_on_the_page(people: Cast):
    done = import_cards(card("A1"), mapping={"姓名": ""})

    page = page_of(people, done)

    assert "没有读入的列" in page
    assert "姓名" in page


def test_same_file_again_is_said(people: Cast):
    first, second = import_cards(card("A1")), import_cards(card("A1"))

    page = page_of(people, second)

    assert f'href="/imports/{first.pk}/"' in page


def test_waiting_import_is_cancelled_at_once_and_its_file_removed(people: Cast, home):
    staged = bring(people, card("A1"))
    before = last_entry()

    signed_in(people.wang).post(f"/imports/{staged.pk}/stop/")

    staged.refresh_from_db()
    assert staged.state == ImportState.CANCELLED
    assert staged.job.state == JobState.CANCELLED
    assert not staged.incoming_file.exists()
    assert events_since(before) == [
        "jobs.job_cancelled",
        "warehouse.import_cancelled",
    ]
    assert "案卡没有改变" in page_of(people, staged)


def test_cancelled_import_stays_cancelled_when_the_worker_comes(people: Cast):
    staged = bring(people, card("A1"))
    signed_in(people.wang).post(f"/imports/{staged.pk}/stop/")

    assert Worker().run_until_empty() == 0
    staged.refresh_from_db()
    assert staged.state == ImportState.CANCELLED


def test_running_import_is_asked_to_stop(people: Cast):
    staged = bring(people, card("A1"))
    leases.claim()

    signed_in(people.wang).post(f"/imports/{staged.pk}/stop/")

    staged.refresh_from_db()
    assert staged.state == ImportState.STAGED
    assert staged.job.cancel_asked_at is not None
    page = page_of(people, staged)
    assert "正在停止" in page
    assert "取消导入" not in page


def test_import_that_is_over_cannot_be_cancelled(people: Cast):
    done = import_cards(card("A1"))
    before = last_entry()

    answer = signed_in(people.wang).post(f"/imports/{done.pk}/stop/")

    assert answer.status_code == HTTPStatus.CONFLICT
    assert last_entry() == before


def test_file_of_another_waiting_import_is_kept(people: Cast):
    staged = bring(people, card("A1"))
    other = signed_in(people.wang).post(
        "/imports/new/",
        {
            "file": SimpleUploadedFile("三月案卡.csv", arrest_csv(card("A1"))),
            "card": "arrest_review",
            "unit": people.donghu.code,
        },
    )

    signed_in(people.wang).post(f"/imports/{staged.pk}/stop/")

    waiting = Import.objects.get(pk=other["Location"].strip("/").split("/")[1])
    assert waiting.incoming_file.exists()


def test_broken_job_is_started_again_from_its_page(people: Cast):
    staged = bring(people, card("A1"))
    Job.objects.filter(pk=staged.job_id).update(state=JobState.FAILED)

    page = page_of(people, staged)
    signed_in(people.wang).post(f"/imports/{staged.pk}/again/")

    assert "后台任务中断" in page
    assert "every 2s" not in page
    staged.job.refresh_from_db()
    assert staged.job.state == JobState.QUEUED


def test_failed_import_says_why(people: Cast):
    with pytest.raises(Exception, match="受理日期"):
        import_cards(card("A1"), mapping={"受理日期": ""})
    failed = Import.objects.get()

    page = page_of(people, failed)

    assert "失败" in page
    assert "受理日期" in page


def test_import_without_a_place_is_seen_where_all_its_cards_lie(people: Cast):
    make_manager = make.account(username="donghu")
    make.grant(make_manager, "case_manager", people.donghu)
    own = import_cards(card("A1", procuratorate="429901"))
    mixed = import_cards(card("A2", procuratorate="429901"), card("A3"))

    client = signed_in(make_manager)

    assert client.get(f"/imports/{own.pk}/").status_code == HTTPStatus.OK
    assert client.get(f"/imports/{mixed.pk}/").status_code == HTTPStatus.NOT_FOUND


def test_list_is_narrowed_sorted_and_exported_as_shown(people: Cast):
    import_cards(card("A1"))
    kept = import_cards(card("A2", accepted_on="x"), card("A3"))
    client = signed_in(people.wang)

    page = text_of(people.wang, "/imports/?kept=yes&sort=-rejected")
    book = client.get("/imports/?kept=yes&export=xlsx")

    assert page.count("<tr>") == 2
    rows = list(openpyxl.load_workbook(io.BytesIO(book.content)).active.values)
    assert [row[0] for row in rows[1:]] == [kept.pk]
    assert rows[1][5:9] == (2, 1, 0, 1)


def test_empty_list_says_what_to_do(people: Cast):
    page = text_of(people.wang, "/imports/")

    assert "还没有导入过案卡" in page
    assert 'href="/imports/new/"' in page
