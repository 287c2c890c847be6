"""A member who reads whatever there is to read, and remembers every text and when it stood there."""

from __future__ import annotations

import asyncio
import re
import time
from dataclasses import dataclass, field

from tests.durability.load import LOST, PHONE, Load

ARTICLE = re.compile(r'<article class="card" id="post-([\w-]+)">(.*?)</article>', re.S)
MARK = re.compile(r"So it goes: ([a-z ]+)\.")


@dataclass(slots=True)
class Seen:
    """A text that a reader found under somebody's name."""

    ref: str
    mark: str
    asked_at: float
    at: float


@dataclass(slots=True)
class Reader:
    """The first member of a load, who never writes."""

    load: Load
    seen: dict[tuple[str, str], Seen] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)
    pages: int = 0

    async def read(self) -> None:
        """Reads, mostly what is new, until told to stop."""
        chance, places = self.load.chance, self.load.places
        while not self.load.stopping.is_set():
            if places:
                await self.look(*chance.choice(places[-30:] if chance.random() < 0.8 else places))
            await asyncio.sleep(0.03)

    async def read_everything(self) -> None:
        """Every place once more."""
        for place in self.load.places:
            await self.look(*place)

    async def has_seen(self, ref: str, mark: str, thread: str) -> bool:
        """Whether a text stands in its thread now, or stood there before."""
        await self.look(thread, ref)
        return (ref, mark) in self.seen

    async def look(self, thread: str, post: str) -> None:
        """Opens the page of a thread on which a post should stand."""
        asked_at = time.time()
        try:
            answer = await self.load.members[0].client.get(f"/en/threads/{thread}", params={"to": post})
        except LOST:
            return
        if answer.status_code != 200:
            if answer.status_code not in (404, 503):
                self.broken.append(f"{answer.status_code} for a thread")
            return
        self.pages += 1
        if PHONE in answer.text:
            self.broken.append(f"a detail was shown in {thread}")
        for ref, html in ARTICLE.findall(answer.text):
            found = MARK.search(html)
            if found is None:
                self.broken.append(f"{ref} shows words that nobody wrote")
            else:
                self.seen.setdefault((ref, found[1]), Seen(ref, found[1], asked_at, time.time())).asked_at = asked_at
