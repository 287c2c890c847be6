"""In Chromium: an answer picked beside the words of a decision, and no complaint of axe about the handbook."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, expect

from tests.chromium import a_browser
from tests.moderation.desk.house import Desk
from tests.moderation.desk.test_browser import RULES, console
from tests.moderation.factories import GOODBYE

PAGES = (
    "/en/policy",
    "/en/policy/rows/high",
    "/en/policy/clocks",
    "/handbook",
    "/handbook/places",
    "/handbook/places/line_ca_18002687708",
    "/handbook/answers/new",
)


@pytest.fixture(scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with a_browser() as made:
        yield made


async def test_a_picked_answer_stands_in_the_words_and_in_the_preview(desk: Desk, browser: Browser) -> None:
    case = await desk.waiting(GOODBYE)
    async with console(desk, browser, "Maya") as (page, base):
        await page.goto(f"{base}/en/cases/{case}")
        await page.check("input[name=act][value=write]")
        await page.fill("#field-words", "Hello.")
        await page.select_option("#field-template", "checking_in")
        await expect(page.locator("#field-words")).to_have_value(
            "Hello.\n\nI have read what you wrote, and I am glad that you wrote it. It sounds like a heavy time.\n"
            "You do not have to answer. If you would like to talk with someone tonight, 9-8-8 answers by call or text, "
            "and the page Places to turn to has people near you."
        )
        await expect(page.locator("#preview")).to_contain_text("It sounds like a heavy time.")
        await page.select_option("#field-template", "posted_thanks")
        await expect(page.locator("#preview")).to_contain_text("Thank you for waiting.")
        await page.fill("#field-words", "Only this.")
        await expect(page.locator("#preview")).not_to_contain_text("Thank you for waiting.")
        await expect(page.locator("#preview")).to_contain_text("Only this.")


@pytest.mark.parametrize(("lang", "width"), [("en", 1280), ("fr", 320)])
async def test_axe_finds_nothing_in_the_handbook(desk: Desk, browser: Browser, lang: str, width: int) -> None:
    look = {"viewport": {"width": width, "height": 900}}
    async with console(desk, browser, "Lena", role="lead", lang=lang, **look) as (page, base):
        for path in PAGES:
            await page.goto(f"{base}{path}")
            found = (await Axe().run(page, options=RULES)).response["violations"]
            assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], path
            assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
