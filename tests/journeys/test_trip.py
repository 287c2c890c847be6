"""One post, from a stranger's first look at the house to a life that somebody looked after."""

from __future__ import annotations

import asyncio

from playwright.async_api import Page, expect

from moderation.cases.model import Act
from moderation.vault import cli
from tests.journeys import clinicians as act
from tests.journeys import steps
from tests.journeys.conftest import NewBrowser
from tests.journeys.eyes import Eyes
from tests.journeys.house import House
from tests.journeys.people import Applicant, Clinician, add_guide, newcomer, senior
from tests.journeys.texts import EDITED, MASKS, TAKEN_OUT, TELLING, TITLE, URGENT, WORDS


async def test_a_post_makes_the_whole_trip(house: House, somebody: NewBrowser, eyes: Eyes, lang: str) -> None:
    who, guide = newcomer(lang), await add_guide(house.world, lang)
    member = await somebody(lang)
    await _join(member, house, who, eyes)
    await _post_with_details(member, house, who, eyes)

    desk = await somebody(lang)
    await steps.enter_desk(desk, house, guide)
    await eyes.look(desk, lang, "desk-home")
    await _read_in_privacy(desk, house, guide, who, eyes)
    await _read_notice(member, house, who, eyes)

    await desk.goto(f"{house.door('desk')}/{lang}/")
    before = await _now(desk)
    await _post_urgently(member, who, eyes)
    await _see_it_arrive(desk, before, eyes, lang)
    await _raise(desk, guide, who, eyes)

    value = await _open_the_envelope(house, somebody, who, eyes)
    assert act.digits(value) == act.digits(who.phone)
    assert await cli.verify(house.env("vault"), lambda _: None) is None

    await desk.reload()
    await expect(desk.locator(".pane-member")).to_contain_text(guide.says("Closed by the seniors"))
    eyes.judge()


async def _join(page: Page, house: House, who: Applicant, eyes: Eyes) -> None:
    await page.goto(f"{house.door('board')}/{who.lang}/")
    await eyes.look(page, who.lang, "welcome")
    await steps.link(page.locator(".hero"), who.says("Join")).click()
    await eyes.look(page, who.lang, "join")
    await _try_badly(page, who, eyes)
    await steps.fill_application(page, who)
    await steps.button(page, who.says("Join")).click()
    await page.wait_for_url("**/join/sent")
    await eyes.look(page, who.lang, "join-sent")
    await page.goto(await house.link_for(who.email, about="activate"))
    await eyes.look(page, who.lang, "activate")
    await page.reload()  # looking twice uses nothing up
    await steps.button(page, who.says("Open my account")).click()
    await page.wait_for_url("**/questions")
    await eyes.look(page, who.lang, "questions")
    await page.locator("input[name=brings][value=to_read]").check()
    await steps.button(page, who.says("Continue")).click()
    await steps.expect_home(page, who)
    await eyes.look(page, who.lang, "home")


async def _try_badly(page: Page, who: Applicant, eyes: Eyes) -> None:
    await page.locator("#field-phone").fill("12")
    await page.locator("#field-email").fill("nobody")
    async with page.expect_response(lambda answer: answer.request.method == "POST") as sent:
        await steps.button(page, who.says("Join")).click()
    assert (await sent.value).status == 422
    await expect(page.locator("[data-error-summary]")).to_be_focused()
    await expect(page.locator("#field-email-error")).to_contain_text(
        who.says("Enter your e-mail address, like name@example.org.")
    )
    await expect(page.locator("#field-phone-error")).to_contain_text(
        who.says("Enter your phone number, like 613-555-0123.")
    )
    await expect(page.locator("#field-email")).to_have_value("nobody")
    await expect(page.locator("#field-phone")).to_have_value("12")
    assert (await page.title()).startswith(who.says("Error: %(page)s", page=""))
    await eyes.look(page, who.lang, "join-again")


async def _post_with_details(page: Page, house: House, who: Applicant, eyes: Eyes) -> None:
    await steps.link(page.locator("nav"), who.says("Topics")).click()
    await eyes.look(page, who.lang, "topics")
    await page.locator("main .list a").first.click()
    await eyes.look(page, who.lang, "space")
    await steps.link(page, who.says("Start a thread")).click()
    await eyes.look(page, who.lang, "write")
    post = await steps.open_thread(page, house, who, title=TITLE[who.lang], body=TELLING[who.lang])
    banner = page.locator(f"#standing-{post}")
    await expect(banner.locator("h2")).to_have_text(who.says("Posted with a change"))
    await expect(banner).to_contain_text(who.says("a phone number"))
    await expect(banner).to_contain_text(who.says("a unit or base"))
    await page.goto(f"{house.door('board')}/{who.lang}/posts/{post}")
    await eyes.look(page, who.lang, "own-post")
    await steps.link(page, who.says("See it in the thread")).click()
    article = page.locator(f"#post-{post}")
    for mask in MASKS[who.lang]:
        await expect(article).to_contain_text(mask)
    for detail in TAKEN_OUT[who.lang]:
        await expect(article).not_to_contain_text(detail)
    await eyes.look(page, who.lang, "thread")


async def _read_in_privacy(page: Page, house: House, guide: Clinician, who: Applicant, eyes: Eyes) -> None:
    await act.open_lane(page, house, who.lang, "privacy")
    await eyes.look(page, guide.lang, "desk-list")
    await act.open_case_of(page, who)
    await expect(page.locator(".item-text .mask").first).to_be_visible()
    await eyes.look(page, guide.lang, "desk-case")
    await act.decide(page, guide, Act.EDIT, reason="identifying_detail", words=WORDS[who.lang], body=EDITED[who.lang])


async def _read_notice(page: Page, house: House, who: Applicant, eyes: Eyes) -> None:
    await page.goto(f"{house.door('board')}/{who.lang}/home")
    await page.locator("main a[href$='/notices']").first.click()
    newest = page.locator("main article").first
    await expect(newest).to_contain_text(who.says("A detail in it could show who someone is."))
    await expect(newest).to_contain_text(WORDS[who.lang])
    await eyes.look(page, who.lang, "notices")


async def _post_urgently(page: Page, who: Applicant, eyes: Eyes) -> None:
    await page.locator("main article a").first.click()
    await steps.link(page, who.says("See it in the thread")).click()
    post = await steps.reply(page, who, URGENT[who.lang])
    banner = page.locator(f"#standing-{post}")
    await expect(banner.locator("h2")).to_have_text(who.says("Waiting for a guide"))
    await expect(banner.locator("a[href='tel:988']")).to_be_visible()
    await expect(page.locator(f"#post-{post}")).to_have_count(0)
    await eyes.look(page, who.lang, "thread-held")


async def _now(page: Page) -> int:
    """How many cases wait in the lane Now; and the page is marked, to know it again."""
    await page.evaluate("window.isTheSamePage = true")
    return int(await page.locator("#lanes li", has=page.locator(".lane-now")).locator(".count").inner_text())


async def _see_it_arrive(page: Page, before: int, eyes: Eyes, lang: str) -> None:
    count = page.locator("#lanes li", has=page.locator(".lane-now")).locator(".count")
    await expect(count).to_have_text(str(before + 1))
    await expect(page.locator("[data-news]")).to_be_visible()
    await eyes.look(page, lang, "desk-news")
    assert await page.evaluate("window.isTheSamePage")
    await page.locator("[data-news]").click()
    await expect(page.locator("[data-news]")).to_be_hidden()
    assert await page.evaluate("window.isTheSamePage")


async def _raise(page: Page, guide: Clinician, who: Applicant, eyes: Eyes) -> None:
    lines = page.locator("[data-queue] li", has=page.locator(".lane-now")).filter(has_text=who.pseudonym)
    await lines.first.locator("[data-open]").click()
    await expect(page.locator("details.heavy summary")).to_be_visible()
    await page.locator("details.heavy summary").click()
    await expect(page.locator(".item-text mark").first).to_be_visible()
    await eyes.look(page, guide.lang, "desk-heavy")
    await act.open_asking(page, guide)
    await eyes.look(page, guide.lang, "desk-asking")
    await act.ask_seniors(page, guide)
    await expect(page.locator(".pane-member")).to_contain_text(guide.says("Waiting for a senior"))
    await eyes.look(page, guide.lang, "desk-raised")


async def _open_the_envelope(house: House, somebody: NewBrowser, who: Applicant, eyes: Eyes) -> str:
    first, second = senior("asks", who.lang), senior("agrees", who.lang)
    here, there = await asyncio.gather(somebody(who.lang), somebody(who.lang))
    await act.envelope_arrived(house, who)
    await steps.enter_vault(here, house, first)
    await eyes.look(here, who.lang, "vault-home")
    await act.open_request(here, house, who)
    await eyes.look(here, who.lang, "vault-request")
    await act.ask_for_opening(here, first)
    await eyes.look(here, who.lang, "vault-asked")

    await steps.enter_vault(there, house, second)
    await act.open_request(there, house, who)
    await eyes.look(there, who.lang, "vault-answer")
    await act.agree(there, second)
    for name in ("escalations", "ledger"):
        await there.goto(f"{house.door('vault')}/{name}")
        await eyes.look(there, who.lang, f"vault-{name}")

    await here.reload()
    await act.unlock(here, first)
    await eyes.look(here, who.lang, "vault-details")
    value = await act.open_detail(here, "phone")
    await eyes.look(here, who.lang, "vault-shown")
    await here.reload()
    await expect(here.locator("#detail-phone output")).to_have_count(0)  # shown once, and not again
    await act.close_opening(here, first)
    await eyes.look(here, who.lang, "vault-closed")
    return value
