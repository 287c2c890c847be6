"""Marked details, and where they must not turn up, however they are written down."""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import default
from urllib.parse import quote, quote_plus

from redis.asyncio import Redis

from app.kernel import roles
from app.kernel.db import administering
from tests.durability.house import House

TABLES = """
    SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
    WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One detail, and the tables that may hold it as it is."""

    name: str
    spellings: tuple[str, ...]
    may_stand_in: tuple[str, ...] = ()

    def found_in(self, place: bytes) -> bool:
        """Whether it stands there: as typed, or in base64, hexadecimal or a link."""
        lowered = place.lower()
        return any((form.lower() in lowered) if is_any_case else (form in place) for form, is_any_case in self._forms())

    def _forms(self) -> Iterator[tuple[bytes, bool]]:
        for spelling in self.spellings:
            raw = spelling.encode()
            yield raw, True
            yield raw.hex().encode(), True
            yield quote(spelling, safe="").encode(), True
            yield quote_plus(spelling).encode(), True
            for shift in range(3):
                # What stands before decides how the letters fall; the ends belong to the neighbours.
                coded = base64.b64encode(b"\0" * shift + raw + b"\0" * 2)
                inner = coded[4 if shift else 0 : (shift + len(raw)) // 3 * 4]
                yield inner, False
                yield inner.replace(b"+", b"-").replace(b"/", b"_"), False


async def leaks(house: House, marks: list[Mark]) -> list[str]:
    """Every place where a mark stands and must not."""
    found = []
    async for place, held in _places(house):
        for mark in marks:
            if place not in mark.may_stand_in and mark.found_in(held):
                found.append(f"{mark.name} in {place}: {_around(mark, held)!r}")
    return found


async def _places(house: House) -> AsyncIterator[tuple[str, bytes]]:
    for file in sorted((house.data / "logs").glob("*.log")):
        yield file.name, file.read_bytes()
    async for key, value in _redis(house):
        yield f"Redis, {key[:20]!r}", key + b" " + value
    for name in (house.plan.board_name, house.plan.vault_name):
        async with administering(roles.with_database(house.plan.board_url, name)) as connection:
            for table in await connection.fetch(TABLES):
                rows = await connection.fetch(f"SELECT t::text AS row FROM {table['name']} AS t")
                yield table["name"], "\n".join(row["row"] for row in rows).encode()
    for mail in sorted(house.mailbox.glob("*.eml")):
        letter = message_from_bytes(mail.read_bytes(), policy=default)
        yield "a mail's head", mail.name.encode() + str([v for k, v in letter.items() if k != "To"]).encode()


async def _redis(house: House) -> AsyncIterator[tuple[bytes, bytes]]:
    redis = Redis.from_url(house.plan.redis_url, legacy_responses=False)
    try:
        async for key in redis.scan_iter():
            is_plain = await redis.type(key) == b"string"
            value: object = await redis.get(key) if is_plain else await redis.dump(key)
            yield _bytes(key), _bytes(value)
    finally:
        await redis.aclose()


def _around(mark: Mark, held: bytes) -> bytes:
    at = max(held.lower().find(spelling.lower().encode()) for spelling in mark.spellings)
    return held[max(0, at - 60) : at + 60] if at >= 0 else b"encoded"


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()
