"""The staff's own log: one verb an act, references and codes only.

Writers of the log queue for each other until they commit, so this comes last in a transaction.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.kernel import sql
from app.kernel.db import Row, Tx

Q = sql.beside(__file__, "journal")
MOST = 50


class Verb(StrEnum):
    """Everything that is written of the staff's own accounts."""

    ADDED = "staff_added"
    CHANGED = "staff_rights_changed"
    DISABLED = "staff_disabled"
    ENABLED = "staff_enabled"
    RESET = "staff_reset"
    ASKED = "staff_change_asked"
    AGREED = "staff_change_agreed"
    REFUSED = "staff_change_refused"
    LINKED = "enrolment_made"
    ENROLLED = "staff_enrolled"
    IN = "signed_in"
    OUT = "signed_out"
    NOT_IN = "sign_in_refused"
    STEPPED_UP = "stepped_up"
    NOT_STEPPED_UP = "step_up_refused"
    NAMED = "own_details_changed"
    PASSWORD = "password_changed"  # noqa: S105 - a verb
    NOT_PASSWORD = "password_change_refused"  # noqa: S105 - a verb
    PASSKEY = "passkey_added"
    NO_PASSKEY = "passkey_removed"
    AUTHENTICATOR = "authenticator_changed"
    CODES = "recovery_codes_made"
    CODE_USED = "recovery_code_used"
    ENDED = "sessions_ended"
    VERIFIED = "log_verified"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of a log."""

    id: int
    at: datetime
    actor: str
    verb: str
    subject: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """Which rows are wanted; empty means any."""

    before: int | None = None
    verb: str = ""
    actor: str = ""
    subject: str = ""


async def note(tx: Tx, actor: str, verb: Verb, *, subject: str = "", code: str = "") -> None:
    """One more row; `actor` is a reference, `operator` or `unknown`."""
    await tx.run(Q.write, actor, verb.value, subject, code)


async def rows(tx: Tx, wanted: Sought, *, most: int = MOST) -> tuple[Line, ...]:
    """The newest rows first, of whichever log this connection sees."""
    found = await tx.all(Q.rows, wanted.before, wanted.verb or None, wanted.actor or None, wanted.subject or None, most)
    return tuple(_line(row) for row in found)


async def checkpoint(tx: Tx) -> str:
    """The number and the hash of the newest row, which prove later that nothing before them was changed."""
    row = await tx.maybe(Q.newest)
    return f"{row['id']}:{row['hash'].hex()}" if row else "0:"


def _line(row: Row) -> Line:
    return Line(
        id=row["id"], at=row["at"], actor=row["actor"], verb=row["verb"], subject=row["subject"], code=row["code"]
    )
