"""The house and the browser of the journeys."""

from __future__ import annotations

import itertools
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page

from tests.chromium import PATIENCE, a_browser, need_chromium
from tests.conftest import Servers, new_world
from tests.journeys.eyes import Eyes
from tests.journeys.house import House, raised
from tests.journeys.people import add_spaces

THIS_MACHINE_ONLY = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1"
_addresses = (f"198.51.{n // 250}.{n % 250 + 1}" for n in itertools.count())

NewBrowser = Callable[..., Awaitable[Page]]


@pytest.fixture(params=["en", "fr"])
def lang(request: pytest.FixtureRequest) -> str:
    """Each journey is made in both languages."""
    return str(request.param)


@pytest.fixture(scope="session")
async def house(servers: Servers, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """One house for all journeys."""
    need_chromium()
    async with new_world(servers) as world:
        for community in ("en", "fr"):
            await add_spaces(world, community)
        async with raised(world, tmp_path_factory.mktemp("journeys")) as made:
            yield made
            assert made.defects() == set()


@pytest.fixture(scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """A browser that reaches this machine and nothing else."""
    async with a_browser(THIS_MACHINE_ONLY) as made:
        yield made


@pytest.fixture
async def somebody(chromium: Browser) -> AsyncIterator[NewBrowser]:
    """Opens a fresh browser for one more person, behind an address of their own.

    Afterwards, nothing may have gone wrong in any of them: no script error, nothing refused by the
    content policy, no answer of 500 or more.
    """
    opened: list[BrowserContext] = []
    complaints: list[str] = []

    async def open_browser(lang: str, **options: Any) -> Page:
        context = await chromium.new_context(
            locale=f"{lang}-CA",
            extra_http_headers={"X-Forwarded-For": next(_addresses)},
            reduced_motion="reduce",  # colours are looked at where they come to rest
            **options,
        )
        context.set_default_timeout(PATIENCE)
        opened.append(context)
        page = await context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda line: complaints.append(f"{page.url} {line.text}") if _is_refused(line) else None)
        page.on("response", lambda answer: complaints.append(answer.url) if answer.status >= 500 else None)
        return page

    yield open_browser
    for number, context in enumerate(opened):
        if folder := os.environ.get("HAVRE_SHOTS"):
            await context.pages[-1].screenshot(path=f"{folder}/last-{number}.png", full_page=True)
        await context.close()
    assert complaints == []


def _is_refused(line: ConsoleMessage) -> bool:
    return "Content Security" in line.text


@pytest.fixture
def eyes() -> Eyes:
    """Looks at pages on the way; what it found wrong is told by `eyes.findings`."""
    return Eyes()
