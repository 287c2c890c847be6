"""A synthetic board for measuring: thousands of visible posts, written straight into the tables.

Only the bench and `havre seed` call it, as the operator; nothing here goes through screening.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from app.kernel import sql
from app.kernel.db import Tx, administering
from app.kernel.hashing import digest_of
from app.kernel.ids import new_ref, new_token
from app.kernel.markup import render

Q = sql.beside(__file__, "load")

TEXTS = 1009  # different ones; a prime, so that neighbours in a thread differ
WORDS_A_TEXT = 80
SHORT = 0.15  # share of threads with four posts, which have room on their first page
SLUGS = ("load-mornings", "load-nights", "load-work", "load-family", "load-paperwork", "load-small-things")
# Words that screening has nothing to say about in any order: what is measured is the way, not the verdict.
_LINES = (
    "butter bread plate pear lentil tomato cucumber radish potato garlic flour yeast muffin biscuit "
    "waffle jam lettuce cauliflower corn gravy cheese yogurt milk cream mug tray oven stove pantry basket "
    "towel apron table chair cloudy rainy snowy pebble puddle coffee fence guitar kitchen week month"
)
WORDS = _LINES.split()


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """What a measurement needs to find its way."""

    tokens: tuple[str, ...]  # one live session a member
    full_threads: tuple[str, ...]  # references of threads whose first page is full
    short_threads: tuple[str, ...]  # of threads with room for sixteen more posts on it
    space_paths: tuple[str, ...]


async def seed_load(
    url: str, *, threads: int = 2000, posts: int = 40_000, members: int = 500, community: str = "en"
) -> Board:
    """Adds so many threads, posts and members to a community; all of it or nothing.

    Raises ValueError for fewer posts than four a thread. A second call adds nothing but refuses by
    the members' names, which are taken.
    """
    if posts < 4 * threads:
        raise ValueError("a thread has at least four posts")
    chance = random.Random(7)
    sizes = _sizes(threads, posts)
    refs = [new_ref() for _ in sizes]
    tokens = [new_token() for _ in range(members)]
    async with administering(url) as connection, connection.transaction():
        tx = Tx(connection)
        await tx.value(Q.go_to, f"{community}, shared")
        await tx.run(Q.add_spaces, list(SLUGS))
        ids = await _members(tx, tokens)
        await _texts(tx, chance)
        titles = [_words(chance, 5).capitalize() for _ in sizes]
        await tx.all(Q.add_threads, refs, sizes, titles, ids, list(SLUGS))
        await tx.run(Q.add_posts, [new_ref() for _ in range(posts)], ids, TEXTS, list(SLUGS))
        await tx.run(Q.add_versions, list(SLUGS), TEXTS)
        await tx.run(Q.add_verdicts, list(SLUGS))
        await tx.run(Q.analyze)
    full = [ref for ref, size in zip(refs, sizes, strict=True) if size >= 20]
    short = [ref for ref, size in zip(refs, sizes, strict=True) if size <= 4]
    return Board(
        tokens=tuple(tokens),
        full_threads=tuple(full or refs),
        short_threads=tuple(short),
        space_paths=tuple(f"/{community}/spaces/{slug}" for slug in SLUGS),
    )


def _sizes(threads: int, posts: int) -> list[int]:
    short = max(1, int(threads * SHORT))
    long = max(1, threads - short)
    left = posts - 4 * (threads - long)
    each, over = divmod(left, long)
    return [each + (place < over) for place in range(long)] + [4] * (threads - long)


async def _members(tx: Tx, tokens: Sequence[str]) -> list[int]:
    names = [f"load {number:04d}" for number in range(len(tokens))]
    rows = await tx.all(Q.add_members, [new_ref() for _ in tokens], names, names)
    ids = [row["id"] for row in rows]
    await tx.run(Q.open_sessions, [digest_of(token) for token in tokens], ids)
    return ids


async def _texts(tx: Tx, chance: random.Random) -> None:
    bodies = [_text(chance) for _ in range(TEXTS)]
    await tx.run(Q.keep_texts)
    await tx.run(Q.add_texts, bodies, [render(body) for body in bodies])


def _text(chance: random.Random) -> str:
    paragraphs = (_words(chance, WORDS_A_TEXT // 4).capitalize() + "." for _ in range(4))
    return "\n\n".join(paragraphs)


def _words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choices(WORDS, k=count))
