"""Somebody's browser without script, at an address of its own, counting the answers it gets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import httpx

from tests.durability.house import House

HIDDEN = re.compile(r'name="(csrf|nonce)" value="([^"]+)"')


@dataclass(slots=True)
class Person:
    """A browser at an address of its own."""

    client: httpx.AsyncClient
    statuses: Counter[int] = field(default_factory=Counter)

    async def send(self, page: str, path: str, fields: dict[str, str], **headers: str) -> httpx.Response:
        """Opens the page of a form and sends it."""
        hidden = dict(HIDDEN.findall((await self.client.get(page)).text))
        answer = await self.client.post(path, data=hidden | fields, headers=headers)
        self.statuses[answer.status_code] += 1
        return answer

    async def get(self, path: str) -> httpx.Response:
        answer = await self.client.get(path)
        self.statuses[answer.status_code] += 1
        return answer


@asynccontextmanager
async def at(house: House, door: str, address: str) -> AsyncIterator[Person]:
    """Somebody at a door, coming from this address."""
    async with httpx.AsyncClient(
        transport=httpx.AsyncHTTPTransport(local_address=address),
        base_url=house.url(door).replace("localhost", "127.0.0.1"),
        headers={"Sec-Fetch-Site": "same-origin", "Host": "localhost"},
        timeout=20,
    ) as client:
        yield Person(client)
