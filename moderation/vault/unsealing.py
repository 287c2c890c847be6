"""Both locks off, for one field, in memory only.

What comes out must name the member, community and epoch of its row: rows that were swapped in the
database are refused (a sealed box binds no context by itself).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from app.kernel import sealing, sql
from app.kernel.db import Tx, build
from app.kernel.i18n import N_
from app.kernel.sealing import CannotOpen
from moderation.vault.model import SEALED_AS, Record

Q = sql.beside(__file__, "records")
MOST_ADDRESSES = 5


async def records_of(tx: Tx, community: str, member_ref: str, field: str) -> list[Record]:
    """The sealed rows that a field is read from, newest first."""
    kind = "address" if field == "addresses" else "registration"
    return [build(Record, row) for row in await tx.all(Q.of_member, community, member_ref, kind)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """What is shown of a field; an address with the hour of its sign-in."""

    text: str
    at: datetime | None = None


def open_record(record: Record, *, vault_private: str, group_private: str, epoch: int) -> dict[str, object]:
    """Opens both locks. Raises CannotOpen on a wrong key, a changed byte, or a row that was swapped."""
    if record.epoch != epoch:
        raise CannotOpen(N_("This envelope belongs to another key."))
    inner = sealing.open_outer(record.sealed, vault_private=vault_private)
    try:
        opened: object = sealing.open_inner(inner, group_private=group_private)
    except ValueError:  # not JSON: sealed by something that was not our board
        raise CannotOpen() from None
    if not isinstance(opened, dict) or not _is_of(opened, record):
        raise CannotOpen(N_("This envelope is not the one its row claims."))
    return opened


def values_of(field: str, opened: Sequence[Mapping[str, object]]) -> tuple[Value, ...]:
    """What is shown of a field: one value, or up to five addresses; nothing where nothing was given."""
    if field == "addresses":
        found = [Value(text=str(one.get("ip", "")), at=_moment(one.get("hour"))) for one in opened[:MOST_ADDRESSES]]
    else:
        found = [Value(text=str(one.get(SEALED_AS[field]) or "")) for one in opened]
    return tuple(value for value in found if value.text)


def _is_of(opened: Mapping[str, object], record: Record) -> bool:
    return (
        opened.get("member") == record.member_ref
        and opened.get("community") == record.community
        and opened.get("epoch") == record.epoch
    )


def _moment(text: object) -> datetime | None:
    try:
        at = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)
