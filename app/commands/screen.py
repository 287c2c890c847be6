"""`havre screen`."""

from __future__ import annotations

import io
import sys
from typing import Annotated

import typer


def screen(
    lang: Annotated[str, typer.Option(help="Language of the texts: en or fr.")],
    jsonl: Annotated[bool, typer.Option("--jsonl", help="One JSON object a line in and out.")] = True,
) -> None:
    """Screen texts: {"id", "text"} a line on standard input, one verdict a line on standard output."""
    from app.commands.refusal import Refused
    from app.kernel.i18n import LANGUAGES
    from moderation.screening import cli

    if lang not in LANGUAGES:
        raise Refused(f"There is no lexicon for {lang!r}; there are {' and '.join(LANGUAGES)}.")
    del jsonl  # the only format there is; the name is asked for so that another can come
    stdin = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace")
    stdout = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", line_buffering=True)
    try:
        code = cli.run(lang, stdin, stdout)
    except BrokenPipeError:
        code = 1
    raise typer.Exit(code)
