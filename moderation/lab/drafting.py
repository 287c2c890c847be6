"""A lead changes, adds or retires a phrase: every save is a new revision, and screening notices none of it."""

from __future__ import annotations

from app.kernel import sql
from app.kernel.db import Row as Record
from app.kernel.db import Tx, build
from app.kernel.errors import Conflict, NotFound
from app.kernel.i18n import N_
from app.kernel.ids import new_ref
from moderation.cases.model import Guide
from moderation.lab.model import Draft, Revision, Status
from moderation.screening.danger.lexicon import Row, row_of

Q = sql.beside(__file__, "drafts")

OVER = N_("This draft is over: it was published or dropped. Start again from the phrase.")
MOVED = N_("Someone saved this draft in the meantime. What you typed is still here; look at theirs first.")


async def save(tx: Tx, guide: Guide, row: Row, *, seen: int) -> str:
    """A new revision of the open draft of this phrase, which is begun when there is none; its reference.

    `seen` is the revision that was changed, 0 for a new draft. Raises Conflict when a newer one stands there.
    """
    open_one = await tx.maybe(Q.open_of_phrase, row.lang, row.id)
    ref = open_one["ref"] if open_one else new_ref()
    if open_one is None and await tx.maybe(Q.add, ref, row.lang, row.id) is None:
        raise Conflict(MOVED)
    draft = await _locked(tx, ref)
    if draft["revision"] != seen:
        raise Conflict(MOVED)
    await tx.run(Q.save, draft["id"], seen + 1, row.lang, row.as_data(), guide.ref, guide.name)
    # What was tried was another text of the draft.
    await tx.run(Q.follow, draft["id"], seen + 1, Status.DRAFT.value)
    return str(ref)


async def drop(tx: Tx, ref: str) -> None:
    """The draft is over and nothing of it is published. Raises Conflict when it is over already."""
    draft = await _locked(tx, ref)
    await tx.run(Q.follow, draft["id"], draft["revision"], Status.DROPPED.value)


async def shade(tx: Tx, ref: str) -> None:
    """The draft is in shadow: it is tried, and decides nothing. Raises Conflict when it is over."""
    draft = await _locked(tx, ref)
    await tx.run(Q.follow, draft["id"], draft["revision"], Status.SHADOW.value)


async def find(tx: Tx, ref: str, lang: str) -> Draft:
    """A draft of this language, open or over. Raises NotFound for any other."""
    row = await tx.maybe(Q.find, ref)
    if row is None or row["lang"] != lang:
        raise NotFound()
    return _draft(row)


async def open_drafts(tx: Tx, lang: str) -> tuple[Draft, ...]:
    """Every open draft of a language."""
    return tuple(_draft(row) for row in await tx.all(Q.open_drafts, lang))


async def open_of_phrase(tx: Tx, lang: str, phrase_id: str) -> Draft | None:
    """The open draft of a phrase, if there is one."""
    row = await tx.maybe(Q.open_of_phrase, lang, phrase_id)
    return None if row is None else await find(tx, row["ref"], lang)


async def revisions(tx: Tx, ref: str) -> tuple[Revision, ...]:
    """Who saved a draft and when, the newest first."""
    return tuple(build(Revision, row) for row in await tx.all(Q.revisions, ref))


async def _locked(tx: Tx, ref: str) -> Record:
    """The draft under lock. The view holds this community's language only: any other does not exist."""
    row = await tx.maybe(Q.lock, ref)
    if row is None:
        raise NotFound()
    if row["status"] not in (Status.DRAFT, Status.SHADOW):
        raise Conflict(OVER)
    return row


def _draft(row: Record) -> Draft:
    kept = {name: row[name] for name in ("ref", "lang", "phrase_id", "revision", "staff_ref", "staff_name", "saved_at")}
    return Draft(**kept, status=Status(row["status"]), row=row_of(row["content"], row["lang"]))
