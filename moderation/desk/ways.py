"""The way back, on every page of the queue: what this guide decided a moment ago, and what came to nothing."""

from __future__ import annotations

from dataclasses import dataclass

from app.kernel.db import Tx
from moderation.cases import undoing
from moderation.cases.model import Guide
from moderation.desk import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One own decision: `undo` is the address that takes it back, empty when it did not take effect."""

    act: str  # as a message id
    case: str  # the case's page
    undo: str
    seconds: int


async def ways(tx: Tx, guide: Guide, community: str) -> tuple[Way, ...]:
    """The newest first."""
    return tuple(
        Way(
            act=words.ACTS[one.act][0],
            case=f"/{community}/cases/{one.case_ref}",
            undo=f"/{community}/decisions/{one.ref}/undo" if one.state == "pending" else "",
            seconds=max(1, one.seconds),
        )
        for one in await undoing.own(tx, guide)
    )
