"""One community's queue: take, land, ring; several posts in flight, none of them twice."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from dataclasses import replace
from functools import partial
from typing import Any

from app.kernel import jobs, logs
from app.kernel.bell import Bell, Ear
from app.kernel.db import Database, Tx
from app.kernel.errors import LostLease
from app.kernel.jobs import Job
from moderation.cases import appeals, casebook, policies, reports
from moderation.lab.renewing import Phrases
from moderation.screener import failpoints
from moderation.screener.examining import examine, unread
from moderation.screener.landing import Landed, Rules, land

# What members tell or ask: how it lands, how it lands unread after the last try, and what the log says then.
LANDINGS = {
    "report": (reports.land, reports.land_unread, casebook.report_gave_up),
    "appeal": (appeals.land, appeals.land_unread, casebook.appeal_gave_up),
}
KINDS = ("screen", *LANDINGS)
AT_ONCE = 4  # transactions of one community
MOST = 8  # jobs taken in one statement
LEASE_SECONDS = 10  # a batch takes well under one; what a dead screener held comes back this soon
SWEEP_SECONDS = 2.0  # without a bell

log = logs.get("screener")


class Queue:
    """The waiting texts of one community."""

    def __init__(self, community: str, *, db: Database, bell: Bell, rules: Rules, phrases: Phrases) -> None:
        self.community = community
        self._db = db
        self._bell = bell
        self._rules = rules
        self._phrases = phrases
        phrases.of(community)  # built before the first text waits for it
        self._places = asyncio.Semaphore(AT_ONCE)
        self._running: set[asyncio.Task[None]] = set()
        self._ringing: set[asyncio.Task[None]] = set()
        self._woken = asyncio.Event()

    async def serve(self, stop: asyncio.Event) -> None:
        """Works until told to stop; then what was begun is ended, so nobody waits for a lease to run out."""
        async with self._bell.listening(f"screen:{self.community}") as ear:
            listening = asyncio.create_task(self._listen(ear))
            try:
                while not stop.is_set():
                    await self._round(stop)
            finally:
                listening.cancel()
                await self._settle()

    async def drain(self) -> None:
        """Works until nothing is due."""
        while await self._take():
            await self._settle()

    async def _round(self, stop: asyncio.Event) -> None:
        self._woken.clear()
        try:
            taken = await self._take()
        except Exception as error:  # noqa: BLE001 - the loop outlives a database that is away for a while
            log.warning("not_taken", community=self.community, error=type(error).__name__)
            taken = 0
        if taken < MOST:
            await _any_of(self._woken, stop, seconds=SWEEP_SECONDS)
        # Leases run while jobs wait here, so few do.
        while len(self._running) > AT_ONCE:
            await asyncio.wait(self._running, return_when=asyncio.FIRST_COMPLETED)

    async def _take(self) -> int:
        taken = await jobs.take(self._db, KINDS, most=MOST, lease_seconds=LEASE_SECONDS)
        if taken:
            failpoints.reach("take")
        for job in taken:
            self._begin(self._running, self._do(job))
        return len(taken)

    def _begin(self, kept: set[asyncio.Task[None]], work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        kept.add(task)
        task.add_done_callback(kept.discard)

    async def _do(self, job: Job) -> None:
        async with self._places:
            try:
                landed = await self._land(job)
            except LostLease:
                # Another worker has it, or its author sent a newer text meanwhile.
                self._woken.set()
                return
            except Exception as error:  # noqa: BLE001 - given back and tried again; after three times it is held
                await self._give_back(job, error)
                return
        failpoints.reach("after_commit")
        # A Redis that hangs must not hold the next text.
        self._begin(self._ringing, self._ring(landed))

    async def _land(self, job: Job) -> Landed:
        async with self._db.writing() as tx:
            # Leads may have changed the policy a moment ago: it counts from the next text on.
            rules = replace(self._rules, policy=await policies.current(tx))
            landed = await (self._screen(tx, job, rules) if job.kind == "screen" else self._told(tx, job, rules))
            failpoints.reach("before_commit")
        return landed

    async def _screen(self, tx: Tx, job: Job, rules: Rules) -> Landed:
        way = partial(unread, because="worker") if job.is_spent else partial(examine, self._phrases.of(self.community))
        return await land(tx, job, rules, way)

    async def _told(self, tx: Tx, job: Job, rules: Rules) -> Landed:
        """It is in a case; one that failed too often is in a case that says so, and its job is kept."""
        land_it, land_unread, log_gave_up = LANDINGS[job.kind]
        way = land_unread if job.is_spent else land_it
        opened = await way(tx, rules.policy, job.subject)
        gave_up = job.is_spent and opened is not None
        await (jobs.bury(tx, job, "GaveUp") if gave_up else jobs.finish(tx, job))
        if opened is not None:
            await casebook.opened(tx, opened)
            if gave_up:
                await log_gave_up(tx, opened)
        return Landed(lane=None if opened is None else opened.lane)

    async def _give_back(self, job: Job, error: Exception) -> None:
        log.warning("failed", community=self.community, kind=job.kind, count=job.attempts,
                    error=type(error).__name__, at=logs.place_of(error))  # fmt: skip
        for _ in range(LEASE_SECONDS):
            try:
                await jobs.fail(self._db, job, type(error).__name__)
                return
            except Exception as away:  # noqa: BLE001 - a database that comes back must not wait for the lease's end
                log.warning("not_given_back", community=self.community, error=type(away).__name__)
                await asyncio.sleep(1)

    async def _ring(self, landed: Landed) -> None:
        failpoints.reach("before_ring")
        if landed.post_ref is not None:
            await self._bell.ring(f"verdict:{self.community}", landed.post_ref)
        if landed.lane is not None:
            await self._bell.ring(f"desk:{self.community}", landed.lane.value)

    async def _listen(self, ear: Ear) -> None:
        while True:
            if await ear.hear(SWEEP_SECONDS) is not None:
                self._woken.set()

    async def _settle(self) -> None:
        while under_way := self._running | self._ringing:
            await asyncio.wait(under_way)


async def _any_of(*events: asyncio.Event, seconds: float) -> None:
    waiting = [asyncio.create_task(event.wait()) for event in events]
    try:
        await asyncio.wait(waiting, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in waiting:
            task.cancel()
