"""Openings and escalations, read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.kernel import sql
from app.kernel.db import Tx, build
from moderation.vault.model import Escalation, Opening

Q = sql.beside(__file__, "openings")
DOOR = sql.beside(__file__, "door")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the desk may know of an escalation."""

    ref: str
    status: str


async def find_opening(tx: Tx, ref: str) -> Opening | None:
    """One opening."""
    row = await tx.maybe(Q.find, ref)
    return build(Opening, row) if row else None


async def openings_of(tx: Tx, escalation_ref: str) -> list[Opening]:
    """Every opening of one escalation, newest first."""
    return [build(Opening, row) for row in await tx.all(Q.of_escalation, escalation_ref)]


async def unfinished(tx: Tx) -> list[Opening]:
    """Openings that wait for an answer or an outcome, oldest first."""
    return [build(Opening, row) for row in await tx.all(Q.unfinished)]


async def unreviewed(tx: Tx) -> list[Opening]:
    """Openings without a second senior that nobody reviewed, oldest first."""
    return [build(Opening, row) for row in await tx.all(Q.unreviewed)]


async def shown(tx: Tx, opening_id: int) -> dict[str, datetime]:
    """Which fields were shown, and when."""
    return {row["field"]: row["shown_at"] for row in await tx.all(Q.shown, opening_id)}


async def standings(tx: Tx, refs: Sequence[str]) -> list[Standing]:
    """How each escalation stands, in the desk's words."""
    return [build(Standing, row) for row in await tx.all(Q.standings, list(refs))]


async def find_escalation(door: Tx, ref: str) -> Escalation | None:
    """One request of the desk, through the vault's own login on the board's database."""
    row = await door.maybe(DOOR.find, ref)
    return build(Escalation, row) if row else None


async def waiting(door: Tx) -> list[Escalation]:
    """The desk's requests that are not closed, oldest first."""
    return [build(Escalation, row) for row in await door.all(DOOR.unfinished)]


async def latest(door: Tx, most: int = 100) -> list[Escalation]:
    """The desk's newest requests, closed ones included."""
    return [build(Escalation, row) for row in await door.all(DOOR.latest, most)]
