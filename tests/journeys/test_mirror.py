"""Somebody who writes is shown what could give them away, and offered help; what they send is their own choice."""

from __future__ import annotations

from pathlib import Path

from playwright.async_api import Page, expect

from tests.journeys import steps
from tests.journeys.conftest import NewBrowser
from tests.journeys.eyes import Eyes
from tests.journeys.house import House
from tests.journeys.people import SPACE, Applicant, add_member
from tests.journeys.raw import client_of

PLACE = {"en": "I keep thinking of Gagetown in winter.", "fr": "Je pense encore à Valcartier l'hiver."}
LETTERS = {"en": "Gagetown", "fr": "Valcartier"}
SECOND = {"en": " We lived in Moncton then.", "fr": " On vivait à Rimouski dans ce temps-là."}
SECOND_LETTERS = {"en": "Moncton", "fr": "Rimouski"}
TITLE = {"en": "From Moncton", "fr": "De Rimouski"}
GOODBYE = {"en": " I said my goodbyes tonight.", "fr": " J'ai fait mes adieux ce soir."}
CALM = {"en": "A quiet evening here.", "fr": "Une soirée calme ici."}
MANY = {
    "en": "Moncton, Halifax, Gagetown, Winnipeg, Petawawa and Kingston.",
    "fr": "Rimouski, Valcartier, Gatineau, Saguenay, Moncton et Québec.",
}
LOOKS = "This looks like a place. Guides take places out to protect you."
OFFER = "If you are in danger or thinking of dying, help is here now."
MOST_MEBIBYTES = 350  # of a process with both languages loaded
SELECTED = "one => one.value.slice(one.selectionStart, one.selectionEnd)"


async def at_new_thread(page: Page, house: House, lang: str) -> Applicant:
    who = await add_member(house.world, lang)
    await steps.sign_in(page, house, who)
    await page.goto(f"{house.door('board')}/{lang}/spaces/{SPACE[lang]}/new")
    return who


async def answered(page: Page, typed: str, field: str = "#field-body") -> None:
    """Types at the end of a field and waits until the mirror has looked."""
    async with page.expect_response("**/mirror"):
        await page.locator(field).press("Control+End")
        await page.locator(field).press_sequentially(typed)


async def test_a_place_is_hinted_at_changed_or_kept_and_sent_all_the_same(
    house: House, somebody: NewBrowser, eyes: Eyes, lang: str
) -> None:
    page = await somebody(lang)
    who = await at_new_thread(page, house, lang)
    hints = page.locator("[data-hint]")
    await page.locator("#field-title").fill(CALM[lang])
    await answered(page, PLACE[lang])
    await expect(hints).to_have_count(1)
    await expect(hints).to_contain_text(LETTERS[lang])
    await expect(hints).to_contain_text(who.says(LOOKS))
    await eyes.look(page, lang, "mirror-place")
    eyes.judge()
    await page.reload()  # looking leaves marks in a page
    assert await hints.count() == 0

    await page.locator("#field-title").fill(CALM[lang])
    await page.locator("#field-body").fill("")
    await answered(page, PLACE[lang])
    # By keyboard alone: the way to the hint leads from the text onwards.
    await page.locator("#field-body").press("Tab")
    await expect(steps.button(page, who.says("Change %(letters)s", letters=LETTERS[lang]))).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.locator("#field-body")).to_be_focused()
    assert await page.locator("#field-body").evaluate(SELECTED) == LETTERS[lang]
    async with page.expect_response("**/mirror"):
        await page.keyboard.type("…")
    await expect(hints).to_have_count(0)

    await answered(page, SECOND[lang])
    await expect(hints).to_have_count(1)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    await steps.button(page, who.says("Keep %(letters)s", letters=SECOND_LETTERS[lang])).click()
    await expect(hints).to_have_count(0)
    await expect(page.locator("#field-body")).to_be_focused()
    assert [address for address in sent if not address.endswith("/drafts")] == []
    await answered(page, " " + CALM[lang])
    await expect(hints).to_have_count(0)

    await steps.button(page, who.says("Send")).click()
    post = await steps.standing_of(page, who)
    await expect(page.locator(f"#standing-{post} h2")).to_have_text(who.says("Posted with a change"))


async def test_a_detail_in_the_title_is_selected_there(house: House, somebody: NewBrowser, lang: str) -> None:
    page = await somebody(lang)
    who = await at_new_thread(page, house, lang)
    await answered(page, TITLE[lang], "#field-title")
    await steps.button(page, who.says("Change %(letters)s", letters=SECOND_LETTERS[lang])).click()
    await expect(page.locator("#field-title")).to_be_focused()
    assert await page.locator("#field-title").evaluate(SELECTED) == SECOND_LETTERS[lang]


async def test_there_are_four_hints_at_most_and_a_kept_one_makes_room(
    house: House, somebody: NewBrowser, lang: str
) -> None:
    page = await somebody(lang)
    who = await at_new_thread(page, house, lang)
    hints = page.locator("[data-hint]")
    await answered(page, MANY[lang])
    await expect(hints).to_have_count(4)
    first = await hints.first.get_attribute("data-letters")
    await steps.button(page, who.says("Keep %(letters)s", letters=first)).click()
    await expect(hints).to_have_count(3)
    await answered(page, " " + CALM[lang])
    await expect(hints).to_have_count(4)
    await expect(page.locator(f'[data-letters="{first}"]')).to_have_count(0)


async def test_danger_is_answered_by_one_quiet_offer_that_stays_and_never_blocks(
    house: House, somebody: NewBrowser, eyes: Eyes, lang: str
) -> None:
    page = await somebody(lang)
    who = await at_new_thread(page, house, lang)
    offer = page.locator("[data-offer]")
    await page.locator("#field-title").fill(CALM[lang])
    await answered(page, PLACE[lang] + GOODBYE[lang])
    await expect(offer).to_contain_text(who.says(OFFER))
    await expect(steps.link(offer, who.says("Help now"))).to_have_attribute("href", f"/{lang}/help")
    await eyes.look(page, lang, "mirror-danger")
    eyes.judge()
    # Said once: at the next pause the very same line still stands there, untouched.
    await offer.evaluate("one => { one.untouched = true }")
    await answered(page, " …")
    assert await offer.evaluate("one => one.untouched") is True
    await steps.button(offer, who.says("Keep writing")).click()
    await expect(offer).to_have_count(0)
    await answered(page, GOODBYE[lang])
    await expect(offer).to_have_count(0)
    await steps.button(page, who.says("Send")).click()
    await steps.standing_of(page, who)


async def test_a_reply_has_its_mirror_too_and_a_fresh_one_after_sending(
    house: House, somebody: NewBrowser, lang: str
) -> None:
    page = await somebody(lang)
    who = await at_new_thread(page, house, lang)
    post = await steps.open_thread(page, house, who, title=CALM[lang], body=CALM[lang])
    await answered(page, PLACE[lang])
    await expect(page.locator("[data-hint]")).to_have_count(1)
    await steps.button(page.locator("#compose"), who.says("Send reply")).click()
    await expect(page.locator("#compose #field-body")).to_have_value("")
    await expect(page.locator("[data-hint]")).to_have_count(0)
    await answered(page, SECOND[lang])
    await expect(page.locator("[data-hint]")).to_contain_text(SECOND_LETTERS[lang])
    await page.goto(f"{house.door('board')}/{lang}/posts/{post}/edit")
    await answered(page, " " + PLACE[lang])
    await expect(page.locator("[data-hint]")).to_contain_text(LETTERS[lang])


async def test_a_mirror_out_of_reach_changes_nothing(house: House, somebody: NewBrowser, lang: str) -> None:
    page = await somebody(lang)
    who = await at_new_thread(page, house, lang)
    await page.route("**/mirror", lambda route: route.abort())
    await page.locator("#field-title").fill(CALM[lang])
    async with page.expect_event("requestfailed"):
        await page.locator("#field-body").press_sequentially(CALM[lang])
    await expect(page.locator("[data-problem]:visible")).to_have_count(0)
    await expect(page.locator("[data-mirror-place] > *")).to_have_count(0)
    await steps.button(page, who.says("Send")).click()
    await steps.standing_of(page, who)


async def test_without_script_nothing_of_it_is_seen(house: House, somebody: NewBrowser, lang: str) -> None:
    page = await somebody(lang, java_script_enabled=False)
    who = await at_new_thread(page, house, lang)
    await expect(page.locator("[data-mirror-place]")).to_have_text("")
    for words in ("Change", "Keep", "Keep writing"):
        await expect(steps.button(page.locator("form"), who.says(words))).to_have_count(0)
    await steps.open_thread(page, house, who, title=CALM[lang], body=PLACE[lang])


async def test_the_board_stays_small_with_both_mirrors_awake(house: House) -> None:
    for lang in ("en", "fr"):
        who = await add_member(house.world, lang)
        async with client_of(house, lang) as client:
            await client.sign_in(who)
            fields = await client.hidden(f"/spaces/{SPACE[lang]}/new")
            answer = await client.post("/mirror", {**fields, "body": PLACE[lang]})
            assert LETTERS[lang] in answer.text
    status = Path(f"/proc/{house.running['board'].pid}/status").read_text("ascii")
    resident = next(int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmRSS"))
    assert resident < MOST_MEBIBYTES
