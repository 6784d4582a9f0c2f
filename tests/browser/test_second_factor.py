"""Setting up a second factor in the browser, signing in with it, taking it away."""

import re
from datetime import UTC, datetime

import pyotp
from playwright.sync_api import expect

from hengjian.demo.accounts import PASSWORD
from tests.browser.visit import Visit


WHO = "linhu"  # nobody else's in these tests: the factor would stand in their way


def code_now(secret: str, later: int = 0) -> str:
    """What the telephone shows, or will show so many steps later."""
    return pyotp.TOTP(secret).at(datetime.now(UTC), counter_offset=later)


def sign_out(visit: Visit) -> None:
    visit.page.locator("details.person summary").click()
    visit.page.get_by_role("button", name="退出").click()
    expect(visit.page.locator("#id_username")).to_be_visible()


def test_second_factor_from_the_picture_to_the_sign_in(visit: Visit) -> None:
    page = visit.page
    visit.sign_in(WHO)
    visit.open("/personal/second-factor/")
    page.get_by_role("button", name="开始设置").click()
    picture = page.locator("svg.qr")
    expect(picture).to_be_visible()
    assert visit.findings_of_axe() == []
    secret = re.sub(r"\s", "", page.inner_text("#secret"))
    page.fill("#id_code", code_now(secret))
    page.keyboard.press("Enter")
    codes = page.locator("#recovery-codes li")
    expect(codes).to_have_count(10)
    assert visit.findings_of_axe() == []
    on_paper = codes.first.inner_text()

    sign_out(visit)
    visit.open("/sign-in/?next=/personal/")
    page.fill("#id_username", WHO)
    page.fill("#id_password", PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("#id_code")).to_be_focused()
    assert visit.findings_of_axe() == []
    page.fill("#id_code", "000 000")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("验证码不正确")
    # one step on: the present one was used up when it was confirmed
    page.fill("#id_code", code_now(secret, later=1))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="个人设置")).to_be_visible()

    visit.open("/personal/second-factor/")
    page.fill("#id_code_remove", on_paper)
    page.keyboard.press("Enter")
    expect(page.get_by_text("已停用第二因素")).to_be_visible()


def test_colleague_acts_for_another_and_sees_it_said(visit: Visit) -> None:
    page = visit.page
    visit.sign_in("head")
    visit.open("/personal/delegations/")
    page.select_option("#receiver", "procurator")
    page.locator("input[name=grants]").first.check()
    page.fill("#until_on", page.input_value("#from_on"))
    page.fill("#reason", "出差")
    page.get_by_role("button", name="授权代理").click()
    expect(page.get_by_text("代理已授权")).to_be_visible()

    sign_out(visit)
    visit.sign_in("procurator")
    visit.open("/personal/delegations/")
    page.get_by_role("button", name=re.compile("^代理 ")).click()
    banner = page.locator(".acting")
    expect(banner).to_contain_text("正在代理")
    assert visit.findings_of_axe() == []
    banner.get_by_role("button").click()
    expect(banner).to_have_count(0)

    visit.open("/personal/delegations/")
    page.get_by_role("button", name=re.compile("^撤销")).first.click()
    expect(page.get_by_text("代理已撤销")).to_be_visible()
