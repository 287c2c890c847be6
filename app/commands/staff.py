"""`havre staff`: people of the desk; what admins do at `/staff`, for whoever runs the machine."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from app.kernel.db import Tx
    from moderation.desk.people.accounts import Person
    from moderation.desk.staff import Newcomer

Login = Annotated[str, typer.Option(prompt="Sign-in name")]

app = typer.Typer(help="People who work at the desk.", no_args_is_help=True)


@app.callback()
def staff() -> None:
    """People who work at the desk."""


@app.command()
def add(
    login: Login,
    name: Annotated[str, typer.Option(prompt="Name that colleagues see")],
    role: Annotated[str, typer.Option(prompt="Role (guide, lead, admin, auditor, partner)")] = "guide",
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


@app.command("list")
def list_people() -> None:
    """Everybody who may sign in, or could once."""
    from app.commands.telling import say

    for person in asyncio.run(_everybody()):
        month = person.seen_month.strftime("%Y-%m") if person.seen_month else "never"
        state = "disabled" if person.is_disabled else "enrolled" if person.is_enrolled else "not enrolled"
        say(f"{person.login}  {person.role}  {'+'.join(person.languages)}  {state}  last seen: {month}")


@app.command()
def disable(login: Login) -> None:
    """Out at the next request, and cannot come back."""
    from app.commands.refusal import Refused
    from app.commands.telling import say

    if not asyncio.run(_disable(login)):
        raise Refused(f"Nobody signs in as {login!r}.")
    say(f"Disabled {login}.")


@app.command()
def enrol(login: Login) -> None:
    """Forget a person's password and second factor; prints a link to set both anew, good once and for 72 hours."""
    from app.commands.telling import say

    say(f"Link, shown once: {asyncio.run(_enrol(login))}")


async def _add(who: Newcomer) -> str:
    from app.commands import place
    from app.commands.refusal import Refused
    from moderation.desk import staff as people

    settings = place.settings_of("desk")
    if unknown := set(who.languages) - set(place.communities(settings)):
        raise Refused(f"There is no community {sorted(unknown)[0]!r} here.")
    async with _house() as (tx, settings):
        return (await people.add(tx, who, desk_secret=settings["HAVRE_DESK_SECRET"])).uri


async def _everybody() -> tuple[Person, ...]:
    from moderation.desk.people import accounts

    async with _house() as (tx, _):
        return await accounts.everybody(tx)


async def _disable(login: str) -> bool:
    from moderation.desk import staff as people

    async with _house() as (tx, _):
        return await people.disable(tx, login)


async def _enrol(login: str) -> str:
    from app.commands.refusal import Refused
    from moderation.desk.people import accounts

    async with _house() as (tx, settings):
        found = [person for person in await accounts.everybody(tx) if person.login == login.lower()]
        if not found:
            raise Refused(f"Nobody signs in as {login!r}.")
        invited = await accounts.reset(tx, "operator", found[0], desk_secret=settings["HAVRE_DESK_SECRET"])
    return f"{settings['HAVRE_URL'].rstrip('/')}/enrol/{invited.token}?lang={found[0].lang}"


@asynccontextmanager
async def _house() -> AsyncIterator[tuple[Tx, dict[str, str]]]:
    """One transaction as the desk."""
    from app.commands import place
    from app.kernel.db import Database

    settings = place.settings_of("desk")
    database = await Database.connect(place.login(settings, "desk"), name="staff", most=1)
    try:
        async with database.writing() as tx:
            yield tx, settings
    finally:
        await database.close()
