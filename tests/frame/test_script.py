"""What script adds, in Chromium, under the content policy of the house."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest
from playwright.async_api import Browser, Page, expect

from tests.chromium import a_browser
from tests.frame.house import Seen, small_house


@pytest.fixture(scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with a_browser() as made:
        yield made


@pytest.fixture
def house() -> Iterator[Seen]:
    with small_house() as seen:
        yield seen


@pytest.fixture
async def page(browser: Browser) -> AsyncIterator[Page]:
    made = await browser.new_page()
    complaints: list[str] = []
    made.on("pageerror", lambda error: complaints.append(str(error)))
    made.on("console", lambda line: complaints.append(line.text) if "Content Security" in line.text else None)
    yield made
    await made.close()
    assert complaints == []


async def test_leave_site_goes_away_and_the_back_button_does_not_return(page: Page, house: Seen) -> None:
    await page.goto(f"{house.base}/first")
    await page.goto(f"{house.base}/member")
    await page.locator(".helpbar li [data-leave]").click()
    await page.wait_for_url("**/en/leave")
    await page.go_back()
    assert page.url.endswith("/first")


PROBE = """addEventListener("click", () => setTimeout(() => fetch("/drafts", {
  method: "POST", keepalive: true,
  body: new URLSearchParams({ body: "left on screen: " + document.documentElement.childNodes.length }),
}), 100), true)"""


async def test_leave_site_blanks_the_screen_while_the_network_is_slow(page: Page, house: Seen) -> None:
    house.slowness = 1
    await page.goto(f"{house.base}/member")
    await page.evaluate(PROBE)
    await page.locator(".helpbar li [data-leave]").click()
    await page.wait_for_url("**/en/leave")
    assert house.drafts == ["left on screen: 0"]


async def test_shift_three_times_leaves(page: Page, house: Seen) -> None:
    await page.goto(f"{house.base}/member")
    for _ in range(3):
        await page.keyboard.press("Shift")
    await page.wait_for_url("**/en/leave")


async def test_typing_capitals_does_not_leave(page: Page, house: Seen) -> None:
    await page.goto(f"{house.base}/member")
    await page.locator("#body").focus()
    for key in ("Shift+A", "Shift+B", "Shift+C", "Shift+D"):
        await page.keyboard.press(key)
    await expect(page.locator("#body")).to_have_value("ABCD")
    assert page.url.endswith("/member")


async def test_a_draft_is_saved_after_a_pause_and_says_so(page: Page, house: Seen) -> None:
    await page.goto(f"{house.base}/member")
    await page.locator("#body").press_sequentially("A long day", delay=20)
    await expect(page.locator("[data-draft-status]")).to_have_text("Saved")
    assert house.drafts == ["A long day"]
    assert await page.evaluate("localStorage.length + sessionStorage.length") == 0


async def test_a_draft_that_was_not_saved_is_not_called_saved(page: Page, house: Seen) -> None:
    house.is_down = True
    await page.goto(f"{house.base}/member")
    await page.locator("#body").fill("A long day")
    await expect(page.locator("[data-draft-status]")).to_have_text("Not saved yet.")


async def test_a_draft_is_saved_when_the_page_is_put_away_at_once(page: Page, house: Seen) -> None:
    await page.goto(f"{house.base}/member")
    await page.locator("#body").fill("Hurried")
    await page.goto(f"{house.base}/first")
    await page.wait_for_timeout(300)
    assert house.drafts == ["Hurried"]


async def test_a_form_with_errors_takes_its_place_and_the_focus(page: Page, house: Seen) -> None:
    await page.goto(f"{house.base}/member")
    await page.locator("#send").click()
    await expect(page.locator("#again")).to_be_focused()


async def test_a_button_with_its_own_address_goes_there_and_not_where_the_form_goes(page: Page, house: Seen) -> None:
    await page.goto(f"{house.base}/member")
    await page.locator("#keep").click()
    await page.wait_for_url("**/kept")


async def test_a_problem_page_is_told_and_leaves_the_form_alone(page: Page, house: Seen) -> None:
    await page.goto(f"{house.base}/member")
    await page.locator("#break").click()
    await expect(page.locator('[data-problem="said"]')).to_have_text("Please wait 30 seconds.")
    await expect(page.locator("#broken")).to_be_visible()


async def test_a_lost_connection_is_told(page: Page, house: Seen) -> None:
    await page.goto(f"{house.base}/member")
    await page.route("**/answer", lambda route: route.abort())
    await page.locator("#send").click()
    await expect(page.locator('[data-problem="lost"]')).to_be_visible()


async def test_a_post_being_checked_resolves_by_itself(page: Page, house: Seen) -> None:
    await page.goto(f"{house.base}/member")
    await expect(page.locator("#state")).to_have_text("Your post is up", timeout=8000)
    assert house.asked == 2


async def test_a_password_is_shown_and_hidden(page: Page, house: Seen) -> None:
    await page.goto(f"{house.base}/member")
    button = page.locator("[data-show-password]")
    await button.click()
    await expect(page.locator("#pw")).to_have_attribute("type", "text")
    await expect(button).to_have_text("Hide")
    await button.click()
    await expect(page.locator("#pw")).to_have_attribute("type", "password")


async def test_keys_move_through_the_queue_and_decide(page: Page, house: Seen) -> None:
    await page.goto(f"{house.base}/desk")
    for _ in range(2):
        await page.keyboard.press("j")
    await expect(page.locator('[href="#b"]')).to_be_focused()
    await page.keyboard.press("k")
    await expect(page.locator('[href="#a"]')).to_be_focused()
    await page.keyboard.press("p")
    await expect(page.locator('[data-key="p"]')).to_be_checked()
    await page.keyboard.press("n")
    await page.keyboard.type("jk")
    await expect(page.locator("#note")).to_have_value("jk")
    await page.keyboard.press("Control+Enter")
    await page.wait_for_url("**/decided?*what=post*")


async def test_keys_can_be_turned_off(page: Page, house: Seen) -> None:
    await page.goto(f"{house.base}/desk")
    await page.evaluate("document.body.dataset.keys = 'off'")
    await page.keyboard.press("p")
    await expect(page.locator('[data-key="p"]')).not_to_be_checked()


async def test_news_waits_behind_a_pill_and_leaves_the_list_as_it_is(page: Page, house: Seen) -> None:
    await page.goto(f"{house.base}/desk")
    house.send += ["event: arrival\ndata:\n\n"] * 2
    house.send.append('event: holder\ndata: {"ref": "b", "words": "Held by R."}\n\n')
    await expect(page.locator("[data-news]")).to_have_text("2 new")
    await expect(page.locator("[data-news-say]")).to_have_text("1 new")
    await expect(page.locator('[data-case="b"] [data-holder]')).to_have_text("Held by R.")
    assert await page.locator("[data-open]").all_text_contents() == ["a", "b", "c"]


async def test_a_lost_line_of_news_is_told(page: Page, house: Seen) -> None:
    await page.goto(f"{house.base}/desk")
    await expect(page.locator("[data-live-lost]")).to_be_hidden()
    await page.route("**/events", lambda route: route.abort())
    house.is_down = True
    await expect(page.locator("[data-live-lost]")).to_be_visible()


async def test_a_line_that_could_not_open_is_tried_again_until_it_does(page: Page, house: Seen) -> None:
    await page.route("**/events", lambda route: route.abort())
    await page.goto(f"{house.base}/desk")
    await expect(page.locator("[data-live-lost]")).to_be_visible()
    await page.unroute("**/events")
    await expect(page.locator("[data-live-lost]")).to_be_hidden()
    house.send.append("event: arrival\ndata:\n\n")
    await expect(page.locator("[data-news]")).to_have_text("1 new")
