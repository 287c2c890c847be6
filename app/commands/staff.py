"""`havre staff`: guides, leads, admins, partners."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from moderation.desk.staff import Newcomer

app = typer.Typer(help="People who work at the desk.", no_args_is_help=True)


@app.callback()
def staff() -> None:
    """People who work at the desk."""


@app.command()
def add(
    login: Annotated[str, typer.Option(prompt="Sign-in name")],
    name: Annotated[str, typer.Option(prompt="Name that colleagues see")],
    role: Annotated[str, typer.Option(prompt="Role (guide, lead, admin, partner)")] = "guide",
    languages: Annotated[str, typer.Option(prompt="Communities, comma-separated")] = "en,fr",
    lang: Annotated[str, typer.Option(prompt="Language of the pages")] = "en",
) -> None:
    """Add a person; asks for their password, prints their second factor once."""
    from app.commands.telling import ask_secret, say, show_second_factor
    from moderation.desk import second_factor
    from moderation.desk.staff import Newcomer

    password = ask_secret("Password, 15 characters or more")
    who = Newcomer(
        login=login,
        name=name,
        role=role,
        languages=[part.strip() for part in languages.split(",") if part.strip()],
        lang=lang,
        password=password,
        totp_secret=second_factor.new_secret(),
    )
    uri = asyncio.run(_add(who))
    say(f"Added {login}.")
    show_second_factor(uri, who.totp_secret)


async def _add(who: Newcomer) -> str:
    from app.commands import place
    from app.commands.refusal import Refused
    from app.kernel.db import Database
    from moderation.desk import staff as people

    settings = place.settings_of("desk")
    if unknown := set(who.languages) - set(place.communities(settings)):
        raise Refused(f"There is no community {sorted(unknown)[0]!r} here.")
    database = await Database.connect(place.login(settings, "desk"), name="staff add", most=1)
    try:
        async with database.writing() as tx:
            return (await people.add(tx, who, desk_secret=settings["HAVRE_DESK_SECRET"])).uri
    finally:
        await database.close()
