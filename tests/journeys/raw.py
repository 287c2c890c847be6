"""A client that sends what no browser would."""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import urlencode

import httpx

from tests.journeys.house import House
from tests.journeys.people import PASSWORD, Applicant

_TOKEN = re.compile(r'name="csrf" value="([^"]+)"')
_NONCE = re.compile(r'name="nonce" value="([^"]+)"')
_addresses = (f"203.0.{n // 250}.{n % 250 + 1}" for n in itertools.count())


@dataclass(slots=True)
class Client:
    """Somebody at the members' door, with cookies and an address of their own."""

    http: httpx.AsyncClient
    lang: str

    async def get(self, path: str, *, lang: str = "") -> httpx.Response:
        """A page of a community."""
        return await self.http.get(f"/{lang or self.lang}{path}")

    async def hidden(self, path: str) -> dict[str, str]:
        """What a form carries unseen."""
        shown = (await self.get(path)).text
        token, nonce = _TOKEN.search(shown), _NONCE.search(shown)
        return {"csrf": token[1] if token else ""} | ({"nonce": nonce[1]} if nonce else {})

    async def post(self, path: str, data: Mapping[str, str]) -> httpx.Response:
        """Sends a form, half surrogate pairs included."""
        body = urlencode(data, errors="surrogatepass")
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return await self.http.post(f"/{self.lang}{path}", content=body, headers=kind)

    async def send(self, path: str, data: Mapping[str, str], *, page: str = "") -> httpx.Response:
        """Opens the page of a form, then sends the form."""
        return await self.post(path, await self.hidden(page or path) | dict(data))

    async def sign_in(self, who: Applicant) -> None:
        """Signs in."""
        answer = await self.send("/sign-in", {"pseudonym": who.pseudonym, "password": PASSWORD})
        assert answer.status_code == 303, answer.text


@asynccontextmanager
async def client_of(house: House, lang: str) -> AsyncIterator[Client]:
    """A client at the members' door."""
    headers = {"Sec-Fetch-Site": "same-origin", "X-Forwarded-For": next(_addresses)}
    async with httpx.AsyncClient(base_url=house.door("board"), headers=headers, timeout=30) as http:
        yield Client(http, lang)


def plain(answer: httpx.Response) -> str:
    """A page as a person reads it."""
    return html.unescape(answer.text)
