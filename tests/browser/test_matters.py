"""One supply request and one followed-up task, clicked through to the end."""

import re

from playwright.sync_api import Page, Route, expect

from tests.browser.visit import DESK, PHONE, Visit


ARTICLE = "碎纸机(浏览器检验)"
TWICE = "装订机按了两次"
PURPOSE = "写在保存途中"
CONTENT = "检查办案区安全(浏览器检验)"


def sign_in_as(visit: Visit, username: str) -> None:
    visit.page.context.clear_cookies()
    visit.sign_in(username)


def test_supplies_are_asked_for_decided_bought_and_issued(visit: Visit) -> None:
    page = visit.page
    visit.sign_in("clerk")
    ask_for_supplies(visit)

    sign_in_as(visit, "office")
    open_from_the_inbox(visit, ARTICLE)
    page.get_by_label("库存是否够用").select_option("否")
    expect(page.locator("#draft-line")).to_contain_text("草稿已保存")
    press(page, "办理完成")
    expect(page.locator("main")).to_contain_text("已办理")

    sign_in_as(visit, "deputy")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    open_from_the_inbox(visit, ARTICLE)
    assert visit.overflow(PHONE) == 0
    page.get_by_label("审批结论").select_option("核减后同意")
    quantity = page.get_by_label("核定数量")
    expect(quantity).to_be_visible()
    quantity.fill("1")
    page.get_by_label("审批意见").fill("先配一台")
    expect(page.locator("#draft-line")).to_contain_text("草稿已保存")
    press(page, "办理完成")
    expect(page.locator("main")).to_contain_text("已办理")

    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    sign_in_as(visit, "office")
    open_from_the_inbox(visit, ARTICLE)
    assert visit.findings_of_axe() == []
    page.get_by_label("供货单位").fill("云泽办公用品中心")
    page.get_by_label("成交单价").fill("￥５００")
    page.get_by_role("group", name="有无利害关系").get_by_label("否").check()
    press(page, "办理完成")
    expect(page.get_by_role("heading", name="入库并发放")).to_be_visible()
    page.get_by_label("发放数量").fill("2")
    page.get_by_label("领用人").select_option(index=1)
    press(page, "办理完成")
    expect(page.get_by_role("alert")).to_contain_text("发放数量多于核定数量")
    page.get_by_label("发放数量").fill("1")
    press(page, "办理完成")
    expect(page.locator(".page-head")).to_contain_text("已办结")
    expect(page.locator("main")).to_contain_text("流程走完，办结")
    assert visit.findings_of_axe() == []
    # the form that could not stand, and nothing else, is told to the console
    assert [fault for fault in visit.faults if "422" not in fault] == []


def test_words_typed_while_a_draft_is_answered_stay(visit: Visit) -> None:
    page = visit.page
    visit.sign_in("clerk")
    visit.open("/matters/new/supply_request/")
    held: list[Route] = []

    def hold_the_first(route: Route) -> None:
        if held:
            route.continue_()
        else:
            held.append(route)

    page.route("**/draft/", hold_the_first)

    with page.expect_request("**/draft/"):
        page.get_by_label("急用", exact=True).select_option("是")
    page.get_by_label("用途").fill(PURPOSE)
    held[0].continue_()
    expect(page.get_by_label("急用理由")).to_be_visible()

    expect(page.get_by_label("用途")).to_have_value(PURPOSE)
    expect(page.get_by_label("用途")).to_be_focused()
    with page.expect_response("**/draft/"):
        page.get_by_label("数量").fill("3")
        page.get_by_label("数量").blur()
    visit.open("/matters/new/supply_request/")
    expect(page.get_by_label("用途")).to_have_value(PURPOSE)
    press(page, "清空草稿")
    expect(page.get_by_label("用途")).to_have_value("")
    assert visit.faults == []


def test_form_that_is_pressed_twice_registers_once(visit: Visit) -> None:
    page = visit.page
    visit.sign_in("clerk")
    visit.open("/matters/new/supply_request/")
    page.get_by_label("类别").select_option(index=1)
    for label, words in (("品名规格", TWICE), ("数量", "1"), ("计量单位", "台")):
        page.get_by_label(label).fill(words)
    page.get_by_label("用途").fill("归档")
    sent: list[Route] = []
    page.route(
        "**/new/supply_request/",
        lambda route: (
            sent.append(route) if route.request.method == "POST" else route.continue_()
        ),
    )

    button = page.get_by_role("button", name="登记", exact=True)
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    assert box is not None
    with page.expect_request("**/new/supply_request/"):
        page.mouse.click(box["x"] + 5, box["y"] + 5)
    page.mouse.click(box["x"] + 5, box["y"] + 5)
    for each in sent:
        each.continue_()

    expect(page.locator("main")).to_contain_text("已登记")
    assert len(sent) == 1
    visit.open(f"/matters/?find={TWICE}")
    expect(page.locator("main")).to_contain_text("共 1 条")


def test_task_is_given_reported_and_verified(visit: Visit) -> None:
    page = visit.page
    visit.sign_in("office")
    visit.open("/matters/new/task_follow_up/")
    press(page, "登记")
    expect(page.locator(".errorlist").first).to_contain_text("必填项")
    page.get_by_label("事项来源").select_option("领导批示")
    choose_by_name(page, "责任人", name_of(visit, "procurator"))
    choose_by_name(page, "分管领导", name_of(visit, "deputy"))
    for label, words in (
        ("工作内容", CONTENT),
        ("办理方式", "逐项检查"),
        ("目标", "隐患清零"),
        ("措施", "建立台账"),
        ("责任要求", "专人负责"),
    ):
        page.get_by_label(label).fill(words)
    page.get_by_label("完成时限").fill("2026-11-20")
    page.get_by_label("报告周期").select_option("每周")
    press(page, "登记")
    expect(page.locator("main")).to_contain_text("已登记")

    sign_in_as(visit, "procurator")
    open_from_the_inbox(visit, CONTENT)
    press(page, "办理完成")
    expect(page.get_by_role("heading", name="报告进展")).to_be_visible()
    page.get_by_role("combobox", name=re.compile("^进展")).select_option("已完成")
    page.get_by_label("完成比例").fill("100")
    page.get_by_label("进展情况").fill("全部整改")
    finished = page.get_by_label("完成日期")
    expect(finished).to_be_visible()
    finished.fill("2026-10-20")
    press(page, "办理完成")
    expect(page.locator("main")).to_contain_text("已办理")

    sign_in_as(visit, "office")
    open_from_the_inbox(visit, CONTENT)
    page.get_by_label("核实结论").select_option("属实，目标已达到")
    page.get_by_label("核实情况").fill("实地看过")
    press(page, "办理完成")
    expect(page.locator(".page-head")).to_contain_text("已办结")
    assert [fault for fault in visit.faults if "422" not in fault] == []


def ask_for_supplies(visit: Visit) -> None:
    """Fill the form, leave it, come back to the draft, and register."""
    page = visit.page
    visit.open("/matters/new/supply_request/")
    page.get_by_label("品名规格").fill(ARTICLE)
    page.get_by_label("数量").fill("2")
    page.get_by_label("急用", exact=True).select_option("是")
    expect(page.get_by_label("急用理由")).to_be_visible()
    visit.open("/inbox/")
    page.go_back()
    expect(page.get_by_label("品名规格")).to_have_value(ARTICLE)
    expect(page.locator("#draft-line")).to_contain_text("草稿")
    page.get_by_label("急用", exact=True).select_option("否")
    page.get_by_label("类别").select_option("办公设备")
    page.get_by_label("计量单位").fill("台")
    page.get_by_label("预估单价").fill("600")
    page.get_by_label("用途").fill("销毁废件")
    press(page, "登记")
    expect(page.locator("main")).to_contain_text("已登记")
    expect(page.locator("main")).to_contain_text("为什么是这一天")


def open_from_the_inbox(visit: Visit, title: str) -> None:
    visit.open("/inbox/")
    row = visit.page.locator("tr", has_text=title)
    row.get_by_role("link").first.click()
    expect(visit.page.get_by_role("heading", level=1)).to_have_text(title)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def name_of(visit: Visit, username: str) -> str:
    """How somebody is called, as a page of theirs says."""
    page = visit.page.context.browser.new_page()  # type: ignore[union-attr]
    other = Visit(page, visit.site).sign_in(username)
    name = other.page.locator("details.person summary").inner_text()
    page.close()
    return name.strip()


def choose_by_name(page: Page, label: str, name: str) -> None:
    control = page.get_by_label(re.compile(f"^{label}"))
    option = control.locator("option", has_text=name).first
    control.select_option(option.get_attribute("value") or "")
