"""One petition clicked through: screened, replied to, assessed, heard, answered, archived."""

import os
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.test_matters import (
    choose_by_name,
    name_of,
    open_from_the_inbox,
    press,
    sign_in_as,
)
from tests.browser.visit import Visit


NUMBER = "云检信访〔2026〕908"
CASE = "云检刑不诉〔2026〕77"
TITLE = f"来访 · 刑事申诉 · 起诉、不起诉决定 · {CASE}"


def test_petition_is_clicked_through_from_its_receipt_to_the_archive(
    visit: Visit,
) -> None:
    page = visit.page
    procurator, deputy = name_of(visit, "procurator"), name_of(visit, "deputy")
    visit.sign_in("clerk")
    register(visit)

    choose(page, "分流意见", "导入法律程序")
    choose_by_name(page, "首办责任人", procurator)
    picture(visit, "screening")
    finish(page)

    open_task(visit, "clerk", "七日内程序性回复")
    page.get_by_label("程序性回复日期").fill("2026-10-20")
    finish(page)

    open_task(visit, "procurator", "案件风险评估")
    choose(page, "案件风险等级", "高")
    page.get_by_label("评估依据").fill("双方多次争执")
    for measure in ("释法说理", "公开听证", "领导包案"):
        choose(page, measure, "是")
    picture(visit, "risk")
    finish(page)

    open_task(visit, "deputy", "确定包案领导")
    choose_by_name(page, "包案领导", deputy)
    finish(page)

    open_task(visit, "procurator", "审查办理")
    page.get_by_label("审查情况").fill("原决定事实清楚")
    page.get_by_role("group", name="您是原案承办人").get_by_label("否").check()
    finish(page)
    expect(page.get_by_role("heading", name="公开听证", level=2)).to_be_visible()
    page.get_by_label("公开听证日期").fill("2026-10-20")
    page.get_by_label("听证情况").fill("听证员多数支持原决定")
    picture(visit, "hearing")
    assert visit.findings_of_axe() == []
    finish(page)
    page.get_by_role("textbox", name="拟处理意见").fill("拟维持原决定")
    finish(page)

    open_task(visit, "deputy", "包案领导审批")
    choose(page, "审批结论", "同意")
    finish(page)

    open_task(visit, "procurator", "释法说理、答复结果")
    page.get_by_label("办理结果答复日期").fill("2026-10-20")
    page.get_by_label("释法说理要点").fill("逐条说明证据")
    finish(page)
    choose(page, "化解情况", "息诉息访")
    page.get_by_label("化解日期").fill("2026-10-20")
    choose(page, "办结情况", "维持原决定")
    finish(page)
    expect(page.locator(".page-head")).to_contain_text("已办结")
    expect(page.locator("main")).to_contain_text("办结即删：评估依据、案件风险等级")
    expect(page.locator("main")).not_to_contain_text("双方多次争执")
    address = page.url

    sign_in_as(visit, "head")
    page.goto(address)
    page.get_by_text("归档…").click()
    press(page, "归档")
    expect(page.locator(".page-head")).to_contain_text("已归档")
    picture(visit, "archived")
    assert visit.findings_of_axe() == []
    assert visit.faults == []


def register(visit: Visit) -> None:
    page = visit.page
    visit.open("/matters/new/petition/")
    page.get_by_label("全国系统信访编号").fill(NUMBER)
    choose(page, "信访方式", "来访")
    choose(page, "信访类别", "刑事申诉")
    choose(page, "针对的检察行为", "起诉、不起诉决定")
    page.get_by_label("所涉案件编号").fill(CASE)
    choose(page, "首次或重复", "首次")
    page.get_by_label("信访人", exact=True).fill("示例某")
    picture(visit, "register")
    assert visit.findings_of_axe() == []
    press(page, "登记")
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)


def open_task(visit: Visit, username: str, task: str) -> None:
    """Somebody signs in and opens the petition's task from the inbox."""
    sign_in_as(visit, username)
    open_from_the_inbox(visit, TITLE)
    expect(visit.page.get_by_role("heading", name=task, level=2)).to_be_visible()


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_role("combobox", name=label).first.select_option(option)


def finish(page: Page) -> None:
    """Complete the task at hand and wait for the page that follows."""
    press(page, "办理完成")
    expect(page.locator("main")).to_contain_text("已办理")


def picture(visit: Visit, name: str) -> None:
    """Kept where a folder is named: whoever changes the page looks at them."""
    folder = os.environ.get("JOURNEY_PICTURES")
    if folder:
        visit.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
