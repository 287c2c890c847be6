"""A person's own keys: changed, refused when two acts want one, taken out, switched off."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, expect

from moderation.desk.shift import keymap
from tests.chromium import a_browser
from tests.moderation.desk.house import Desk, Person, plain
from tests.moderation.desk.test_browser import console
from tests.moderation.factories import GOODBYE

PAGE = "/me/keys"


@pytest.fixture(scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with a_browser() as made:
        yield made


async def keep(person: Person, **keys: str) -> int:
    data = {f"key_{one.code}": keys.get(one.code, one.key) for one in keymap.KEYS}
    return (await person.send(PAGE, data, page=PAGE)).status_code


def test_no_two_acts_have_one_key_at_first() -> None:
    keys = [one.key for one in keymap.KEYS]
    assert len(set(keys)) == len(keys) == len({one.code for one in keymap.KEYS})
    assert keymap.clash({}) is None


async def test_one_key_for_two_acts_is_refused_with_a_sentence(desk: Desk) -> None:
    maya = await desk.person("Maya")
    data = {f"key_{one.code}": one.key for one in keymap.KEYS} | {"key_keep": "P"}
    answer = await maya.send(PAGE, data, page=PAGE)
    assert answer.status_code == 422
    assert "This key already stands for: Post." in plain(answer)
    assert 'name="key_keep" value="P"' in answer.text, "what was typed stays"
    assert await keep(maya, keep="p", post="v") == 303, "two acts may change places"


async def test_a_key_is_one_sign(desk: Desk) -> None:
    maya = await desk.person("Maya")
    assert await keep(maya, post="pp") == 422
    assert await keep(maya, post="") == 303


async def test_own_keys_stand_on_the_controls_and_in_the_list(desk: Desk) -> None:
    case = await desk.waiting(GOODBYE)
    maya, noor = await desk.person("Maya"), await desk.person("Noor")
    assert await keep(maya, decline="q", hold_and_ask="", list="y", next="d") == 303
    page = (await maya.open(f"/en/cases/{case}")).text
    assert re.search(r'value="decline" data-key="q"', page)
    assert re.search(r'value="hold_and_ask" data-key=""', page)
    assert 'data-key-next="d"' in page and '<summary data-key="y">' in page
    listed = page[page.index('class="key-list"') :]
    assert "<kbd>Q</kbd></dt><dd>Not post" in listed and "Hold and ask" not in listed
    other = await desk.waiting(GOODBYE)
    assert 'value="decline" data-key="x"' in (await noor.open(f"/en/cases/{other}")).text


async def test_keys_come_back_as_they_were_and_can_be_switched_off(desk: Desk) -> None:
    maya = await desk.person("Maya")
    await keep(maya, decline="q")
    await maya.send(f"{PAGE}/reset", {}, page=PAGE)
    assert 'name="key_decline" value="x"' in (await maya.open(PAGE)).text
    await maya.send(f"{PAGE}/switch", {"switch": "off"}, page=PAGE)
    assert 'data-keys="off"' in (await maya.open("/en/")).text
    other = desk.stranger()
    await maya.send(f"{PAGE}/switch", {"switch": "on"}, page=PAGE)
    assert 'data-keys="on"' in (await maya.open("/en/")).text
    assert (await other.open(PAGE)).headers["location"] == "/sign-in"


async def test_own_keys_work_and_are_silent_in_fields(desk: Desk, browser: Browser) -> None:
    case = await desk.waiting(GOODBYE)
    async with console(desk, browser, "Maya") as (page, base):
        await page.goto(base + PAGE)
        for code, key in (("text", "v"), ("decline", "q"), ("next", "d"), ("list", "c")):
            await page.fill(f"#field-key_{code}", key)
        await page.locator("main button[type=submit]").first.click()
        await expect(page.locator(".note-ok")).to_have_text("Your keys are kept.")
        await page.goto(f"{base}/en/cases/{case}")
        await page.keyboard.press("b")
        await expect(page.locator(".item-text")).to_be_hidden()
        await page.keyboard.press("v")
        await expect(page.locator(".item-text")).to_be_visible()
        await page.keyboard.press("x")
        await expect(page.locator('[name=act][value="decline"]')).not_to_be_checked()
        await page.keyboard.press("q")
        await expect(page.locator('[name=act][value="decline"]')).to_be_checked()
        await page.keyboard.press("i")
        await page.keyboard.type("pdv")
        await expect(page.locator("#field-words")).to_have_value("pdv")
        await expect(page.locator('[name=act][value="post"]')).not_to_be_checked()
        await page.keyboard.press("Escape")
        await page.keyboard.press("c")
        await expect(page.locator(".key-list")).to_be_visible()
        await page.goto(f"{base}/en/")
        await page.keyboard.press("d")
        await expect(page.locator("[data-queue] a[data-open]").first).to_be_focused()
        await page.keyboard.press("g")
        await page.wait_for_url(f"{base}/")
