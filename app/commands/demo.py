"""`havre demo`: for a demonstration on one machine only."""

from __future__ import annotations

import time

import typer

app = typer.Typer(help="The invented house of `havre up --demo`.", no_args_is_help=True)
STEP = 30  # seconds that a code is good


@app.callback()
def demo() -> None:
    """The invented house of `havre up --demo`."""


@app.command()
def codes() -> None:
    """Print the present second factor of each sample guide and senior. Each code is good once."""
    import pyotp
    from rich.table import Table

    from app.commands import demonstration, place
    from app.commands.refusal import Refused
    from app.commands.telling import OUT, say
    from app.up.run import data_folder

    data = data_folder()
    if not place.is_embedded() or not demonstration.note_of(data).exists():
        raise Refused("Codes are printed for a demonstration that `havre up --demo` made, and for nothing else.")
    table = Table(box=None, pad_edge=False)
    table.add_column("Name")
    table.add_column("Code", style="bold")
    for login, secret in demonstration.second_factors(data).items():
        table.add_row(login, pyotp.TOTP(secret).now())
    OUT.print(table)
    say(f"Good for another {STEP - int(time.time()) % STEP} seconds.")
