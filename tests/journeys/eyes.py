"""What must hold of every page, looked at while people pass through it."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from axe_playwright_python.async_playwright import Axe  # type: ignore[import-untyped]
from playwright.async_api import Page

SCHEMES = ("light", "dark")
WIDE, NARROW, PHONE = 1280, 320, 390
AXE = Axe()
# What depends on colours is all that the dark look can change.
LIGHT = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
DARK = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
TOO_WIDE = """() => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return "";
  const wide = [...document.querySelectorAll("main *, header *, aside *, footer *")]
    .filter((one) => one.getBoundingClientRect().right > root.clientWidth + 1 && !one.closest(".scroll"));
  return wide.slice(0, 3).map((one) => one.outerHTML.slice(0, 120)).join(" | ") || "the page";
}"""


@dataclass(slots=True)
class Eyes:
    """Collects what is wrong, so that a journey goes on and everything is told at its end."""

    findings: list[str] = field(default_factory=list)
    looked_at: int = field(default=0)

    async def look(self, page: Page, lang: str, name: str) -> None:
        """Language, title, one h1, axe in both looks, nothing wider than the narrowest screen."""
        self.looked_at += 1
        await self._look_at_frame(page, lang, name)
        for scheme in SCHEMES:
            await page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            await self._ask_axe(page, f"{name} ({lang}, {scheme})", LIGHT if scheme == "light" else DARK)
            await self._take_pictures(page, f"{name}-{lang}-{scheme}")
        await page.emulate_media(color_scheme="light")
        before = page.viewport_size
        await page.set_viewport_size({"width": NARROW, "height": 700})
        if wide := await page.evaluate(TOO_WIDE):
            self.findings.append(f"{name} ({lang}): wider than {NARROW} px: {wide}")
        if before:
            await page.set_viewport_size(before)

    def judge(self) -> None:
        """Fails when anything was wrong, and says all of it."""
        assert not self.findings, "\n".join(self.findings)

    async def _look_at_frame(self, page: Page, lang: str, name: str) -> None:
        if await page.locator("html").get_attribute("lang") != lang:
            self.findings.append(f"{name} ({lang}): its language is not said")
        if await page.locator("h1").count() != 1:
            self.findings.append(f"{name} ({lang}): {await page.locator('h1').count()} headings of the first order")
        text = await page.locator("body").inner_text()
        if lang == "fr" and (wrong := re.search(r".{20}\w [:»].{10}|.{10}« .{10}", text)):
            self.findings.append(f"{name} (fr): an ordinary space where none may break: {wrong[0]!r}")

    async def _ask_axe(self, page: Page, where: str, options: dict[str, Any]) -> None:
        await page.evaluate("scrollTo(0, 0)")  # the help bar, which stays in sight, must lie over nothing
        found = await AXE.run(page, options=options)
        for wrong in found.response["violations"]:
            places = [(node["html"][:160], node["failureSummary"][:300]) for node in wrong["nodes"][:2]]
            self.findings.append(f"{where}: {wrong['id']}: {wrong['help']} {places}")

    async def _take_pictures(self, page: Page, name: str) -> None:
        """For a person who wants to look: HAVRE_SHOTS names a folder."""
        folder = os.environ.get("HAVRE_SHOTS")
        if not folder:
            return
        before = page.viewport_size
        for width in (PHONE, WIDE):
            await page.set_viewport_size({"width": width, "height": 844})
            await page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)
        if before:
            await page.set_viewport_size(before)
