"""People, spaces and verdicts for the tests of the board: plain functions over the real databases."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.board import posting, publishing, store
from app.board.model import Sent
from app.kernel.db import Tx
from app.kernel.ids import new_ref
from app.kernel.sql import Query
from tests.conftest import World


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A member with a live session."""

    id: int
    ref: str
    pseudonym: str
    community: str
    token: str


def said(text: str) -> Query:
    """A statement of a test, for the roles that have the right to it."""
    return Query(name="test", text=text, args=(), row="", roles=(), source=Path(__file__))


LAND = said(
    "UPDATE post_version SET title = $3, body = $4, raw_title = NULL, raw_body = NULL, screened_at = now() "
    "WHERE post_id = $1 AND number = $2 AND screened_at IS NULL"
)
SENT = said(
    "SELECT p.id, p.status, v.number, v.raw_title, v.raw_body, v.title, v.body, p.author_id FROM post AS p "
    "JOIN post_version AS v ON v.post_id = p.id AND v.number = coalesce($2, p.latest) WHERE p.ref = $1"
)
TELL = said("INSERT INTO notice (member_id, kind, post_id, version, reason, details) VALUES ($1, $2, $3, $4, $5, $6)")


async def joins(world: World, pseudonym: str, community: str = "en", *, is_welcomed: bool = True) -> Person:
    """A member who has been here for a month, and a session of theirs."""
    token, ref = secrets.token_urlsafe(32), str(new_ref())
    rows = await world.fetch(
        f"INSERT INTO {community}.member (ref, pseudonym, pseudonym_key, affiliation, password_hash, status, "
        "joined_at, activated_at, welcomed_at) VALUES ($1, $2, lower($2), 'serving', 'x', 'active', "
        "now() - interval '30 days', now() - interval '30 days', CASE WHEN $3 THEN now() END) RETURNING id",
        ref,
        pseudonym,
        is_welcomed,
    )
    member_id = int(str(rows[0]["id"]))
    await world.execute(
        f"INSERT INTO {community}.session (digest, member_id, ends_at) VALUES ($1, $2, now() + interval '12 hours')",
        hashlib.sha256(token.encode()).digest(),
        member_id,
    )
    return Person(id=member_id, ref=ref, pseudonym=pseudonym, community=community, token=token)


async def makes_space(world: World, slug: str, name: str, community: str = "en") -> None:
    """A space to write in."""
    await world.execute(
        f"INSERT INTO {community}.space (slug, name, description) VALUES ($1, $2, 'What belongs here.')", slug, name
    )


@asynccontextmanager
async def acting(world: World, role: str) -> AsyncIterator[Tx]:
    """A committed transaction of a login role."""
    async with (await world.db(role)).writing() as tx:
        yield tx


async def opens(
    world: World, author: Person, slug: str, title: str, body: str, *, nonce: uuid.UUID | None = None
) -> Sent:
    """Opens a thread; nothing has been screened yet."""
    async with acting(world, f"board_{author.community}") as tx:
        space = await store.space_by_slug(tx, slug)
        assert space is not None
        return await posting.open_thread(
            tx, space, author_id=author.id, nonce=nonce or uuid.uuid4(), title=title, body=body
        )


async def replies(world: World, author: Person, thread_ref: str, body: str, *, nonce: uuid.UUID | None = None) -> Sent:
    """Replies in a visible thread; nothing has been screened yet."""
    async with acting(world, f"board_{author.community}") as tx:
        thread = await store.thread_by_ref(tx, thread_ref)
        assert thread is not None
        return await posting.reply(tx, thread, author_id=author.id, nonce=nonce or uuid.uuid4(), body=body)


async def lands(
    world: World,
    ref: str,
    act: str = "show",
    *,
    community: str = "en",
    number: int | None = None,
    body: str | None = None,
    notice: str = "",
    details: tuple[str, ...] = (),
    reason: str = "",
) -> bool:
    """What the screener does with a version: masked text for raw, then shown, held or declined."""
    async with acting(world, f"screener_{community}") as tx:
        row = await tx.one(SENT, ref, number)
        title, text = row["title"] or row["raw_title"], body or row["body"] or row["raw_body"]
        await tx.run(LAND, row["id"], row["number"], title, text)
        if notice:
            await tx.run(TELL, row["author_id"], notice, row["id"], row["number"], reason, list(details))
        by = "screening" if details else None
        return await _acts(tx, act, post_id=row["id"], number=row["number"], title=title, body=text, by=by)


async def _acts(tx: Tx, act: str, *, post_id: int, number: int, title: str | None, body: str, by: Any) -> bool:
    if act == "show":
        return await publishing.show(tx, post_id=post_id, number=number, title=title, body=body, changed_by=by)
    if act == "hold":
        return await publishing.hold(tx, post_id=post_id, number=number)
    if act == "decline":
        return await publishing.decline(tx, post_id=post_id, number=number)
    return await publishing.hide(tx, post_id=post_id)


async def shown_thread(world: World, author: Person, slug: str, title: str, body: str) -> Sent:
    """A thread that others can read."""
    sent = await opens(world, author, slug, title, body)
    assert await lands(world, sent.post_ref, community=author.community)
    return sent


async def shown_reply(world: World, author: Person, thread_ref: str, body: str) -> Sent:
    """A reply that others can read."""
    sent = await replies(world, author, thread_ref, body)
    assert await lands(world, sent.post_ref, community=author.community)
    return sent
