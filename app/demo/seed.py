"""Fills the sample communities through the same doors that members use, screened by the running screener.

Every text goes the whole way: sent as the board's login, screened, masked or held, shown. Only then
are the dates moved back. Stopped half-way, it goes on where it was; done once, it does nothing.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from app.demo import content, dating
from app.demo.content import Author, Content, Text, Thread
from app.demo.sending import Sender
from app.kernel import sql
from app.kernel.bell import Bell
from app.kernel.db import Database, Tx, administering
from app.kernel.errors import HavreError
from app.kernel.hashing import hash_password
from app.kernel.ids import new_ref
from app.members.pseudonyms import skeleton

Q = sql.beside(__file__, "seed")

PATIENCE = 60.0  # seconds without a single verdict
NO_PASSWORD = "!"  # noqa: S105 - fits nothing: nobody signs in as an invented author

Told = Callable[[str], None]


class Stalled(HavreError):
    """The screener does not work, so the sample communities stay as they are. Starting again goes on from here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """A member whose password is told; one of the invented authors, or somebody new."""

    pseudonym: str
    password: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Seeded:
    """What a community holds afterwards."""

    threads: int
    visible: int
    held: int
    masked: int
    cases: int


async def seed(
    urls: Mapping[str, str],
    *,
    sign_ins: Mapping[str, SignIn],
    bell: Bell | None = None,
    told: Told = lambda _: None,
) -> dict[str, Seeded]:
    """Fills every community of `sign_ins`; `urls` holds "admin" and each "board_<community>".

    Needs a running screener, and raises Stalled without one. With a bell it takes seconds, without
    one as many sweeps of the screener.
    """
    # Both at once: each mostly waits for the screener.
    filled = await asyncio.gather(*(_fill(urls, community, who, bell, told) for community, who in sign_ins.items()))
    return dict(zip(sign_ins, filled, strict=True))


async def _fill(urls: Mapping[str, str], community: str, who: SignIn, bell: Bell | None, told: Told) -> Seeded:
    async with administering(urls["admin"]) as connection:
        admin = Tx(connection)
        await admin.value(Q.go_to, f"{community}, shared")
        if not await admin.value(Q.is_filled):
            board = content.read(community)
            await _people(admin, board, who)
            db = await Database.connect(urls[f"board_{community}"], name=f"seed {community}", most=4)
            try:
                sent = await _send_all(admin, board, await Sender.ready(db), community, bell)
            finally:
                await db.close()
            async with connection.transaction():
                await dating.date(admin, sent)
            told(f"Filled {community}: {len(board.threads)} threads, {len(sent)} texts sent through screening.")
        return Seeded(**await admin.one(Q.summary))


async def _people(admin: Tx, board: Content, who: SignIn) -> None:
    columns = (list(column) for column in zip(*(s.values() for s in board.spaces), strict=True))
    await admin.run(Q.add_spaces, *columns)
    known = await hash_password(who.password)
    guest = Author(pseudonym=who.pseudonym, affiliation="veteran", days=90, is_new=False)
    everybody = {author.pseudonym: author for author in (guest, *board.authors)}
    await admin.many(
        Q.add_member,
        [
            (
                new_ref(),
                author.pseudonym,
                skeleton(author.pseudonym),
                author.affiliation,
                known if author.pseudonym == who.pseudonym else NO_PASSWORD,
                0 if author.is_new else 20,
                author.days,
            )
            for author in everybody.values()
        ],
    )


async def _send_all(admin: Tx, board: Content, sender: Sender, community: str, bell: Bell | None) -> dict[str, Text]:
    """Openings first, then every first reply, every second one: a reply needs its thread to be visible."""
    opened = await asyncio.gather(*(sender.open(thread) for thread in board.threads))
    sent = {post: thread.opening for (post, _), thread in zip(opened, board.threads, strict=True)}
    places = {thread_ref: thread for (_, thread_ref), thread in zip(opened, board.threads, strict=True)}
    for number in range(max(len(thread.replies) for thread in board.threads)):
        await _until_screened(admin, community, bell)
        sent |= await _wave(sender, places, number)
    await _until_screened(admin, community, bell)
    return sent


async def _wave(sender: Sender, places: Mapping[str, Thread], number: int) -> dict[str, Text]:
    shown = await sender.shown(list(places))
    texts: Sequence[tuple[int, Text]] = [
        (shown[ref], thread.replies[number])
        for ref, thread in places.items()
        if ref in shown and number < len(thread.replies)
    ]
    refs = await asyncio.gather(*(sender.reply(thread_id, text) for thread_id, text in texts))
    return {ref: text for ref, (_, text) in zip(refs, texts, strict=True)}


async def _until_screened(admin: Tx, community: str, bell: Bell | None) -> None:
    left, until = -1, 0.0
    if bell is not None:
        await bell.ring(f"screen:{community}")
    while waiting := await admin.value(Q.unscreened):
        if waiting != left:
            left, until = waiting, time.monotonic() + PATIENCE
        elif time.monotonic() > until:
            raise Stalled()
        await asyncio.sleep(0.03)
