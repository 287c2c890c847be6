"""What members do with their own texts, and with those of others that worry them."""

from __future__ import annotations

from playwright.async_api import Page, expect

from tests.journeys import clinicians as act
from tests.journeys import steps
from tests.journeys.conftest import NewBrowser
from tests.journeys.house import House, until
from tests.journeys.people import SPACE, Applicant, add_guide, add_member
from tests.journeys.texts import URGENT

FIRST = {"en": "The garden is asleep under snow.", "fr": "Le jardin dort sous la neige."}
SECOND = {"en": "The garden woke up this week.", "fr": "Le jardin s'est réveillé cette semaine."}
UNSENT = {"en": "Not sure yet how to say this", "fr": "Je ne sais pas encore comment le dire"}
RULE = {"en": "It names somebody.", "fr": "Cela nomme quelqu'un."}
WORRY = {"en": "This sounds very alone.", "fr": "Cela semble très seul."}


async def test_a_draft_is_kept_on_the_server_after_the_tab_is_closed(
    house: House, somebody: NewBrowser, lang: str
) -> None:
    who, board = await add_member(house.world, lang), f"{house.door('board')}/{lang}"
    page = await somebody(lang)
    await steps.sign_in(page, house, who)
    await page.goto(f"{board}/spaces/{SPACE[lang]}/new")
    await page.locator("#field-body").press_sequentially(UNSENT[lang])
    await expect(page.locator("[data-draft-status]")).to_have_text(who.says("Draft saved. Only you can see it."))
    again = await page.context.new_page()
    await page.close()
    assert await again.evaluate("() => { try { return localStorage.length } catch { return 0 } }") == 0
    await again.goto(f"{board}/my-posts")
    await steps.link(again, who.says("Go on writing")).click()
    await expect(again.locator("#field-body")).to_have_value(UNSENT[lang])


async def test_a_draft_is_kept_by_its_button(house: House, somebody: NewBrowser, lang: str) -> None:
    who, board = await add_member(house.world, lang), f"{house.door('board')}/{lang}"
    page = await somebody(lang)
    await steps.sign_in(page, house, who)
    await page.goto(f"{board}/spaces/{SPACE[lang]}/new")
    await page.locator("#field-body").fill(UNSENT[lang])
    await steps.button(page, who.says("Keep as a draft")).click()
    await page.wait_for_url("**/my-posts")
    await expect(page.locator("main article")).to_contain_text(UNSENT[lang])


async def test_a_change_is_checked_again_while_the_old_text_stays(
    house: House, somebody: NewBrowser, lang: str
) -> None:
    who, reader = await add_member(house.world, lang), await add_member(house.world, lang)
    page, other = await somebody(lang), await somebody(lang)
    await steps.sign_in(page, house, who)
    await steps.sign_in(other, house, reader)
    post = await steps.open_thread(page, house, who, title=FIRST[lang], body=FIRST[lang])
    thread = page.url.partition("?")[0]

    await _change(page, house, who, post, URGENT[lang])
    await expect(page.locator(f"#standing-{post} h2")).to_have_text(who.says("Waiting for a guide"))
    await other.goto(thread)
    await expect(other.locator(f"#post-{post}")).to_contain_text(FIRST[lang])
    assert URGENT[lang] not in await other.content()

    await _change(page, house, who, post, SECOND[lang])
    await expect(page.locator(f"#standing-{post} h2")).to_have_text(who.says("Posted"))
    await other.reload()
    await expect(other.locator(f"#post-{post}")).to_contain_text(SECOND[lang])


async def test_a_post_is_taken_down_by_its_author(house: House, somebody: NewBrowser, lang: str) -> None:
    who, board = await add_member(house.world, lang), f"{house.door('board')}/{lang}"
    page = await somebody(lang)
    await steps.sign_in(page, house, who)
    post = await steps.open_thread(page, house, who, title=FIRST[lang], body=FIRST[lang])
    thread = page.url.partition("?")[0]
    await page.goto(f"{board}/posts/{post}")
    await steps.button(page, who.says("Take it down")).click()
    await expect(page.locator(f"#standing-{post} h2")).to_have_text(who.says("Taken down by you"))
    gone = await page.goto(thread)
    assert gone is not None and gone.status == 404


async def test_two_ways_of_telling_a_guide_arrive_in_two_lanes(house: House, somebody: NewBrowser, lang: str) -> None:
    writer, friend = await add_member(house.world, lang), await add_member(house.world, lang)
    guide = await add_guide(house.world, lang)
    page, desk = await somebody(lang), await somebody(lang)
    await steps.sign_in(page, house, writer)
    post = await steps.open_thread(page, house, writer, title=FIRST[lang], body=FIRST[lang])
    second = await steps.reply(page, writer, SECOND[lang])
    thread = page.url.partition("?")[0].partition("#")[0]

    friends = await somebody(lang)
    await steps.sign_in(friends, house, friend)
    await _tell(friends, thread, post, friend, way="Tell a guide about a house rule", words=RULE[lang])
    await _tell(friends, thread, second, friend, way="I am worried about this person", words=WORRY[lang])

    await steps.enter_desk(desk, house, guide)
    await _expect_told(desk, house, writer, lane="routine", words=RULE[lang])
    await _expect_told(desk, house, writer, lane="soon", words=WORRY[lang])


async def _change(page: Page, house: House, who: Applicant, post: str, body: str) -> None:
    await page.goto(f"{house.door('board')}/{who.lang}/posts/{post}/edit")
    await page.locator("#field-body").fill(body)
    await steps.button(page, who.says("Send the change")).click()
    await steps.standing_of(page, who)


async def _tell(page: Page, thread: str, post: str, who: Applicant, *, way: str, words: str) -> None:
    await page.goto(thread)
    article = page.locator(f"#post-{post}")
    await article.locator("summary").click()
    await steps.link(article, who.says(way)).click()
    await page.locator("#field-words").fill(words)
    await steps.button(page, who.says("Tell a guide")).click()
    await expect(page.locator(".note-ok")).to_be_visible()


async def _expect_told(page: Page, house: House, writer: Applicant, *, lane: str, words: str) -> None:
    async def arrived() -> bool:
        await act.open_lane(page, house, writer.lang, lane)
        return await page.locator("[data-queue] li").filter(has_text=writer.pseudonym).count() > 0

    await until(arrived)
    await act.open_case_of(page, writer)
    await expect(page.locator(".why")).to_contain_text(words)
