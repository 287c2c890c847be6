"""A browser without script at the seniors' door."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx
from starlette.applications import Starlette

from tests.moderation.vault.conftest import PEOPLE, URL, Vault


@dataclass(slots=True)
class Browser:
    """A browser without script at the seniors' door."""

    client: httpx.AsyncClient

    async def get(self, path: str, status: int = 200) -> str:
        answer = await self.client.get(path)
        assert answer.status_code == status, (answer.status_code, path)
        return answer.text

    async def send(self, page: str, action: str, status: int = 303, **fields: str) -> httpx.Response:
        """Fills in the form with this action on a page and sends it."""
        html = await self.get(page)
        assert f'action="{action}' in html, f"{page} has no form for {action}"
        return await self.post(action, html, status, **fields)

    async def post(self, path: str, html: str, status: int = 303, **fields: str) -> httpx.Response:
        token = re.search(r'name="csrf" value="([^"]+)"', html)
        assert token is not None
        answer = await self.client.post(
            path, data={"csrf": token[1], **fields}, headers={"Sec-Fetch-Site": "same-origin"}
        )
        assert answer.status_code == status, (answer.status_code, path, answer.text[:3000])
        return answer


@asynccontextmanager
async def browser(app: Starlette) -> AsyncIterator[Browser]:
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url=URL) as client:
        yield Browser(client)


@asynccontextmanager
async def signed_in(app: Starlette, vault: Vault, login: str) -> AsyncIterator[Browser]:
    person = next(one for one in PEOPLE if one.login == login)
    async with browser(app) as one:
        answer = await one.send("/sign-in", "/sign-in", login=login, password=person.password, code=vault.code(login))
        assert answer.headers["location"] == "/"
        yield one
