"""What holds for a member's own account: a pause of writing, or a closing; and asking for a second look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.access import pausing
from app.kernel import sql
from app.kernel.db import Tx
from app.kernel.errors import HavreError

Q = sql.beside(__file__, "pausing")

LOOK_AGAIN = timedelta(days=30)  # for so long after a closing a lead can be asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What holds now: why (a message id), a guide's words, since when, and until when where it ends by itself."""

    because: str
    words: str
    starts_at: datetime
    ends_at: datetime | None
    is_asked: bool  # a second look was asked for

    @property
    def look_again_until(self) -> datetime:
        """Until when a lead can be asked about a closing."""
        return self.starts_at + LOOK_AGAIN


class AccountClosed(HavreError):
    """This account is closed."""

    def __init__(self, standing: Standing) -> None:
        super().__init__()
        self.standing = standing


async def pause_of(tx: Tx, member_id: int) -> Standing | None:
    """The pause that holds for this member now."""
    return await _running(tx, member_id, "pause")


async def closing_of(tx: Tx, member_id: int) -> Standing | None:
    """Why guides closed this account; None for one that is open, or that its owner closed."""
    return await _running(tx, member_id, "close")


async def ask_again(tx: Tx, member_id: int, words: str) -> bool:
    """Another guide looks at the pause again. False when that was asked before, or nothing is paused."""
    return bool(await tx.value(Q.ask_again, member_id, words))


async def _running(tx: Tx, member_id: int, kind: str) -> Standing | None:
    row = await tx.maybe(Q.running, member_id, kind)
    if row is None:
        return None
    found = dict(row)
    return Standing(because=pausing.sentence(found.pop("reason")), **found)
