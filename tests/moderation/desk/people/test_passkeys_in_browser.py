"""Passkeys in Chromium, with its own virtual authenticator: added on the own page, then the way in, then stepping up."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, expect

from tests.chromium import a_browser
from tests.conftest import World
from tests.moderation.desk.house import PASSWORD, Desk, open_desk
from tests.moderation.desk.people.tools import add, link_of, served_at
from tests.moderation.desk.test_browser import RULES


@pytest.fixture(scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with a_browser() as made:
        yield made


async def with_authenticator(page: Page) -> None:
    """A key in this browser that its person always touches."""
    tools = await page.context.new_cdp_session(page)
    await tools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    await tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


async def test_a_passkey_is_added_and_is_the_way_in_from_then_on(world: World, browser: Browser) -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    base = f"http://localhost:{listener.getsockname()[1]}"
    async with open_desk(world, url=base) as desk, served_at(desk, listener):
        await desk.hire("Maya")
        context = await browser.new_context()
        page = await context.new_page()
        await with_authenticator(page)
        await _sign_in_with_code(page, desk, base)
        await page.goto(f"{base}/me/passkeys/new")
        await page.fill("#field-name", "this computer")
        await page.get_by_role("button", name="Make the passkey").click()
        await expect(page.locator(".note-ok")).to_have_text("The passkey has been added.")
        await page.get_by_role("button", name="Sign out", exact=True).click()
        await page.fill("#field-login", desk.login("Maya"))
        await page.fill("#field-password", PASSWORD)
        await page.get_by_role("button", name="Sign in with a passkey").click()
        await expect(page.locator(".desk-foot")).to_contain_text("Maya")
        await world.execute("UPDATE shared.staff_session SET stepped_up_at = NULL")
        await page.goto(f"{base}/me/passkeys/new")
        await page.get_by_role("button", name="Confirm with a passkey").click()
        await expect(page.locator("h1")).to_have_text("Add a passkey")
        await page.fill("#field-name", "the same again")
        await page.get_by_role("button", name="Make the passkey").click()
        await expect(page.locator("[data-passkey-status]")).to_contain_text("did not answer")
        await context.close()


async def _sign_in_with_code(page: Page, desk: Desk, base: str) -> None:
    await page.goto(f"{base}/sign-in")
    await page.fill("#field-login", desk.login("Maya"))
    await page.fill("#field-password", PASSWORD)
    await page.fill("#field-code", desk.code("Maya"))
    await page.get_by_role("button", name="Sign in", exact=True).click()
    await expect(page.locator(".desk-foot")).to_contain_text("Maya")


async def test_pages_about_people_have_no_fault_that_axe_finds(world: World, browser: Browser) -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    base = f"http://localhost:{listener.getsockname()[1]}"
    async with open_desk(world, url=base) as desk, served_at(desk, listener):
        ada = await desk.person("Ada", "admin", languages=("en", "fr"), lang="fr")
        link, ref = link_of(await add(ada, "Maya")), await desk.hire("Noor")
        context = await browser.new_context(viewport={"width": 320, "height": 900})
        jar = [{"name": c.name, "value": c.value or "", "url": base} for c in ada.client.cookies.jar]
        await context.add_cookies(jar)  # type: ignore[arg-type]
        page = await context.new_page()
        for path in (
            "/staff",
            "/staff/new",
            f"/staff/{ref}",
            "/me",
            "/me/passkeys/new",
            "/me/authenticator",
            "/step-up",
            "/audit",
            link,
        ):
            await page.goto(base + path)
            for fold in await page.locator("main details").all():
                await fold.evaluate("fold => fold.open = true")
            found = (await Axe().run(page, options=RULES)).response["violations"]
            assert [(one["id"], one["nodes"][0]["html"][:120]) for one in found] == [], path
            assert await page.evaluate("document.documentElement.scrollWidth") <= 320, path
        await context.close()
