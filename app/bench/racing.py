"""Ten guides who decide at random on the same cases: nothing twice, nothing lost, nothing stuck."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter

from app.bench.console import Console
from app.bench.figures import Figure
from app.bench.stand import Stand
from app.demo.load_cases import Shift
from app.kernel import sql
from app.kernel.db import Database

Q = sql.beside(__file__, "racing")

CASES = 500
ACTS = ("keep", "hide", "edit_and_post", "write")
SETTLED_AFTER = 20.0  # seconds: what was decided last has taken effect


async def measure(stand: Stand, shift: Shift, seconds: float) -> list[Figure]:
    """What the guides were answered, beside what the database holds afterwards."""
    refs = shift.cases[-CASES:]
    answers: Counter[int] = Counter()
    chance = random.Random(11)
    until = time.monotonic() + seconds
    before = await _counted(stand, refs)
    consoles = [await Console.open(stand.ports["desk"], token) for token in shift.tokens]
    await asyncio.gather(*(_guide(one, refs, answers=answers, chance=chance, until=until) for one in consoles))
    await asyncio.sleep(SETTLED_AFTER)
    after = await _counted(stand, refs)
    made = after["decisions"] - before["decisions"]
    return [
        Figure(name="race: decisions", value=answers[303], unit=""),
        Figure(name="race: refused as too late", value=answers[409], unit=""),
        Figure(name="race: decided twice", value=after["twice"], unit="", target=0, is_at_most=True),
        Figure(name="race: lost", value=abs(made - answers[303]), unit="", target=0, is_at_most=True),
        Figure(name="race: without effect", value=after["waiting"], unit="", target=0, is_at_most=True),
        Figure(name="race: stuck claims", value=after["stuck"], unit="", target=0, is_at_most=True),
        Figure(name="race: broken answers", value=_broken(answers), unit="", target=0, is_at_most=True),
    ]


async def _guide(
    console: Console, refs: tuple[str, ...], *, answers: Counter[int], chance: random.Random, until: float
) -> None:
    while time.monotonic() < until:
        path = f"/en/cases/{chance.choice(refs)}"
        opened = await console.see(path)
        if b'name="takes_over"' in opened.body:
            # In a colleague's hand: this is where two decisions meet.
            opened = await console.take_over(opened, path)
        answer = await console.decide(opened, path, chance.choice(ACTS))
        answers[answer.status] += 1
        await asyncio.sleep(chance.random())
    console.close()


async def _counted(stand: Stand, refs: tuple[str, ...]) -> dict[str, int]:
    database = await Database.connect(stand.login("desk_en"), name="bench", most=1)
    try:
        async with database.reading() as tx:
            return dict(await tx.one(Q.counted, list(refs)))
    finally:
        await database.close()


def _broken(answers: Counter[int]) -> int:
    """Neither done, nor too late, nor asking for what is missing."""
    return sum(many for status, many in answers.items() if status not in (303, 409, 422))
