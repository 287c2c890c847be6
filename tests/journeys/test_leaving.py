"""Out in one press, and nothing left on the screen or behind the back button."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect

from tests.journeys import steps
from tests.journeys.conftest import NewBrowser
from tests.journeys.house import House
from tests.journeys.people import Applicant, add_member


@pytest.mark.parametrize("has_script", [True, False], ids=["with script", "without script"])
async def test_a_member_leaves_the_site_quickly(
    house: House, somebody: NewBrowser, lang: str, has_script: bool
) -> None:
    who = await add_member(house.world, lang)
    page = await somebody(lang, java_script_enabled=has_script)
    await steps.sign_in(page, house, who)
    session = await page.context.cookies()
    await page.goto(f"{house.door('board')}/{lang}/me")
    await page.locator(".helpbar li [data-leave]").click()
    await _expect_weather(page, house, lang)
    await _expect_nothing_left(page, house, who)

    await page.context.add_cookies(session)  # type: ignore[arg-type]
    await page.goto(f"{house.door('board')}/{lang}/home")
    await expect(page).to_have_url(f"{house.door('board')}/{lang}/sign-in")


async def test_three_presses_of_the_shift_key_leave(house: House, somebody: NewBrowser, lang: str) -> None:
    who = await add_member(house.world, lang)
    page = await somebody(lang)
    await steps.sign_in(page, house, who)
    for _ in range(3):
        await page.keyboard.press("Shift")
    await _expect_weather(page, house, lang)


async def _expect_weather(page: Page, house: House, lang: str) -> None:
    await expect(page).to_have_url(f"{house.weather}/{lang}")
    await expect(page.locator("h1")).to_have_text("Sunny")


async def _expect_nothing_left(page: Page, house: House, who: Applicant) -> None:
    assert await page.context.cookies() == []
    await page.go_back()
    await expect(page.locator("h1")).to_be_visible()
    assert who.pseudonym not in await page.content()
    assert not page.url.endswith("/me")
