"""Moves a freshly screened board back in time, and lets a guide have worked there before."""

from __future__ import annotations

from collections.abc import Mapping

from app.demo.content import Text
from app.kernel import sql
from app.kernel.db import Tx
from app.kernel.ids import new_ref

Q = sql.beside(__file__, "seed")

LEFT_OPEN = 5  # cases a lane about texts that others read


async def date(admin: Tx, sent: Mapping[str, Text]) -> None:
    """Every text is as old as its file says; held ones are as young as their lane's clock wants."""
    await admin.many(Q.date_post, [(ref, text.hours_ago) for ref, text in sent.items()])
    await _decide_old_ones(admin)
    for step in (Q.date_closed, Q.date_held, Q.date_versions, Q.date_notices, Q.date_threads):
        await admin.run(step)


async def _decide_old_ones(admin: Tx) -> None:
    guide = await admin.maybe(Q.first_guide)
    for case in await admin.all(Q.keep_cases, LEFT_OPEN):
        if guide is None:
            continue
        ref = new_ref()
        await admin.run(
            Q.keep_decision, ref, case["id"], case["post_id"], case["post_version"], case["seen_version"], guide["id"]
        )
        await admin.run(Q.write_log, guide["ref"], f"{case['ref']} {ref}")
