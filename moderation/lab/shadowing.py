"""A draft tried over past texts of one community. Texts pass through memory; references and counts stay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.kernel import sql
from app.kernel.db import Row, Tx
from app.kernel.ids import new_ref
from moderation.cases import casebook
from moderation.cases.model import Guide
from moderation.lab import drafting
from moderation.lab.model import Draft

Q = sql.beside(__file__, "shadowing")

MOST_TEXTS = 2000
MOST_HITS = 500  # past hits of a phrase that a publication looks at
BATCH = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A screened post in its masked letters."""

    verdict_id: int
    text: str


async def start(tx: Tx, guide: Guide, draft: Draft) -> str:
    """The draft is in shadow and a run over the newest texts begins, which the log says; the run's reference.

    Raises Conflict when the draft is over.
    """
    await drafting.shade(tx, draft.ref)
    total, ref = await tx.value(Q.how_many, MOST_TEXTS), new_ref()
    await tx.run(Q.start, ref, draft.ref, draft.revision, draft.phrase_id, total, guide.ref)
    await casebook.lab_shadow_run(tx, guide, run_ref=ref, texts=total)
    return ref


async def next_texts(tx: Tx, ref: str) -> tuple[Past, ...]:
    """The next older texts of a run; none when it is over."""
    run = await _run(tx, ref)
    left = run["total"] - run["done"] if run else 0
    rows = await tx.all(Q.texts, run["oldest_verdict"], min(BATCH, left)) if run and left else []
    return tuple(map(_past, rows))


async def keep(tx: Tx, ref: str, tried: Sequence[Past], hits: Sequence[int]) -> None:
    """So many texts are tried, and these verdicts would have had the draft's signal; with none tried it is over."""
    run = await _run(tx, ref)
    if run is None:
        return
    if not tried:
        await tx.run(Q.finish, run["id"])
        return
    await tx.run(Q.keep, run["id"], list(hits))
    done = run["done"] + len(tried)
    await tx.run(Q.progress, run["id"], done, tried[-1].verdict_id, tried[0].verdict_id)


async def past_hits(tx: Tx, guide_ref: str, *, publication_ref: str, phrase_ids: Sequence[str]) -> dict[str, list[str]]:
    """The newest texts that each phrase has found, for a publication's check; the log says how many are read."""
    found = {one: [_past(row).text for row in await tx.all(Q.hit_texts, one, MOST_HITS)] for one in phrase_ids}
    texts = sum(map(len, found.values()))
    if texts:
        guide = Guide(id=0, ref=guide_ref, name="")
        await casebook.lab_shadow_run(tx, guide, run_ref=publication_ref, texts=texts)
    return found


async def _run(tx: Tx, ref: str) -> Row | None:
    return await tx.maybe(Q.run_of, ref)


def _past(row: Row) -> Past:
    return Past(verdict_id=row["id"], text=f"{row['title']}\n\n{row['body']}" if row["title"] else row["body"])
