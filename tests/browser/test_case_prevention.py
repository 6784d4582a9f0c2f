"""One case-based prevention clicked through its eight steps by the people who do them."""

from playwright.sync_api import Page, expect

from tests.browser.visit import DESK, PHONE, Visit


UNIT = "临湖区粮食储备库(浏览器检验)"
YES = "是"


def test_prevention_goes_through_its_eight_steps(visit: Visit) -> None:
    page = visit.page
    # 1 chosen by four factors
    visit.sign_in("procurator")
    visit.open("/matters/new/case_prevention/")
    fill(page, purpose="社会治理检察建议的落实", case_number="泽湖检刑受〔2026〕9号")
    fill(page, unit_name=UNIT, unit_superior="临湖区发展和改革局")
    fill(
        page, factor_common=YES, factor_gap=YES, factor_typical=YES, factor_willing=YES
    )
    expect(field(page, "typical_as")).to_be_visible()
    fill(page, choice_reason="库存账实不符，两年三次发案")
    press(page, "登记")
    expect(page.locator("main")).to_contain_text("写明典型在何处")
    fill(page, typical_as="串案、窝案")
    press(page, "登记")
    expect(page.locator("main")).to_contain_text("已登记")

    # 2 the approval form
    fill(page, case_facts="保管员伙同承运人倒卖", opening_reason="轮换出库无复核")
    fill(page, work_plan="一月内分析，三月内座谈，半年内回访")
    done(page, "部门审核")
    on_behalf(visit, "head")
    fill(page, head_opinion="同意报批")
    done(page, "审批立项")
    on_behalf(visit, "county-chief")
    assert visit.findings_of_axe() == []
    fill(page, approval="批准立项")
    done(page, "撰写个案分析报告")

    # 3 the analysis report, 4 the meeting with the unit
    on_behalf(visit, "procurator")
    fill(page, from_rules=YES, by_site_visit=YES, crime_facts="三次倒卖", motive="侥幸")
    fill(
        page, crime_method="虚开出库单", gaps_in_rules="出库一人经手", causes="岗位不分"
    )
    done(page, "与发案单位座谈")
    fill(page, met_with="班子成员", case_briefed="已判决", stages_named="轮换出库")
    fill(page, proposals="分岗、盘点", consensus="达成共识", joint_paper="会议纪要")
    done(page, "跟踪社会治理检察建议")

    # 5 the suggestion, made in its own matter
    fill(page, suggestion_number="泽湖检建〔2026〕9号", served_on="2026-10-12")
    fill(page, adoption="采纳", evidence="整改方案一份")
    done(page, "指导系列预防活动")

    # 6 the unit's activities, 7 the return visit
    fill(page, had_risk_check=YES, activity_words="排查六处", guidance="审看清单")
    fill(page, activity_state="已结束", activities_ended_on="2026-10-20")
    done(page, "回访考察")
    fill(page, visit_form="实地调研", has_unit_feedback=YES, measures_state="已分岗")
    fill(page, suggestion_state="逐条落实", risk_words="复核已运行")
    fill(page, residual_risk="高", visit_result="可以终结")
    page.locator('[name="gate.nothing_accepted"][value="no"]').check()
    press(page, "办理完成")
    expect(page.get_by_role("alert")).to_contain_text("不能终结")
    fill(page, residual_risk="低")
    done(page, "撰写终结报告")

    # 8 the closing report: reviewed, told to the superior, filed, put on file
    fill(page, overall="八步走完", lessons="早沟通")
    done(page, "审核终结报告")
    on_behalf(visit, "head")
    fill(page, closing_review="通过")
    done(page, "通报主管部门")
    on_behalf(visit, "procurator")
    done(page, "报上一级院备案")
    on_behalf(visit, "procurator")
    done(page, "整理归档")
    on_behalf(visit, "clerk")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert visit.overflow(PHONE) == 0
    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    papers = ("approval_form", "analysis", "suggestion", "closing_report", "records")
    fill(page, **{f"file_has_{paper}": YES for paper in papers}, file_has_photos="否")
    fill(page, file_missing="未开展现场活动")
    press(page, "办理完成")
    expect(page.locator(".page-head")).to_contain_text("已办结")
    assert visit.findings_of_axe() == []
    # forms that could not stand are told to the console, and nothing else
    assert [fault for fault in visit.faults if "422" not in fault] == []


def field(page: Page, item: str):  # type: ignore[no-untyped-def]
    return page.locator(f'main [name="item.{item}"]')


def fill(page: Page, **values: str) -> None:
    """Fill fields of the open form by their items."""
    for item, text in values.items():
        found = field(page, item)
        if found.evaluate("each => each.tagName") == "SELECT":
            found.select_option(label=text)
        else:
            found.fill(text)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def done(page: Page, then: str) -> None:
    """Complete the open task; the next one stands on the page."""
    press(page, "办理完成")
    expect(page.locator("main")).to_contain_text(then)
    expect(page.locator("main")).to_contain_text("已办理")


def on_behalf(visit: Visit, username: str) -> None:
    """Somebody else signs in and opens the matter from the inbox."""
    visit.page.context.clear_cookies()
    visit.sign_in(username)
    visit.open("/inbox/")
    visit.page.locator("tr", has_text=UNIT).get_by_role("link").first.click()
    expect(visit.page.get_by_role("heading", level=1)).to_have_text(UNIT)
