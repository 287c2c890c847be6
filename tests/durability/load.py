"""Members who write while everything around them dies."""

from __future__ import annotations

import asyncio
import random
import re
import secrets
import time
import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

import httpx

from app.demo.load import WORDS
from app.kernel.hashing import digest_of
from app.kernel.ids import new_ref
from tests.durability.house import House

PHONE = "613-555-0142"
TEXTS = {
    "clean": "I slept six hours and the dog did not wake me once.",
    "phone": f"If you want to talk about the forms, my number is {PHONE}.",
    "urgent": "I said my goodbyes tonight and I am ready to end my life.",
}
CSRF = re.compile(r'name="csrf" value="([0-9a-f]+)"')
LOST = (httpx.TransportError, httpx.StreamError)

MEMBERS = """
WITH made AS (
    INSERT INTO en.member (ref, pseudonym, pseudonym_key, affiliation, password_hash, status, posts_shown, joined_at,
        activated_at, welcomed_at)
    SELECT $1, $2, $2, 'veteran', '!', 'active', $3, now() - interval '90 days', now() - interval '90 days', now()
    RETURNING id
)
INSERT INTO en.session (digest, member_id, ends_at) SELECT $4, id, now() + interval '1 hour' FROM made
RETURNING member_id
"""
SPACE = "INSERT INTO en.space (slug, name, description) VALUES ('nights', 'Nights', '')"
BEFORE = 80  # posts that each of them has shown before, so that nobody is a newcomer


@dataclass(slots=True)
class Version:
    """One form that somebody sent, however often it had to be sent."""

    nonce: str
    author: int
    kind: str
    mark: str
    is_edit: bool
    ref: str = ""  # of its post, once the board said so


@dataclass(slots=True)
class Member:
    """Somebody's browser."""

    id: int
    client: httpx.AsyncClient
    csrf: str = ""
    own: list[tuple[str, bool]] = field(default_factory=list)  # posts that can be changed; whether they open a thread


@dataclass(slots=True)
class Load:
    """What was sent, what was acknowledged, and what others saw of it."""

    house: House
    chance: random.Random = field(default_factory=lambda: random.Random(11))
    members: list[Member] = field(default_factory=list)
    sent: list[Version] = field(default_factory=list)
    threads: list[str] = field(default_factory=list)
    places: list[tuple[str, str]] = field(default_factory=list)  # (thread, post)
    withdrawn: dict[str, float] = field(default_factory=dict)
    answers: Counter[int] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)
    after_next_answer: Callable[[], None] | None = None
    stopping: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def acknowledged(self) -> list[Version]:
        """The forms whose sender was told that they arrived."""
        return [version for version in self.sent if version.ref]

    async def begin(self, members: int) -> None:
        """Everybody is signed in, and there is a thread to write in."""
        await self.house.execute(SPACE)
        for number in range(members + 1):
            token = secrets.token_urlsafe(32)
            (row,) = await self.house.fetch(MEMBERS, new_ref(), f"tide {number}", BEFORE, digest_of(token))
            client = httpx.AsyncClient(
                base_url=self.house.url("board"),
                headers={"Sec-Fetch-Site": "same-origin"},
                cookies={"havre_en": token},
                timeout=10,
            )
            self.members.append(Member(id=int(str(row["member_id"])), client=client))
        for member in self.members[1:]:
            found = CSRF.search((await member.client.get("/en/me")).text)
            assert found, "no form is shown"
            member.csrf = found[1]
        while len(self.threads) < 3:
            await self._open(self.members[1], "clean")

    async def run(self, rate: float) -> None:
        """Writes at this rate until told to stop."""
        writers = self.members[1:]
        tasks = [self._write(member, len(writers) / rate) for member in writers]
        await asyncio.gather(*tasks)

    async def end(self) -> None:
        """Browsers are closed."""
        for member in self.members:
            await member.client.aclose()

    async def _write(self, member: Member, every: float) -> None:
        while not self.stopping.is_set():
            began = time.monotonic()
            await self._act(member)
            await asyncio.sleep(max(0.0, began + every * self.chance.uniform(0.5, 1.5) - time.monotonic()))

    async def _act(self, member: Member) -> None:
        kind = self.chance.choices(list(TEXTS), (70, 20, 10))[0]
        (act,) = self.chance.choices(("reply", "twice", "open", "change", "withdraw"), (58, 10, 8, 15, 9))
        if act == "open":
            await self._open(member, kind)
        elif act == "change" and member.own:
            ref, is_opening = self.chance.choice(member.own)
            fields = {"title": "A good night"} if is_opening else {}
            await self.send(member, f"/en/posts/{ref}/edit", self.new_version(member, kind, is_edit=True), fields)
        elif act == "withdraw" and member.own:
            ref, _ = member.own.pop(self.chance.randrange(len(member.own)))
            if await self._until_answered(member, f"/en/posts/{ref}/withdrawal", {}) is not None:
                self.withdrawn[ref] = time.time()
        else:
            path = f"/en/threads/{self.chance.choice(self.threads[-12:])}/replies"
            version = self.new_version(member, kind)
            await asyncio.gather(*(self.send(member, path, version, {}) for _ in range(2 if act == "twice" else 1)))

    async def _open(self, member: Member, kind: str) -> None:
        version = self.new_version(member, kind)
        thread = await self.send(member, "/en/spaces/nights/threads", version, {"title": "A good night"})
        if thread:
            self.threads.append(thread)

    def new_version(self, member: Member, kind: str, *, is_edit: bool = False) -> Version:
        mark = " ".join(self.chance.choices(WORDS, k=6))
        version = Version(nonce=str(uuid.uuid4()), author=member.id, kind=kind, mark=mark, is_edit=is_edit)
        self.sent.append(version)
        return version

    async def send(self, member: Member, path: str, version: Version, fields: dict[str, str]) -> str:
        """Sends a form until somebody answers; returns the thread when others can read it at once."""
        body = f"{TEXTS[version.kind]} So it goes: {version.mark}."
        answer = await self._until_answered(member, path, {"nonce": version.nonce, "body": body, **fields})
        if answer is None:
            return ""
        ref = answer.rpartition("#post-")[2] if "#post-" in answer else answer.rpartition("/")[2]
        if version.ref not in ("", ref):
            self.broken.append(f"one form became two posts: {version.ref}, {ref}")
        version.ref = ref
        is_opening = path.startswith("/en/spaces/")
        if not version.is_edit and (ref, is_opening) not in member.own:
            member.own.append((ref, is_opening))
        thread = answer.partition("/threads/")[2].partition("?")[0]
        if thread:
            self.places.append((thread, ref))
        return thread

    async def _until_answered(self, member: Member, path: str, fields: dict[str, str]) -> str | None:
        """The same form again and again, as people do, until the board answers: where it sends us, or None if it refuses."""
        while not self.stopping.is_set():
            try:
                answer = await member.client.post(path, data={"csrf": member.csrf, **fields})
            except LOST:
                await asyncio.sleep(0.1)
                continue
            self.answers[answer.status_code] += 1
            if answer.status_code == 303:
                hook, self.after_next_answer = self.after_next_answer, None
                if hook is not None:
                    hook()
                return answer.headers["location"]
            if answer.status_code != 503:
                # A closed or vanished thread, or one's own post that is gone; everything else is a defect.
                if answer.status_code not in (404, 409, 429):
                    self.broken.append(f"{answer.status_code} for {path}")
                return None
            await asyncio.sleep(0.1)
        return None
