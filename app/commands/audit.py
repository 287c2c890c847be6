"""`havre audit`: whether the logs are as they were written."""

from __future__ import annotations

import asyncio
import re
from typing import Annotated

import typer

_CHECKPOINT = re.compile(r"(?P<log>[a-z]{2,12}):(?P<rows>\d{1,17}):(?P<hash>[0-9a-f]{64})")

app = typer.Typer(help="The logs of what staff did.", no_args_is_help=True)


@app.callback()
def audit() -> None:
    """The logs of what staff did."""


@app.command()
def verify(
    known: Annotated[
        list[str] | None,
        typer.Option(help="A checkpoint kept elsewhere, like shared:120:3f…; may be given more than once."),
    ] = None,
) -> None:
    """Recompute the hash chain of every log; names the first row that is not as it was written."""
    from app.commands import place
    from app.commands.refusal import Refused

    settings = place.settings_of("desk")
    logins = {"shared": place.login(settings, "desk")}
    logins |= {name: place.login(settings, f"desk_{name}") for name in place.communities(settings)}
    if broken := asyncio.run(_verify(logins, _checkpoints(known or [], logins))):
        raise Refused("; ".join(f"the log {name} is broken at row {row}" for name, row in broken.items()) + ".")


def _checkpoints(known: list[str], logins: dict[str, str]) -> dict[str, tuple[int, bytes]]:
    """By log: a number of rows and the hash of the last of them."""
    from app.commands.refusal import Refused

    found: dict[str, tuple[int, bytes]] = {}
    for one in known:
        match = _CHECKPOINT.fullmatch(one.strip())
        if match is None or match["log"] not in logins:
            raise Refused("A checkpoint is the name of a log, a number and 64 letters and digits, with colons between.")
        found[match["log"]] = (int(match["rows"]), bytes.fromhex(match["hash"]))
    return found


async def _verify(logins: dict[str, str], known: dict[str, tuple[int, bytes]]) -> dict[str, int]:
    from app.commands.telling import progress, say
    from app.kernel import chain
    from app.kernel.db import Database

    broken: dict[str, int] = {}
    for name, url in logins.items():
        progress(f"Reading the log {name}.")
        database = await Database.connect(url, name="audit", most=1)
        try:
            async with database.reading() as tx:
                found = await chain.verify(tx, known=known.get(name))
        finally:
            await database.close()
        if found.broken is not None:
            broken[name] = found.broken
        else:
            say(f"The log {name} is whole: {found.rows} rows. Checkpoint: {found.rows}:{found.head.hex()}")
    return broken
