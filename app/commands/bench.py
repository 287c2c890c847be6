"""`havre bench`: how fast it is here, beside a floor from the same run."""

from __future__ import annotations

import asyncio
import importlib
from typing import Annotated

import typer

SECTIONS = ("pages",)


def bench(
    section: Annotated[str, typer.Argument(help=f"One of: {', '.join(SECTIONS)}.")] = "pages",
    json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Measure a section. The code is 1 when a target does not hold."""
    from app.bench import figures
    from app.commands.refusal import Refused
    from app.commands.telling import progress, say

    if section not in SECTIONS:
        raise Refused(f"There is no section {section!r}; there are: {', '.join(SECTIONS)}.")
    found = asyncio.run(importlib.import_module(f"app.bench.{section}").run(progress))
    if json:
        for figure in found:
            say(figure.line())
    else:
        figures.show(section, found)
    if any(figure.holds is False for figure in found):
        raise typer.Exit(1)
