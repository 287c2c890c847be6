"""What commands print."""

from __future__ import annotations

import sys

import segno
import typer
from rich.console import Console

OUT = Console(highlight=False)
PROGRESS = Console(stderr=True, highlight=False)


def say(sentence: str) -> None:
    """A result, for people and for pipes."""
    OUT.print(sentence, markup=False, soft_wrap=True)


def progress(sentence: str) -> None:
    """A step on the way; not part of the result."""
    PROGRESS.print(sentence, style="dim", markup=False, soft_wrap=True)


def show_second_factor(uri: str, secret: str) -> None:
    """The code for an authenticator application, once, on this terminal only."""
    if OUT.is_terminal:
        segno.make(uri, error="m").terminal(compact=True)
    say(f"Second factor, shown once: {secret}")


def ask_secret(question: str) -> str:
    """What somebody types unseen, twice; or the next line of a pipe."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    answer: str = typer.prompt(question, hide_input=True, confirmation_prompt=True)
    return answer
