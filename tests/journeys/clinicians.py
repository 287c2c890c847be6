"""What guides and seniors do, as a reader would tell it."""

from __future__ import annotations

import re

from playwright.async_api import Page, expect

from moderation.cases.model import Act
from tests.journeys.house import House, until
from tests.journeys.people import PASSPHRASE, Applicant, Clinician
from tests.journeys.steps import button, link

FACTS = "The member writes that goodbyes were said tonight and does not answer since."
TRIED = "A guide wrote to the member and asked how to reach them. No answer came."
REASON = "Nothing less will do: the member does not answer and is alone tonight."


async def open_lane(page: Page, house: House, community: str, lane: str) -> None:
    """The waiting cases of one lane."""
    await page.goto(f"{house.door('desk')}/{community}/")
    await page.locator(f"#lanes .lane-{lane}").click()
    await page.wait_for_url(f"**/{community}/?lane={lane}")


async def open_case_of(page: Page, who: Applicant) -> None:
    """The case of a member, from the list that is shown."""
    await page.locator("[data-queue] li").filter(has_text=who.pseudonym).first.locator("[data-open]").click()
    await expect(page.locator(".pane-member .who")).to_have_text(who.pseudonym)


async def decide(page: Page, guide: Clinician, act: Act, *, reason: str = "", words: str = "", body: str = "") -> None:
    """Decides about the case that is open, after reading what its author will read."""
    await page.locator(f"input[name=act][value={act}]").check()
    if reason:
        await page.locator("#field-reason").select_option(reason)
    if body:
        await page.locator("#decide #field-body").fill(body)
    if words:
        await page.locator("#decide #field-words").fill(words)
        await expect(page.locator("#preview")).to_contain_text(words)
    await button(page.locator("#decide"), guide.says("Confirm")).click()
    await page.wait_for_url(f"**done={act}")
    await expect(page.locator(".note-ok")).to_be_visible()


async def open_asking(page: Page, guide: Clinician) -> None:
    """The form that asks the seniors about the case that is open."""
    await page.locator("#decide a[href$='/escalation']").click()
    await expect(page.locator("h1")).to_have_text(guide.says("Ask the seniors"))


async def ask_seniors(page: Page, guide: Clinician) -> None:
    """Fills the form and sends it."""
    await page.locator("input[name=reason][value=life_at_risk]").check()
    await page.locator("#field-facts").fill(FACTS)
    await page.locator("#field-tried").fill(TRIED)
    await button(page, guide.says("Send to the seniors")).click()
    await page.wait_for_url("**done=raised")


async def open_request(page: Page, house: House, who: Applicant) -> None:
    """The desk's request about a member, at the vault."""
    await page.goto(house.door("vault"))
    await link(page, who.pseudonym).click()
    await expect(page.locator("h1")).to_have_text(who.pseudonym)


async def ask_for_opening(page: Page, senior: Clinician) -> None:
    """Asks, with a reason, for a second senior's agreement."""
    await page.locator("input[name=reason][value=life_at_risk]").check()
    await page.locator("#field-words").fill(REASON)
    await page.locator("input[name=way][value=second]").check()
    await button(page, senior.says("Ask for the opening")).click()
    await expect(button(page, senior.says("Ask for the opening"))).to_have_count(0)


async def agree(page: Page, senior: Clinician) -> None:
    """The second senior agrees, with a fresh code."""
    await page.locator("input[name=answer][value=granted]").check()
    await page.locator("#field-answer_code").fill(await senior.phone.code())
    await button(page, senior.says("Send my answer")).click()
    await expect(button(page, senior.says("Send my answer"))).to_have_count(0)


async def unlock(page: Page, senior: Clinician) -> None:
    """The passphrase, and then every detail still sealed."""
    await link(page, senior.says("Go to the details")).click()
    await page.locator("#field-passphrase").fill(PASSPHRASE)
    await button(page, senior.says("Unlock")).click()
    await expect(page.locator("#detail-phone button")).to_be_visible()


async def open_detail(page: Page, name: str) -> str:
    """One detail, shown once."""
    await page.locator(f"#detail-{name} button").click()
    value = page.locator(f"#detail-{name} output")
    await expect(value).to_be_visible()
    return await value.inner_text()


async def close_opening(page: Page, senior: Clinician) -> None:
    """Writes the outcome; the envelope is locked again."""
    await page.locator("input[name=outcome][value=reached]").check()
    await page.locator("#field-closing_words").fill("Reached by telephone, and not alone any more.")
    await button(page, senior.says("Close this opening")).click()
    await page.wait_for_url("**/escalations/**")


async def envelope_arrived(house: House, who: Applicant) -> None:
    """The vault has pulled what the board sealed."""
    rows = await house.world.fetch(f"SELECT ref FROM {who.lang}.member WHERE pseudonym = $1", who.pseudonym)

    async def looked() -> bool:
        left = await house.world.fetch("SELECT 1 FROM shared.airlock WHERE member_ref = $1", rows[0]["ref"])
        return not left

    await until(looked)


def digits(text: str) -> str:
    """A telephone number without its spaces, signs and country code."""
    return re.sub(r"\D", "", text)[-10:]
