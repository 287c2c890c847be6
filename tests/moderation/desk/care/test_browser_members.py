"""A member's page in Chromium: narrow, dark, in both languages, by keyboard, and without complaint of axe."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, expect

from tests.chromium import a_browser
from tests.moderation.desk.care.test_members import days, member_page
from tests.moderation.desk.house import Desk
from tests.moderation.desk.test_browser import RULES, console


@pytest.fixture(scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with a_browser() as made:
        yield made


@pytest.mark.parametrize(("lang", "scheme"), [("en", "light"), ("fr", "dark")])
async def test_a_member_is_kept_in_mind_by_keyboard_on_the_narrowest_screen(
    desk: Desk, browser: Browser, lang: str, scheme: str
) -> None:
    _, path = await member_page(desk)
    async with console(
        desk, browser, "Maya", lang=lang, color_scheme=scheme, viewport={"width": 320, "height": 800}
    ) as (page, base):
        await page.goto(f"{base}{path}")
        await page.locator("summary").first.focus()
        await page.keyboard.press("Enter")
        await page.locator("#field-track_kind").select_option("worry")
        await page.fill("#field-track_reason", "Alone this week.")
        await page.fill("#field-track_review", days(5))
        await page.fill("#field-track_ends", days(30))
        await page.locator("#field-track_ends").press("Enter")
        await expect(page.locator(".note-ok")).to_be_visible()
        assert await page.evaluate("document.documentElement.scrollWidth <= 320"), "wider than the screen"
        for details in await page.locator("details").all():
            await details.evaluate("one => { one.open = true }")
        assert await page.evaluate("document.documentElement.scrollWidth <= 320"), "wider when unfolded"
        for address in (path, "/en/tracked"):
            await page.goto(f"{base}{address}")
            found = await Axe().run(page, options=RULES)
            assert found.violations_count == 0, found.generate_report()
