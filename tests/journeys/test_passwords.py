"""A lost password, and a device left somewhere."""

from __future__ import annotations

from playwright.async_api import Page, expect

from tests.journeys import steps
from tests.journeys.conftest import NewBrowser
from tests.journeys.house import House
from tests.journeys.people import PASSWORD, Applicant, add_member, newcomer

NEW = "kettle under seven lanterns"


async def test_a_password_is_reset_by_the_typed_address(house: House, somebody: NewBrowser, lang: str) -> None:
    who, board = newcomer(lang), f"{house.door('board')}/{lang}"
    here, elsewhere = await somebody(lang), await somebody(lang)
    await steps.join(here, house, who)

    await elsewhere.goto(f"{board}/sign-in")
    await elsewhere.locator("main a[href$='/reset']").click()
    await elsewhere.locator("#field-email").fill(who.email.upper())
    await steps.button(elsewhere, who.says("Send the link")).click()
    await elsewhere.wait_for_url("**/reset/sent")
    await _choose_anew(elsewhere, await house.link_for(who.email, about="reset"), who)

    await here.goto(f"{board}/home")  # the old session is over
    await expect(here).to_have_url(f"{board}/sign-in")
    await _expect_refused(here, who, PASSWORD)
    await steps.sign_in(here, house, who, NEW)


async def test_signing_out_everywhere_ends_every_session(house: House, somebody: NewBrowser, lang: str) -> None:
    who, board = await add_member(house.world, lang), f"{house.door('board')}/{lang}"
    here, elsewhere = await somebody(lang), await somebody(lang)
    await steps.sign_in(here, house, who)
    await steps.sign_in(elsewhere, house, who)
    await here.goto(f"{board}/me")
    await expect(here.locator("main")).to_contain_text("2")
    await steps.button(here, who.says("Sign out everywhere")).click()
    await here.wait_for_url(f"{board}/")
    for page in (here, elsewhere):
        await page.goto(f"{board}/home")
        await expect(page).to_have_url(f"{board}/sign-in")


async def _choose_anew(page: Page, link: str, who: Applicant) -> None:
    await page.goto(link)
    await expect(page.locator("main")).to_contain_text(who.pseudonym)
    await page.locator("#field-password").fill(NEW)
    await steps.button(page, who.says("Change the password")).click()
    await page.wait_for_url("**/reset/done")
    await page.goto(link)
    await expect(page.locator("h1")).to_have_text(who.says("This link no longer works"))


async def _expect_refused(page: Page, who: Applicant, password: str) -> None:
    await page.locator("#field-pseudonym").fill(who.pseudonym)
    await page.locator("#field-password").fill(password)
    await steps.button(page, who.says("Sign in")).click()
    await expect(page.locator("[data-error-summary]")).to_be_focused()
