"""The lab's long work, beside the requests that asked for it: checks and shadow runs, a step at a time.

Each step is a transaction of its own, so a page can say how far it is. When this process ends, the work has broken
off: its page says so after a minute, and somebody asks again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Coroutine, Sequence
from typing import Any

from app.kernel import logs
from app.kernel.db import Database, Tx
from moderation.lab import catalogue, checking, publishing, shadowing
from moderation.lab.model import Draft, Finding
from moderation.lab.publishing import Plan
from moderation.screening import Screener
from moderation.screening.danger.overlay import Overlay

STEP = 300  # examples between two looks at the clock

log = logs.get("lab")
_running: set[asyncio.Task[None]] = set()
# A screener that is being built takes a core for a second; members wait on the same machine.
_one_at_a_time = asyncio.Semaphore(1)


def begin(work: Coroutine[Any, Any, None]) -> None:
    """Runs it beside the requests; what breaks is named in the log."""
    task = asyncio.create_task(_kept(work))
    _running.add(task)
    task.add_done_callback(_running.discard)


async def settled() -> None:
    """Waits until nothing of the lab is under way."""
    while _running:
        await asyncio.wait(set(_running))


async def _kept(work: Awaitable[None]) -> None:
    try:
        async with _one_at_a_time:
            await work
    except Exception as error:  # noqa: BLE001 - nobody waits for it; its page says that it broke off
        log.warning("broke_off", error=type(error).__name__, at=logs.place_of(error))


async def check(db: Database, ref: str) -> None:
    """A publication is refused, or ready: every example tried, and the past texts of what changes."""
    async with db.writing() as tx:
        plan = await publishing.plan(tx, ref)
    problems, losses = publishing.judged(plan)
    try:
        for lang in plan.afters:
            after = await asyncio.to_thread(checking.screener_of, lang, _overlays(plan))
            problems += await _examples(db, ref, plan, lang, after)
            versions = plan.lives[lang].lexicon, plan.after(lang)
            losses += await asyncio.to_thread(checking.forgotten, after, *versions)
        losses += await _past(db, ref, plan)
    except ValueError:
        # The library's own words name forms; the page says only whose they are.
        problems += [Finding(code="cannot_work", phrase_id=one) for ids in plan.ids.values() for one in ids]
    async with db.writing() as tx:
        await publishing.settle(tx, ref, problems, losses)


def _overlays(plan: Plan) -> list[Overlay]:
    return [plan.afters.get(lang, live.overlay) for lang, live in plan.lives.items()]


async def _examples(db: Database, ref: str, plan: Plan, lang: str, after: Screener) -> list[Finding]:
    found: list[Finding] = []
    examples: Sequence[checking.Example] = plan.examples[lang]
    before = sum(len(some) for one, some in plan.examples.items() if one < lang)
    for start in range(0, len(examples), STEP):
        found += await asyncio.to_thread(checking.failing, after, examples[start : start + STEP])
        async with db.writing() as tx:
            await publishing.progress(tx, ref, before + min(start + STEP, len(examples)))
    return found


async def _past(db: Database, ref: str, plan: Plan) -> list[Finding]:
    """Past hits in this community that are lost. The other community's texts are its own leads' to try."""
    ids = [one for some in plan.ids.values() for one in some]
    async with db.writing() as tx:
        asked = await publishing.find(tx, ref)
        texts = await shadowing.past_hits(tx, asked.asked_by, publication_ref=ref, phrase_ids=ids)
    if not any(texts.values()):
        return []
    live = [one.overlay for one in plan.lives.values()]
    old = await asyncio.to_thread(checking.screener_of, plan.lang, live)
    new = await asyncio.to_thread(checking.screener_of, plan.lang, _overlays(plan))
    lost = {one: await asyncio.to_thread(checking.lost, old, new, one, some) for one, some in texts.items()}
    return [Finding(code="lost_past", phrase_id=one, number=count) for one, count in lost.items() if count]


async def shade(db: Database, ref: str, draft: Draft) -> None:
    """A draft is tried over the texts of its run, a hundred at a time."""
    async with db.reading() as tx:
        overlays = await trial(tx, draft)
    screener = await asyncio.to_thread(checking.screener_of, draft.lang, overlays)
    while True:
        async with db.reading() as tx:
            texts = await shadowing.next_texts(tx, ref)
        hits = await asyncio.to_thread(_hits, screener, draft.phrase_id, texts)
        async with db.writing() as tx:
            await shadowing.keep(tx, ref, texts, hits)
        if not texts:
            return


async def trial(tx: Tx, draft: Draft) -> list[Overlay]:
    """Everything that is live, with this draft laid over it."""
    lives = await catalogue.lives(tx)
    others = [live.overlay for lang, live in lives.items() if lang != draft.lang]
    return [*others, checking.laid(lives[draft.lang], [draft.row])]


def _hits(screener: Screener, phrase_id: str, texts: Sequence[shadowing.Past]) -> list[int]:
    return [one.verdict_id for one in texts if checking.hits(screener, phrase_id, one.text)]
