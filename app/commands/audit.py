"""`havre audit`: whether the logs are as they were written."""

from __future__ import annotations

import asyncio

import typer

app = typer.Typer(help="The logs of what staff did.", no_args_is_help=True)


@app.callback()
def audit() -> None:
    """The logs of what staff did."""


@app.command()
def verify() -> None:
    """Recompute the hash chain of every log; names the first row that is not as it was written."""
    from app.commands import place
    from app.commands.refusal import Refused

    settings = place.settings_of("desk")
    logins = {"shared": place.login(settings, "desk")}
    logins |= {name: place.login(settings, f"desk_{name}") for name in place.communities(settings)}
    if broken := asyncio.run(_verify(logins)):
        raise Refused("; ".join(f"the log {name} is broken at row {row}" for name, row in broken.items()) + ".")


async def _verify(logins: dict[str, str]) -> dict[str, int]:
    from app.commands.telling import progress, say
    from app.kernel import chain
    from app.kernel.db import Database

    broken: dict[str, int] = {}
    for name, url in logins.items():
        progress(f"Reading the log {name}.")
        database = await Database.connect(url, name="audit", most=1)
        try:
            async with database.reading() as tx:
                found = await chain.verify(tx)
        finally:
            await database.close()
        if found.broken is not None:
            broken[name] = found.broken
        else:
            say(f"The log {name} is whole: {found.rows} rows. Checkpoint: {found.rows}:{found.head.hex()}")
    return broken
