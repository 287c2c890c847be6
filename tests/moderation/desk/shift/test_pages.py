"""The pages of the shift in Chromium: no complaint of axe, nothing wider than the screen, both languages."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser

from tests.chromium import a_browser
from tests.moderation.desk.house import Desk
from tests.moderation.desk.test_browser import RULES, console
from tests.moderation.factories import GOODBYE


@pytest.fixture(scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with a_browser() as made:
        yield made


@pytest.mark.parametrize(("lang", "width", "scheme"), [("en", 1280, "dark"), ("fr", 320, "light")])
async def test_axe_finds_nothing(desk: Desk, browser: Browser, lang: str, width: int, scheme: str) -> None:
    case = await desk.waiting(GOODBYE)
    look = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
    async with console(desk, browser, "Lena", role="lead", lang=lang, **look) as (page, base):
        await page.goto(f"{base}/shift")
        await page.locator('form[action="/shift/starts"] button').click()
        await page.locator('form[action="/shift/debriefs"] button').click()
        await page.goto(f"{base}/en/handover")
        await page.locator('form[action="/en/handover"] button').click()
        kept = page.url
        for path in ("/", "/shift", "/me/keys", "/en/", "/en/handover", kept, f"/en/cases/{case}/promises"):
            await page.goto(path if path.startswith("http") else base + path)
            for fold in await page.locator("main details").all():
                await fold.evaluate("fold => fold.open = true")
            found = (await Axe().run(page, options=RULES)).response["violations"]
            assert [(one["id"], one["nodes"][0]["html"][:120]) for one in found] == [], path
            assert await page.evaluate("document.documentElement.scrollWidth") <= width, path
