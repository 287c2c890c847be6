"""A browser without script comes as far as any other."""

from __future__ import annotations

from playwright.async_api import expect

from tests.journeys import steps
from tests.journeys.conftest import NewBrowser
from tests.journeys.house import House
from tests.journeys.people import SPACE, newcomer

WORDS = {"en": "The first snow came and I slept.", "fr": "La première neige est tombée et j'ai dormi."}
ANSWER = {"en": "A quiet evening here.", "fr": "Une soirée calme ici."}


async def test_joining_reading_and_posting_without_script(house: House, somebody: NewBrowser, lang: str) -> None:
    who, board = newcomer(lang), f"{house.door('board')}/{lang}"
    page = await somebody(lang, java_script_enabled=False)
    await steps.join(page, house, who)
    post = await steps.open_thread(page, house, who, title=WORDS[lang], body=WORDS[lang])
    await expect(page.locator(f"#standing-{post} h2")).to_have_text(who.says("Posted"))

    await page.goto(f"{board}/spaces/{SPACE[lang]}")
    await page.get_by_role("link", name=WORDS[lang]).first.click()
    await expect(page.locator(f"#post-{post}")).to_contain_text(WORDS[lang])
    await steps.reply(page, who, ANSWER[lang])

    await page.goto(f"{board}/my-posts")
    for words in (WORDS[lang], ANSWER[lang]):
        await expect(page.locator("article", has_text=words).first).to_contain_text(who.says("Posted"))


async def test_a_chosen_name_is_offered_and_taken_without_script(house: House, somebody: NewBrowser, lang: str) -> None:
    who = newcomer(lang)
    page = await somebody(lang, java_script_enabled=False)
    await page.goto(f"{house.door('board')}/{lang}/join")
    await page.locator("#field-email").fill(who.email)
    offered = page.locator("#names button[name=take]").first
    name = await offered.inner_text()
    await offered.click()
    await expect(page.locator("#field-pseudonym")).to_have_value(name)
    await expect(page.locator("#field-email")).to_have_value(who.email)
