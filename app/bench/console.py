"""A guide's browser for measuring: opens, decides, listens."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from app.bench.client import Answer, Connection, get, post

WORDS = "Thank you for writing this."
_HIDDEN = re.compile(rb'name="(csrf|seen)" value="([^"]+)"')
_CASE = re.compile(rb'href="(/en/cases/[a-z0-9]{14})[^"]*"')


def _cookie(token: str) -> str:
    """The same session in the house and in the community."""
    return f"desk_desk={token}; desk_en={token}"


@dataclass(slots=True)
class Console:
    """One signed-in guide on one connection."""

    connection: Connection
    cookie: str

    @classmethod
    async def open(cls, port: int, token: str) -> Console:
        """Connects with a live session, in the house and in the community."""
        return cls(await Connection.open(port), _cookie(token))

    async def see(self, path: str) -> Answer:
        """A page."""
        return await self.connection.ask(get(path, self.cookie))

    async def decide(self, page: Answer, path: str, act: str) -> Answer:
        """The form of this case's page, sent with an act, a reason and a few words."""
        hidden = {name.decode(): value.decode() for name, value in _HIDDEN.findall(page.body)}
        typed = {"act": act, "reason": "other", "words": WORDS, "body": WORDS}
        body = urlencode({**hidden, **typed}).encode()
        return await self.connection.ask(post(f"{path}/decisions", body, self.cookie))

    async def take_over(self, page: Answer, path: str) -> Answer:
        """The case out of a colleague's hand, and its page again."""
        csrf = dict(_HIDDEN.findall(page.body)).get(b"csrf", b"").decode()
        body = urlencode({"csrf": csrf, "takes_over": "yes"}).encode()
        await self.connection.ask(post(f"{path}/claim", body, self.cookie))
        return await self.see(path)

    def close(self) -> None:
        """Hangs up."""
        self.connection.close()


def cases_on(page: Answer) -> Sequence[str]:
    """The addresses of the cases that a page lists."""
    return [path.decode() for path in dict.fromkeys(_CASE.findall(page.body))]


@dataclass(slots=True)
class Listener:
    """A console's line of news: when each arrival was told."""

    heard: list[float] = field(default_factory=list)

    async def listen(self, port: int, token: str, *, ready: asyncio.Event) -> None:
        """Reads the stream until it is cancelled."""
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(get("/en/live", _cookie(token)))
        try:
            while line := await reader.readline():
                if line.startswith(b"event: beat"):
                    ready.set()
                if line.startswith(b"event: arrival"):
                    self.heard.append(time.perf_counter())
        finally:
            writer.close()
