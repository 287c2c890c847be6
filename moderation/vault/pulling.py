"""The airlock: sealed envelopes come in, nothing goes back.

A row is deleted on the board's side in a transaction that commits only after the vault has its
copy. A vault that dies in between finds the row again and knows it by its id.
"""

from __future__ import annotations

from app.kernel import sql
from app.kernel.db import Database, Row, Tx
from moderation.vault import keys, ledger
from moderation.vault.ledger import Verb

DOOR = sql.beside(__file__, "door")
Q = sql.beside(__file__, "records")
MOST = 200


async def pull(door: Database, vault: Database) -> int:
    """Brings in the oldest envelopes, up to 200; returns how many. Before the ceremony it leaves them."""
    async with vault.reading() as looking:
        key = await keys.current(looking)
    if key is None:
        return 0
    async with door.writing() as outside:
        rows = await outside.all(DOOR.take, MOST)
        if rows:
            async with vault.writing() as inside:
                for row in rows:
                    await _keep(inside, row, key.epoch)
    return len(rows)


async def _keep(tx: Tx, row: Row, epoch: int) -> None:
    place = (row["community"], row["member_ref"])
    new = await tx.value(Q.add, row["id"], *place, row["kind"], epoch, row["sealed"], row["arrived_at"])
    if new is None and not await tx.value(Q.has, row["id"]):
        await ledger.append(tx, Verb.RECORD_DOUBLED, actor="vault", subject=str(row["id"]))
    if row["kind"] == "address":
        await tx.run(Q.prune_ring, *place)


async def forget_addresses(vault: Database) -> None:
    """Sealed addresses older than thirty days are gone."""
    async with vault.writing() as tx:
        await tx.run(Q.forget_addresses)
