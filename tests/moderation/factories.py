"""People and texts for the moderation tests, through the doors that members use."""

from __future__ import annotations

import asyncio
import os
import sys
import uuid
from dataclasses import dataclass, field
from pathlib import Path

from app.kernel.ids import new_ref
from app.kernel.settings import ScreenerSettings
from moderation.cases.model import Guide
from moderation.worker import work
from tests.conftest import World

ROOT = Path(__file__).resolve().parents[2]

CALM = "I slept six hours and the dog did not wake me once."
GOODBYE = "I said my goodbyes tonight and I am ready to end my life."
HIGH = "I want to die, most evenings, and then the morning comes anyway."
PHONE = "If you want to talk about the forms, my number is 613-555-0142."

MEMBER = """
INSERT INTO en.member (ref, pseudonym, pseudonym_key, affiliation, password_hash, status, posts_shown,
    joined_at, activated_at)
VALUES ($1, $2, $2, 'veteran', '-', 'active', $3, now() - make_interval(days => $4),
    now() - make_interval(days => $4))
RETURNING id
"""
STAFF = """
INSERT INTO shared.staff (ref, login, name, role, languages, lang, password_hash, totp_sealed)
VALUES ($1, $2, $3, 'guide', '{en}', 'en', '-', '') RETURNING id
"""
SPACE = """
INSERT INTO en.space (slug, name, description) VALUES ('nights', 'Nights', '')
ON CONFLICT (slug) DO UPDATE SET slug = 'nights' RETURNING id
"""
OPEN = "SELECT post_ref, thread_ref FROM open_thread($1, $2, $3, $4, $5, $6, $7)"
REPLY = "SELECT post_ref FROM reply($1, $2, $3, $4, $5)"
REVISE = "SELECT version FROM revise($1, $2, $3, $4, $5)"


@dataclass(slots=True)
class Board:
    """A world with one space, and shorthands for what members do in it."""

    world: World
    space: int
    told: list[str] = field(default_factory=list)

    @classmethod
    async def made(cls, world: World) -> Board:
        (row,) = await world.fetch(SPACE)
        return cls(world=world, space=int(str(row["id"])))

    async def member(self, name: str, *, is_new: bool = False) -> int:
        shown, days = (0, 0) if is_new else (12, 90)
        (row,) = await self.world.fetch(MEMBER, new_ref(), name, shown, days)
        return int(str(row["id"]))

    async def guide(self, name: str) -> Guide:
        ref = new_ref()
        (row,) = await self.world.fetch(STAFF, ref, name.lower(), name)
        return Guide(id=int(str(row["id"])), ref=ref, name=name)

    async def ask(self, statement: str, *args: object) -> dict[str, object]:
        """One statement as the board's own login."""
        db = await self.world.db("board_en")
        async with db.writing() as tx:
            row = await (await tx._get()).fetchrow(statement, *args)
        return dict(row)

    async def open(self, author: int, body: str, *, title: str = "A good night") -> str:
        row = await self.ask(OPEN, author, self.space, new_ref(), new_ref(), uuid.uuid4(), title, body)
        return str(row["post_ref"])

    async def reply(self, author: int, opening: str, body: str) -> str:
        (thread,) = await self.world.fetch("SELECT thread_id FROM en.post WHERE ref = $1", opening)
        row = await self.ask(REPLY, author, thread["thread_id"], new_ref(), uuid.uuid4(), body)
        return str(row["post_ref"])

    async def revise(self, author: int, post: str, body: str, *, title: str | None = "A good night") -> None:
        await self.ask(REVISE, author, post, uuid.uuid4(), title, body)

    async def withdraw(self, author: int, post: str) -> None:
        await self.ask("SELECT withdraw($1, $2)", author, post)

    async def tell(self, member: int, post: str, kind: str) -> None:
        await self.ask("SELECT tell($1, $2, $3, 'please look')", member, post, kind)

    async def post(self, ref: str) -> dict[str, object]:
        (row,) = await self.world.fetch("SELECT * FROM en.post WHERE ref = $1", ref)
        return row

    async def versions(self, ref: str) -> list[dict[str, object]]:
        return await self.world.fetch(
            "SELECT v.* FROM en.post_version AS v JOIN en.post AS p ON p.id = v.post_id WHERE p.ref = $1 ORDER BY number",
            ref,
        )

    async def cases(self, ref: str) -> list[dict[str, object]]:
        return await self.world.fetch(
            "SELECT c.* FROM en.case_file AS c JOIN en.post AS p ON p.id = c.post_id WHERE p.ref = $1 ORDER BY c.id",
            ref,
        )

    async def notices(self, ref: str) -> list[dict[str, object]]:
        return await self.world.fetch(
            "SELECT n.* FROM en.notice AS n JOIN en.post AS p ON p.id = n.post_id WHERE p.ref = $1 ORDER BY n.id", ref
        )

    async def seen_by_members(self, ref: str) -> str | None:
        """What the board's login reads of a post through its views."""
        db = await self.world.db("board_en")
        async with db.reading() as tx:
            html: str | None = await (await tx._get()).fetchval("SELECT html FROM shown_post WHERE ref = $1", ref)
        return html


async def screener(world: World, *args: str, **env: str) -> asyncio.subprocess.Process:
    """The real screening process of this house."""
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "moderation.worker",
        *args,
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **world.env("screener"), **env},
        stderr=asyncio.subprocess.PIPE,
    )


async def screened(world: World) -> None:
    """The screening process's own work, here and until nothing is due."""
    env = world.env("screener")
    settings = ScreenerSettings(
        db={name.removeprefix("HAVRE_DB__").lower(): url for name, url in env.items() if "HAVRE_DB__" in name},
        redis_url=env["HAVRE_REDIS_URL"],
        desk_public_key=env["HAVRE_DESK_PUBLIC_KEY"],
    )
    await work(settings, once=True, stop=asyncio.Event())


async def killed_at(world: World, step: str) -> None:
    """Starts a screening process that dies at a step, as by kill -9."""
    process = await screener(world, "--once", HAVRE_FAILPOINT=step, HAVRE_ALLOW_FAILPOINTS="1")
    _, told = await process.communicate()
    assert process.returncode == -9, told.decode()
