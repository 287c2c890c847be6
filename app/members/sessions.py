"""Sessions: who is signed in. Tables and caches know a token only by its digest."""

from __future__ import annotations

from app.kernel import hashing
from app.kernel.db import Tx
from app.kernel.errors import Invalid
from app.kernel.i18n import N_
from app.kernel.ids import new_token
from app.kernel.settings import BoardSettings
from app.members import envelope, pausing, pseudonyms, store
from app.members.model import LiveSession, Member, Origin
from app.members.pausing import AccountClosed

MAY_COME_IN = frozenset({"active", "paused"})
NO_MATCH = N_("This name and password do not go together. Please check both.")
WAITS = N_(
    "This account waits for its link. Please look into your mailbox, or ask for a new password to get a new link."
)


async def check(tx: Tx, name: str, password: str) -> Member:
    """The member whose name and password these are.

    Raises Invalid with the same sentence and after the same time for a wrong name and a wrong password, and
    AccountClosed, which says why, to whoever knows the password of an account that guides closed.
    """
    member = await store.member_named(tx, pseudonyms.skeleton(name))
    fits = await hashing.verify_password(member.password_hash if member else None, password)
    if member is None or not fits:
        raise Invalid(NO_MATCH)
    if member.status == "closed":
        closing = await pausing.closing_of(tx, member.id)
        raise Invalid(NO_MATCH) if closing is None else AccountClosed(closing)
    if member.status not in MAY_COME_IN:
        raise Invalid(WAITS)  # only who knows the password reads this
    return member


async def sign_in(tx: Tx, member: Member, origin: Origin, settings: BoardSettings) -> str:
    """A new session is open and the network address sealed; returns the token for the cookie."""
    token = await open_session(tx, member.id)
    await envelope.seal_address(tx, member.ref, origin, settings)
    return token


async def open_session(tx: Tx, member_id: int) -> str:
    """A session of at most twelve hours, thirty minutes of silence; returns its token."""
    token = new_token()
    await store.open_session(tx, hashing.digest_of(token), member_id)
    return token


async def find(tx: Tx, digest: bytes, community: str) -> LiveSession | None:
    """The live session behind a digest; its last sight is kept to the minute."""
    found = await store.find_session(tx, digest, community)
    if found is not None and found.is_stale:
        await store.touch_session(tx, digest)
    return found


async def close_session(tx: Tx, digest: bytes) -> None:
    """This session is over; closing it again changes nothing."""
    await store.close_session(tx, digest)


async def close_all(tx: Tx, member_id: int, *, but: bytes | None = None) -> list[bytes]:
    """All the member's sessions (but one, where one is named) are over; returns their digests."""
    return await store.close_sessions(tx, member_id, but=but)


def cache_key(community: str, digest: bytes) -> str:
    """Where a cached session lies; whoever ends a session drops it there once that is committed."""
    return f"session:{community}:{digest.hex()}"
