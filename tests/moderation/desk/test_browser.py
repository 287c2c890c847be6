"""The console in Chromium: keys, news without disorder, one hand, and no complaint of axe."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, expect

from tests.chromium import a_browser
from tests.moderation.desk.house import Desk
from tests.moderation.desk.test_live import served
from tests.moderation.factories import GOODBYE, PHONE

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with a_browser() as made:
        yield made


@asynccontextmanager
async def console(desk: Desk, browser: Browser, name: str, **more: object) -> AsyncIterator[tuple[Page, str]]:
    """A page of somebody who is signed in, and the desk's address."""
    role = str(more.pop("role", "guide"))
    person = await desk.person(name, role, languages=("en", "fr"), lang=more.pop("lang", "en"))
    async with served(desk) as base:
        context = await browser.new_context(**more)  # type: ignore[arg-type]
        jar = [{"name": c.name, "value": c.value or "", "url": base} for c in person.client.cookies.jar]
        await context.add_cookies(jar)  # type: ignore[arg-type]
        yield await context.new_page(), base
        await context.close()


async def test_news_wait_behind_a_pill_and_typed_words_stay(desk: Desk, browser: Browser) -> None:
    case = await desk.waiting(PHONE)
    async with console(desk, browser, "Maya") as (page, base):
        await page.goto(f"{base}/en/cases/{case}?lane=privacy")
        await page.fill("#field-words", "Thank you for telling us.")
        rows, pill = page.locator("[data-queue] li"), page.locator("[data-news]")
        before = await rows.count()
        await page.wait_for_timeout(500)
        await desk.waiting(PHONE)
        await expect(pill).to_have_text("1 new", timeout=20_000)
        assert await rows.count() == before, "the list does not move by itself"
        await pill.click()
        await expect(rows).to_have_count(before + 1)
        await expect(pill).to_be_hidden()
        await expect(page.locator("#field-words")).to_have_value("Thank you for telling us.")
        await expect(page.locator(".lane-privacy").first).to_be_visible()


async def test_a_harmless_text_takes_two_keys(desk: Desk, browser: Browser) -> None:
    case = await desk.waiting(GOODBYE)
    async with console(desk, browser, "Maya") as (page, base):
        await page.goto(f"{base}/en/cases/{case}")
        await expect(page.locator(".item-text")).to_be_hidden()
        await page.keyboard.press("b")
        await expect(page.locator(".item-text")).to_be_visible()
        await page.keyboard.press("p")
        await expect(page.locator("#preview")).to_contain_text("A guide has read your post.")
        await page.keyboard.press("Control+Enter")
        await page.wait_for_url("**done=post")
        await expect(page.locator(".note-ok")).to_have_text("Posted. The author has been told.")


async def test_a_form_that_is_not_whole_comes_back_in_place(desk: Desk, browser: Browser) -> None:
    case = await desk.waiting(GOODBYE)
    async with console(desk, browser, "Maya") as (page, base):
        await page.goto(f"{base}/en/cases/{case}")
        await expect(page.locator("#field-body")).to_be_hidden()
        await page.keyboard.press("e")
        await expect(page.locator("#field-body")).to_be_visible()
        await page.keyboard.press("x")
        await page.keyboard.press("Control+Enter")
        await expect(page.locator("[data-error-summary]")).to_be_focused()
        await expect(page.locator("[data-error-summary]")).to_contain_text("Please choose a reason.")
        assert page.url.endswith(case)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("lang", "width"), [("en", 1280), ("fr", 390)])
async def test_axe_finds_nothing(desk: Desk, browser: Browser, lang: str, width: int, scheme: str) -> None:
    case, detail = await desk.waiting(GOODBYE), await desk.waiting(PHONE)
    look = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
    async with console(desk, browser, "Lena", role="lead", lang=lang, **look) as (page, base):
        await page.goto(f"{base}/sign-in")
        for path in (
            "/",
            "/en/",
            f"/en/cases/{detail}",
            f"/en/cases/{case}",
            f"/en/cases/{case}/escalation",
            "/en/log",
        ):
            await page.goto(base + path)
            for fold in await page.locator("main details").all():
                await fold.evaluate("fold => fold.open = true")
            found = (await Axe().run(page, options=RULES)).response["violations"]
            assert [(one["id"], one["nodes"][0]["html"][:120]) for one in found] == [], path
            assert await page.evaluate("document.documentElement.scrollWidth") <= width, path
