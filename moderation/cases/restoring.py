"""Details that were taken out: opened for a guide who asks, put back by a decision, sealed by one.

Each opening is logged before it is read, and leaves in the same transaction or not at all.
"""

from __future__ import annotations

import json

from app.kernel import sealing, sql
from app.kernel.db import Tx
from app.kernel.errors import Conflict, NotFound
from app.kernel.i18n import N_
from moderation.cases import casebook, mending
from moderation.cases.mending import Mended
from moderation.cases.model import Case, Guide, Place

Q = sql.beside(__file__, "listing")
CASES = sql.beside(__file__, "deciding")


async def open_cutout(tx: Tx, guide: Guide, case_ref: str, *, place: str, ordinal: int, desk_key: str) -> str:
    """The letters behind one placeholder of the case's text.

    Raises NotFound when there is none, or when its 30 days are over. `desk_key` is the desk's private key.
    """
    sealed = await tx.value(Q.cutout, case_ref, place, ordinal)
    if sealed is None:
        raise NotFound()
    await casebook.cutout_read(tx, guide, case_ref=case_ref, place=place, ordinal=ordinal)
    return _letters(sealed, desk_key)


async def fill(tx: Tx, guide: Guide, case: Case, mended: Mended, *, desk_key: str) -> tuple[str | None, str]:
    """Title and body with the letters that go back. Raises Conflict when they are shredded already."""
    letters: dict[Place, str] = {}
    for hole in mended.holes:
        part, ordinal = hole.place.part, hole.place.ordinal
        sealed = await tx.value(CASES.cutout, case.post_id, case.post_version, part, ordinal)
        if sealed is None:
            raise Conflict(N_("What was taken out can no longer be put back here."))
        await casebook.cutout_restored(tx, guide, case_ref=case.ref, place=part, ordinal=ordinal)
        letters[hole.place] = _letters(sealed, desk_key)
        await tx.run(CASES.restored, case.post_id, case.post_version, part, ordinal)
    title = mending.filled(mended.title, "title", mended, letters)
    return title, mending.filled(mended.body, "body", mended, letters) or ""


async def keep_cuts(tx: Tx, guide: Guide, case: Case, mended: Mended) -> None:
    """What comes out of the text is kept sealed beside it, for its 30 days."""
    for cut in mended.cuts:
        await tx.run(CASES.add_cutout, case.post_id, case.post_version, cut.part, cut.kind, cut.sealed)
    if mended.cuts:
        await casebook.cut_out(tx, guide, case_ref=case.ref, pieces=len(mended.cuts))


def _letters(sealed: bytes, desk_key: str) -> str:
    return str(json.loads(sealing.unseal(desk_key, sealed))["text"])
