"""What a person reads when the house stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

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
    rows = [(TITLES.get(name, name), url) for name, url in doors.items()]
    if mailbox is not None:
        rows.append(("Mailbox of the demo", str(mailbox)))
    _show_rows(console, rows)


def show_sign_ins(console: Console, sample: Sample) -> None:
    """Prints the sample sign-ins and how to get their second factor."""
    _show_rows(console, [(person.who, person.door, person.name, person.password) for person in sample.people])
    console.print(f"\nSecond factor of the staff: {sample.code_command}", markup=False, highlight=False, soft_wrap=True)


def _show_rows(console: Console, rows: Sequence[tuple[str, ...]]) -> None:
    """One line each, never folded, so that addresses and passwords can be copied whole."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    console.print()
    for row in rows:
        line = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        console.print(line.rstrip(), markup=False, highlight=False, soft_wrap=True)
