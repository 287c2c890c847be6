"""What a person reads when the house stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

TITLES = {"board": "Board, for members", "desk": "Desk, for guides", "vault": "Vault, for seniors"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """One sample person who can sign in. Demonstration only."""

    who: str
    door: str
    name: str
    password: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Who lives in the demonstration, and the command that prints their second factors."""

    people: tuple[SignIn, ...]
    code_command: str


def show_doors(console: Console, doors: Mapping[str, str], *, mailbox: Path | None) -> None:
    """Prints where each door is."""
    table = Table(box=None, show_header=False, pad_edge=False)
    for name, url in doors.items():
        table.add_row(TITLES.get(name, name), f"[link={url}]{url}[/link]")
    if mailbox is not None:
        table.add_row("Mailbox of the demo", str(mailbox))
    console.print()
    console.print(table)


def show_sign_ins(console: Console, sample: Sample) -> None:
    """Prints the sample sign-ins and how to get their second factor."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("Who", "Signs in at", "Name", "Password or passphrase"):
        table.add_column(title, overflow="fold")
    for person in sample.people:
        table.add_row(person.who, person.door, person.name, person.password)
    console.print()
    console.print(table)
    console.print(f"\nSecond factor of the staff: [bold]{sample.code_command}[/bold]", highlight=False)
