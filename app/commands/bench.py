"""`havre bench`: how fast it is here, beside a floor from the same run, and how well it screens."""

from __future__ import annotations

import asyncio
import importlib
from typing import Annotated

import typer

SECTIONS = ("pages", "desk", "screening")


def bench(
    section: Annotated[str, typer.Argument(help=f"One of: {', '.join(SECTIONS)}.")] = "pages",
    json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    which: Annotated[
        str, typer.Option("--set", help="For screening: development (as without it) or unopened.", show_default=False)
    ] = "",
) -> None:
    """Measure a section. The code is 1 when a target does not hold."""
    from app.bench import figures
    from app.commands.refusal import Refused
    from app.commands.telling import progress, say

    if section not in SECTIONS:
        raise Refused(f"There is no section {section!r}; there are: {', '.join(SECTIONS)}.")
    options = _options(section, which)
    module = importlib.import_module(f"app.bench.{section}")
    found = asyncio.run(module.run(progress, **options))
    if json:
        for figure in found:
            say(figure.line())
    elif hasattr(module, "show"):
        module.show(found)
    else:
        figures.show(section, found)
    if any(figure.holds is False for figure in found):
        raise typer.Exit(1)


def _options(section: str, which: str) -> dict[str, str]:
    from app.bench.judging.sets import SETS
    from app.commands.refusal import Refused

    if section != "screening":
        if which:
            raise Refused(f"Only the section screening has sets; {section} has none.")
        return {}
    which = which or "development"
    if which not in ("development", "unopened"):
        raise Refused(f"There is no set {which!r}; there are: development, unopened.")
    if not (SETS / which).is_dir():
        raise Refused(f"The {which} set is not here: the labelled posts come with the tests, from a checkout.")
    return {"which": which}
