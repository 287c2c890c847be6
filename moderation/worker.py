"""The screening process: `python -m moderation.worker`, or with `--once` until nothing is due.

Any number of them may run; each post is landed by exactly one.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import signal
from contextlib import AsyncExitStack

import uvloop

from app.kernel import alive, logs
from app.kernel.bell import Bell
from app.kernel.logins import connected
from app.kernel.settings import ScreenerSettings
from moderation.cases import policies, policy
from moderation.lab.renewing import Phrases
from moderation.screener import failpoints
from moderation.screener.landing import Rules
from moderation.screener.watching import Watch
from moderation.screener.working import AT_ONCE, Queue


async def work(settings: ScreenerSettings, *, once: bool, stop: asyncio.Event) -> None:
    """Screens what waits in every community until told to stop, or until nothing is due."""
    async with AsyncExitStack() as stack:
        queues, watches, phrases = await _open(settings, stack)
        if once:
            await asyncio.gather(*(queue.drain() for queue in queues))
            return
        beating = asyncio.create_task(alive.beat(settings.run_dir, "screener"))
        stack.callback(beating.cancel)
        # Lexicons and models live as long as the process: a collection need not walk them.
        gc.freeze()
        serving = [queue.serve(stop) for queue in queues] + [watch.serve(stop) for watch in watches]
        serving.append(phrases.serve(stop))
        await asyncio.gather(*serving)


async def _open(settings: ScreenerSettings, stack: AsyncExitStack) -> tuple[list[Queue], list[Watch], Phrases]:
    rules = Rules(
        policy=policy.default(),
        desk_key=settings.desk_public_key,
        newcomer_posts=settings.newcomer_posts,
        newcomer_days=settings.newcomer_days,
    )
    bell = Bell(settings.redis_url)
    stack.push_async_callback(bell.close)
    names = {community: f"screener_{community}" for community in settings.languages}
    dbs = {community: await connected(settings, name, stack, least=AT_ONCE) for community, name in names.items()}
    # Published phrases are the house's: any of its logins may read them. The first text is screened with the newest.
    phrases = Phrases(settings.languages, dbs[settings.languages[0]])
    await phrases.renew()
    queues = [Queue(one, db=db, bell=bell, rules=rules, phrases=phrases) for one, db in dbs.items()]
    watches = [Watch(one, db=db, bell=bell, policy=policies.current) for one, db in dbs.items()]
    return queues, watches, phrases


async def _until_told(settings: ScreenerSettings, *, once: bool) -> None:
    stop = asyncio.Event()
    for which in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(which, stop.set)
    await work(settings, once=once, stop=stop)


def main() -> None:
    """Reads the environment and works until told to stop."""
    parser = argparse.ArgumentParser(prog="python -m moderation.worker", description=__doc__)
    parser.add_argument("--once", action="store_true", help="screen what is due, then end")
    asked = parser.parse_args()
    failpoints.check()
    settings = ScreenerSettings.read()
    logs.set_up("screener")
    uvloop.run(_until_told(settings, once=asked.once))


if __name__ == "__main__":
    main()
