"""The statements of this room, typed."""

from __future__ import annotations

from collections.abc import Sequence

from app.access.identity import Identity
from app.kernel import sql
from app.kernel.db import Tx, build
from app.members.model import LIFE, Applicant, LiveSession, Member, NewMember, Purpose

M = sql.beside(__file__, "members")
S = sql.beside(__file__, "sessions")
T = sql.beside(__file__, "tokens")


async def hold_name(tx: Tx, key: str) -> None:
    """Until the transaction ends nobody else takes this name."""
    await tx.value(M.hold_name, key)


async def taken_names(tx: Tx, keys: Sequence[str]) -> set[str]:
    """The folded names among these that belong to somebody."""
    return {row[0] for row in await tx.all(M.taken_names, list(keys))}


async def add_member(tx: Tx, who: Applicant, new: NewMember) -> int:
    """Adds a member who waits for activation; returns the id."""
    member_id: int = await tx.value(
        M.add_member, new.ref, who.pseudonym, new.key, who.affiliation.value, new.password_hash
    )
    return member_id


async def member_named(tx: Tx, key: str) -> Member | None:
    """The member behind a folded name."""
    row = await tx.maybe(M.member_named, key)
    return None if row is None else build(Member, row)


async def member_by_id(tx: Tx, member_id: int) -> Member:
    """A member, held until the transaction ends."""
    return build(Member, await tx.one(M.member_by_id, member_id))


async def member_of_email(tx: Tx, digest: bytes) -> Member | None:
    """The member of this community who claimed the address."""
    ref = await tx.value(M.member_of_email, digest)
    row = None if ref is None else await tx.maybe(M.member_by_ref, ref)
    return None if row is None else build(Member, row)


async def claim_email(tx: Tx, digest: bytes, ref: str) -> bool:
    """True when the address was free in both communities and now belongs to `ref`."""
    claimed: bool = await tx.value(M.claim_email, digest, ref)
    return claimed


async def activate(tx: Tx, member_id: int) -> None:
    """A member who waited is active."""
    await tx.run(M.activate, member_id)


async def set_password(tx: Tx, member_id: int, password_hash: str) -> None:
    """The password is another one."""
    await tx.run(M.set_password, member_id, password_hash)


async def set_theme(tx: Tx, member_id: int, theme: str) -> None:
    """The pages look light, dark, or like the device."""
    await tx.run(M.set_theme, member_id, theme)


async def set_welcomed(tx: Tx, member_id: int) -> None:
    """The short questions are behind this member."""
    await tx.run(M.set_welcomed, member_id)


async def add_answers(tx: Tx, member_id: int, answers: Sequence[tuple[str, str]]) -> None:
    """Keeps (question, choice) pairs; a question that was answered keeps its first answer."""
    await tx.many(M.add_answer, [(member_id, question, choice) for question, choice in answers])


async def seal_in(tx: Tx, ref: str, kind: str, sealed: bytes) -> None:
    """Puts an envelope into the airlock."""
    await tx.value(M.seal_in, ref, kind, sealed)


async def queue_mail(tx: Tx, key: str, sealed: bytes) -> None:
    """Queues one mail; the same key again queues nothing."""
    await tx.value(M.queue_mail, key, sealed)


async def open_session(tx: Tx, digest: bytes, member_id: int) -> None:
    """A session of twelve hours at most."""
    await tx.run(S.open_session, digest, member_id)


async def find_session(tx: Tx, digest: bytes, community: str) -> LiveSession | None:
    """The live session behind a digest."""
    row = await tx.maybe(S.find_session, digest)
    if row is None:
        return None
    found = dict(row)
    is_stale = found.pop("is_stale")
    return LiveSession(identity=Identity(community=community, **found), is_stale=is_stale)


async def touch_session(tx: Tx, digest: bytes) -> None:
    """The session was used just now."""
    await tx.run(S.touch_session, digest)


async def count_sessions(tx: Tx, member_id: int) -> int:
    """How many live sessions a member has."""
    count: int = await tx.value(S.count_sessions, member_id)
    return count


async def close_session(tx: Tx, digest: bytes) -> None:
    """This session is over."""
    await tx.run(S.close_session, digest)


async def close_sessions(tx: Tx, member_id: int, *, but: bytes | None) -> list[bytes]:
    """All sessions but one are over; returns the digests of the ended ones."""
    return [row[0] for row in await tx.all(S.close_sessions, member_id, but)]


async def renew_token(tx: Tx, digest: bytes, *, member_id: int, purpose: Purpose) -> None:
    """A new link works; older ones of the same purpose no longer do."""
    await tx.run(T.end_tokens, member_id, purpose.value)
    await tx.run(T.add_token, digest, member_id, purpose.value, LIFE[purpose])


async def token_owner(tx: Tx, digest: bytes, purpose: Purpose) -> str | None:
    """The chosen name behind a link that still works."""
    name: str | None = await tx.value(T.token_owner, digest, purpose.value)
    return name


async def use_token(tx: Tx, digest: bytes, purpose: Purpose) -> int | None:
    """Whose link it was; from now on it works no more."""
    member_id: int | None = await tx.value(T.use_token, digest, purpose.value)
    return member_id
