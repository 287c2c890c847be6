"""The real desk over a world, staff of every role, and a browser without script."""

from __future__ import annotations

import html
import itertools
import os
import re
import time
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from unittest.mock import patch

import httpx
from starlette.applications import Starlette

from app.kernel.ids import new_ref
from app.kernel.settings import DeskSettings
from moderation.desk import second_factor, staff
from moderation.desk.main import make_app
from moderation.desk.staff import Newcomer
from tests.conftest import World
from tests.moderation.factories import screened

PASSWORD = "willow kettle under nine stones"
_TOKEN = re.compile(r'name="csrf" value="([^"]+)"')
_SEEN = re.compile(r'name="seen" value="(\d+)"')
_addresses = (f"198.51.100.{n % 250 + 1}" for n in itertools.count())

MEMBER = """
INSERT INTO {c}.member (ref, pseudonym, pseudonym_key, affiliation, password_hash, status, posts_shown,
    joined_at, activated_at)
VALUES ($1, $2, $2, 'veteran', '-', 'active', 12, now() - interval '90 days', now() - interval '90 days')
RETURNING id
"""
SPACE = """
INSERT INTO {c}.space (slug, name, description) VALUES ('nights', 'Nights', '')
ON CONFLICT (slug) DO UPDATE SET slug = 'nights' RETURNING id
"""
OPEN = "SELECT post_ref FROM open_thread($1, $2, $3, $4, $5, $6, $7)"


@dataclass(slots=True)
class Desk:
    """The guides' door of one world."""

    app: Starlette
    world: World
    settings: DeskSettings
    secrets: dict[str, str] = field(default_factory=dict)
    mark: str = field(default_factory=new_ref)

    def renewed(self) -> Desk:
        """The same house with logins that no other test has used up."""
        return replace(self, secrets={}, mark=new_ref())

    async def hire(self, name: str, role: str = "guide", languages: tuple[str, ...] = ("en",), lang: str = "en") -> str:
        """Adds a person of the staff; the reference."""
        login = self.login(name)
        self.secrets[login] = second_factor.new_secret()
        who = Newcomer(
            login=login,
            name=name,
            role=role,
            languages=languages,
            lang=lang,
            password=PASSWORD,
            totp_secret=self.secrets[login],
        )
        db = await self.world.db("desk")
        async with db.writing() as tx:
            added = await staff.add(tx, who, desk_secret=self.settings.desk_secret)
        return added.ref

    async def person(self, name: str, role: str = "guide", **more: object) -> Person:
        """Hires somebody and signs them in."""
        await self.hire(name, role, **more)  # type: ignore[arg-type]
        person = self.stranger()
        answer = await person.sign_in(name)
        assert answer.status_code == 303, answer.status_code
        return person

    def stranger(self) -> Person:
        transport = httpx.ASGITransport(self.app, client=(next(_addresses), 4321))
        headers = {"Sec-Fetch-Site": "same-origin"}
        return Person(httpx.AsyncClient(transport=transport, base_url=self.settings.url, headers=headers), self)

    def login(self, name: str) -> str:
        return f"{name.lower()}-{self.mark}"

    def code(self, name: str) -> str:
        return second_factor.code_at(self.secrets[self.login(name)], int(time.time()))

    async def member(self, name: str, community: str = "en") -> int:
        (row,) = await self.world.fetch(MEMBER.format(c=community), new_ref(), f"{name}-{new_ref()[:8]}")
        return int(str(row["id"]))

    async def write(self, author: int, body: str, *, title: str = "A good night", community: str = "en") -> str:
        """A thread through the board's own door, screened; the reference of its post."""
        (space,) = await self.world.fetch(SPACE.format(c=community))
        db = await self.world.db(f"board_{community}")
        async with db.writing() as tx:
            got = await (await tx._get()).fetchval(
                OPEN, author, space["id"], new_ref(), new_ref(), uuid.uuid4(), title, body
            )
        await screened(self.world)
        return str(got)

    async def case_of(self, post: str, community: str = "en") -> str:
        statement = (
            f"SELECT c.ref FROM {community}.case_file AS c JOIN {community}.post AS p ON p.id = c.post_id "
            "WHERE p.ref = $1 ORDER BY c.id DESC"
        )
        return str((await self.world.fetch(statement, post))[0]["ref"])

    async def waiting(
        self, body: str, *, author: str = "slow-tide", community: str = "en", title: str = "Tonight"
    ) -> str:
        """A case about a text of a new author."""
        member = await self.member(author, community)
        return await self.case_of(await self.write(member, body, title=title, community=community), community)

    async def log(self, case: str, community: str = "en") -> list[tuple[object, object, object]]:
        """Who did what with a case."""
        statement = f"SELECT actor, verb, code FROM {community}.log WHERE subject LIKE $1 || '%' ORDER BY id"
        return [(row["actor"], row["verb"], row["code"]) for row in await self.world.fetch(statement, case)]


@dataclass(slots=True)
class Person:
    """Somebody at the desk's door."""

    client: httpx.AsyncClient
    desk: Desk

    async def sign_in(self, name: str, **changes: str) -> httpx.Response:
        data = {"login": self.desk.login(name), "password": PASSWORD, "code": self.desk.code(name)} | changes
        return await self.send("/sign-in", data, page="/sign-in")

    async def open(self, path: str, **headers: str) -> httpx.Response:
        return await self.client.get(path, headers={name.replace("_", "-"): value for name, value in headers.items()})

    async def send(self, path: str, data: dict[str, str], *, page: str, **headers: str) -> httpx.Response:
        """Opens the page of a form, then sends the form."""
        return await self.post(path, data | hidden(await self.open(page)), **headers)

    async def post(self, path: str, data: dict[str, str], **headers: str) -> httpx.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return await self.client.post(path, data=data, headers=named)

    async def decide(self, case: str, act: str, *, community: str = "en", **data: str) -> httpx.Response:
        page = f"/{community}/cases/{case}"
        return await self.send(f"{page}/decisions", {"act": act} | data, page=page)


def hidden(shown: httpx.Response) -> dict[str, str]:
    """What a form sends beside what is typed."""
    token, seen = _TOKEN.search(shown.text), _SEEN.search(shown.text)
    return ({"csrf": token[1]} if token else {}) | ({"seen": seen[1]} if seen else {})


def bare(answer: httpx.Response) -> str:
    """A page without its form tokens, to be compared."""
    return _TOKEN.sub("", answer.text)


def plain(answer: httpx.Response) -> str:
    """A page as a person reads it."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())


@asynccontextmanager
async def open_desk(world: World, **changes: str) -> AsyncIterator[Desk]:
    """The real application of the guides' door over a world."""
    # At once, unless a test is about the way back.
    env = (
        world.env("desk")
        | {"HAVRE_UNDO_SECONDS": "0"}
        | {f"HAVRE_{name.upper()}": value for name, value in changes.items()}
    )
    with patch.dict(os.environ, env):
        settings = DeskSettings.read()
    app = make_app(settings)
    async with app.router.lifespan_context(app):
        yield Desk(app, world, settings)
