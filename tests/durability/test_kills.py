"""kill -9 of everything, under a running load: nothing acknowledged is lost, nothing unscreened is seen, nothing happens twice."""

from __future__ import annotations

import asyncio
import json
import random
import time

import pytest

from app.kernel import sealing
from app.kernel.db import GONE, administering
from app.kernel.roles import with_login
from tests.durability.house import House, raised
from tests.durability.load import Load
from tests.durability.reader import Reader
from tests.durability.truth import broken_promises
from tests.durability.waiting import until

STEPS = ("take", "screened", "before_commit", "after_commit", "before_ring")
RATE = 20.0
LEAST_KILLS = 50
QUEUE = "SELECT shared.queue_mail($1, $2)"


async def screeners_at_their_steps(house: House, times: int) -> None:
    """A second screener dies at one step after the other, by its own hand, in the middle of its work."""
    for number in range(times * len(STEPS)):
        house.spawn("screener-b", "screener", HAVRE_FAILPOINT=STEPS[number % len(STEPS)], HAVRE_ALLOW_FAILPOINTS="1")
        await house.until_killed("screener-b")


async def screeners_at_random(house: House, times: int, chance: random.Random) -> None:
    """The first screener dies wherever it happens to be."""
    for _ in range(times):
        await asyncio.sleep(chance.uniform(0.5, 2.0))
        await house.kill("screener")
        await house.start("screener")


async def boards_after_an_answer(house: House, load: Load, times: int, chance: random.Random) -> None:
    """The board dies the moment after somebody was told that their text is safe."""
    for _ in range(times):
        await asyncio.sleep(chance.uniform(1.0, 2.5))
        answered = asyncio.Event()

        def die(answered: asyncio.Event = answered) -> None:
            house.running["board"].kill()
            answered.set()

        load.after_next_answer = die
        await asyncio.wait_for(answered.wait(), 60)
        await house.kill("board")
        await house.start("board")


async def servers(house: House, name: str, times: int, chance: random.Random) -> None:
    """A whole server dies and comes back; Redis comes back empty."""
    for _ in range(times):
        await asyncio.sleep(chance.uniform(2.0, 5.0))
        await house.kill_server(name, pause=chance.uniform(0.0, 0.7))


async def couriers(house: House, times: int, chance: random.Random) -> list[str]:
    """The courier dies while it carries mails; returns the addresses of every mail that was queued."""
    queued: list[str] = []
    for _ in range(times):
        await asyncio.sleep(chance.uniform(2.0, 5.0))
        queued += await _queue_mails(house, len(queued), 5)
        await asyncio.sleep(chance.uniform(0.0, 0.4))
        await house.kill("courier")
        await house.start("courier")
    return queued


async def _queue_mails(house: House, first: int, count: int) -> list[str]:
    """Mails as the board queues them; whoever gets no answer queues the same mail again."""
    secrets, queued = house.secrets, [f"someone{number}@example.org" for number in range(first, first + count)]
    for to in queued:
        plain = json.dumps({"to": to, "lang": "en", "kind": "reset", "link": f"http://localhost/en/reset/{to[:9]}"})
        sealed = sealing.seal(secrets["mail_public_key"], plain.encode())

        async def is_queued(key: str = to.partition("@")[0], sealed: bytes = sealed) -> bool:
            try:
                async with administering(with_login(house.admin_url, "board_en", secrets["board_en"])) as connection:
                    await connection.fetchval(QUEUE, key, sealed)
            except GONE:
                return False
            return True

        await until(is_queued, within=60)
    return queued


async def at_rest(house: House) -> None:
    """No work is due any more; a lease of somebody who died runs out by itself."""

    async def is_idle() -> bool:
        rows = await house.fetch(
            "SELECT id FROM en.job WHERE buried_at IS NULL UNION ALL SELECT id FROM shared.job WHERE buried_at IS NULL"
        )
        return not rows

    await until(is_idle, within=100, look=0.5)


async def test_nothing_is_lost_doubled_or_seen_too_early_however_often_everything_is_killed(
    request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    began, chance = time.monotonic(), random.Random(5)
    async with raised() as house:
        load = Load(house)
        reader = Reader(load)
        for process in ("board", "screener", "courier"):
            await house.start(process)
        await load.begin(members=24)
        running = asyncio.gather(load.run(RATE), reader.read(), reader.read())
        *_, mails = await asyncio.gather(
            screeners_at_their_steps(house, 2),
            screeners_at_random(house, 8, chance),
            boards_after_an_answer(house, load, 8, chance),
            servers(house, "postgres", 9, chance),
            servers(house, "redis", 15, chance),
            couriers(house, 3, chance),
        )
        await asyncio.sleep(1)
        load.stopping.set()
        await running
        await at_rest(house)
        await reader.read_everything()
        await load.end()
        broken = await broken_promises(house, load, reader)
        found = sorted(line.removeprefix("To: ") for mail in house.mailbox.glob("*.eml")
                       for line in mail.read_text().splitlines() if line.startswith("To: "))  # fmt: skip
        states = await house.fetch("SELECT status, count(*) AS many FROM en.post GROUP BY 1 ORDER BY 1")
        others = await house.fetch(
            "SELECT (SELECT count(*) FROM en.case_file) AS cases, (SELECT count(*) FROM en.verdict) AS verdicts,"
            " (SELECT count(*) FROM en.verdict WHERE failed IS NOT NULL) AS given_up"
        )
        defects = sorted({line for line in house.said("board").splitlines() if '"defect"' in line})
    told = (
        f"{house.kills.total()} kills: {dict(house.kills)}",
        f"sent {len(load.sent)}, acknowledged {len(load.acknowledged)}, answers {dict(load.answers)},"
        f" taken down {len(load.withdrawn)}",
        f"posts { {row['status']: row['many'] for row in states} }, {others[0]}",
        f"pages read {reader.pages}, texts seen {len(reader.seen)}, mails {len(found)}, {time.monotonic() - began:.0f} s",
    )
    with capsys.disabled():
        request.config.get_terminal_writer().line("\n" + "\n".join(told))
    assert broken == [], defects
    assert set(mails) - set(found) == set(), "a mail was lost"
    assert len(found) == len(set(found)), "a mail went out twice"
    assert house.kills.total() >= LEAST_KILLS
    assert len(load.acknowledged) > 100
    assert len(reader.seen) > 50
