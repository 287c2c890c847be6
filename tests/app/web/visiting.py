"""A browser without script at the members' door: one per person, over the real application."""

from __future__ import annotations

import html
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from app.kernel.settings import BoardSettings
from app.main import make_app
from tests.app.board.house import Person
from tests.conftest import World

ORIGIN = "http://localhost:8000"
_HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
_FORM = re.compile(r'<form method="post" action="([^"]+)".*?</form>', re.S)


@asynccontextmanager
async def open_board(world: World, patch: pytest.MonkeyPatch, **extra: str) -> AsyncIterator[Starlette]:
    """The board of this house, its door open."""
    for name, value in {**world.env("board"), **extra}.items():
        patch.setenv(name, value)
    app = make_app(BoardSettings.read())
    async with app.router.lifespan_context(app):
        yield app


@dataclass(slots=True)
class Visitor:
    """Somebody's browser."""

    client: httpx.AsyncClient
    community: str = "en"

    async def get(self, path: str, **headers: str) -> httpx.Response:
        """A page."""
        return await self.client.get(f"/{self.community}{path}", headers=headers)

    async def post(self, path: str, fields: dict[str, str], **headers: str) -> httpx.Response:
        """A form, sent as the browser sends it from this very site."""
        named = {"Sec-Fetch-Site": "same-origin", **headers}
        return await self.client.post(f"/{self.community}{path}", data=fields, headers=named)

    async def fill(self, at: str, action: str, fields: dict[str, str], **headers: str) -> httpx.Response:
        """Opens a page, fills in its form for `action` and sends it."""
        shown = await self.get(at)
        assert shown.status_code == 200, shown.status_code
        return await self.post(action, {**hidden_of(shown.text, f"/{self.community}{action}"), **fields}, **headers)


def hidden_of(page: str, action: str) -> dict[str, str]:
    """The hidden fields of the form with this action."""
    for form in _FORM.finditer(page):
        if html.unescape(form[1]) == action:
            return {name: html.unescape(value) for name, value in _HIDDEN.findall(form[0])}
    raise AssertionError(f"no form for {action}")


def visitor(app: Any, person: Person | None = None, community: str = "en") -> Visitor:
    """A browser, signed in where a person is given."""
    cookies = {f"havre_{person.community}": person.token} if person else {}
    client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=ORIGIN, cookies=cookies)
    return Visitor(client=client, community=person.community if person else community)
