"""While PostgreSQL restarts, people are told to try again in a minute; nobody is told that something broke."""

from __future__ import annotations

import asyncio
import os
import signal
from collections import Counter
from collections.abc import AsyncIterator

import pytest

from tests.durability.house import House, raised
from tests.durability.load import LOST, Load
from tests.durability.waiting import until

# What a server process of PostgreSQL sleeps in a statement, so that the end of the server finds it there.
SLOWLY = """
CREATE OR REPLACE FUNCTION en.slowly() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN PERFORM pg_sleep(3); RETURN NEW; END $$;
CREATE TRIGGER slowly BEFORE INSERT ON en.draft FOR EACH ROW EXECUTE FUNCTION en.slowly()
"""


@pytest.fixture(scope="module")
async def load() -> AsyncIterator[Load]:
    async with raised() as house:
        await house.start("board")
        load = Load(house)
        await load.house.execute(SLOWLY)
        house.spawn("screener")
        await load.begin(members=6)
        yield load
        await load.end()


async def _ask_through(load: Load, restart: asyncio.Task[None]) -> Counter[int]:
    """Everybody reads and keeps drafts until the server is back."""
    answers: Counter[int] = Counter()

    async def ask(number: int) -> None:
        member = load.members[1 + number % 6]
        while not restart.done():
            try:
                if number % 2:
                    fields = {"csrf": member.csrf, "place": "new:nights", "body": "A text."}
                    answer = await member.client.post("/en/drafts", data=fields)
                else:
                    answer = await member.client.get(f"/en/threads/{load.threads[0]}")
            except LOST:
                continue
            answers[answer.status_code] += 1
            await asyncio.sleep(0.01)

    await asyncio.gather(*(ask(number) for number in range(12)), restart)
    return answers


async def _is_well(load: Load) -> bool:
    return (await load.members[1].client.get(f"/en/threads/{load.threads[0]}")).status_code == 200


async def _restarted(house: House) -> None:
    """An operator restarts the server: it ends everybody's connection and says so."""
    await asyncio.sleep(0.7)
    await asyncio.to_thread(house.servers["postgres"].stop)
    await house.revive_server("postgres")


async def _crashed(house: House) -> None:
    """One server process dies; the server ends all the others and recovers."""
    await asyncio.sleep(0.7)
    rows = await house.fetch("SELECT pid FROM pg_stat_activity WHERE application_name = 'havre board_en' LIMIT 1")
    os.kill(int(str(rows[0]["pid"])), signal.SIGKILL)
    await asyncio.sleep(2)


@pytest.mark.parametrize("how", [_restarted, _crashed], ids=["restarted", "crashed"])
async def test_a_server_that_comes_back_is_a_pause_and_no_defect(load: Load, how: object) -> None:
    restart = asyncio.create_task(how(load.house))  # type: ignore[operator]
    answers = await _ask_through(load, restart)
    assert set(answers) <= {200, 204, 503}, answers
    assert answers[503] > 0

    async def is_well() -> bool:
        return await _is_well(load)

    await until(is_well)
