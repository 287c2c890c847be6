"""Second reading, numbers and the partner's page in Chromium: by keyboard, narrow, dark, and without complaint of axe."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page

from app.kernel.ids import new_ref
from moderation.quality.freezing import THEMES
from tests.chromium import a_browser
from tests.conftest import World
from tests.moderation.desk.house import Desk
from tests.moderation.desk.quality.test_partner import MONTH, THEME
from tests.moderation.desk.test_browser import RULES, console
from tests.moderation.factories import Board
from tests.moderation.quality.arranging import Past, noon


@pytest.fixture(scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with a_browser() as made:
        yield made


async def arranged(world: World) -> None:
    past = Past(world=world, board=await Board.made(world))
    erin, author = await past.board.guide(f"Erin-{new_ref()[:8]}"), await past.board.member(f"slow-{new_ref()[:8]}")
    for place in range(12):
        post = await past.post(author, at=noon(2), urgency="high", phrases=(("night_words_3", "suicide"),))
        await past.case(post, opened=noon(2), minutes=5 + place, held=2, by=erin, lane=("now", "soon")[place % 2])
    await past.drawn(await past.post(author, at=noon(1), body="Nothing was found here."))
    await world.execute(MONTH)
    await world.execute(THEME, list(THEMES))


async def complaints(page: Page) -> list[str]:
    found = await Axe().run(page, options=RULES)
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found.response["violations"]]


@pytest.mark.parametrize(("lang", "scheme", "width"), [("en", "light", 1280), ("fr", "dark", 320)])
async def test_the_pages_of_counts_can_be_used_by_everybody(
    desk: Desk, browser: Browser, lang: str, scheme: str, width: int
) -> None:
    await arranged(desk.world)
    size = {"width": width, "height": 800}
    async with console(desk, browser, "Lena", role="lead", lang=lang, color_scheme=scheme, viewport=size) as (
        page,
        base,
    ):
        for path in ("/en/numbers", "/en/quality/agreement", "/partner", "/en/quality"):
            await page.goto(base + path)
            assert await complaints(page) == [], path
            wide = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, path
        await page.locator("main form button").click()
        await page.wait_for_url("**/readings/*")
        assert await complaints(page) == []
        letters = page.locator("main .item-text").first
        assert not await letters.is_visible()
        await page.keyboard.press("b")
        await letters.wait_for(state="visible")
        await page.check("[name=urgency][value=none]")
        await page.check("[name=would][value=leave]")
        await page.click("[data-confirm-button]")
        await page.locator("main table").wait_for()
        assert await complaints(page) == []
        await page.goto(f"{base}/partner")
        await page.emulate_media(media="print")
        assert await page.locator("main table").first.is_visible()
