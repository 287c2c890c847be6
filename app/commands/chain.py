"""The hash chain of a log, recomputed here and not by the database that is being checked."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC

from app.kernel import sql
from app.kernel.db import Row, Tx

Q = sql.beside(__file__, "log")
AT_ONCE = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """How long the log is, the hash of its last good row, and the first row that is not as it was written."""

    rows: int
    head: bytes
    broken: int | None


async def verify(tx: Tx) -> Found:
    """Follows the chain from its first row. A cut tail cannot be seen without a checkpoint from elsewhere."""
    number, last = 0, b""
    while rows := await tx.all(Q.chain, number, AT_ONCE):
        for row in rows:
            if not _holds(row, number + 1, last):
                return Found(rows=number, head=last, broken=number + 1)
            number, last = number + 1, row["hash"]
    return Found(rows=number, head=last, broken=None)


def _holds(row: Row, number: int, last: bytes) -> bool:
    at = row["at"].astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")
    parts = (str(row["id"]), at, row["actor"], row["verb"], row["subject"], row["code"])
    digest = hashlib.sha256(last + "\x1f".join(parts).encode()).digest()
    return (row["id"], row["prev"], row["hash"]) == (number, last, digest)
