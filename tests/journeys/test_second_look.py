"""An author asks for a second look: another guide reads it, and the author reads what came of it."""

from __future__ import annotations

from playwright.async_api import Page, expect

from moderation.cases.model import Act
from tests.journeys import clinicians as act
from tests.journeys import steps
from tests.journeys.conftest import NewBrowser
from tests.journeys.eyes import Eyes
from tests.journeys.house import House, until
from tests.journeys.people import Clinician, add_guide, add_member
from tests.journeys.texts import TITLE, URGENT

ASKED = {"en": "I was speaking of a house that I left.", "fr": "Je parlais d'une maison que j'ai quittée."}


async def test_a_text_that_was_not_posted_is_read_again_by_another_guide(
    house: House, somebody: NewBrowser, eyes: Eyes, lang: str
) -> None:
    who, first = await add_member(house.world, lang), await add_guide(house.world, lang)
    board = f"{house.door('board')}/{lang}"
    page, desk = await somebody(lang), await somebody(lang)
    await steps.sign_in(page, house, who)
    post = await steps.open_thread(page, house, who, title=TITLE[lang], body=URGENT[lang])

    await steps.enter_desk(desk, house, first)
    await act.open_lane(desk, house, lang, "now")
    await act.open_case_of(desk, who)
    await _decide(desk, first, Act.DECLINE, reason="other")

    async def told() -> bool:
        await page.goto(f"{board}/posts/{post}")
        return await page.locator("#answer").count() > 0

    await until(told)
    await eyes.look(page, lang, "own-declined")
    await steps.link(page.locator("#answer"), who.says("Ask another guide")).click()
    await eyes.look(page, lang, "second-look")
    await page.locator("#field-words").fill(ASKED[lang])
    await steps.button(page, who.says("Ask another guide")).click()
    await expect(page.locator("#answer")).to_contain_text(who.says("Your answer"))

    second = await add_guide(house.world, lang)
    colleague = await somebody(lang)
    await steps.enter_desk(colleague, house, second)

    async def arrived() -> bool:
        await act.open_lane(colleague, house, lang, "appeals")
        return await colleague.locator("[data-queue] li").filter(has_text=who.pseudonym).count() > 0

    await until(arrived)
    await act.open_lane(desk, house, lang, "appeals")
    await expect(desk.locator("[data-queue] li").filter(has_text=who.pseudonym)).to_have_count(0)
    await act.open_case_of(colleague, who)
    await expect(colleague.locator("section[aria-labelledby=second-look]")).to_contain_text(ASKED[lang])
    await eyes.look(colleague, lang, "case-second-look")
    await _decide(colleague, second, Act.POST, reason="safe_to_post")

    sentence = who.says("Another guide has read it again and changed the first decision.")

    async def heard() -> bool:
        await page.goto(f"{board}/posts/{post}")
        return sentence in await page.locator("main").inner_text()

    await until(heard)
    await expect(page.locator("#answer")).to_have_count(0)
    eyes.judge()


async def _decide(page: Page, guide: Clinician, what: Act, *, reason: str) -> None:
    """Decides and goes on; it takes effect when its seconds are over."""
    before = page.url
    await page.locator(f"input[name=act][value={what}]").check()
    await page.locator("#field-reason").select_option(reason)
    await steps.button(page.locator("#decide"), guide.says("Confirm")).click()
    await expect(page).not_to_have_url(before)
