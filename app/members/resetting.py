"""A new password: by a link to the typed address, or by the old password.

No address is stored anywhere, so the mail goes to the address that was just typed: its slow digest
tells whether a member of this community claimed it.
"""

from __future__ import annotations

from app.kernel import hashing
from app.kernel.db import Tx
from app.kernel.errors import Invalid, NotFound
from app.kernel.i18n import N_
from app.kernel.ids import new_ref, new_token
from app.kernel.settings import BoardSettings
from app.members import mailing, passwords, sessions, store
from app.members.model import Letter, Purpose

WRONG_NOW = N_("This is not your present password.")


async def ask(tx: Tx, email: str, *, lang: str, settings: BoardSettings) -> None:
    """A link is on its way if the address belongs to a member here; otherwise nothing. The caller cannot tell."""
    digest = await hashing.email_digest(email, settings.email_index_key)
    member = await store.member_of_email(tx, digest)
    if member is None or member.status == "closed":
        return
    token = new_token()
    await store.renew_token(tx, hashing.digest_of(token), member_id=member.id, purpose=Purpose.RESET)
    path = f"/{lang}/reset/{token}"
    letter = Letter(key=f"reset:{new_ref()}", to=email, lang=lang, kind="reset", path=path)
    await mailing.queue(tx, letter, settings)


async def name_behind(tx: Tx, token: str) -> str | None:
    """The chosen name behind a link that still works, or None. Nothing is used up."""
    return await store.token_owner(tx, hashing.digest_of(token), Purpose.RESET)


async def reset(tx: Tx, token: str, password: str) -> list[bytes]:
    """The password is the new one, every session is over, the link used up; returns the ended sessions.

    Who still waited for activation is active: the same mailbox was opened. Raises NotFound when the link
    does not work, Invalid for a password that cannot be taken.
    """
    name = await name_behind(tx, token)
    if name is None:
        raise NotFound()
    refuse(password, own=(name,))
    encoded = await hashing.hash_password(password)
    member_id = await store.use_token(tx, hashing.digest_of(token), Purpose.RESET)
    if member_id is None:
        raise NotFound()
    await store.set_password(tx, member_id, encoded)
    await store.activate(tx, member_id)
    return await sessions.close_all(tx, member_id)


async def change(tx: Tx, member_id: int, *, old: str, new: str, keep: bytes) -> list[bytes]:
    """The password is the new one and every other session is over; returns the ended sessions.

    Raises Invalid, with its field, for a wrong old password or a new one that cannot be taken.
    """
    member = await store.member_by_id(tx, member_id)
    if not await hashing.verify_password(member.password_hash, old):
        raise Invalid(WRONG_NOW, field="old")
    refuse(new, own=(member.pseudonym,))
    await store.set_password(tx, member_id, await hashing.hash_password(new))
    return await sessions.close_all(tx, member_id, but=keep)


def refuse(password: str, *, own: tuple[str, ...]) -> None:
    """Raises Invalid when the password cannot be taken."""
    if wrong := passwords.complaint(password, own=own):
        raise Invalid(wrong, field="password")
