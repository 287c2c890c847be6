"""`havre retention`: what has outlived its purpose goes now, not at the next full hour."""

from __future__ import annotations

import asyncio

import typer

app = typer.Typer(help="What is forgotten, and when.", no_args_is_help=True)


@app.callback()
def retention() -> None:
    """What is forgotten, and when."""


@app.command()
def run() -> None:
    """Forget everything that is due; says how much went."""
    from app.commands import place
    from app.commands.telling import say
    from app.courier.sweeping import Swept, sweep
    from app.kernel.db import Database

    settings = place.settings_of("courier")

    async def swept() -> Swept:
        database = await Database.connect(place.login(settings, "courier"), name="retention", most=1)
        try:
            return await sweep(database, place.communities(settings))
        finally:
            await database.close()

    gone = asyncio.run(swept())
    say(f"Forgotten: {gone.registrations} registrations, {gone.unsent} unsent mails, {gone.sent} keys of sent mails.")
