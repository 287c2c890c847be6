"""A guide who knows the keys: three presses a case at most, the next one at once, and a way back."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page, expect

from tests.chromium import a_browser
from tests.conftest import Servers, new_world
from tests.moderation.desk.house import Desk, open_desk
from tests.moderation.desk.test_browser import console
from tests.moderation.factories import GOODBYE, PHONE

CASES = 20


@pytest.fixture(scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with a_browser() as made:
        yield made


@pytest.fixture(scope="module")
async def slow_house(servers: Servers) -> AsyncIterator[Desk]:
    async with new_world(servers) as world, open_desk(world, undo_seconds="60") as opened:
        yield opened


class Counted:
    """Every key that is pressed counts; one with Ctrl counts once."""

    def __init__(self, page: Page) -> None:
        self.page, self.presses = page, 0

    async def press(self, key: str) -> None:
        self.presses += 1
        await self.page.keyboard.press(key)

    async def spent(self) -> int:
        spent, self.presses = self.presses, 0
        return spent


async def test_twenty_cases_take_three_presses_each_and_the_last_can_be_taken_back(
    slow_house: Desk, browser: Browser
) -> None:
    cases = [await slow_house.waiting(f"{PHONE} {number}") for number in range(CASES)]
    heavy = await slow_house.waiting(GOODBYE)
    async with console(slow_house, browser, "Maya") as (page, base):
        keys = Counted(page)
        await page.goto(f"{base}/en/?lane=privacy")
        await keys.press("Enter")
        for case, following in zip(cases, [*cases[1:], None], strict=True):
            await page.wait_for_url(f"**/en/cases/{case}?lane=privacy")
            await expect(page.locator("[data-confirm-button]").first).to_be_visible()
            await keys.press("l")
            await keys.press("Control+Enter")
            await page.wait_for_url(f"**/en/cases/{following}?lane=privacy" if following else "**/en/?lane=privacy")
            assert await keys.spent() <= 3
        await expect(page.locator(".way").first).to_contain_text("Leave as it is: this takes effect in")
        await page.keyboard.press("u")
        await page.wait_for_url(f"**/en/cases/{cases[-1]}?done=undone")
        await page.goto(f"{base}/en/?lane=now")
        await keys.press("Enter")
        await page.wait_for_url(f"**/en/cases/{heavy}?lane=now")
        await keys.spent()
        for key in ("b", "p", "Control+Enter"):
            await keys.press(key)
        await page.wait_for_url("**/en/?lane=now")
        assert await keys.spent() == 3, "a heavy text is unfolded first"
    rows = await slow_house.world.fetch(
        "SELECT state = 'undone' AS is_undone, count(*) AS n FROM en.decision GROUP BY 1"
    )
    assert {row["is_undone"]: row["n"] for row in rows} == {False: CASES, True: 1}
