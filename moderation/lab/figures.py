"""How a phrase does in one community: hits, load, what guides did, what else finds the same texts."""

from __future__ import annotations

from collections.abc import Iterable

from app.kernel import sql
from app.kernel.db import Tx, build
from moderation.lab.model import Figures, Overlap, ShadowRun

Q = sql.beside(__file__, "figures")


async def of_phrases(tx: Tx, ids: Iterable[str]) -> dict[str, Figures]:
    """The figures of each of these phrases; zeros where it found nothing in ninety days."""
    wanted = list(ids)
    found = {row["phrase_id"]: build(Figures, row) for row in await tx.all(Q.figures, wanted)}
    return {one: found.get(one, Figures(phrase_id=one)) for one in wanted}


async def overlap(tx: Tx, phrase_id: str) -> tuple[Overlap, ...]:
    """Which other phrases hit the same texts, the most first."""
    return tuple(build(Overlap, row) for row in await tx.all(Q.overlap, phrase_id))


async def newest_run(tx: Tx, draft_ref: str) -> ShadowRun | None:
    """The newest run of a draft, finished or under way."""
    run = await tx.maybe(Q.newest_run, draft_ref)
    if run is None:
        return None
    told = await tx.one(Q.run_figures, run["id"])
    shared = ("ref", "revision", "total", "done", "started_at", "ended_at", "is_silent")
    return ShadowRun(
        **{name: run[name] for name in shared},
        **{name: told[name] for name in ("hits", "known", "lost", "decided", "acted")},
        a_week=told["hits"] / told["weeks"],
        overlap=tuple(build(Overlap, row) for row in await tx.all(Q.run_overlap, run["id"])),
    )
