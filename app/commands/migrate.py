"""`havre migrate`."""

from __future__ import annotations

import asyncio


def migrate() -> None:
    """Bring databases, login roles and settings files up to date. Running it twice changes nothing."""
    from app.commands import place
    from app.commands.telling import progress, say
    from app.kernel import provision

    applied: list[str] = []

    def told(name: str) -> None:
        applied.append(name)
        progress(f"Applied {name}")

    house = place.house()
    asyncio.run(provision.prepare(house, told))
    say(f"Applied {len(applied)} migrations." if applied else "Everything is up to date.")
    say(f"Settings of the processes: {house.data / 'env'}")
