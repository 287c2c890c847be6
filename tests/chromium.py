"""A real browser: Debian's Chromium. Where it is missing the gate fails; elsewhere its tests are left out, and say so."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Browser, async_playwright, expect

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
PATIENCE = 30_000  # milliseconds; a loaded machine may be slow
ARGUMENTS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-sync",
    "--no-first-run",
)


def need_chromium() -> None:
    """Fails in the gate and skips elsewhere where there is no Chromium."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing: apt-get install chromium")
        pytest.skip("Chromium is not installed, so the pages were not tried in a browser.")


@asynccontextmanager
async def a_browser(*more: str) -> AsyncIterator[Browser]:
    """Chromium without a window, closed at the end."""
    need_chromium()
    expect.set_options(timeout=PATIENCE)
    async with async_playwright() as playwright:
        made = await playwright.chromium.launch(executable_path=CHROMIUM, args=[*ARGUMENTS, *more])
        yield made
        await made.close()
