"""What people do at the members' door, as a reader would tell it."""

from __future__ import annotations

import re

from playwright.async_api import Locator, Page, expect

from tests.journeys.house import House
from tests.journeys.people import PASSWORD, SPACE, Applicant, Clinician


def button(page: Page | Locator, words: str) -> Locator:
    """A button by its words."""
    return page.get_by_role("button", name=words, exact=True)


def link(page: Page | Locator, words: str) -> Locator:
    """A link by its words."""
    return page.get_by_role("link", name=words, exact=True)


async def fill_application(page: Page, who: Applicant) -> None:
    """Every field of the form of joining."""
    await page.locator("input[name=affiliation][value=veteran]").check()
    await page.locator("#field-born").fill("1985-06-30")
    await page.locator("#field-pseudonym").fill(who.pseudonym)
    await page.locator("#field-password").fill(PASSWORD)
    await page.locator("#field-email").fill(who.email)
    await page.locator("#field-phone").fill(who.phone)
    await page.locator("#field-postal").fill("k1a0b1")
    await page.locator("#field-notice").check()
    await page.locator("#field-rules").check()


async def join(page: Page, house: House, who: Applicant) -> None:
    """Joins, follows the mail, leaves the questions out; home afterwards."""
    await page.goto(f"{house.door('board')}/{who.lang}/join")
    await fill_application(page, who)
    await button(page, who.says("Join")).click()
    await page.wait_for_url("**/join/sent")
    await page.goto(await house.link_for(who.email, about="activate"))
    await button(page, who.says("Open my account")).click()
    await page.wait_for_url("**/questions")
    await button(page, who.says("Skip")).click()
    await expect_home(page, who)


async def sign_in(page: Page, house: House, who: Applicant, password: str = PASSWORD) -> None:
    """Signs in; home afterwards."""
    await page.goto(f"{house.door('board')}/{who.lang}/sign-in")
    await page.locator("#field-pseudonym").fill(who.pseudonym)
    await page.locator("#field-password").fill(password)
    await button(page, who.says("Sign in")).click()
    await expect_home(page, who)


async def expect_home(page: Page, who: Applicant) -> None:
    """The member's first page."""
    await expect(page.locator("h1")).to_have_text(who.says("Welcome, %(name)s", name=who.pseudonym))


async def open_thread(page: Page, house: House, who: Applicant, *, title: str, body: str) -> str:
    """Opens a thread in the first space; returns the post's reference once it is known how it stands."""
    await page.goto(f"{house.door('board')}/{who.lang}/spaces/{SPACE[who.lang]}/new")
    await page.locator("#field-title").fill(title)
    await page.locator("#field-body").fill(body)
    await button(page, who.says("Send")).click()
    return await standing_of(page, who)


async def reply(page: Page, who: Applicant, body: str) -> str:
    """Replies in the thread that is open; returns the post's reference once it is known how it stands."""
    before = await page.locator("[id^=standing-]").evaluate_all("all => all.map((one) => one.id)")
    await page.locator("#compose #field-body").fill(body)
    await button(page.locator("#compose"), who.says("Send reply")).click()
    return await standing_of(page, who, *before)


async def standing_of(page: Page, who: Applicant, *older: str) -> str:
    """The reference of the post that the page tells about, after its check has ended; `older` banners aside."""
    banner = page.locator("[id^=standing-]" + "".join(f":not(#{one})" for one in older))
    await expect(banner).to_be_visible()
    await expect(banner.locator("h2")).not_to_have_text(who.says("Being checked"))
    return str(await banner.get_attribute("id")).removeprefix("standing-")


async def text_in(page: Page, selector: str) -> str:
    """What stands there, whatever the space between its words."""
    return re.sub(r"\s+", " ", await page.locator(selector).first.inner_text())


async def enter_desk(page: Page, house: House, who: Clinician) -> None:
    """Signs in at the desk."""
    await page.goto(f"{house.door('desk')}/sign-in?lang={who.lang}")
    await _sign_in(page, who)
    await expect(page.locator("h1")).to_have_text(who.says("What waits"))


async def enter_vault(page: Page, house: House, who: Clinician) -> None:
    """Signs in at the vault."""
    await page.goto(f"{house.door('vault')}/sign-in?lang={who.lang}")
    await _sign_in(page, who)
    await expect(page.locator("h1")).to_have_text(who.says("What waits"))


async def _sign_in(page: Page, who: Clinician) -> None:
    await page.locator("#field-login").fill(who.login)
    await page.locator("#field-password").fill(PASSWORD)
    await page.locator("#field-code").fill(await who.phone.code())
    await button(page, who.says("Sign in")).click()
