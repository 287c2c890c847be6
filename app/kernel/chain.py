"""The hash chain of any log (`migrations/every`), recomputed here and not by the database that is being checked."""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import dataclass
from datetime import UTC

from app.kernel import sql
from app.kernel.db import Row, Tx

Q = sql.beside(__file__, "log")
AT_ONCE = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """How long the log is, the hash of its last good row, and the first row that is not as it was written."""

    rows: int
    head: bytes
    broken: int | None


async def verify(tx: Tx, *, known: tuple[int, bytes] | None = None) -> Found:
    """Follows the chain from its first row.

    `known` is a checkpoint from elsewhere, a number of rows and the hash of the last of them. With it a cut
    tail and a chain that was written anew are found too: the row it names must be there with its hash.
    """
    number, last = 0, b""
    while rows := await tx.all(Q.chain, number, AT_ONCE):
        # Hashing a long log takes seconds, and the same process answers other people meanwhile.
        number, last, broken = await asyncio.to_thread(_follow, rows, number, last, known)
        if broken is not None:
            return Found(rows=number, head=last, broken=broken)
    is_cut = known is not None and number < known[0]
    return Found(rows=number, head=last, broken=number + 1 if is_cut else None)


def _follow(
    rows: list[Row], number: int, last: bytes, known: tuple[int, bytes] | None
) -> tuple[int, bytes, int | None]:
    """How far the chain holds over these rows, and the first row that breaks it."""
    for row in rows:
        is_other = known is not None and known[0] == number + 1 and known[1] != row["hash"]
        if is_other or not _holds(row, number + 1, last):
            return number, last, number + 1
        number, last = number + 1, row["hash"]
    return number, last, None


def _holds(row: Row, number: int, last: bytes) -> bool:
    at = row["at"].astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")
    parts = (str(row["id"]), at, row["actor"], row["verb"], row["subject"], row["code"])
    digest = hashlib.sha256(last + "\x1f".join(parts).encode()).digest()
    return (row["id"], row["prev"], row["hash"]) == (number, last, digest)
