"""`havre vault`: the ceremony, later seniors, and whether the ledger is whole."""

from __future__ import annotations

import asyncio
import json
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from moderation.vault.keys import Enrolled, NewSenior

app = typer.Typer(help="The seniors' keys and ledger.", no_args_is_help=True)
People = Annotated[Path | None, typer.Option(help="A JSON file with the seniors, instead of being asked.")]


@app.command()
def init(people: People = None, seniors: Annotated[int, typer.Option(min=2)] = 2) -> None:
    """Hold the ceremony: make the seniors' key, enrol the first ones, print the three recovery codes."""
    from app.commands import place
    from app.commands.telling import say
    from app.kernel import provision
    from moderation.vault import cli

    settings = place.settings_of("vault")
    who = _read(people) if people else [_ask(f"Senior {number}") for number in range(1, seniors + 1)]
    done = asyncio.run(cli.init(settings, who, say))
    house = place.house()
    provision.set_secret(house.data, "group_public_key", done.group_public_key)
    asyncio.run(provision.prepare(house))
    _show(done.seniors)
    for number, code in enumerate(done.recovery_codes, start=1):
        say(f"Recovery code {number}, shown once: {code}")
    say("Start the board again, so that people can join.")


@app.command()
def enrol(
    people: People = None,
    recovery: Annotated[bool, typer.Option("--recovery", help="With two recovery codes, not a passphrase.")] = False,
) -> None:
    """Enrol one more senior, by another senior's passphrase or by two recovery codes."""
    from app.commands import place
    from app.commands.telling import say
    from moderation.vault import cli

    settings = place.settings_of("vault")
    person = _read(people)[0] if people else _ask("The new senior")
    if recovery:
        codes = (typer.prompt("One recovery code"), typer.prompt("Another one"))
        done = asyncio.run(cli.enrol(settings, person, say, codes=codes))
    else:
        login = typer.prompt("Login of the senior who enrols")
        passphrase = typer.prompt("Passphrase of that senior", hide_input=True)
        done = asyncio.run(cli.enrol(settings, person, say, by_login=login, passphrase=passphrase))
    _show((done,))


@app.command()
def verify(
    checkpoint: Annotated[str, typer.Option(help="rows:hash, as written down elsewhere.")] = "",
) -> None:
    """Recompute the ledger; names the first row that is not as it was written."""
    from app.commands import place
    from app.commands.telling import say
    from moderation.vault import cli

    broken = asyncio.run(cli.verify(place.settings_of("vault"), say, checkpoint=checkpoint))
    if broken is not None:
        raise typer.Exit(1)


def _ask(who: str) -> NewSenior:
    from app.commands.telling import ask_secret
    from moderation.vault.keys import NewSenior

    return NewSenior(
        login=typer.prompt(f"{who}: login"),
        name=typer.prompt(f"{who}: name that the other seniors see"),
        lang=typer.prompt(f"{who}: language of the pages (en, fr)", default="en"),
        address=typer.prompt(f"{who}: mail address for alarms"),
        password=ask_secret(f"{who}: password"),
        passphrase=ask_secret(f"{who}: passphrase for the key"),
    )


def _read(file: Path) -> list[NewSenior]:
    from app.commands.refusal import Refused
    from moderation.vault.keys import NewSenior

    try:
        return [NewSenior(**entry) for entry in json.loads(file.read_text("utf-8"))]
    except (ValueError, TypeError):
        names = ", ".join(field.name for field in fields(NewSenior))
        raise Refused(f"{file} must be a list of objects with {names}.") from None


def _show(seniors: tuple[Enrolled, ...]) -> None:
    from app.commands.telling import say, show_second_factor

    for senior in seniors:
        say(f"{senior.login}:")
        show_second_factor(senior.totp_uri, senior.totp_secret)
