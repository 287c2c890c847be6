"""`havre up`."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from app.up.run import Plan


def up(
    demo: Annotated[bool, typer.Option("--demo", help="With two sample communities and sign-ins.")] = False,
    data: Annotated[Path | None, typer.Option(help="Data folder; HAVRE_DATA says the same.")] = None,
    port_base: Annotated[int, typer.Option(help="The board's port; desk and vault take the next two.")] = 8000,
) -> None:
    """Raise everything on this machine, and keep it until Ctrl-C."""
    from app.up.run import Plan, data_folder
    from app.up.run import up as run

    if data is not None:
        os.environ["HAVRE_DATA"] = str(data.absolute())
    plan = Plan(data=data_folder(), is_demo=demo, port_base=port_base)
    asyncio.run(run(_furnished(plan) if demo else plan))


def _furnished(plan: Plan) -> Plan:
    from dataclasses import replace

    from app.commands import demonstration

    return replace(plan, furnish=demonstration.furnish, fill=demonstration.fill)
