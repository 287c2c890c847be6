"""Every page that the journeys do not pass on their way, looked at all the same."""

from __future__ import annotations

from playwright.async_api import Page, expect

from app.kernel.ids import new_ref
from tests.journeys import clinicians as act
from tests.journeys import steps
from tests.journeys.conftest import NewBrowser
from tests.journeys.eyes import Eyes
from tests.journeys.house import House
from tests.journeys.people import SPACE, Applicant, add_guide, add_member

PUBLIC = ("help", "privacy", "house-rules", "accessibility", "leaving", "sign-in", "reset", "reset/sent", "reset/done")
WORDS = {"en": "Leaves on the step this morning.", "fr": "Des feuilles sur la marche ce matin."}


async def test_every_page_is_clean_for_axe(house: House, somebody: NewBrowser, eyes: Eyes, lang: str) -> None:
    who, board = await add_member(house.world, lang), f"{house.door('board')}/{lang}"
    stranger, page = await somebody(lang), await somebody(lang)
    for name in PUBLIC:
        await stranger.goto(f"{board}/{name}")
        await eyes.look(stranger, lang, name.replace("/", "-"))
    await _look_at_errors(stranger, board, lang, eyes)
    await _look_at_doors(stranger, house, lang, eyes)
    await steps.sign_in(page, house, who)
    await _look_at_own_pages(page, house, who, eyes)
    await _look_at_desk(await somebody(lang), house, lang, eyes)
    eyes.judge()


async def _look_at_errors(page: Page, board: str, lang: str, eyes: Eyes) -> None:
    for name, address in {
        "not-there": f"{board}/nothing",
        "old-link": f"{board}/activate/{'x' * 43}",
        "old-reset": f"{board}/reset/{'x' * 43}",
    }.items():
        await page.goto(address)
        await eyes.look(page, lang, name)
    await page.goto(f"{board}/sign-in")
    await page.locator("main form button[type=submit]").last.click()
    await expect(page.locator("[data-error-summary]")).to_be_focused()
    await eyes.look(page, lang, "sign-in-again")


async def _look_at_doors(page: Page, house: House, lang: str, eyes: Eyes) -> None:
    for door in ("desk", "vault"):
        await page.goto(f"{house.door(door)}/sign-in?lang={lang}")
        await eyes.look(page, lang, f"{door}-sign-in")
        await page.locator("main form button[type=submit]").last.click()
        await expect(page.locator("[data-error-summary]")).to_be_focused()
        await eyes.look(page, lang, f"{door}-sign-in-again")
        await page.goto(f"{house.door(door)}/nothing?lang={lang}")
        await eyes.look(page, lang, f"{door}-not-there")


async def _look_at_own_pages(page: Page, house: House, who: Applicant, eyes: Eyes) -> None:
    board = f"{house.door('board')}/{who.lang}"
    await page.goto(f"{board}/my-posts")
    await eyes.look(page, who.lang, "my-posts-empty")
    post = await steps.open_thread(page, house, who, title=WORDS[who.lang], body=WORDS[who.lang])
    await eyes.look(page, who.lang, "thread-sent")
    await page.reload()  # looking leaves marks in a page, which the content policy would object to
    await page.locator("#compose #field-body").fill(" ")
    await steps.button(page.locator("#compose"), who.says("Send reply")).click()
    await expect(page.locator("[data-error-summary]")).to_be_focused()
    await eyes.look(page, who.lang, "thread-again")
    for name in ("my-posts", "me", "notices", f"posts/{post}/edit", f"posts/{post}/rule", f"posts/{post}/worry"):
        await page.goto(f"{board}/{name}")
        await eyes.look(page, who.lang, name.replace(f"/{post}", "").replace("/", "-"))
    await page.goto(f"{board}/threads/{new_ref()}")
    await eyes.look(page, who.lang, "not-there-signed-in")
    await page.goto(f"{board}/spaces/{SPACE[who.lang]}/new")
    await steps.button(page, who.says("Send")).click()
    await expect(page.locator("[data-error-summary]")).to_be_focused()
    await eyes.look(page, who.lang, "write-again")


async def _look_at_desk(page: Page, house: House, lang: str, eyes: Eyes) -> None:
    lead = await add_guide(house.world, lang, role="lead")
    await steps.enter_desk(page, house, lead)
    await page.locator("details.keys summary").click()
    await eyes.look(page, lang, "desk-keys")
    await page.goto(f"{house.door('desk')}/{lang}/log")
    await eyes.look(page, lang, "desk-log")
    await act.open_lane(page, house, lang, "unscreened")
    await eyes.look(page, lang, "desk-empty")
