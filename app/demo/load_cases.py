"""A synthetic desk for measuring: thousands of open cases and guides who are signed in.

Only the bench calls it, as the operator, after `seed_load` has made the posts that the cases are about.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.kernel import sql
from app.kernel.db import Tx, administering
from app.kernel.hashing import digest_of
from app.kernel.ids import new_ref, new_token

Q = sql.beside(__file__, "load_cases")

# Shares of a bad day, in thousandths: most of what waits is routine, and Now is never empty.
LANES = {"now": 4, "soon": 40, "unscreened": 6, "routine": 800, "privacy": 150}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """Guides at work: one live session each, and the cases that are open."""

    tokens: tuple[str, ...]
    cases: tuple[str, ...]


async def seed_cases(url: str, *, cases: int = 5000, guides: int = 10, community: str = "en") -> Shift:
    """So many open cases stand in the community's lanes, and so many guides have sessions; all of it or nothing."""
    lanes = [lane for lane, share in LANES.items() for _ in range(cases * share // 1000)]
    lanes += ["routine"] * (cases - len(lanes))
    refs = [new_ref() for _ in lanes]
    tokens = [new_token() for _ in range(guides)]
    async with administering(url) as connection, connection.transaction():
        tx = Tx(connection)
        await tx.value(Q.go_to, f"{community}, shared")
        await tx.run(Q.add_cases, refs, lanes)
        logins = [f"load-guide-{number}" for number in range(guides)]
        rows = await tx.all(Q.add_guides, [new_ref() for _ in logins], logins, [community])
        people = [row["id"] for row in rows]
        await tx.run(Q.open_sessions, [new_ref() for _ in tokens], [digest_of(token) for token in tokens], people)
        await tx.run(Q.analyze)
    return Shift(tokens=tuple(tokens), cases=tuple(refs))
