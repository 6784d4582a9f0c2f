"""One meeting, clicked through: from an item to its resolution and follow-up."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.city import TODAY
from tests.browser.visit import DESK, PHONE, Visit


TITLE = "审议检察建议跟踪督促办法"


def test_an_item_becomes_a_resolution_that_is_followed_up(
    visit: Visit, tmp_path: Path
) -> None:
    page = visit.page
    visit.sign_in("case-manager")
    put_the_item(visit, tmp_path)
    sign_in_as(visit, "meeting-office")
    review(visit)
    sign_in_as(visit, "chief")
    review(visit)
    sign_in_as(visit, "meeting-office")

    call_the_meeting(visit)
    meeting = page.url.removeprefix(visit.site.address)
    answer_the_invitation(visit, meeting)
    page.get_by_text("开始表决…").click()
    page.get_by_label("提付表决的意见").fill("同意试行")
    page.get_by_role("button", name="开始表决").click()
    record_by_keyboard(page)
    assert visit.findings_of_axe() == []
    assert visit.overflow(PHONE) == 0
    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    page.get_by_role("button", name="保存并计票…").click()
    expect(page.get_by_role("heading", name="现在计票？")).to_be_visible()
    assert visit.findings_of_axe() == []
    page.get_by_role("button", name="计票", exact=True).click()
    expect(page.locator("main")).to_contain_text("赞成 8 票，达到多数")
    expect(page.locator("main")).to_contain_text("检察委员会工作规则")

    make_the_resolution(visit)
    page.get_by_role("link", name="印发办法并组织学习").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("执行中")
    # the task is followed up as a matter, which leads back to it
    expect(page.get_by_role("button", name="登记执行完毕")).to_have_count(0)
    assert visit.findings_of_axe() == []
    page.locator("dl.definition").get_by_role("link").filter(has_text="2026-").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("印发办法并组织学习")
    expect(page.locator("main")).to_contain_text("签收")
    expect(page.get_by_role("link", name="检察委员会 2026年")).to_be_visible()
    assert visit.findings_of_axe() == []
    confirm_the_minutes(visit, meeting)
    # the refused task, and nothing else, is told to the console
    assert [fault for fault in visit.faults if "422" not in fault] == []


def sign_in_as(visit: Visit, username: str) -> None:
    """Somebody else sits down at the same machine."""
    visit.page.context.clear_cookies()
    visit.sign_in(username)


def put_the_item(visit: Visit, folder: Path) -> None:
    page = visit.page
    visit.open("/meetings/items/put/")
    page.get_by_label("提请哪个会议").select_option(label="检察委员会 · 云泽市院")
    page.get_by_label("议事范围").select_option("committee_guidance")
    page.get_by_label("议题名称").fill(TITLE)
    page.get_by_label("提请审议的内容和意见").fill("提请审议试行办法。")
    for part in ("request_form", "report"):
        file = folder / f"{part}.pdf"
        file.write_bytes(b"%PDF-1.7\n" + part.encode())
        page.set_input_files(f"input[name=paper-{part}]", file)
    page.get_by_role("button", name="提请", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(TITLE)
    # advice for the reviewer, no hindrance: a case manager is no head of department
    expect(page.locator("main")).to_contain_text("请由部门负责人或院领导提请")


def review(visit: Visit) -> None:
    visit.open("/meetings/items/?mine=1")
    visit.page.get_by_role("link", name=TITLE).click()
    visit.page.get_by_label("审查结果").select_option("agreed")
    visit.page.get_by_role("button", name="提交审查意见").click()
    expect(visit.page.locator("main")).to_contain_text("审查意见已记录")


def call_the_meeting(visit: Visit) -> None:
    page = visit.page
    visit.open("/meetings/call/")
    page.get_by_label("会议", exact=True).select_option(label="检察委员会 · 云泽市院")
    page.get_by_label("会议日期").fill(TODAY)
    page.get_by_label("材料发送截止日").fill(TODAY)
    page.get_by_role("button", name="召集", exact=True).click()
    page.get_by_label("待上会的议题").select_option(label=TITLE)
    page.get_by_role("button", name="列入", exact=True).click()
    expect(page.get_by_role("link", name=TITLE)).to_be_visible()


def answer_the_invitation(visit: Visit, meeting: str) -> None:
    """The papers go out; the chief comes."""
    page = visit.page
    page.get_by_role("button", name="发出材料").click()
    expect(page.locator("main")).to_contain_text("材料已发出")
    sign_in_as(visit, "chief")
    visit.open(f"{meeting}invitation/")
    page.get_by_role("button", name="参加").click()
    expect(page.locator("main")).to_contain_text("答复已登记")
    assert visit.findings_of_axe() == []
    assert visit.overflow(PHONE) == 0
    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    sign_in_as(visit, "meeting-office")
    visit.open(meeting)
    assert visit.findings_of_axe() == []


def confirm_the_minutes(visit: Visit, meeting: str) -> None:
    """The meeting is closed, its minutes made; who held it confirms them."""
    page = visit.page
    visit.open(meeting)
    page.get_by_text("结束会议…").click()
    page.get_by_role("button", name="结束会议").click()
    page.get_by_role("button", name="生成会议纪要").click()
    expect(page.locator("main")).to_contain_text("待主持人确认")
    sign_in_as(visit, "chief")
    visit.open(meeting)
    page.get_by_role("button", name="确认纪要").click()
    expect(page.locator("main")).to_contain_text("会议纪要已确认")


def record_by_keyboard(page: Page) -> None:
    """Everybody for, but the most junior, who is absent."""
    groups = page.locator("fieldset.voices")
    expect(groups).to_have_count(9)
    for place in range(9):
        chosen = groups.nth(place).locator("input:checked")
        chosen.focus()
        if place == 0:
            page.keyboard.press("ArrowDown")
        else:
            for _ in range(3):
                page.keyboard.press("ArrowUp")
        expected = "absent" if place == 0 else "for"
        now = groups.nth(place).locator("input:checked")
        expect(now).to_have_attribute("value", expected)


def make_the_resolution(visit: Visit) -> None:
    page = visit.page
    page.get_by_role("link", name="形成决议").click()
    expect(page.get_by_role("heading", name="形成决议")).to_be_visible()
    assert visit.findings_of_axe() == []
    page.fill("#what-1", "印发办法并组织学习")
    page.get_by_role("button", name="形成决议").click()
    expect(page.locator("[role=alert]")).to_contain_text("决议任务缺少")
    for name, text in (
        ("how", "办公室印发，各部门组织学习"),
        ("target", "十一月底前人人学过"),
        ("measures", "抽查学习记录"),
        ("responsibility", "未组织的向会议说明"),
        ("due_on", "2026-11-30"),
    ):
        page.fill(f"#{name}-1", text)
    page.select_option("#owner-1", index=3)
    page.get_by_role("button", name="形成决议").click()
    expect(page.locator("main")).to_contain_text("决议已形成")
